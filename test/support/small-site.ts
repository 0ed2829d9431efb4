/** A small site for tests of pages: every kind of part once, names that need care, rules that say what is wanted. */
import { parseGuideSection } from "../../src/content/guide.ts";
import { parseNote } from "../../src/content/notes.ts";
import { parseRulePage } from "../../src/content/rule-pages.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { UserConfig } from "../../src/model/config.ts";
import { fail } from "../../src/model/own-rule.ts";
import type { Rule } from "../../src/model/rule.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { indexSite, type Site } from "../../src/view/site.ts";
import { aCatalog, aColumn, aConfig, aForeignKey, anIndex, aPrimaryKey, aTable, aView } from "./catalog.ts";
import { aChange, addedColumns, aTableName } from "./changes.ts";
import { aColumnRule, anAttestedRule, aRule, aRuleSaying } from "./fake-rules.ts";

const users = aTable("users", {
  comment: "A person. Orders are in `orders`, <script>alert(1)</script>.",
  columns: [aColumn("id", "uuid", { nullable: false }), aColumn("Full Name", "text", { comment: "As *given*." })],
  constraints: [aPrimaryKey("users_pkey", ["id"])],
  indexes: [anIndex("users_pkey", ["id"], { unique: true, constraint: "users_pkey" })],
});

const orders = aTable("orders", {
  comment: "What was asked for.\n@waive name-rule until 2027-01-01: agreed with the customer",
  columns: [
    aColumn("id", "uuid", { nullable: false, default: "gen_random_uuid()" }),
    aColumn("user_id", "uuid", { comment: "Who asked." }),
    aColumn("payload", "jsonb"),
  ],
  constraints: [
    aPrimaryKey("orders_pkey", ["id"]),
    aForeignKey("fk_orders_users", ["user_id"], { relation: "users", columns: ["id"], onDelete: "cascade" }),
  ],
  indexes: [
    anIndex("idx_orders_user_id", ["user_id"]),
    anIndex("orders_pkey", ["id"], { unique: true, constraint: "orders_pkey" }),
  ],
  origin: { created: "0001", changed: ["0002"] },
});

const events = aTable("events", {
  kind: "partitioned table",
  partitionKey: { strategy: "range", columns: ["at"], definition: "RANGE (at)" },
  columns: [aColumn("at", "timestamp with time zone")],
});

const partition = aTable("events_2026", {
  partition: { of: { schema: "public", name: "events" }, bound: "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')" },
  columns: [aColumn("at", "timestamp with time zone")],
});

const open = aView("index", {
  schema: "Sales Dept",
  columns: [aColumn("id", "uuid")],
  definition: " SELECT id\n   FROM public.orders\n  WHERE (payload IS NULL);",
  dependsOn: [{ schema: "public", relation: "orders", columns: ["id", "payload"] }],
});

export const smallCatalog: Catalog = aCatalog({
  source: {
    kind: "migrations",
    name: "migrations",
    tool: "plain SQL",
    commit: {
      hash: "4f2c91a0000000000000000000000000000000",
      branch: "main",
      date: "2026-11-22T10:00:00Z",
      author: "A",
    },
  },
  database: { name: "shop", comment: null },
  history: [
    {
      version: "0001",
      name: "create orders",
      file: "0001_create_orders.sql",
      commit: { hash: "1b7e0d2000", date: "2025-01-14T09:00:00Z", author: "A" },
      changes: [
        aChange(aTableName("orders"), { action: "added" }),
        ...addedColumns("orders", { id: "uuid", Full_Name: "text" }),
      ],
      code: null,
      facts: null,
    },
    {
      version: "0002",
      name: "add payload",
      file: "0002_add_payload.sql",
      commit: null,
      changes: addedColumns("orders", { payload: "jsonb" }),
      code: null,
      facts: null,
    },
  ],
  relations: [open, events, partition, orders, users],
});

export const smallRules: Rule[] = [
  aRule("holds-rule", { severity: "critical", statement: "2.1" }),
  aColumnRule("column-rule", ["payload", "Full Name"], {
    severity: "high",
    statement: "4.1",
    group: "Types",
    justifiable: true,
  }),
  aRuleSaying(
    "name-rule",
    fail(["The name is wrong."], {
      remedy: { sql: ["ALTER TABLE t RENAME TO ts"], lock: "ACCESS EXCLUSIVE", proven: null },
    }),
    {
      severity: "low",
      statement: "3.1",
      group: "Naming",
    },
  ),
  anAttestedRule("restore-rule", { statement: "8.2" }),
];

const note = parseNote(
  `---
title: Payloads stay as received
date: 2026-03-01
tables: [public.orders]
decisions:
  - rule: column-rule
    subject: public.orders.payload
    kind: justified
    reason: The sender owns the form of the message
    review-by: 2027-03-01
attests:
  - rule: restore-rule
    on: 2026-10-01
    by: a.person
    evidence: https://wiki.example/drill
---

Why the \`payload\` of [public.orders] is kept.

\`\`\`mermaid
graph TD; a-->b
\`\`\`
`,
  "payloads.md",
);

const page = parseRulePage(
  "## Why\n\nBecause.\n\n## Instead of\n\n```sql\nCREATE TABLE t ();\n```\n\n## Write\n\n```sql\nCREATE TABLE ts ();\n```\n\n## When to waive\n\nNever.\n",
  "name-rule.md",
);

const guide = [
  parseGuideSection(
    "# Schema and tables\n\nHow data is *cut*.\n\n## 2.1 It `holds`\n\nAlways.\n\n## 2.2 It sums up\n\nNo rule: the others have it.\n\nAll of it.\n",
    "2-schema-and-tables.md",
  ),
  parseGuideSection(
    "# Naming\n\nNames.\n\n## 3.1 Names are right\n\nSo that they are found.\n\n### C2 `a`, or b\n\nTouches: 4.1\n\nBoth are said.\n\nRead here: The first, by `name-rule`.\n",
    "3-naming.md",
    { link: (name) => (name === "name-rule" ? "../rules/name-rule.html" : null) },
  ),
  parseGuideSection(
    "# Types and constraints\n\nTypes.\n\n## 4.1 Columns hold\n\nWhat they say.\n\n### C1 Once more\n\nIt is open.\n\nRead here: Shut.\n",
    "4-types-and-constraints.md",
  ),
  parseGuideSection(
    "# Backup and recovery\n\nA word.\n\n## 8.1 Backups run\n\nBy themselves.\n\n## 8.2 Restoring has been tried\n\nOnce.\n",
    "8-backup.md",
  ),
];

/** The site of the small catalog, judged by the small rules and those given besides. */
export function aSmallSite(given: { catalog?: Catalog; config?: UserConfig; besides?: readonly Rule[] } = {}): Site {
  const catalog = given.catalog ?? smallCatalog;
  const config = aConfig({ title: "shop", ...given.config });
  const scorecard = buildScorecard(catalog, {
    rules: [...smallRules, ...(given.besides ?? [])],
    config,
    decisions: note.decisions,
    attestations: note.attestations,
    asOf: catalog.generatedAt,
  });
  return indexSite({ catalog, scorecard, notes: [note], rulePages: [page], guide, config });
}
