/** A neighbourhood as Mermaid's erDiagram text, in the syntax that both 11.x and 12.x read. */
import { qualifiedKey } from "../model/shared-parts.ts";
import type { DiagramLink } from "./folded-links.ts";
import type { DiagramCard, Neighbourhood } from "./neighbourhood.ts";

/** Mermaid refuses text over 50,000 characters; some is left for what people add. */
const MOST_CHARACTERS = 45_000;

/**
 * The text, ending in a line break. Entities have generated names (a relation named `style` would be a syntax error)
 * and their real ones as labels. Where the text would be too long for Mermaid, the neighbours go without columns.
 */
export function formatMermaid(neighbourhood: Neighbourhood): string {
  const whole = formatText(neighbourhood, true);
  return whole.length <= MOST_CHARACTERS ? whole : formatText(neighbourhood, false);
}

function formatText(neighbourhood: Neighbourhood, columns: boolean): string {
  const { focus, referencing, referenced, self } = neighbourhood;
  const entities = new Entities();
  const me = entities.add(focus, true);
  const lines: string[] = [];
  for (const { card, links } of referenced.neighbours) {
    const other = entities.add(card, columns);
    for (const link of links) lines.push(formatRelationship(other, me, link));
  }
  for (const link of self) lines.push(formatRelationship(me, me, link));
  for (const { card, links } of referencing.neighbours) {
    const other = entities.add(card, columns);
    for (const link of links) lines.push(formatRelationship(me, other, link));
  }
  return `${["erDiagram", ...entities.lines(focus.schema), ...lines].join("\n")}\n`;
}

/** `orders ||--o{ fills : "order_id"`: the referenced side first. A relationship without a label is a syntax error. */
function formatRelationship(parent: string, child: string, link: DiagramLink): string {
  const one = link.optional ? "|o" : "||";
  const many = link.unique ? "o|" : "o{";
  return `    ${parent} ${one}--${many} ${child} : "${toLabel(link.columns.join(", "))}"`;
}

/** The relations in the text, each once, with a name that is surely a word to Mermaid. */
class Entities {
  readonly #entities = new Map<
    string,
    { id: string; card: DiagramCard; columns: Map<string, DiagramCard["rows"][0]> }
  >();
  readonly #ids = new Set<string>();

  /** The generated name. A relation on both sides is one entity with the columns of both. */
  add(card: DiagramCard, columns: boolean): string {
    const key = qualifiedKey(card);
    const known = this.#entities.get(key);
    const entity = known ?? { id: this.#toId(card), card, columns: new Map() };
    if (known === undefined) this.#entities.set(key, entity);
    for (const row of columns ? card.rows : []) if (!entity.columns.has(row.name)) entity.columns.set(row.name, row);
    return entity.id;
  }

  lines(home: string): string[] {
    return [...this.#entities.values()].flatMap(({ id, card, columns }) => {
      const label = toLabel(card.schema === home ? card.name : `${card.schema}.${card.name}`);
      const head = `    ${id}["${label}"]`;
      if (columns.size === 0) return [head];
      const rows = [...columns.values()].map(({ name, type, primary, foreign }) => {
        const keys = [...(primary ? ["PK"] : []), ...(foreign ? ["FK"] : [])].join(", ");
        return `        ${toType(type ?? "unknown")} ${toWord(name)}${keys === "" ? "" : ` ${keys}`}`;
      });
      return [`${head} {`, ...rows, "    }"];
    });
  }

  /** Schema and name in plain letters. The line between them keeps it from being one of Mermaid's own words. */
  #toId({ schema, name }: DiagramCard): string {
    const plain = `${schema}_${name}`.replace(/[^A-Za-z0-9_]/g, "_");
    const word = /^[A-Za-z]/.test(plain) ? plain : `t${plain}`;
    let id = word;
    for (let number = 2; this.#ids.has(id); number += 1) id = `${word}_${number}`;
    this.#ids.add(id);
    return id;
  }
}

/** A column's name: other characters than letters and digits are lines, and it is not one of the key marks. */
function toWord(name: string): string {
  const word = name.replace(/[^A-Za-z0-9_\u00c0-\uffff]|[\s\p{Cf}\p{Co}\p{Zs}]/gu, "_");
  return /^[A-Za-z_\u00c0-\uffff]/.test(word) && !/^[PFU]K\b/i.test(word) ? word : `_${word}`;
}

/** A type without blanks and quotes: `double_precision`, `numeric(12,2)`, `text[]`. */
function toType(type: string): string {
  const word = type.replaceAll('"', "").replace(/[^A-Za-z0-9_.,()[\]\u00c0-\uffff]|[\s\p{Cf}\p{Co}\p{Zs}]/gu, "_");
  return /^[A-Za-z_\u00c0-\uffff]/.test(word) && !/^[PFU]K\b/i.test(word) ? word : `_${word}`;
}

/** Text between quotes. What has a meaning to Mermaid or to HTML is written as its character number. */
function toLabel(text: string): string {
  return (
    text
      .replace(/\p{Cc}/gu, " ")
      .replace(/[^\p{L}\p{M}\p{N} _.,()$@!?+*/'-]/gu, (character) => `#${character.codePointAt(0)};`)
      // `direction LR` is an instruction wherever it stands.
      .replace(/(direction)\s(?=\s*(?:TB|BT|RL|LR))/gi, "$1#32;")
  );
}
