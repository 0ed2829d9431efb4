import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Address, anchors, encodeName, fileOf, hrefOf, markdownHrefOf, rootFrom } from "../../src/view/urls.ts";
import { identifiers, SEED, texts } from "../support/hostile-text.ts";

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

describe("any name in addresses", () => {
  const runs = { seed: SEED, numRuns: 2000 };
  /** The name that a file was named after; a file whose name ends in a digest does not tell. */
  const decode = (encoded: string) =>
    Buffer.from(
      encoded.replaceAll(/~(..)/g, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16))),
      "latin1",
    ).toString("utf8");

  test("is safe as a file's name on every system, and can be read back unless it was cut", () => {
    fc.assert(
      fc.property(fc.oneof(identifiers, texts), (name) => {
        const encoded = encodeName(name);
        expect(encoded).toMatch(/^(?!(con|prn|aux|nul|com\d|lpt\d|index)$)[a-z0-9_~-]{1,80}$/);
        const whole = [...Buffer.from(name, "utf8")].map((byte) =>
          /[a-z0-9_-]/.test(String.fromCharCode(byte)) ? 1 : 3,
        );
        if (whole.reduce((sum, width) => sum + width, 0) < 79) expect(decode(encoded)).toBe(name);
      }),
      runs,
    );
  });

  test("gives every relation files of its own, on file systems that ignore case too", () => {
    const relations = fc.uniqueArray(fc.tuple(identifiers, identifiers), {
      selector: (names) => names.join("\0"),
      minLength: 150,
      maxLength: 250,
    });
    fc.assert(
      fc.property(relations, (named) => {
        const schemas = [...new Set(named.map(([schema]) => schema))].map((schema) =>
          fileOf({ page: "schema", schema }),
        );
        const pages = named.map(([schema, name]): Address => ({ page: "relation", schema, name }));
        const files = [...schemas, ...pages.flatMap((page) => [fileOf(page), fileOf(page, "json")])];
        expect(new Set(files.map((file) => file.toLowerCase().normalize("NFC"))).size).toBe(files.length);
      }),
      { ...runs, numRuns: 20 },
    );
  });

  test("gives every finding of a table an anchor of its own", () => {
    const kinds = fc.constantFrom("table", "column", "index", "foreign key", "check");
    const findings = fc.uniqueArray(fc.tuple(fc.constantFrom("index-fk", "index", "fk"), kinds, identifiers), {
      selector: (parts) => parts.join("\0"),
      minLength: 150,
      maxLength: 250,
    });
    fc.assert(
      fc.property(findings, (found) => {
        expect(new Set(found.map((parts) => anchors.finding(...parts))).size).toBe(found.length);
      }),
      { ...runs, numRuns: 20 },
    );
  });
});

describe("addresses", () => {
  test("a relation named index does not take the schema's page", () => {
    const index = { page: "relation", schema: "public", name: "index" } as const;
    const other = { page: "relation", schema: "index", name: "a.b" } as const;
    expect([fileOf({ page: "schema", schema: "public" }), fileOf(index), fileOf(other)]).toEqual([
      "schemas/public/index.html",
      "schemas/public/~69ndex.html",
      "schemas/~69ndex/a~2eb.html",
    ]);
  });

  test("a note named index does not take the notes' page", () => {
    const note = (slug: string) => fileOf({ page: "note", slug });
    expect([fileOf({ page: "notes" }), note("index"), note("a~20b")]).toEqual([
      "notes/index.html",
      "notes/~69ndex.html",
      "notes/a~20b.html",
    ]);
  });

  const orders = { page: "relation", schema: "public", name: "orders" } as const;
  const targets = [
    { page: "relation", schema: "public", name: "users" },
    { page: "relation", schema: "auth", name: "sessions", anchor: anchors.column("user_id") },
    { page: "overview" },
    { page: "rule", rule: "index-fk" },
    { page: "rule", rule: "index-fk", number: 2 },
    { ...orders, anchor: anchors.index("a b") },
    orders,
    { url: "https://a.example/#b" },
  ] as const;

  test("links lead from file to file and name it", () => {
    expect(targets.map((target) => hrefOf(fileOf(orders), target))).toEqual([
      "users.html",
      "../auth/sessions.html#column-user_id",
      "../../index.html",
      "../../rules/index-fk.html",
      "../../rules/index-fk~2.html",
      "#index-a~20b",
      "orders.html",
      "https://a.example/#b",
    ]);
    expect(hrefOf(fileOf({ page: "findings" }), orders)).toBe("schemas/public/orders.html");
  });

  test("within Markdown they lead to Markdown, and to no place on the page itself", () => {
    expect(targets.map((target) => markdownHrefOf(fileOf(orders, "md"), target))).toEqual([
      "users.md",
      "../auth/sessions.md",
      "../../index.md",
      "../../rules/index-fk.md",
      "../../rules/index-fk~2.md",
      null,
      "orders.md",
      "https://a.example/#b",
    ]);
  });

  test("files beside a page share its name", () => {
    expect([fileOf(orders, "md"), fileOf({ page: "overview" }, "json")]).toEqual([
      "schemas/public/orders.md",
      "index.json",
    ]);
    expect(["index.html", "rules/x.html", "schemas/a/b.html"].map(rootFrom)).toEqual(["", "../", "../../"]);
  });

  test("an anchor of a finding keeps rule, kind and name apart", () => {
    expect(anchors.finding("index-fk", "foreign key", "orders.fk")).toBe("finding~index-fk~foreign-key~orders~2efk");
  });
});
