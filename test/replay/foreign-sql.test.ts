import { describe, expect, test } from "vitest";
import { RUN_THE_TOOL } from "../../introspect/replay/layouts/unsupported.ts";
import { explainForeignSql } from "../../introspect/replay/script/foreign-sql.ts";

const SYNTAX = { code: "42601", message: "syntax error at or near something" };

describe("a place that a program fills in shows in a statement that does not parse", () => {
  test.each([
    ['CREATE TABLE {{ index .Options "Namespace" }}.users ()', "{{"],
    ["CREATE TABLE <%= schema %>.users ()", "<%"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as Flyway writes it
    ["CREATE TABLE ${schema}.users ()", "${schema}"],
    ["CREATE TABLE $(schema).users ()", "$(schema)"],
    ["CREATE SCHEMA app AUTHORIZATION :DATABASE_OWNER", ":DATABASE_OWNER"],
    ["ALTER TABLE users OWNER TO %(owner)s", "%(owner)s"],
  ])("%s", (statement, sign) => {
    expect(explainForeignSql(statement, SYNTAX)).toBe(
      `\`${sign}\` looks like a place that a program fills in before it runs this. ${RUN_THE_TOOL}`,
    );
  });
});

describe("another database shows", () => {
  test.each([
    ["CREATE TABLE `users` (id int)", "`", "MySQL's"],
    ["CREATE TABLE users (id int auto_increment)", "auto_increment", "MySQL's"],
    ["CREATE TABLE users (id int) ENGINE = InnoDB", "ENGINE = InnoDB", "MySQL's"],
    ["INSERT  OR\n IGNORE INTO users VALUES (1)", "INSERT OR IGNORE", "SQLite's"],
    ["CREATE TABLE [dbo].[users] ([id] int)", "[dbo].[users]", "SQL Server's"],
    ["CREATE TABLE users (id int IDENTITY(1,1))", "IDENTITY(1", "SQL Server's"],
    ["CREATE TABLE users (id int)\nGO\nCREATE TABLE orders (id int)", "GO", "SQL Server's"],
    ["CREATE TABLE users (name VARCHAR2(20 CHAR))", "VARCHAR2", "Oracle's"],
  ])("in %s", (statement, sign, whose) => {
    expect(explainForeignSql(statement, SYNTAX)).toBe(
      `\`${sign}\` is ${whose}. Is this written for another database, or does a program change it before it runs it?`,
    );
  });

  test("by a type that PostgreSQL does not have, where it is that one which is missing", () => {
    const statement = "CREATE TABLE users (photo BLOB, born DATETIME)";
    const missing = (type: string) => ({ code: "42704", message: `type "${type}" does not exist` });
    expect(explainForeignSql(statement, missing("blob"))).toMatch(/^`BLOB` is MySQL's, SQLite's and Oracle's\./);
    expect(explainForeignSql(statement, missing("datetime"))).toMatch(/^`DATETIME` is MySQL's and SQL Server's\./);
    expect(explainForeignSql(statement, missing("mood"))).toBeNull();
  });
});

test("a template that parses as a name shows where the server misses that name", () => {
  const missing = { code: "3F000", message: 'schema "{{schema}}" does not exist' };
  expect(explainForeignSql('CREATE TABLE "{{schema}}".users ()', missing)).toMatch(/^`\{\{` looks like a place/);
});

test("strings, comments and other errors show nothing", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a string within SQL
  expect(explainForeignSql("SELECT '{{ `x` }}', $$ ${a} $$ -- <% ENGINE=x\n FORM a::B_C", SYNTAX)).toBeNull();
  expect(explainForeignSql("SELECT `a`", { code: "23505", message: "duplicate key" })).toBeNull();
});
