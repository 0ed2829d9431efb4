import { describe, expect, test } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import type { NamingStyle } from "../../src/model/config.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { rules } from "../../src/rules/index.ts";
import { sayHouseStyle } from "../../src/score/house-style.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { catalogOf } from "../rules/in-words.ts";
import { aConfig } from "../support/catalog.ts";

/** Five tables whose parts are named by templates, `{t}` for the table; each with two indexes, two keys and a check. */
function schema(
  names: { index: string; pair: string; unique: string; key: string; check: string },
  quote = "",
): string {
  const q = (name: string) => `${quote}${name}${quote}`;
  const named = (template: string, table: string, place: number) =>
    q(template.replaceAll("{t}", table).replaceAll("{#}", (0xabc0def1 + place * 7919).toString(16).padEnd(10, "7")));
  const tables = ["crates", "wagons", "trucks", "pallets", "depots"].map((table, place) => {
    const [user, state] = quote === "" ? ["user_id", "state"] : ["userId", "state"];
    return `
      CREATE TABLE ${q(table)} (id uuid PRIMARY KEY, ${q(user)} uuid, ${state} text,
        CONSTRAINT ${named(names.key, table, place)} FOREIGN KEY (${q(user)}) REFERENCES users (id),
        CONSTRAINT ${named(names.check, table, place)} CHECK (${state} <> ''));
      CREATE INDEX ${named(names.index, table, place)} ON ${q(table)} (${q(user)});
      CREATE INDEX ${named(names.pair, table, place)} ON ${q(table)} (${q(user)}, ${state});
      CREATE UNIQUE INDEX ${named(names.unique, table, place)} ON ${q(table)} (${state});`;
  });
  return `CREATE TABLE users (id uuid PRIMARY KEY);${tables.join("")}`;
}

const RAILS = schema({
  ...{ index: "index_{t}_on_user_id", pair: "index_{t}_on_user_id_and_state", unique: "index_{t}_on_state" },
  ...{ key: "fk_rails_{#}", check: "chk_rails_{#}" },
});
const PRISMA = schema(
  {
    ...{ index: "{t}_userId_idx", pair: "{t}_userId_state_idx", unique: "{t}_state_key" },
    ...{ key: "{t}_userId_fkey", check: "{t}_filled" },
  },
  '"',
);
const GUIDE = schema({
  ...{ index: "idx_{t}_user_id", pair: "idx_{t}_user_id_state", unique: "idx_{t}_state" },
  ...{ key: "fk_{t}_users", check: "ck_{t}_filled" },
});

const STYLES: [NamingStyle, string][] = [
  ["rails", RAILS],
  ["prisma", PRISMA],
  [
    "django",
    schema({
      ...{ index: "{t}_user_id_{#}", pair: "{t}_user_id_state_{#}_idx", unique: "{t}_sta_{#}_like" },
      ...{ key: "{t}_user_id_{#}_fk_users_id", check: "{t}_state_check" },
    }),
  ],
  [
    "postgresql",
    schema({
      ...{ index: "{t}_user_id_idx", pair: "{t}_user_id_state_idx", unique: "{t}_state_idx" },
      ...{ key: "{t}_user_id_fkey", check: "{t}_state_check" },
    }),
  ],
  [
    "ef",
    schema(
      {
        ...{ index: "IX_{t}_userId", pair: "IX_{t}_userId_state", unique: "IX_{t}_state" },
        ...{ key: "FK_{t}_users_userId", check: "CK_{t}_filled" },
      },
      '"',
    ),
  ],
  [
    "sqlalchemy",
    schema({
      ...{ index: "ix_{t}_user_id", pair: "ix_{t}_user_id_state", unique: "ix_{t}_state" },
      ...{ key: "fk_{t}_user_id_users", check: "ck_{t}_filled" },
    }),
  ],
  [
    "laravel",
    schema({
      ...{ index: "{t}_user_id_index", pair: "{t}_user_id_state_index", unique: "{t}_state_unique" },
      ...{ key: "{t}_user_id_foreign", check: "{t}_filled" },
    }),
  ],
  [
    "typeorm",
    schema(
      { ...{ index: "IDX_{#}a", pair: "IDX_{#}b", unique: "IDX_{#}c" }, ...{ key: "FK_{#}", check: "CHK_{#}" } },
      '"',
    ),
  ],
  [
    "hibernate",
    schema({
      ...{ index: "idx{#}a", pair: "idx{#}b", unique: "idx{#}c" },
      ...{ key: "fk{#}", check: "{t}_state_check" },
    }),
  ],
];

