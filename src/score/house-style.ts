/** One line on how a schema names its indexes, keys and checks, where that is not how the guide does. */
import type { Catalog } from "../model/catalog.ts";
import type { Config } from "../model/config.ts";
import type { Relation } from "../model/relation.ts";
import { type Sentence, say } from "../model/sentence.ts";
import { HOUSE_STYLES, styleSettings } from "../rules/naming/house-styles.ts";
import { measureStyle, readHouseStyle, readLetterCases, type StyleFound } from "../rules/naming/read-house-style.ts";
import { judgedTablesOf } from "./judged-tables.ts";

/**
 * Which style the names follow, how far, and the config that judges by it, for letter case too; where the config has chosen one, how far it
 * is kept and what the guide asks for instead. `null` where the guide's names are used, or patterns of the team's own.
 */
export function sayHouseStyle(catalog: Catalog, config: Config): Sentence | null {
  const tables = judgedTablesOf(catalog, config);
  const sentences = [sayNames(tables, config), sayLetterCases(tables, config)].filter((each) => each.length > 0);
  return sentences.length === 0 ? null : sentences.flatMap((each, place) => (place === 0 ? each : [" ", ...each]));
}

function sayNames(tables: readonly Relation[], config: Config): Sentence {
  if (config.naming !== undefined) {
    const found = measureStyle(tables, config.naming);
    return found.of === 0
      ? []
      : [...sayKept(found), ", which the config asks for; the guide asks for idx_, uq_, ck_ and fk_."];
  }
  if (config.rules["name-index"]?.options?.pattern !== undefined) return [];
  const found = readHouseStyle(tables);
  if (found === null) return [];
  return [...sayKept(found), ", not the guide's idx_, uq_, ck_ and fk_; ", ...sayConfig(found)];
}

/** One for tables and one for columns, unless the config has said what they are to be. */
function sayLetterCases(tables: readonly Relation[], { naming, rules }: Config): Sentence {
  const options = {
    ...(naming === undefined ? {} : styleSettings(naming, "name-snake-case").options),
    ...rules["name-snake-case"]?.options,
  };
  const found = readLetterCases(tables).filter(({ what }) => options[what] === undefined);
  if (found.length === 0) return [];
  const counted = found.map(({ what, letterCase, kept, of }) => `${kept} of ${of} ${what} are in ${letterCase}`);
  const asked = found.map(({ what, letterCase }) => `${what}: "${letterCase}"`).join(", ");
  return [
    `${counted.join(" and ")}: `,
    ...say`${`"name-snake-case": { options: { ${asked} } }`} under ${"rules"} in the config judges by that.`,
  ];
}

function sayKept({ style, kept, of }: StyleFound): Sentence {
  return [`${kept} of ${of} indexes, keys and checks are named as ${HOUSE_STYLES[style].label} names them`];
}

function sayConfig({ style }: StyleFound): Sentence {
  return say`${`naming: "${style}"`} in the config judges by that.`;
}
