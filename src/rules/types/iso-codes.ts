/** Columns that hold the codes of an ISO standard, whose length the standard fixes. */
import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import type { Preset, StringsDefinition } from "../../model/rule.ts";
import { toSingularName } from "../inflection.ts";
import { toWords } from "./column-words.ts";

const ID = "iso-code";

/** The rule's option. */
export const ISO_CODE_PRESETS = {
  type: "strings",
  default: [ID],
  choices: [ID],
  description:
    "Lengths that are justified without a decision. iso-code: of ISO codes for countries, currencies and languages.",
} satisfies StringsDefinition;

interface Standard {
  name: string;
  lengths: readonly number[];
}

const COUNTRIES: Standard = { name: "ISO 3166", lengths: [2, 3] };
const CURRENCIES: Standard = { name: "ISO 4217", lengths: [3] };
const LANGUAGES: Standard = { name: "ISO 639", lengths: [2, 3] };
/** A name that says no more than that it is ISO's. */
const ANY: Standard = { name: "ISO", lengths: [2, 3] };

const STANDARDS: readonly { named: RegExp; standard: Standard }[] = [
  { named: /^(country|nationality|citizenship)$/, standard: COUNTRIES },
  { named: /^(currency|ccy)$/, standard: CURRENCIES },
  { named: /^(language|lang)$/, standard: LANGUAGES },
];

/** What may follow the word for the thing: `country_iso_alpha_2`, `currency_code`, `language_from`, `country_of_birth`. */
const MARKS = /^(_(code|id|iso\d*|alpha|alpha[23]|a[23]|[123]|3166|4217|639|numeric|from|to|of_[a-z]+))*$/;
/** A name of its own: `iso2`, `iso_code_2t`, `alpha_3`, `iso_3166_1_alpha_2`, `cca2`. */
const OWN_NAME =
  /^(iso(_?([123]|3166|4217|639)|_code|_number)(_(code|number|numeric|alpha|alpha\d|a\d|\d[a-z]?))*|alpha_?[23]|cca[23])$/;
/** What such columns are called in a table of these things: `countries.code`, `currencies.iso`. */
const IN_ITS_TABLE = /^(iso|(short_)?code(_?[23])?|id|abbreviation|a[23])$/;
/** Codes of something else: calling codes, and languages that machines read. */
const OTHER = /(^|_)(phone|telephone|mobile|fax|calling|dial|dialing|dialling|programming)(_|$)/;

/** What justifies the length of a column whose name says that it holds such codes; nothing for any other length. */
export function buildIsoCodePreset(
  column: Column,
  table: Relation,
  { presets }: { presets: readonly string[] },
): { preset?: Preset } {
  const { modifier } = column.typeParts.base;
  if (!presets.includes(ID) || modifier === null) return {};
  // PostgreSQL keeps the length and four more.
  const length = modifier - 4;
  const standard = ANY.lengths.includes(length) ? standardOf(column.name, table.name) : null;
  if (standard === null || !standard.lengths.includes(length)) return {};
  return { preset: { id: ID, reason: `${standard.name} codes have a fixed length, which nobody will have to raise` } };
}

function standardOf(columnName: string, tableName: string): Standard | null {
  const column = isoCodeName(columnName);
  const table = isoCodeName(tableName);
  if (OTHER.test(column) || OTHER.test(table)) return null;
  const own = thingNamedIn(column);
  if (own !== null) return own;
  const ofTable = numberedIn(table) ?? thingNamedIn(table);
  if (OWN_NAME.test(column)) return numberedIn(column) ?? ofTable ?? ANY;
  return IN_ITS_TABLE.test(column) ? ofTable : null;
}

/** `billing_countries` is `billing_country`. */
function isoCodeName(name: string): string {
  return toSingularName(toWords(name).join("_"), new Set());
}

/** The standard of the thing that a name ends in, marks of codes aside; `null` where it ends in something else. */
function thingNamedIn(name: string): Standard | null {
  const words = name.split("_");
  for (const [at, word] of words.entries()) {
    const found = STANDARDS.find(({ named }) => named.test(word));
    const rest = words.slice(at + 1).map((mark) => `_${mark}`);
    if (found !== undefined && MARKS.test(rest.join(""))) return found.standard;
  }
  return null;
}

/** The standard whose number a name has. */
function numberedIn(name: string): Standard | null {
  const number = /iso_?(3166|4217|639)/.exec(name)?.[1];
  return [COUNTRIES, CURRENCIES, LANGUAGES].find((standard) => standard.name === `ISO ${number}`) ?? null;
}
