import { describe, expect, test } from "vitest";
import { configSchema } from "../../src/model/config.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { blockOf } from "../support/rule-page.ts";
import { catalogOf, inWords, mended, remedies } from "./in-words.ts";
import { tableRule } from "./table-rules.ts";

const RULE = "type-text";

test("text passes, a length fails, char fails", async () => {
  const sql = "CREATE TABLE t (a text, b varchar(20), c char(2), d character, e varchar)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.b: Column b is character varying(20); the guide's type is text.",
    "fail t.c: Column c is character(2); the guide's type is text.",
    "fail t.d: Column d is character(1); the guide's type is text.",
    "pass t.a",
    "pass t.e: e is character varying, which is text by another name.",
  ]);
});

test("elements of an array count too", async () => {
  expect(await inWords("CREATE TABLE t (a varchar(9)[], b text[])", RULE)).toEqual([
    "fail t.a: Column a is character varying(9)[]; the guide's type is text.",
    "pass t.b",
  ]);
});

test("a domain states its length itself, and columns of other types are no subject", async () => {
  const sql = 'CREATE DOMAIN code AS varchar(9); CREATE TABLE t (a code, b int, c "char", d name, e bytea)';
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("letters in place of a boolean are left to type-boolean", async () => {
  expect(await inWords("CREATE TABLE t (is_paid char(1), is_note varchar(40))", RULE)).toEqual([
    "fail t.is_note: Column is_note is character varying(40); the guide's type is text.",
  ]);
});

test("what has a better type than text is left to type-specific", async () => {
  const sql = "CREATE TABLE t (sent_at varchar(30), token char(36), days varchar(9)[], due_on text)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail t.days: Column days is character varying(9)[]; the guide's type is text.",
    "pass t.due_on",
  ]);
});

test("columns that are inherited are judged on the parent", async () => {
  const sql = "CREATE TABLE base (a varchar(3)); CREATE TABLE derived (b text) INHERITS (base)";
  expect(await inWords(sql, RULE)).toEqual([
    "fail base.a: Column a is character varying(3); the guide's type is text.",
    "pass derived.b",
  ]);
});

