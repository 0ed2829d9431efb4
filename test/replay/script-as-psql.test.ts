/** Scripts as psql reads them, and as we do: the same statements, told by the server's own lexer. */
import fc from "fast-check";
import { loadModule, scanSync } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { readScript } from "../../introspect/replay/script/script.ts";
import { SEED } from "../support/hostile-text.ts";
import { queriesOfPsql } from "../support/psql.ts";

let missing = "";

beforeAll(async () => {
  await loadModule();
  if ((await queriesOfPsql("SELECT 1;")) === null) missing = "psql is not installed";
});

const UNREADABLE = "what the server cannot read";
const NOT_CLOSED = "A string, name or comment that begins here is not closed.";

/** Tokens of the server's lexer without comments; a text that it cannot read is one token. */
function tokensOf(query: string): string[] {
  try {
    return scanSync(query).tokens.flatMap(({ text, tokenName }) => (tokenName.endsWith("COMMENT") ? [] : [text]));
  } catch {
    return [UNREADABLE];
  }
}

/** Statements as one row of tokens, with one semicolon between them. */
function toRow(queries: readonly string[]): string[] {
  const row = queries.flatMap((query) => [...tokensOf(query), ";"]);
  return row.filter((token, place) => token !== ";" || (place > 0 && row[place - 1] !== ";"));
}

/** Ours and psql's; `null` for ours where something is not closed at the end, which psql sends all the same. */
async function readBoth(script: string): Promise<{ ours: string[] | null; theirs: string[] }> {
  const theirs = toRow((await queriesOfPsql(script)) ?? []);
  try {
    const { statements } = readScript("a.sql", new TextDecoder().decode(Buffer.from(script)), notThere);
    return { ours: toRow(statements.map(({ text }) => text)), theirs };
  } catch (error) {
    expect((error as Error).message).toBe(NOT_CLOSED);
    return { ours: null, theirs };
  }
}

function notThere(): never {
  throw new Error("Nothing is included.");
}

async function expectSame(script: string): Promise<void> {
  const { ours, theirs } = await readBoth(script);
  if (ours === null) expect(theirs).toContain(UNREADABLE);
  else expect(ours).toEqual(theirs);
}

