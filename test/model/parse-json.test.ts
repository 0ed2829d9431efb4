import { describe, expect, test } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import { parseCatalog, parseScorecard, readCatalog, readScorecard } from "../../src/model/parse-json.ts";
import { UserError } from "../../src/model/user-error.ts";
import { formatCatalogChunks, formatScorecardChunks } from "../../src/model/write-json.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aColumn, aConfig, aTable } from "../support/catalog.ts";
import { aColumnRule } from "../support/fake-rules.ts";

const CATALOG = aCatalog({
  relations: [
    aTable("crates", {
      columns: [aColumn("label"), aColumn('odd "name"\n', "integer")],
      comment: "Zeile\u2028zwei, ],\n{",
    }),
    aTable("__proto__", { columns: [aColumn("constructor")] }),
  ],
});

const SCORECARD = buildScorecard(CATALOG, {
  rules: [aColumnRule("typed", ["label"])],
  config: aConfig(),
  decisions: [],
  attestations: [],
  asOf: null,
});

const TEXT = [...formatCatalogChunks(CATALOG)].join("");

/** The text in pieces of a few characters, so that every break between pieces is tried. */
async function* inPieces(text: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

/** What, where and the hint, of the error that reading throws. */
async function errorOf(read: () => unknown): Promise<unknown[]> {
  try {
    await read();
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.place, error.hint];
    throw error;
  }
  return ["none"];
}

/** The catalog with one thing changed by hand. */
function changed(change: (catalog: Record<string, unknown> & Catalog) => void): string {
  const copy = structuredClone(CATALOG) as Record<string, unknown> & Catalog;
  change(copy);
  return JSON.stringify(copy);
}

const ANEW = "The file was changed by hand or by another program. Write it anew with cartulary introspect.";
const CUT = "The file was cut off while it was written or copied. Write it anew with cartulary introspect.";

describe("a checkpoint's text", () => {
  test("is valid JSON, one object of each list a line", () => {
    expect(JSON.parse(TEXT)).toEqual(CATALOG);
    const lines = TEXT.split("\n");
    expect(lines.slice(0, 2)).toEqual(["{", '"formatVersion": 2,']);
    expect(lines).toContain('"types": [],');
    const start = lines.indexOf('"relations": [');
    expect(lines.slice(start + 1, start + 4)).toEqual([
      `${JSON.stringify(CATALOG.relations[0]).replace("\u2028", "\\u2028")},`,
      JSON.stringify(CATALOG.relations[1]),
      "],",
    ]);
    expect(lines.slice(-2)).toEqual(["}", ""]);
  });

  test("comes in pieces far smaller than the whole", () => {
    const relations = Array.from({ length: 500 }, (_, index) =>
      aTable(`t${index}`, { columns: [aColumn("a"), aColumn("b")] }),
    );
    const pieces = [...formatCatalogChunks(aCatalog({ relations }))];
    expect(pieces.length).toBeGreaterThan(10);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(70_000);
    expect(JSON.parse(pieces.join(""))).toEqual(aCatalog({ relations }));
  });
});

describe("a checkpoint is read back as it was written", () => {
  test("from its text and in pieces of any size", async () => {
    expect(parseCatalog(TEXT)).toEqual(CATALOG);
    for (const size of [1, 7, 1000]) expect(await readCatalog(inPieces(TEXT, size))).toEqual(CATALOG);
    const text = [...formatScorecardChunks(SCORECARD)].join("");
    expect(parseScorecard(text)).toEqual(SCORECARD);
    expect(await readScorecard(inPieces(text))).toEqual(SCORECARD);
  });

  test("laid out in any other way, with Windows line ends, and with the version at the end", async () => {
    const { formatVersion, ...rest } = CATALOG;
    const others = [
      JSON.stringify(CATALOG),
      JSON.stringify(CATALOG, null, 2),
      TEXT.replaceAll("\n", "\r\n"),
      JSON.stringify({ ...rest, formatVersion }),
    ];
    for (const text of others) {
      expect(parseCatalog(text)).toEqual(CATALOG);
      expect(await readCatalog(inPieces(text))).toEqual(CATALOG);
    }
  });
});

