/** Changes as they are told: names of places, what a person wants to know, their order. */
import type { Change } from "../../src/model/history.ts";
import { compareText } from "../../src/model/names.ts";

const KIND_ORDER = [
  "schema",
  "type",
  "sequence",
  "table",
  "foreign table",
  "view",
  "materialized view",
  "column",
  "constraint",
  "index",
  "policy",
  "trigger",
  "routine",
];

/** An object's place in a catalog: names, and for a routine its argument types. */
export interface ObjectPlace {
  kind: string;
  schema: string | null;
  relation: string | null;
  name: string;
}

/** One map key of an object's place; a zero byte cannot be in an identifier. */
export function placeKey({ kind, schema, relation, name }: ObjectPlace): string {
  return [kind, schema ?? "", relation ?? "", name].join("\0");
}

/** A routine's name without its argument types; any other name as it is. */
export function bareName(kind: string, name: string): string {
  return kind === "routine" ? name.slice(0, name.indexOf("(")) : name;
}

/** What a person wants to know of the object beside its name. */
export function detailOf({ kind, state }: { kind: string; state: string }): string | null {
  switch (kind) {
    case "table":
    case "type":
      return state === "" ? null : state;
    case "column":
    case "constraint":
    case "policy":
      return state;
    case "routine":
      return state.slice(0, state.indexOf("\n"));
    default:
      return null;
  }
}

/** By schema, kind and name, so that the order of the catalogs' rows makes no difference. */
export function sortChanges(changes: Change[]): Change[] {
  return changes.sort(
    (a, b) =>
      compareText(a.schema ?? "", b.schema ?? "") ||
      KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
      compareText(a.relation ?? "", b.relation ?? "") ||
      compareText(a.name, b.name) ||
      compareText(a.action, b.action),
  );
}
