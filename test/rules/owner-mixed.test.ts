import { expect, test } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { aCatalog, aTable } from "../support/catalog.ts";
import { contextOf } from "./context.ts";
import { inWords } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const SERVER = { kind: "server", name: "shop", tool: null, commit: null } as const;

function judged(catalog: Catalog): string[] {
  const rule = tableRule("owner-mixed");
  const context = contextOf(catalog, rule);
  return catalog.relations.flatMap((table) =>
    rule.find(table, context).map((subject) => {
      const judgement = rule.judge(subject, table, context);
      return `${judgement.verdict} ${table.name}${judgement.verdict === "fail" ? `: ${toPlainText(judgement.message)}` : ""}`;
    }),
  );
}

test("a table that belongs to another role than most of its schema fails", () => {
  const relations = [
    aTable("a", { owner: "app" }),
    aTable("b", { owner: "alice" }),
    aTable("c", { owner: "app" }),
    aTable("d", { schema: "staging", owner: "alice" }),
  ];
  expect(judged(aCatalog({ source: SERVER, relations }))).toEqual([
    "pass a",
    "fail b: Table b belongs to alice; most tables of schema public belong to app.",
    "pass c",
    "pass d",
  ]);
});

test("where no role owns more than half none is the usual owner", () => {
  const relations = [aTable("a", { owner: "app" }), aTable("b", { owner: "alice" })];
  expect(judged(aCatalog({ source: SERVER, relations }))).toEqual(["pass a", "pass b"]);
});

test("a replayed history does not say who owns a table", async () => {
  expect(await inWords("CREATE TABLE a (x int)", "owner-mixed")).toEqual([
    "not assessed a: only a server knows who owns a table",
  ]);
});
