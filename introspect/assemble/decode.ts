/** Cells to values: every query gives text cells, and PostgreSQL's one-letter codes become its words here. */
import type { Option } from "../../src/model/shared-parts.ts";
import { UserError } from "../../src/model/user-error.ts";
import { SUPPORTED_SERVERS } from "../connect/server-version.ts";

/** A boolean cell; NULL is false. */
export function decodeBoolean(cell: string | null): boolean {
  return cell === "t" || cell === "true";
}

/** A vector cell (`int2vector`, `oidvector`): numbers with single spaces between them. */
export function decodeVector(cell: string | null): string[] {
  return cell === null || cell === "" ? [] : cell.split(" ");
}

/**
 * An array cell of one dimension, as PostgreSQL's array_out writes it. NULL, and `{}`, are the empty list. Throws on
 * a NULL element, of which the catalog's arrays have none.
 */
export function decodeArray(cell: string | null): string[] {
  if (cell === null || cell === "{}") return [];
  const elements: string[] = [];
  let position = cell.indexOf("{") + 1;
  while (position < cell.length) {
    if (cell[position] === '"') {
      let text = "";
      position += 1;
      while (cell[position] !== '"') {
        if (cell[position] === "\\") position += 1;
        text += cell[position];
        position += 1;
      }
      elements.push(text);
      position += 1;
    } else {
      let end = position;
      while (cell[end] !== "," && cell[end] !== "}") end += 1;
      const text = cell.slice(position, end);
      if (text.toUpperCase() === "NULL") throw new Error(`A NULL stands in the array ${cell}.`);
      elements.push(text);
      position = end;
    }
    position += 1;
  }
  return elements;
}

/** The empty list that most columns and relations have many of: one for all, and frozen, so that nobody fills it. */
export const NONE = Object.freeze([]) as readonly never[] as never[];

/** `{name=value,…}` of reloptions, attoptions, proconfig and foreign options, in the order PostgreSQL keeps. */
export function decodeOptions(cell: string | null): Option[] {
  if (cell === null) return NONE;
  return decodeArray(cell).map((text) => {
    const equals = text.indexOf("=");
    return equals < 0 ? { name: text, value: "" } : { name: text.slice(0, equals), value: text.slice(equals + 1) };
  });
}

/** The word for a one-letter code. Throws `UserError` where PostgreSQL has a code that this program does not know. */
export function decodeWord<Word>(words: Readonly<Record<string, Word>>, code: string): Word {
  const word = words[code];
  if (word === undefined) {
    throw new UserError(`The server's catalog holds the code "${code}", which is not known here.`, {
      hint: SUPPORTED_SERVERS,
    });
  }
  return word;
}

/** pg_class.relkind. */
export const RELATION_KINDS = {
  r: "table",
  p: "partitioned table",
  v: "view",
  m: "materialized view",
  f: "foreign table",
} as const;

/** pg_class.relpersistence. */
export const PERSISTENCES = { p: "permanent", u: "unlogged", t: "temporary" } as const;

/** pg_class.relreplident. */
export const REPLICA_IDENTITIES = { d: "default", n: "nothing", f: "full", i: "index" } as const;

/** pg_partitioned_table.partstrat. */
export const PARTITION_STRATEGIES = { r: "range", l: "list", h: "hash" } as const;

/** pg_type.typtype. */
export const TYPE_KINDS = {
  b: "base",
  e: "enum",
  d: "domain",
  c: "composite",
  r: "range",
  m: "multirange",
  p: "pseudo",
} as const;

/** pg_attribute.attidentity. */
export const IDENTITY_GENERATIONS = { a: "always", d: "by default" } as const;

/** pg_attribute.attgenerated. */
export const GENERATION_KINDS = { s: "stored", v: "virtual" } as const;

/** pg_attribute.attstorage and pg_type.typstorage. */
export const STORAGES = { p: "plain", e: "external", x: "extended", m: "main" } as const;

/** pg_type.typalign. */
export const ALIGNMENTS = { c: "char", s: "int2", i: "int4", d: "double" } as const;

/** pg_attribute.attcompression. */
export const COMPRESSIONS = { p: "pglz", l: "lz4" } as const;

/** pg_constraint.contype, without constraint triggers (`t`), which are triggers here. */
export const CONSTRAINT_KINDS = {
  p: "primary key",
  u: "unique",
  f: "foreign key",
  c: "check",
  x: "exclusion",
  n: "not null",
} as const;

/** pg_constraint.confmatchtype. */
export const MATCHES = { s: "simple", f: "full", p: "partial" } as const;

/** pg_constraint.confupdtype and confdeltype. */
export const REFERENTIAL_ACTIONS = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
} as const;

/** pg_trigger.tgenabled, pg_rewrite.ev_enabled and pg_event_trigger.evtenabled. */
export const ENABLED_STATES = { O: "origin", D: "disabled", R: "replica", A: "always" } as const;

/** pg_policy.polcmd. */
export const POLICY_COMMANDS = { "*": "all", r: "select", a: "insert", w: "update", d: "delete" } as const;

/** pg_rewrite.ev_type. */
export const RULE_EVENTS = { "1": "select", "2": "update", "3": "insert", "4": "delete" } as const;

/** pg_proc.prokind. */
export const ROUTINE_KINDS = { f: "function", p: "procedure", a: "aggregate", w: "window function" } as const;

/** pg_proc.proargmodes. */
export const ARGUMENT_MODES = { i: "in", o: "out", b: "inout", v: "variadic", t: "table" } as const;

/** pg_proc.provolatile. */
export const VOLATILITIES = { i: "immutable", s: "stable", v: "volatile" } as const;

/** pg_proc.proparallel. */
export const PARALLEL_SAFETIES = { s: "safe", r: "restricted", u: "unsafe" } as const;

/** pg_default_acl.defaclobjtype. */
export const DEFAULT_PRIVILEGE_OBJECTS = {
  r: "tables",
  S: "sequences",
  f: "functions",
  T: "types",
  n: "schemas",
  L: "large objects",
} as const;

/** pg_collation.collprovider. */
export const COLLATION_PROVIDERS = { d: "default", c: "libc", i: "icu", b: "builtin" } as const;

/** pg_am.amtype. */
export const ACCESS_METHOD_TYPES = { t: "table", i: "index" } as const;

/** pg_publication.pubgencols. */
export const PUBLISHED_GENERATED_COLUMNS = { n: "none", s: "stored" } as const;

/** pg_subscription.substream; a boolean before 16. */
export const STREAMINGS = { f: "off", t: "on", p: "parallel" } as const;

/** pg_cast.castcontext. */
export const CAST_CONTEXTS = { e: "explicit", a: "assignment", i: "implicit" } as const;

/** pg_cast.castmethod. */
export const CAST_METHODS = { f: "function", i: "inout", b: "binary" } as const;

/** The four catalogs of text search. */
export const TEXT_SEARCH_KINDS = {
  pg_ts_config: "text search configuration",
  pg_ts_dict: "text search dictionary",
  pg_ts_parser: "text search parser",
  pg_ts_template: "text search template",
} as const;