/** The rules on the names of parts that fail. */
function misnamed(catalog: Catalog, given: Parameters<typeof aConfig>[0]) {
  const { findings } = buildScorecard(catalog, {
    ...{ rules, config: aConfig(given), decisions: [], attestations: [], asOf: null },
  });
  return findings
    .filter(({ rule }) => /^name-(index|unique|fk-constraint|check)$/.test(rule))
    .map(({ message, remedy }) => `${toPlainText(message)}${remedy === null ? "" : ` ${remedy.sql.join(" ")}`}`);
}

const said = (catalog: Catalog, given: Parameters<typeof aConfig>[0] = {}) =>
  toPlainText(sayHouseStyle(catalog, aConfig(given)) ?? ["nothing"]);

describe("how a schema names its indexes, keys and checks", () => {
  test.each(STYLES)("is read as %s's, and judged by that where the config says so", async (style, sql) => {
    const catalog = await catalogOf(sql);
    expect(said(catalog)).toContain(`naming: "${style}" in the config judges by that.`);
    const left = misnamed(catalog, { naming: style });
    // Prisma, Laravel and Hibernate have no way of naming checks.
    expect(left.filter((message) => !message.startsWith("Check "))).toEqual([]);
    expect(misnamed(catalog, {}).length).toBeGreaterThan(14);
  });

  test("is said in one line, with how far it is kept", async () => {
    const catalog = await catalogOf(`${RAILS} CREATE INDEX crates_by_state ON crates (state);`);
    expect(said(catalog)).toBe(
      `25 of 26 indexes, keys and checks are named as Rails names them, not the guide's idx_, uq_, ck_ and fk_; naming: "rails" in the config judges by that.`,
    );
    expect(said(catalog, { naming: "rails" })).toBe(
      "25 of 26 indexes, keys and checks are named as Rails names them, which the config asks for; the guide asks for idx_, uq_, ck_ and fk_.",
    );
    expect(misnamed(catalog, { naming: "rails" })).toEqual(
      ["Index crates_by_state is not called index_crates_on_state. "].map((text) => text.trim()),
    );
    expect(said(catalog, { rules: { "name-index": { options: { pattern: "i_{table}" } } } })).toBe("nothing");
  });

  test("is not said where it is the guide's, or where there are too few names to tell", async () => {
    expect(said(await catalogOf(GUIDE))).toBe("nothing");
    expect(said(await catalogOf("CREATE TABLE t (id int); CREATE INDEX index_t_on_id ON t (id);"))).toBe("nothing");
  });

  test("is said of the letter case of columns too", async () => {
    const catalog = await catalogOf(
      `CREATE TABLE "Crate" (id uuid, ${Array.from({ length: 12 }, (_, at) => `"sizeNo${at}" int`).join(", ")});`,
    );
    expect(said(catalog)).toBe(
      `13 of 13 columns are in camelCase: "name-snake-case": { options: { columns: "camelCase" } } under rules in the config judges by that.`,
    );
    expect(said(catalog, { rules: { "name-snake-case": { options: { columns: "camelCase" } } } })).toBe("nothing");
  });
});

describe("a pattern of one's own", () => {
  test("may join columns, keep names as they are written, and leave a part to whoever makes it up", async () => {
    const catalog = await catalogOf(`
      CREATE TABLE "LineItem" (id uuid, "userId" uuid, state text);
      CREATE INDEX "LineItem__userId+state" ON "LineItem" ("userId", state);
      CREATE INDEX "LineItem__userId" ON "LineItem" ("userId");
      CREATE INDEX "i_line_item_0f3a9b21" ON "LineItem" (state);
      CREATE INDEX "i_line_item_statement" ON "LineItem" (id, state);`);
    const pattern = ["{Table}__{Columns:+}", "i_{table}_{hash}"];
    expect(misnamed(catalog, { rules: { "name-index": { options: { pattern } } } })).toEqual([
      `Index i_line_item_statement is not called LineItem__id+state. ALTER INDEX public.i_line_item_statement RENAME TO "LineItem__id+state"`,
    ]);
    const made = misnamed(catalog, { rules: { "name-index": { options: { pattern: "x_{hash}" } } } });
    expect(made[0]).toBe("Index LineItem__userId is not called x_{hash}.");
  });
});
