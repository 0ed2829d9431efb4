import { existsSync, readFileSync } from "node:fs";
import { loadModule, parseSync } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { readScript, type Script } from "../../introspect/replay/script/script.ts";

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
      "CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1; END",
      "SELECT E'a'\n  'b\\';'",
    ];
    expect(texts(whole.join(";\n"))).toEqual(whole);
    expect(texts("BEGIN; SELECT 1; END;")).toEqual(["BEGIN", "SELECT 1", "END"]);
  });

  test("reads a backslash as PostgreSQL does with standard_conforming_strings off", () => {
    expect(texts("SELECT E'a' -- b'\n  'c\\';'; SELECT E'd'\r'e\\';'")).toEqual([
      "SELECT E'a' -- b'\n  'c\\';'",
      "SELECT E'd'\r'e\\';'",
    ]);
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

  test("runs what its conditions let through", () => {
    const script =
      "\\set x on\n\\if :x\nSELECT 1;\n\\else\nSELECT 2;\n\\i b.sql\n\\endif\n\\if :{?y}\nSELECT 3;\n\\endif";
    expect(texts(script)).toEqual(["SELECT 1"]);
  });

  test.each([
    ["\\if :x\n\\endif", "The condition depends on the variable x."],
    ["\\set x `date`\n\\if :x\n\\endif", "The condition depends on what a shell command prints, and none is run."],
    ["SELECT 1 AS x \\gset\n\\if :{?x}\n\\endif", "The condition depends on what a query returns, which is not known."],
    ["\\if maybe\n\\endif", "The condition is neither true nor false."],
    ["\\if\n\\endif", "The condition is neither true nor false."],
    ["\\if 1\nSELECT 1;", "This \\if has no \\endif."],
    ["\\else\n", "\\else has no \\if before it."],
    ["\\if 1\n\\else\n\\elif 1\n\\endif", "\\elif has no \\if before it."],
    ["\\endif", "\\endif has no \\if before it."],
    ["\\set x `date`\nSELECT :'x';", "The psql variable x is what a shell command prints, and none is run."],
    ["SELECT 1 \\gset\nSELECT :'x';", "The psql variable x may be what a query returns, which is not known."],
    ["\\i `ls`", "\\i names a file by what a shell command prints, and none is run."],
    ["\\i", "\\i names no file."],
    ["\\set x '\\\\d'\nSELECT :x;", "The value of a psql variable holds a command of psql, which is not run."],
  ])("refuses what it cannot decide: %s", (script, message) => {
    expect(() => read(script)).toThrow(expect.objectContaining({ name: "UserError", message }));
  });

  test("reads values of variables that hold statements, with the line that uses them", () => {
    expect(read("\\set x 'SELECT 1;\\nSELECT'\n\n:x 2;\nSELECT 3;").statements).toEqual([
      { text: "SELECT 1", file: "a.sql", line: 3 },
      { text: "SELECT 2", file: "a.sql", line: 3 },
      { text: "SELECT 3", file: "a.sql", line: 4 },
    ]);
  });

  test("leaves its commands out of a statement that they stand in", () => {
    expect(texts("SELECT 1 \\echo x\n+ 2 \\echo y\n;")).toEqual(["SELECT 1 \n+ 2"]);
  });

  test("ends the file that it is told to leave, and that one only", () => {
    expect(texts("\\i b.sql\nSELECT 3;\n\\q\nSELECT 4;")).toEqual(["SELECT 3"]);
    const script = read("\\i b.sql\nSELECT 3;", { "b.sql": "SELECT 1;\n\\q\nSELECT 2;" });
    expect(script.statements.map(({ text }) => text)).toEqual(["SELECT 1", "SELECT 3"]);
  });

  test("shares variables and the rules for strings with the files that it includes", () => {
    const script = read("SET standard_conforming_strings = off;\n\\set x 1\n\\i b.sql\nSELECT :y;", {
      "b.sql": "\\set y 2\nSELECT 'a\\';', :x;",
    });
    expect(script.statements.map(({ text }) => text).slice(1)).toEqual(["SELECT 'a\\';', 1", "SELECT 2"]);
  });

  test("ends where variables or files are made of one another without end", () => {
    const doubled = Array.from({ length: 40 }, () => "\\set x :x:x").join("\n");
    expect(() => read(`\\set x 12345678\n${doubled}`)).toThrow("The psql variable x is too long.");
    const names = Array.from({ length: 40 }, (_, place) => `\\set v${place} ':v${place + 1} + :v${place + 1}'`);
    expect(() => read(`${names.join("\n")}\n\\set v40 1\nSELECT :v0;`)).toThrow(
      "The values of psql variables are too long to be put in.",
    );
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, place) => [`${place}.sql`, `\\i ${place + 1}.sql\n\\i ${place + 1}.sql\n`]),
    );
    expect(() => read("\\i 0.sql", files)).toThrow("The scripts include more than is read.");
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
