/** A field and what it held as words; the sentence around them is each medium's own. */
import type { Change, FieldValue } from "../model/change.ts";
import { quoteQualified } from "../model/names.ts";

export interface FieldWords {
  /** `type`, `on delete`; `null` where the values are adjectives and need no name. */
  label: string | null;
  /** `bigint`, `none`, `not null`; SQL may have many lines. Untrusted. `null`: it is a structure without a text. */
  before: string | null;
  after: string | null;
}

/** What a flag says, by its field: where it is set, and where it is not. Others are their own name, with `not` before it. */
const FLAGS: Readonly<Record<string, readonly [set: string, unset: string]>> = {
  nullable: ["nullable", "not null"],
  notNull: ["not null", "nullable"],
  permissive: ["permissive", "restrictive"],
  noInherit: ["not inheritable", "inheritable"],
  cycle: ["cycling", "not cycling"],
  period: ["over a period", "not over a period"],
  instead: ["instead of the statement", "beside the statement"],
  allTables: ["for all tables", "for some tables"],
  viaRoot: ["published as its root", "published as its partitions"],
  hashes: ["hashable", "not hashable"],
  merges: ["mergeable", "not mergeable"],
  "rowSecurity.enabled": ["under row security", "not under row security"],
  "rowSecurity.forced": ["under row security for its owner too", "free of row security for its owner"],
};

/** Fields whose values are adjectives, and those among the values that need other words. */
const ADJECTIVES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  persistence: {},
  volatility: {},
  enabled: { origin: "enabled", replica: "enabled on replicas only", always: "always enabled" },
};

/** Names of fields that their own words would not say. */
const LABELS: Readonly<Record<string, string>> = {
  "references.relation": "referenced table",
  "references.schema": "referenced schema",
  "references.columns": "referenced columns",
  "replicaIdentity.kind": "replica identity",
  "partition.of": "parent",
  "generated.expression": "generating expression",
  ofType: "type of its rows",
};

/** Of a change of one field. */
export function fieldWords({ field, before, after }: Pick<Change, "field" | "before" | "after">): FieldWords {
  const path = field ?? "";
  if (typeof before === "boolean" || typeof after === "boolean") {
    const [set, unset] = FLAGS[path] ?? [spaced(lastOf(path)), `not ${spaced(lastOf(path))}`];
    return { label: null, before: before === true ? set : unset, after: after === true ? set : unset };
  }
  const adjectives = ADJECTIVES[path];
  if (adjectives !== undefined && typeof before === "string" && typeof after === "string") {
    return { label: null, before: adjectives[before] ?? before, after: adjectives[after] ?? after };
  }
  const label = LABELS[path] ?? spaced(path.replace(/^(references|identity)\./, "").replaceAll(".", " "));
  return { label, before: valueWords(before), after: valueWords(after) };
}

/** A value as text; `null` where it has none. */
function valueWords(value: FieldValue): string | null {
  if (value === null || value === "") return "none";
  if (Array.isArray(value)) {
    const words = value.map(valueWords);
    if (words.length === 0) return "none";
    return words.includes(null) ? null : words.join(", ");
  }
  if (typeof value !== "object") return String(value);
  const { schema, name, ...rest } = value;
  const isName = typeof schema === "string" && typeof name === "string" && Object.keys(rest).length === 0;
  return isName ? quoteQualified(schema, name) : null;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** `onDelete` as `on delete`. */
function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * The changes of one object without a definition that says again what other fields say, where these have words of one
 * line.
 */
export function withoutRestated(changes: readonly Change[]): Change[] {
  const telling = changes.filter((change) => {
    const { before, after } = fieldWords(change);
    return change.field !== "definition" && isLine(before) && isLine(after);
  });
  return telling.length > 0 ? telling : [...changes];
}

/** Whether it is a text without a line's end. */
export function isLine(text: string | null): text is string {
  return text !== null && !text.includes("\n");
}
