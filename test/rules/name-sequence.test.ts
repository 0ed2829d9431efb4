import { expect, test } from "vitest";
import { inWords, mended } from "./in-words.ts";

const RULE = "name-sequence";

test("a sequence that somebody made is named by table and column", async () => {
  const sql = `CREATE TABLE receipts (number int, page int);
    CREATE SEQUENCE counter OWNED BY receipts.number; CREATE SEQUENCE seq_receipts_page OWNED BY receipts.page`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail receipts.counter: Sequence counter is not called seq_receipts_number.",
    "pass receipts.seq_receipts_page",
  ]);
  expect((await mended(sql, RULE)).map((line) => line.split(" ")[0])).toEqual(["pass", "pass"]);
});

test("those of serial columns are left alone, long names too; identities and free sequences are no subjects", async () => {
  const long = "t".repeat(50);
  const sql = `CREATE TABLE ${long} (a_rather_long_name serial, b int GENERATED ALWAYS AS IDENTITY); CREATE SEQUENCE free;
    CREATE TABLE t (id serial)`;
  const made = "PostgreSQL made the sequence and its name";
  expect((await inWords(sql, RULE)).map((line) => line.replace(/ \S+:/, ":"))).toEqual([
    `n.a.: ${made}`,
    `n.a.: ${made}`,
  ]);
});
