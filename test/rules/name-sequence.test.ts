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

test("a sequence that nobody owns is the column's that alone draws from it by default", async () => {
  const sql = `CREATE SEQUENCE counter; CREATE SEQUENCE "Page's"; CREATE SEQUENCE bills_id_seq; CREATE SEQUENCE shared; CREATE SEQUENCE free;
    CREATE TABLE bills (id int DEFAULT nextval('bills_id_seq'), number text DEFAULT 'B' || nextval('counter'), a int DEFAULT nextval('shared'));
    CREATE TABLE notes (page int DEFAULT nextval('"Page''s"'), b int DEFAULT nextval('shared')) PARTITION BY LIST (page);
    CREATE TABLE notes_1 PARTITION OF notes FOR VALUES IN (1)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail bills.counter: Sequence counter is not called seq_bills_number.",
    "fail notes.Page's: Sequence Page's is not called seq_notes_page.",
    "n.a. bills.bills_id_seq: its name is the one that a serial's would have",
  ]);
  expect((await mended(sql, RULE)).filter((line) => line.startsWith("fail"))).toEqual([]);
});