const SCRIPTS: Readonly<Record<string, string>> = {
  "a carriage return ends a comment": "CREATE TABLE e ();\n-- note\rCREATE TABLE f ();\n",
  "carriage returns alone end lines": "-- a\rSELECT 1;\r-- b\r\rSELECT 2;\r",
  "lines end as on Windows": "-- a\r\nSELECT 1; -- b\r\n\r\nSELECT 2\r\n;\r\n",
  "a form feed is white space": "SELECT\f1;\fSELECT 2;",
  "other blanks are letters": "SELECT\u00a01; SELECT\u3000'a;b'; SELECT \ufeffx;",
  "a byte order mark begins the file": "\ufeffSELECT 1;",
  "comments nest": "/* a /* b; */ ; */ SELECT 1; /*/ ; */ SELECT 2; /**/ SELECT 3; /***/ SELECT 4 /* ; **/;",
  "operators end where a comment begins": "SELECT 1 +-- a;\n2; SELECT 3 */* ; */4; SELECT @-@ 5; SELECT 6 <--;\n7;",
  "a slash before a comment": "SELECT 8 /-- ;\n2; SELECT 4 //* ; */ 2;",
  "dollar quotes have tags of letters":
    "SELECT $größe$ ; $g$ $größe$; SELECT $a$ $a $$ $A$ ; $a$; SELECT a$b$; SELECT $1;",
  "a dollar tag ends where it began": "SELECT $a$ ; $b$a$; SELECT $$ $a$ ; $$; SELECT $_1$;$_1$;",
  "strings of each kind":
    "SELECT 'a;''b', E'a;\\'b', e'\\\\', B'0;1', x'f;', N'a;', U&'a;\\0041', u&\"a;\", \"a;\"\"b\";",
  "words before quotes": "SELECT ae'a\\'; SELECT 1e'b\\'; SELECT _n'c\\'; SELECT $1E'd\\';",
  "strings without standard rules":
    "SET standard_conforming_strings = off;\nSELECT 'a\\';b', N'c\\';d';\nSET standard_conforming_strings = on;\nSELECT 'a\\';",
  "parentheses hold semicolons": "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3); SELECT 4;",
  "brackets do not": "SELECT a[1; SELECT 2];",
  "routines with a body of SQL":
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3;",
  "a routine of that name only": "CREATE FUNCTION begin() RETURNS int LANGUAGE sql AS 'SELECT 1;'; SELECT 2;",
  "a transaction is no body": "BEGIN; CREATE TABLE t (); END; SELECT 1;",
  "a quoted begin is none": 'CREATE FUNCTION f() RETURNS int AS $$ ; $$ LANGUAGE "begin"; SELECT 1;',
  "variables hold statements":
    "\\set x 'SELECT 1; SELECT '\n:x 2; SELECT :'x', :\"x\", :{?x}, :{?y}, :y, a[1:2], b::int;",
  "variables hold one another": "\\set a 1\n\\set b ':a + 1'\nSELECT :b;\n\\set c :c\n\\set d '2 :d'\nSELECT :d;",
  "variables are named in letters of any kind": "\\set größe 3\n\\set 1 x\nSELECT :größe, :1, :'größe';",
  "a variable with a backslash": "\\set p 'a\\\\b''c'\nSELECT :'p';",
  "variables beside words": "\\set s _x\nSELECT * FROM t:s, :s:s;",
  "what is set is put together": "\\set x 'a' b \"c d\" 'e\\ttab\\x41\\101'\nSELECT :'x';",
  "commands in one line": "\\set a 1 \\set b 2\nSELECT :a, :b; \\set a 3 \\\\ SELECT :a;",
  "two backslashes in a string end no command": "\\set a 'x\\\\\\\\y' \\\\ SELECT :'a';",
  "commands within statements":
    "SELECT 1 \\echo x\n+ 2; SELECT 3 \\g\nSELECT 4 \\g | cat > /dev/null \\echo\nSELECT 5;",
  "what is taken back": "SELECT 1 \\r\nSELECT 2; SELECT (3 \\r\nSELECT 4;",
  "a colon and a semicolon of their own": "\\set x 1\nSELECT a\\:x \\; SELECT 2; SELECT (3 \\; 4);",
  "the end of a script": "SELECT 1; \\q\nSELECT 2;",
  "no end": "SELECT 1; SELECT 2 -- end",
  conditions:
    "\\if true\nSELECT 1;\n\\if off\nSELECT 2;\n\\else\nSELECT 3;\n\\endif\n\\elif true\nSELECT 4;\n\\else\nSELECT 5;\n\\endif\nSELECT 6;",
  "conditions within statements": "SELECT 1\n\\if 0\n+ 2; SELECT (3\n\\else\n+ 4\n\\endif\n; SELECT 5;",
  "conditions on variables":
    "\\set x yes\n\\if :x\nSELECT 1;\n\\endif\n\\if :{?y}\nSELECT 2;\n\\elif f\n\\else\nSELECT 3;\n\\endif",
  "what is not run is read": "\\if no\nSELECT 'a\n\\endif\n'; \\set x 1 \\i nothing.sql\n\\endif\nSELECT :{?x};",
  "rows of COPY": "COPY t FROM stdin;\n1\t;\n'\n\\N\n\\.\nSELECT 2;",
  "a statement behind COPY": "COPY t FROM stdin; SELECT 1;\na ;\n\\.\nSELECT 2;",
  "two COPY in a line": "COPY t FROM stdin; COPY u FROM stdin;\n1\n\\.\n2;\n\\.\nSELECT 3;",
  "COPY to and from elsewhere": "COPY (SELECT 'x from stdin') TO '/dev/null';\nSELECT 1;\n",
};

describe("a script is cut as psql cuts it:", () => {
  test.for(Object.entries(SCRIPTS))("%s", async ([, script], { skip }) => {
    if (missing !== "") return skip(missing);
    await expectSame(script);
  });

  test("made of any parts in any order", { timeout: 300_000 }, async ({ skip }) => {
    if (missing !== "") return skip(missing);
    const part = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom("SELECT ", "a", " 1 ", ", ", "; ", ";\n", "\n", " ", "(", ")", "[", "]", "+"),
      },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          ...["'x;'", "'y''z'", "E'\\';'", '"q;"', "$$;$$", "$t$ ; $$ $t$", "N'n'", "U&'u;'", "B'1'", "e'\\\\'"],
          ...["-- c ;\n", "-- d ;\r", "/* ; */", "/* /* ; */ */", "--\r\n", "/**/", "/*/ ; */"],
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          ...[
            "-",
            "*",
            "/",
            "<",
            "@",
            "::",
            ":=",
            ":",
            "$",
            " $1 ",
            ".",
            "e",
            "E",
            "U&",
            "é",
            "\u00a0",
            "\r",
            "\f",
            "\t",
          ],
          ...["CREATE FUNCTION f ", "BEGIN ", "END", " CASE ", "CREATE OR REPLACE PROCEDURE p ", " ATOMIC "],
          ...["\\set v 1\n", "\\set w 'a;b'\n", ":v", ":'w'", ':"v"', ":w", ":{?v}", " 7 \\g\n", "\\;", "\\echo x\n"],
          ...["\\if 1\n", "\\if 0\n", "\\else\n", "\\endif\n"],
        ),
      },
    );
    const script = fc.array(part, { minLength: 1, maxLength: 24 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(script.filter(isWellFormed), async (drawn) => {
        await expectSame(drawn);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});

/** Conditions that fit, and variables that are set: else we refuse the script with a reason. */
function isWellFormed(script: string): boolean {
  try {
    readScript("a.sql", script, notThere);
    return true;
  } catch (error) {
    return (error as Error).message === NOT_CLOSED && !script.includes("\\if");
  }
}