test("the remedy mends the column, with its check, index, default and foreign key in place", async () => {
  const sql = `CREATE TABLE p (code varchar(9) PRIMARY KEY);
    CREATE TABLE t (a varchar(9) DEFAULT 'x' CHECK (a <> 'y') REFERENCES p, b varchar(3)[], c char(3) DEFAULT 'abc');
    CREATE INDEX ON t (lower(a)) WHERE a <> 'z'; CREATE INDEX ON t (c)`;
  expect(await remedies(sql, RULE)).toEqual([
    "ALTER TABLE public.p ALTER COLUMN code TYPE text",
    "ALTER TABLE public.t ALTER COLUMN a TYPE text",
    "ALTER TABLE public.t ALTER COLUMN b TYPE text[]",
    "ALTER TABLE public.t ALTER COLUMN c TYPE text",
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass p.code", "pass t.a", "pass t.b", "pass t.c"]);
});

/** The columns that the preset justifies with its reason, and those that fail nevertheless, of the columns of a script. */
async function presetOn(sql: string, options: Record<string, unknown> = {}): Promise<Record<string, string[]>> {
  const rules = [tableRule(RULE)];
  const config = configSchema.parse({ rules: { [RULE]: { options } } });
  const input = { rules, config, decisions: [], attestations: [], asOf: null };
  const { findings, waivers } = buildScorecard(await catalogOf(sql), input);
  const columns = (verdict: string) =>
    findings
      .filter((finding) => finding.verdict === verdict)
      .map(({ waiverKey, waiver }) => {
        const reason =
          waiver === null
            ? ""
            : `: ${waivers[waiver]?.reason.replace(" codes have a fixed length, which nobody will have to raise", "")}`;
        return `${waiverKey.replace("public.", "")}${reason}`;
      })
      .sort();
  return { justified: columns("justified"), failed: columns("fail") };
}

/** A table with columns of one type. */
function columnsOf(table: string, type: string, names: string): string {
  return `CREATE TABLE ${table} (${names
    .split(" ")
    .map((name) => `${name} ${type}`)
    .join(", ")});`;
}

describe("the preset iso-code justifies the length of", () => {
  test("codes of countries, in two or three characters", async () => {
    const names =
      "country country_code ship_country billing_country_code country_iso country_id country_iso2 country_alpha_3 " +
      "country_of_birth country_from nationality iso_country country_numeric";
    const expected = names
      .split(" ")
      .map((name) => `t.${name}: ISO 3166`)
      .sort();
    for (const type of ["char(2)", "char(3)", "varchar(2)", "varchar(3)"]) {
      expect(await presetOn(columnsOf("t", type, names))).toEqual({ justified: expected, failed: [] });
    }
  });

  test("codes of currencies, which have three letters, and of languages", async () => {
    const currencies = "currency currency_code base_currency currency_from price_ccy";
    const languages = "language lang lang_code locale_language language_id";
    expect(await presetOn(columnsOf("t", "char(3)", `${currencies} ${languages}`))).toEqual({
      justified: [
        ...currencies.split(" ").map((name) => `t.${name}: ISO 4217`),
        ...languages.split(" ").map((name) => `t.${name}: ISO 639`),
      ].sort(),
      failed: [],
    });
    expect(await presetOn(columnsOf("t", "char(2)", "currency language"))).toEqual({
      justified: ["t.language: ISO 639"],
      failed: ["t.currency"],
    });
  });

  test("columns whose name is ISO's own", async () => {
    const names = "iso2 iso_code iso_code_2t iso_number alpha2 alpha_3 cca2 iso_3166_1_alpha_2 iso_639_1 iso4217";
    expect(await presetOn(columnsOf("t", "char(3)", names))).toEqual({
      justified: [
        "t.alpha2: ISO",
        "t.alpha_3: ISO",
        "t.cca2: ISO",
        "t.iso2: ISO",
        "t.iso4217: ISO 4217",
        "t.iso_3166_1_alpha_2: ISO 3166",
        "t.iso_639_1: ISO 639",
        "t.iso_code: ISO",
        "t.iso_code_2t: ISO",
        "t.iso_number: ISO",
      ],
      failed: [],
    });
  });

  test("codes whose table says what they are of", async () => {
    const sql = [
      columnsOf("countries", "char(2)", "code region"),
      columnsOf("currencies", "char(3)", "id iso symbol"),
      columnsOf("ref_language", "char(3)", "code_3 iso_code"),
      columnsOf("iso_3166_1", "char(2)", "code"),
      columnsOf("suppliers", "char(2)", "code iso"),
    ].join("");
    expect(await presetOn(sql)).toEqual({
      justified: [
        "countries.code: ISO 3166",
        "currencies.id: ISO 4217",
        "currencies.iso: ISO 4217",
        "iso_3166_1.code: ISO 3166",
        "ref_language.code_3: ISO 639",
        "ref_language.iso_code: ISO 639",
      ],
      failed: ["countries.region", "currencies.symbol", "suppliers.code", "suppliers.iso"],
    });
  });

  test("arrays of them, and names in any writing", async () => {
    expect(
      await presetOn('CREATE TABLE t ("shipCountryCode" char(2), countries char(2)[], currencies varchar(3)[])'),
    ).toEqual({
      justified: ['t."shipCountryCode": ISO 3166', "t.countries: ISO 3166", "t.currencies: ISO 4217"],
      failed: [],
    });
  });
});

test("the preset justifies no other length and no other codes", async () => {
  const other =
    "country_name currency_symbol language_level country_group phone_country_code country_calling_code " +
    "programming_language iso_speed iso_9001 state_code subcountry alphabet code";
  const sql = `${columnsOf("t", "varchar(3)", other)} CREATE TABLE u (country_code char(4), currency varchar(30), lang "char", iso2 char(1))`;
  expect(await presetOn(sql)).toEqual({
    justified: [],
    failed: [...other.split(" ").map((name) => `t.${name}`), "u.country_code", "u.currency", "u.iso2"].sort(),
  });
});

test("the preset can be turned off, and one that there is not is refused", async () => {
  const sql = columnsOf("t", "char(2)", "country_code");
  expect(await presetOn(sql, { presets: [] })).toEqual({ justified: [], failed: ["t.country_code"] });
  await expect(presetOn(sql, { presets: ["iso-codes"] })).rejects.toThrow(
    'The option presets of the rule type-text must be a list of iso-code, or empty; it is ["iso-codes"].',
  );
});

test("the page's example of the preset is justified as it says", async () => {
  expect(await presetOn(blockOf(RULE, "What counts", "sql") as string)).toEqual({
    justified: ["price_lists.country_code: ISO 3166", "price_lists.currency: ISO 4217"],
    failed: [],
  });
});

test("an amount in text is type-money-numeric's, whatever its length", async () => {
  expect(await inWords("CREATE TABLE prices (amount varchar(20), charge varchar(20))", "type-text")).toEqual([
    "fail prices.charge: Column charge is character varying(20); the guide's type is text.",
  ]);
});
