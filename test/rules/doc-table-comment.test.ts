import { expect, test } from "vitest";
import { inWords } from "./in-words.ts";

const RULE = "doc-table-comment";

test("a table passes with a comment and fails without", async () => {
  const sql = "CREATE TABLE a (id int); COMMENT ON TABLE a IS 'One row a visit.'; CREATE TABLE b (id int)";
  expect(await inWords(sql, RULE)).toEqual(["fail b: Table b has no comment.", "pass a"]);
});

test.each([
  ["   ", "Table users has no comment."],
  ["TODO", "The comment of table users is a placeholder."],
  ["TODO: say what", "The comment of table users is a placeholder."],
  ["Lorem ipsum dolor sit amet", "The comment of table users is a placeholder."],
  ["n/a", "The comment of table users is a placeholder."],
  ["users", "The comment of table users only repeats the name."],
  ["The table of users.", "The comment of table users only repeats the name."],
  ["User", "The comment of table users only repeats the name."],
  ["People.", "The comment of table users is too short to say anything."],
  ["@omit create,update,delete", "Table users has no comment."],
  ["用户", "The comment of table users is too short to say anything."],
  ["@waive pk-uuid until 2027-06-30: shared with billing", "Table users has no comment."],
])("%j does not count", async (comment, message) => {
  const sql = `CREATE TABLE users (id int); COMMENT ON TABLE users IS '${comment}'`;
  expect(await inWords(sql, RULE)).toEqual([`fail users: ${message}`]);
});

test.each(["用户每行一个", "Todos of all the users", "@deprecated use accounts", "One row a user\n@omit create"])(
  "%j counts",
  async (comment) => {
    const sql = `CREATE TABLE users (id int); COMMENT ON TABLE users IS '${comment}'`;
    expect(await inWords(sql, RULE)).toEqual(["pass users"]);
  },
);

test("partitions are described by their parent", async () => {
  const sql = "CREATE TABLE log (at date) PARTITION BY RANGE (at); CREATE TABLE log_rest PARTITION OF log DEFAULT";
  expect(await inWords(sql, RULE)).toEqual(["fail log: Table log has no comment."]);
});

test("views are no tables", async () => {
  expect(await inWords("CREATE VIEW v AS SELECT 1 AS one", RULE)).toEqual([]);
});
