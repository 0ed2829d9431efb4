import { describe, expect, test } from "vitest";
import { anchors, besides, encodeName, paths, toHref, toRoot } from "../../src/view/urls.ts";

describe("names in addresses", () => {
  test("plain names stay, every other byte is escaped", () => {
    expect(
      [
        "orders",
        "order_fills",
        "a-b",
        "a.b",
        "a/b",
        'we"ird',
        "Order Line",
        "größe",
        "注文",
        "טבלה",
        "~",
        "%41",
        "<script>",
      ].map(encodeName),
    ).toEqual([
      "orders",
      "order_fills",
      "a-b",
      "a~2eb",
      "a~2fb",
      "we~22ird",
      "~4frder~20~4cine",
      "gr~c3~b6~c3~9fe",
      "~e6~b3~a8~e6~96~87",
      "~d7~98~d7~91~d7~9c~d7~94",
      "~7e",
      "~2541",
      "~3cscript~3e",
    ]);
  });

  test("names that Windows keeps, and a folder's own page, are told apart", () => {
    expect(["index", "con", "nul", "com1", "lpt9", "console", "indexes"].map(encodeName)).toEqual([
      "~69ndex",
      "~63on",
      "~6eul",
      "~63om1",
      "~6cpt9",
      "console",
      "indexes",
    ]);
  });

  test("names that differ only in case, or in Unicode's normal form, have different files on every file system", () => {
    const names = [
      "Users",
      "users",
      "USERS",
      "uSers",
      "caf\u00e9",
      "cafe\u0301",
      "~55sers",
      "index",
      "~69ndex",
      "a b",
      "a~20b",
    ];
    const encoded = names.map(encodeName);
    expect(new Set(encoded.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(encoded.every((name) => /^[a-z0-9_~-]+$/.test(name))).toBe(true);
  });

  test("long names are cut and end in a digest of the whole", () => {
    const long = "x".repeat(100);
    expect(encodeName("x".repeat(80))).toBe("x".repeat(80));
    expect(encodeName(long)).toMatch(/^x{60}~[0-9a-f]{10}$/);
    expect(encodeName(long)).not.toBe(encodeName(`${long}x`));
    expect(encodeName("ü".repeat(63)).length).toBe(71);
  });
});

describe("addresses", () => {
  test("a relation named index does not take the schema's page", () => {
    expect([paths.schema("public"), paths.relation("public", "index"), paths.relation("index", "a.b")]).toEqual([
      "schemas/public/index.html",
      "schemas/public/~69ndex.html",
      "schemas/~69ndex/a~2eb.html",
    ]);
  });

  test("a note named index does not take the notes' page", () => {
    expect([paths.notes, paths.note("index"), paths.note("a~20b")]).toEqual([
      "notes/index.html",
      "notes/~69ndex.html",
      "notes/a~20b.html",
    ]);
  });

  test("links lead from file to file and name it", () => {
    const orders = paths.relation("public", "orders");
    expect([
      toHref(orders, paths.relation("public", "users")),
      toHref(orders, paths.relation("auth", "sessions"), anchors.column("user_id")),
      toHref(orders, paths.overview),
      toHref(paths.overview, orders),
      toHref(paths.findings, paths.rule("index-fk")),
      toHref(orders, orders, anchors.index("a b")),
      toHref(orders, orders),
    ]).toEqual([
      "users.html",
      "../auth/sessions.html#column-user_id",
      "../../index.html",
      "schemas/public/orders.html",
      "rules/index-fk.html",
      "#index-a~20b",
      "orders.html",
    ]);
  });

  test("files beside a page share its name", () => {
    expect([besides("schemas/a/b.html", "md"), besides("index.html", "json")]).toEqual([
      "schemas/a/b.md",
      "index.json",
    ]);
    expect([toRoot("index.html"), toRoot("rules/x.html"), toRoot("schemas/a/b.html")]).toEqual(["", "../", "../../"]);
  });

  test("an anchor of a finding keeps rule, kind and name apart", () => {
    expect(anchors.finding("index-fk", "foreign key", "orders.fk")).toBe("finding~index-fk~foreign-key~orders~2efk");
  });
});
