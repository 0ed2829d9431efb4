import { expect, test } from "vitest";
import { readList } from "../../src/view/parts/check-values.ts";
import {
  aCatalog,
  aCheck,
  aColumn,
  aForeignKey,
  anEnum,
  anEnumColumn,
  aPrimaryKey,
  aTable,
  aUnique,
} from "../support/catalog.ts";
import { blocksOf, htmlOf, markdownOf, pageOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const stage = anEnum("stage", ["draft", "sent, not read", "read"]);
const letters = aTable("letters", {
  columns: [
    aColumn("id", "uuid", { nullable: false }),
    aColumn("owner_id", "uuid", { nullable: false }),
    anEnumColumn("stage", { schema: "public", name: "stage" }),
    aColumn("size", "character varying(9)", { default: "'a4'::character varying" }),
    aColumn("sent_at", "timestamp with time zone"),
  ],
  constraints: [
    aPrimaryKey("letters_pkey", ["id", "owner_id"]),
    aUnique("uq_letters_id", ["id"]),
    aForeignKey("fk_letters_owners", ["owner_id"], { relation: "owners", columns: ["id"], onDelete: "cascade" }),
    aCheck(
      "ck_letters_size",
      "((size)::text = ANY ((ARRAY['a4'::character varying, 'it''s, \"b\"'::character varying])::text[]))",
      ["size"],
    ),
    aCheck("ck_letters_sent_at", "(sent_at > '2000-01-01'::date)", ["sent_at"]),
  ],
});
const pages = aTable("pages", {
  schema: "archive",
  columns: [aColumn("letter_id", "uuid"), aColumn("owner_id", "uuid")],
  constraints: [
    aForeignKey("fk_pages_letters", ["letter_id", "owner_id"], {
      schema: "public",
      relation: "letters",
      columns: ["id", "owner_id"],
    }),
  ],
});
const owners = aTable("owners", {
  columns: [aColumn("id", "uuid")],
  constraints: [aPrimaryKey("owners_pkey", ["id"])],
});
const site = aSmallSite({ catalog: aCatalog({ relations: [pages, letters, owners], types: [stage] }) });
const address = { page: "relation", schema: "public", name: "letters" } as const;
const rowOf = (name: string, page: Parameters<typeof pageOf>[1] = address) =>
  blocksOf(pageOf(site, page), "columns")[0]?.rows.find((row) => row.name === name);

test("a key's column says what it refers to, what becomes of its row, and who refers to it", () => {
  const referenced = [
    { arrow: "from" },
    { text: "referenced by 1 table", to: { ...address, anchor: "referenced-by" } },
  ];
  expect(rowOf("owner_id")?.lines).toEqual([
    [
      { arrow: "to" },
      { code: "owners.id", to: { page: "relation", schema: "public", name: "owners", anchor: "column-id" } },
      " on delete cascade",
    ],
    referenced,
  ]);
  expect(rowOf("id")?.lines).toEqual([referenced]);
  expect(rowOf("letter_id", { page: "relation", schema: "archive", name: "pages" })?.lines).toEqual([
    [{ arrow: "to" }, { code: "public.letters.id", to: { ...address, anchor: "column-id" } }, " with owner_id"],
  ]);
});

test("an enum's labels and a CHECK's values stand at their columns, each by itself", () => {
  const type = { page: "schema", schema: "public", anchor: "enum-stage" };
  expect(rowOf("stage")?.lines).toEqual([
    [
      { value: "draft" },
      ", ",
      { value: "sent, not read" },
      ", ",
      { value: "read" },
      " ",
      { text: "of stage", to: type },
    ],
  ]);
  const check = { ...address, anchor: "constraint-ck_letters_size" };
  expect(rowOf("size")?.lines).toEqual([[{ value: "a4", to: check }, ", ", { value: 'it\'s, "b"', to: check }]]);
  expect(rowOf("sent_at")?.lines).toEqual([
    [{ value: "sent_at > '2000-01-01'::date", to: { ...address, anchor: "constraint-ck_letters_sent_at" } }],
  ]);
  const twin = markdownOf(site, address);
  expect(twin).toContain("| `stage` | `public.stage` |  |  | `draft`, `sent, not read`, `read` [of stage](index.md) |");
});

test("a type is short, with the whole of it as its title", () => {
  expect(rowOf("sent_at")?.type).toEqual({ short: "timestamptz", full: "timestamp with time zone" });
  expect(htmlOf(site, address)).toContain('<code title="timestamp with time zone">timestamptz</code>');
});

test.each([
  ["status = ANY (ARRAY['a'::text, 'b'::text])", ["a", "b"]],
  ["(status)::text = ANY ((ARRAY['a'::character varying, 'it''s'::character varying])::text[])", ["a", "it's"]],
  ["status = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])", ["a", "b"]],
  ["status = ANY (ARRAY[lower('A'::text)])", null],
  ["n = ANY (ARRAY[1, 2])", null],
  ["a > 0", null],
])("a list of values is read from PostgreSQL's own writing: %s", (expression, values) => {
  expect(readList(expression)).toEqual(values);
});
