/** What stands in the schema, for reading the statements of the step that comes next. */
import { quoteIdentifier } from "../../../src/model/names.ts";
import type { Before } from "../actions/step-actions.ts";
import type { LastRead } from "./last-read.ts";

/** Holds for as long as nothing is read again. */
export function objectsBeforeStep(last: LastRead): Before {
  const relations = [...last.keys("relations")].flatMap((oid) => last.rows("relations", oid));
  const byName = Map.groupBy(relations, ({ relname }) => relname);
  const find = (schema: string | null, name: string) => {
    const named = byName.get(name) ?? [];
    if (schema !== null) return named.find(({ nspname }) => nspname === schema);
    return named.find(({ nspname }) => nspname === "public") ?? named[0];
  };
  const routines = [...last.keys("routines")].flatMap((oid) => last.rows("routines", oid));
  const routinesByName = Map.groupBy(routines, ({ proname }) => proname);
  const schemas = new Set(last.whole("schemas").map(({ nspname }) => nspname));
  return {
    relation: (schema, name) => {
      const found = find(schema, name);
      return found === undefined ? null : { schema: found.nspname, name };
    },
    schema: (name) => schemas.has(name),
    routine: (name) => {
      const [only, another] = routinesByName.get(name) ?? [];
      return another === undefined ? (only?.functiondef ?? null) : null;
    },
    keepsNullsOut: ({ schema, name }, column) => {
      const check = `CHECK ((${quoteIdentifier(column)} IS NOT NULL))`;
      return last
        .partsOf("constraints", find(schema, name)?.oid ?? "")
        .some(({ constraintdef }) => constraintdef?.startsWith(check) === true);
    },
  };
}
