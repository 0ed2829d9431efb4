import { describe, expect, test } from "vitest";
import { buildLookup } from "../../src/model/lookup.ts";
import type { Relation } from "../../src/model/relation.ts";
import { aCatalog, aColumn, aForeignKey, aTable } from "../support/catalog.ts";

const columns = [aColumn("id", "integer"), aColumn("day", "date"), aColumn("before", "integer")];
const aPartition = (name: string, of: string, given: Partial<Relation> = {}) =>
  aTable(name, { columns, partition: { of: { schema: "public", name: of }, bound: "…" }, ...given });

const payments = aTable("payments", { kind: "partitioned table", columns });
const year = aPartition("payments_2026", "payments", {
  kind: "partitioned table",
  constraints: [aForeignKey("payments_2026_before_fkey", ["before"], { relation: "payments_2025" })],
});
const [january, february] = ["payments_2026_01", "payments_2026_02"].map((name) =>
  aPartition(name, "payments_2026", { constraints: [aForeignKey(`${name}_id_fkey`, ["id"], { relation: "users" })] }),
) as [Relation, Relation];
const past = aPartition("payments_2025", "payments");
const users = aTable("users");
const refunds = aTable("refunds", {
  constraints: [
    aForeignKey("refunds_payment_fkey", ["payment_id"], { relation: "payments_2026_01" }),
    aForeignKey("refunds_second_fkey", ["payment_id"], { relation: "payments_2025" }),
    aForeignKey("refunds_note_fkey", ["note_id"], { relation: "notes" }),
  ],
});
const orphan = aPartition("orphan", "elsewhere");
const lookup = buildLookup(aCatalog({ relations: [orphan, payments, past, year, january, february, refunds, users] }));

describe("a partitioned table and its partitions", () => {
  test("are one tree, of which the outermost is the root; a partition of what is not in the catalog is its own", () => {
    expect([january, year, payments, orphan].map((each) => lookup.root(each).name)).toEqual([
      "payments",
      "payments",
      "payments",
      "orphan",
    ]);
    expect([january, payments, orphan].map((each) => lookup.parent(each)?.name ?? null)).toEqual([
      "payments_2026",
      null,
      null,
    ]);
  });

  test("are led to by what leads to one of them, once", () => {
    const arrive = (relation: Relation) =>
      lookup.referencedBy(relation).map(({ from, holder, foreignKey }) => [from.name, holder.name, foreignKey.name]);
    expect(arrive(payments)).toEqual([
      ["payments", "payments_2026", "payments_2026_before_fkey"],
      ["refunds", "refunds", "refunds_second_fkey"],
    ]);
    expect(arrive(users)).toEqual([["payments", "payments_2026_01", "payments_2026_01_id_fkey"]]);
  });

  test("lead where one of them leads, once", () => {
    const leave = (relation: Relation) =>
      lookup.references(relation).map(({ to, target, foreignKey }) => [to, target?.name ?? null, foreignKey.name]);
    expect(leave(payments)).toEqual([
      [{ schema: "public", name: "payments" }, "payments", "payments_2026_before_fkey"],
      [{ schema: "public", name: "users" }, "users", "payments_2026_01_id_fkey"],
    ]);
    expect(leave(refunds)).toEqual([
      [{ schema: "public", name: "payments" }, "payments", "refunds_payment_fkey"],
      [{ schema: "public", name: "notes" }, null, "refunds_note_fkey"],
    ]);
  });
});