describe("a text that is no catalog is refused", () => {
  test.each([
    ["cut off in an object", TEXT.slice(0, TEXT.indexOf('"constructor"')), 1],
    ["cut off between lines", TEXT.slice(0, TEXT.indexOf('"types"')), 0],
    ["without its last brace", TEXT.slice(0, -2), 0],
  ])("%s", async (_, text, partial) => {
    const lines = text.split("\n").length - 1;
    const expected = (line: number) => ["The catalog ends in the middle.", `catalog.json:${line}`, CUT];
    expect(await errorOf(() => readCatalog(inPieces(text)))).toEqual(expected(lines + partial));
    expect(await errorOf(() => parseCatalog(text))).toEqual(expected(lines + 1));
  });

  test("at every place where it can be cut off", async () => {
    for (let length = 0; length < TEXT.length - 2; length += 1) {
      const [message] = await errorOf(() => readCatalog(inPieces(TEXT.slice(0, length), 4096)));
      expect(message, `after ${length}`).toMatch(/ends in the middle|is not valid JSON|is no catalog/);
      expect(() => parseCatalog(TEXT.slice(0, length))).toThrow(UserError);
    }
  });

  test.each([
    ["empty", "", "The catalog ends in the middle."],
    ["no JSON", "CREATE TABLE crates ();", "The catalog is not valid JSON."],
    ["a list", "[]", "This is no catalog that Cartulary wrote: it has no formatVersion."],
    ["nothing", "null", "This is no catalog that Cartulary wrote: it has no formatVersion."],
    ["another program's", '{"schemas": []}', "This is no catalog that Cartulary wrote: it has no formatVersion."],
    [
      "a version that is no number",
      '{"formatVersion":"1"}',
      'This is no catalog that Cartulary wrote: it has the formatVersion "1".',
    ],
    [
      "of a newer version, whatever else it holds",
      '{"news":[],"formatVersion":3}',
      "The catalog was written by a newer Cartulary: its format is 3, this one reads 2.",
    ],
    [
      "of an older version",
      '{"formatVersion":1,"history":[]}',
      "The catalog was written by an older Cartulary: its format is 1, this one reads 2.",
    ],
  ])("%s", async (_, text, message) => {
    expect((await errorOf(() => parseCatalog(text)))[0]).toBe(message);
    expect((await errorOf(() => readCatalog(inPieces(text))))[0]).toBe(message);
  });

  test.each<[string, string, string]>([
    [
      "a field of another type",
      changed((catalog) => Object.assign(catalog.relations[1]?.columns[0] ?? {}, { type: 5 })),
      "relations[1].columns[0].type: expected string, received number",
    ],
    [
      "a field too many",
      changed((catalog) => Object.assign(catalog.relations[1] ?? {}, { colour: "red" })),
      'relations[1]: Unrecognized key: "colour"',
    ],
    ["a field that is missing", changed((catalog) => Reflect.deleteProperty(catalog, "types")), "types: is missing"],
    [
      "a top-level field too many",
      changed((catalog) => Object.assign(catalog, { extra: [1] })),
      "extra: is not a field of the format",
    ],
    [
      "a list for an object",
      changed((catalog) => Object.assign(catalog, { database: [1] })),
      "database: must not be a list",
    ],
    [
      "an object for a list",
      changed((catalog) => Object.assign(catalog, { types: {} })),
      "types: expected array, received object",
    ],
    [
      "a word that does not exist",
      changed((catalog) => Object.assign(catalog.relations[0] ?? {}, { persistence: "eternal" })),
      'relations[0].persistence: expected one of "permanent"|"unlogged"|"temporary"',
    ],
    ["a __proto__", `{"__proto__":{},${changed(() => undefined).slice(1)}`, "__proto__: is not a field of the format"],
  ])("with %s", async (_, text, fault) => {
    const expected = [`The catalog cannot be used: ${fault}.`, "crates.json", ANEW];
    expect(await errorOf(() => parseCatalog(text, "crates.json"))).toEqual(expected);
    expect(await errorOf(() => readCatalog(inPieces(text), "crates.json"))).toEqual(expected);
  });

  test("with the line of the fault, where each object has its own", async () => {
    const text = TEXT.replace('"name":"constructor"', '"name":7');
    expect(await errorOf(() => readCatalog(inPieces(text)))).toEqual([
      "The catalog cannot be used: relations[1].columns[0].name: expected string, received number.",
      `catalog.json:${TEXT.slice(0, TEXT.indexOf('"name":"constructor"')).split("\n").length}`,
      ANEW,
    ]);
    const broken = TEXT.replace('"name":"constructor"', '"name":oops');
    expect((await errorOf(() => readCatalog(inPieces(broken))))[0]).toBe("The catalog is not valid JSON.");
  });

  test("when a line has no end, once it is longer than what a string can hold", async () => {
    const piece = "x".repeat(67_108_864);
    let given = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        given += 1;
        yield piece;
      }
    }
    expect((await errorOf(() => readCatalog(endless(), "catalog.json"))).slice(0, 2)).toEqual([
      "The catalog is not valid JSON.",
      "catalog.json",
    ]);
    expect(given).toBe(5);
  });

  test("when a scorecard is read as a catalog, and the other way", async () => {
    const scorecard = [...formatScorecardChunks(SCORECARD)].join("");
    expect(await errorOf(() => parseCatalog(scorecard))).toEqual([
      "This is a scorecard, and a catalog is needed.",
      "catalog.json",
      "Write one with cartulary introspect.",
    ]);
    expect(await errorOf(() => readScorecard(inPieces(TEXT)))).toEqual([
      "This is a catalog, and a scorecard is needed.",
      "scorecard.json",
      "Write one with cartulary score --format json.",
    ]);
  });
});
