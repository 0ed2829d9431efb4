import { existsSync, readFileSync } from "node:fs";
import { loadModule, parseSync } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { readScript, type Script } from "../../introspect/replay/script.ts";

function read(text: string, included: Record<string, string> = {}): Script {
  return readScript("a.sql", text, (path) => ({ file: path, text: included[path] ?? "" }));
}
const texts = (text: string): string[] => read(text).statements.map((statement) => statement.text);

describe("splitting a script", () => {
  test("keeps every statement's text to the byte and knows its line", () => {
    const script = read("-- größe\nSELECT  1 ;\r\n\n/* a /* nested */ ; */ SELECT\n 'ö;' -- ;\n;SELECT 3");
    expect(script.statements).toEqual([
      { text: "SELECT  1", file: "a.sql", line: 2 },
      { text: "SELECT\n 'ö;'", file: "a.sql", line: 4 },
      { text: "SELECT 3", file: "a.sql", line: 6 },
    ]);
  });

  test("does not end a statement inside quotes, dollar quotes, parentheses or BEGIN ATOMIC", () => {
    const whole = [
      `SELECT 'it''s;', E'\\';', "a"";b", U&'d;', $$ ; $$, $tag$ $$ ; $other$ $tag$`,
      "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
      "CREATE OR REPLACE PROCEDURE p() LANGUAGE SQL BEGIN ATOMIC SELECT 1; END",
      "SELECT E'a'\n  'b\\';'",
    ];
    expect(texts(whole.join(";\n"))).toEqual(whole);
    expect(texts("BEGIN; SELECT 1; END;")).toEqual(["BEGIN", "SELECT 1", "END"]);
  });

  test("reads a backslash as PostgreSQL does with standard_conforming_strings off", () => {
    expect(texts("SELECT 'a\\'; SELECT 2")).toEqual(["SELECT 'a\\'", "SELECT 2"]);
    expect(texts("SET standard_conforming_strings = off; SELECT 'a\\'; SELECT 2'")).toEqual([
      "SET standard_conforming_strings = off",
      "SELECT 'a\\'; SELECT 2'",
    ]);
  });

  test("says where a string begins that is not closed", () => {
    expect(() => read("SELECT 1;\nSELECT 'ö\n\n")).toThrow(
      expect.objectContaining({
        message: "A string, name or comment that begins here is not closed.",
        place: "a.sql:2",
      }),
    );
  });

  test("reads an empty script, and one of comments only", () => {
    expect(read("")).toEqual({ statements: [], notes: [], connects: [], included: [] });
    expect(read("-- nothing\n/* here */;;\n").statements).toEqual([]);
  });
});

describe("what psql does itself", () => {
  test("leaves the data of COPY out and goes on behind it", () => {
    expect(read("COPY t (a) FROM stdin;\n1\t;\n\\N\n\\.\nSELECT 2;")).toEqual({
      statements: [
        { text: "COPY t (a) FROM stdin", file: "a.sql", line: 1 },
        { text: "SELECT 2", file: "a.sql", line: 5 },
      ],
      notes: [{ kind: "data", what: "2 lines of COPY data", file: "a.sql", line: 2 }],
      connects: [],
      included: [],
    });
    expect(texts("COPY t FROM STDIN;\n\\.\nSELECT 2;")).toEqual(["COPY t FROM STDIN", "SELECT 2"]);
  });

  test("notes commands and runs none of them", () => {
    expect(read("\\restrict abc\n\\set ON_ERROR_STOP on\nSELECT 1 \\g\n\\echo ';'\n\\unrestrict abc\n")).toEqual({
      statements: [{ text: "SELECT 1", file: "a.sql", line: 3 }],
      notes: [
        { kind: "command", what: "\\restrict", file: "a.sql", line: 1 },
        { kind: "command", what: "\\set", file: "a.sql", line: 2 },
        { kind: "command", what: "\\echo", file: "a.sql", line: 4 },
        { kind: "command", what: "\\unrestrict", file: "a.sql", line: 5 },
      ],
      connects: [],
      included: [],
    });
  });

  test("puts variables in as text, literal and identifier, and leaves casts and slices alone", () => {
    const script = "\\set who 'o''neil'\n\\set tab my_t\nSELECT :'who', x::text, a[1:2] FROM :tab, :\"tab\", :unset";
    expect(texts(script)).toEqual([`SELECT 'o''neil', x::text, a[1:2] FROM my_t, "my_t", :unset`]);
    expect(() => read("SELECT 1;\nSELECT :'who'")).toThrow(
      expect.objectContaining({
        message: "The script uses the psql variable who, which nothing sets.",
        place: "a.sql:2",
      }),
    );
  });

  test("reads included files in their place, with their own lines", () => {
    const script = read("SELECT 1;\n\\ir b.sql\nSELECT 3;", { "b.sql": "\n\nSELECT 2;" });
    expect(script.statements).toEqual([
      { text: "SELECT 1", file: "a.sql", line: 1 },
      { text: "SELECT 2", file: "b.sql", line: 3 },
      { text: "SELECT 3", file: "a.sql", line: 3 },
    ]);
    expect(script.included).toEqual([{ file: "b.sql", text: "\n\nSELECT 2;" }]);
  });

  test("says so when files include one another", () => {
    expect(() => read("\\i b.sql", { "b.sql": "\\i a.sql" })).toThrow(
      expect.objectContaining({
        message: "The scripts include one another: a.sql > b.sql > a.sql.",
        place: "b.sql:1",
      }),
    );
  });

  test("refuses conditions", () => {
    expect(() => read("SELECT 1;\n\\if :x\nSELECT 2;\n\\endif")).toThrow(
      expect.objectContaining({ message: "psql's \\if is not supported.", place: "a.sql:2" }),
    );
  });
});

describe("on real scripts", () => {
  const folder = new URL("../../../shared/schemas/", import.meta.url);
  beforeAll(() => loadModule());

  test.skipIf(!existsSync(folder)).each(["torture.sql", "pagila/schema.sql", "musicbrainz/schema.sql"])(
    "finds the statements of %s that PostgreSQL's own parser finds (needs ../shared/schemas)",
    (file) => {
      const own = texts(readFileSync(new URL(file, folder), "utf8"));
      const joined = Buffer.from(`${own.join(";\n")};`);
      const theirs = (parseSync(joined.toString()).stmts ?? []).map(({ stmt_location: start = 0, stmt_len: length }) =>
        joined
          .subarray(start, length === undefined ? undefined : start + length)
          .toString()
          .trim(),
      );
      expect(own).toEqual(theirs);
    },
  );
});
