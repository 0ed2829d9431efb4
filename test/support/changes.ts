/** Changes of a catalog, for tests that compare none. */
import type { Change, ObjectName } from "../../src/model/change.ts";

/** A table in `public`, or a part of one. */
export function aTableName(table: string, part?: Pick<ObjectName, "kind" | "name">): ObjectName {
  const whole = { kind: "table", name: table } as const;
  return part === undefined
    ? { ...whole, schema: "public", partOf: [] }
    : { ...part, schema: "public", partOf: [whole] };
}

export function aChange(object: ObjectName, given: Partial<Change> = {}): Change {
  return { action: "changed", object, field: null, before: null, after: null, ...given };
}

/** Columns that were added to a table in `public`, by name and type. */
export function addedColumns(table: string, columns: Readonly<Record<string, string>>): Change[] {
  return Object.entries(columns).map(([name, type]) =>
    aChange(aTableName(table, { kind: "column", name }), {
      action: "added",
      after: { kind: "column", type, nullable: true },
    }),
  );
}
