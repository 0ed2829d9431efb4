/** What the rules on migrations say of each tool's layout: the same four steps, written as the tool wants them. */
import { expect, test } from "vitest";
import { catalogOfMigrations } from "./migrations.ts";
import { ofProject } from "./project-rules.ts";

const TABLE = "CREATE TABLE orders (id int PRIMARY KEY, note text);\n";
const ADD = "ALTER TABLE orders ADD weight int;\n";
const INDEX = "CREATE INDEX CONCURRENTLY idx_orders_note ON orders (note);\n";
const CHANGES = "ALTER TABLE orders ADD a int;\nALTER TABLE orders ADD b int;\n";
const UNDO = "ALTER TABLE orders DROP weight;\n";
const NOT = "-- irreversible: it is only an index\n";

const SAID_OF_ALL = [
  "fail migration 4: Migration 4 has no way back: the part that would take it back does nothing.",
  "n.a. migration 1: there is nothing before it to go back to",
  "n.a. migration 3: irreversible: it is only an index",
  "pass migration 2",
];
const LOOSE = "fail migration 4: Migration 4 makes 2 changes without a transaction around them.";
const PASSES = ["pass migration 1", "pass migration 2", "pass migration 3"];

interface Told {
  files: Record<string, string>;
  reversible: string[];
  atomic: string[];
  /** What the step without a good name is called. */
  vague: string;
}

const LAYOUTS: Record<string, Told> = {
  "golang-migrate": {
    files: {
      "1_create_orders.up.sql": TABLE,
      "2_add_weight.up.sql": ADD,
      "2_add_weight.down.sql": UNDO,
      "3_index_note.up.sql": INDEX,
      "3_index_note.down.sql": NOT,
      "4_update_2.up.sql": CHANGES,
    },
    reversible: SAID_OF_ALL,
    // Each file is one batch, and so one transaction of PostgreSQL's own.
    atomic: [...PASSES, "pass migration 4"],
    vague: "4_update_2.up.sql",
  },
  sqlx: {
    files: {
      "1_create_orders.sql": TABLE,
      "2_add_weight.sql": ADD,
      "3_index_note.sql": `-- no-transaction\n${INDEX}`,
      "4_update_2.sql": `-- no-transaction\n${CHANGES}`,
    },
    reversible: ["n.a. project: the migrations are of a layout that has no way back"],
    atomic: [LOOSE, ...PASSES],
    vague: "4_update_2.sql",
  },
  diesel: {
    files: {
      "1_create_orders/up.sql": TABLE,
      "2_add weight/up.sql": ADD,
      "2_add weight/down.sql": UNDO,
      "3_index_note/up.sql": INDEX,
      "3_index_note/down.sql": NOT,
      "3_index_note/metadata.toml": "run_in_transaction = false\n",
      "4_update_2/up.sql": CHANGES,
      "4_update_2/metadata.toml": "run_in_transaction = false\n",
    },
    reversible: SAID_OF_ALL,
    atomic: [LOOSE, ...PASSES],
    vague: "4_update_2",
  },
  Flyway: {
    files: {
      "V1__create_orders.sql": TABLE,
      "V2__add_weight.sql": ADD,
      "U2__add_weight.sql": UNDO,
      "V3__index_note.sql": INDEX,
      "U3__index_note.sql": NOT,
      "V4__update_2.sql": CHANGES,
      "V4__update_2.sql.conf": "executeInTransaction=false\n",
    },
    reversible: SAID_OF_ALL,
    atomic: [LOOSE, ...PASSES],
    vague: "V4__update_2.sql",
  },
  Prisma: {
    files: {
      "1_create_orders/migration.sql": TABLE,
      "2_add_weight/migration.sql": ADD,
      "3_index_note/migration.sql": INDEX,
      "4_update_2/migration.sql": CHANGES,
    },
    reversible: ["n.a. project: the migrations are of a layout that has no way back"],
    // Each script is one batch, and so one transaction of PostgreSQL's own.
    atomic: [...PASSES, "pass migration 4"],
    vague: "4_update_2",
  },
  Drizzle: {
    files: {
      "1_create_orders.sql": TABLE,
      "2_add_weight.sql": ADD,
      "3_index_note.sql": INDEX,
      "4_update_2.sql": CHANGES,
      "meta/_journal.json": JSON.stringify({
        entries: ["1_create_orders", "2_add_weight", "3_index_note", "4_update_2"].map((tag) => ({ tag })),
      }),
    },
    reversible: ["n.a. project: the migrations are of a layout that has no way back"],
    // It puts a transaction around everything, and has nothing by which to do without.
    atomic: [
      "fail migration 3: Migration 3 holds CREATE INDEX CONCURRENTLY, which PostgreSQL refuses in the transaction that the tool puts around it.",
      "pass migration 1",
      "pass migration 2",
      "pass migration 4",
    ],
    vague: "4_update_2.sql",
  },
  "sql-migrate": {
    files: {
      "1_create_orders.sql": `-- +migrate Up\n${TABLE}-- +migrate Down\n`,
      "2_add_weight.sql": `-- +migrate Up\n${ADD}-- +migrate Down\n${UNDO}`,
      "3_index_note.sql": `-- +migrate Up notransaction\n${INDEX}-- +migrate Down\n${NOT}`,
      "4_update_2.sql": `-- +migrate Up notransaction\n${CHANGES}`,
    },
    reversible: SAID_OF_ALL,
    atomic: [LOOSE, ...PASSES],
    vague: "4_update_2.sql",
  },
  dbmate: {
    files: {
      "1_create_orders.sql": `-- migrate:up\n${TABLE}-- migrate:down\n`,
      "2_add_weight.sql": `-- migrate:up\n${ADD}-- migrate:down\n${UNDO}`,
      "3_index_note.sql": `-- migrate:up transaction:false\n${INDEX}-- migrate:down\n${NOT}`,
      "4_update_2.sql": `-- migrate:up transaction:false\n${CHANGES}`,
    },
    reversible: SAID_OF_ALL,
    atomic: [LOOSE, ...PASSES],
    vague: "4_update_2.sql",
  },
  goose: {
    files: {
      "1_create_orders.sql": `-- +goose Up\n${TABLE}-- +goose Down\n`,
      "2_add_weight.sql": `-- +goose Up\n${ADD}-- +goose Down\n${UNDO}`,
      "3_index_note.sql": `-- +goose NO TRANSACTION\n-- +goose Up\n${INDEX}-- +goose Down\n${NOT}`,
      "4_update_2.sql": `-- +goose NO TRANSACTION\n-- +goose Up\n${CHANGES}`,
    },
    reversible: SAID_OF_ALL,
    atomic: [LOOSE, ...PASSES],
    vague: "4_update_2.sql",
  },
  "node-pg-migrate": {
    files: {
      "1_create_orders.sql": `-- Up Migration\n${TABLE}-- Down Migration\n`,
      "2_add_weight.sql": `-- Up Migration\n${ADD}-- Down Migration\n${UNDO}`,
      "3_index_note.sql": `-- no transaction\n-- Up Migration\n${INDEX}-- Down Migration\n${NOT}`,
      "4_update_2.sql": `-- no transaction\n-- Up Migration\n${CHANGES}`,
    },
    reversible: SAID_OF_ALL,
    atomic: [LOOSE, ...PASSES],
    vague: "4_update_2.sql",
  },
  tern: {
    files: {
      "1_create_orders.sql": `${TABLE}---- create above / drop below ----\n`,
      "2_add_weight.sql": `${ADD}---- create above / drop below ----\n${UNDO}`,
      "3_index_note.sql": `---- tern: disable-tx ----\n${INDEX}---- create above / drop below ----\n${NOT}`,
      "4_update_2.sql": `---- tern: disable-tx ----\n${CHANGES}`,
    },
    reversible: SAID_OF_ALL,
    atomic: [LOOSE, ...PASSES],
    vague: "4_update_2.sql",
  },
  popx: {
    files: {
      "1_create_orders.up.sql": TABLE,
      "2_add_weight.up.sql": ADD,
      "2_add_weight.down.sql": UNDO,
      "3_index_note.up.sql": "CREATE INDEX none",
      "3_index_note.postgres.autocommit.up.sql": INDEX,
      "3_index_note.down.sql": NOT,
      "4_update_2.autocommit.up.sql": CHANGES,
    },
    reversible: SAID_OF_ALL,
    atomic: [LOOSE, ...PASSES],
    vague: "4_update_2.autocommit.up.sql",
  },
  Postgrator: {
    files: {
      "1.do.create_orders.sql": TABLE,
      "2.do.add_weight.sql": ADD,
      "2.undo.add_weight.sql": UNDO,
      "3.do.index_note.sql": INDEX,
      "3.undo.index_note.sql": NOT,
      "4.do.update_2.sql": CHANGES,
    },
    reversible: SAID_OF_ALL,
    // Each file is one batch, and so one transaction of PostgreSQL's own.
    atomic: [...PASSES, "pass migration 4"],
    vague: "4.do.update_2.sql",
  },
  rambler: {
    files: {
      "1_create_orders.sql": `-- rambler up\n${TABLE}-- rambler down\n`,
      "2_add_weight.sql": `-- rambler up\n${ADD}-- rambler down\n${UNDO}`,
      "3_index_note.sql": `-- rambler up\n${INDEX}-- rambler down\n${NOT}`,
      "4_update_2.sql": `-- rambler up\n${CHANGES}`,
    },
    reversible: SAID_OF_ALL,
    atomic: [...PASSES, "pass migration 4"],
    vague: "4_update_2.sql",
  },
  Atlas: {
    files: {
      "1_create_orders.sql": TABLE,
      "2_add_weight.sql": ADD,
      "3_index_note.sql": `-- atlas:txmode none\n\n${INDEX}`,
      "4_update_2.sql": `-- atlas:txmode none\n\n${CHANGES}`,
      "atlas.sum": "h1:x=",
    },
    reversible: ["n.a. project: the migrations are of a layout that has no way back"],
    atomic: [LOOSE, ...PASSES],
    vague: "4_update_2.sql",
  },
};

test.each(Object.entries(LAYOUTS))(
  "%s",
  async (tool, { files, reversible, atomic, vague }) => {
    const catalog = await catalogOfMigrations(files);
    const told = (rule: string) => ofProject(catalog, rule);
    expect({
      tool: told("mig-tool"),
      reversible: told("mig-reversible"),
      atomic: told("mig-atomic"),
      named: told("mig-name"),
      tested: told("mig-tested"),
    }).toEqual({
      tool: [`pass project: the layout is ${tool}'s`],
      reversible,
      atomic,
      named: [
        `fail migration 4: The name of ${vague} says what any migration does.`,
        "n.a. migration 1: it is the first one",
        "pass migration 2",
        "pass migration 3",
      ],
      tested: ["pass project: 4 migrations ran into an empty PostgreSQL 18 just now"],
    });
  },
  60_000,
);

test("a tool that puts a transaction around everything cannot build an index beside the writers", async () => {
  const catalog = await catalogOfMigrations({
    "1_create_orders.sql": `-- +goose Up\n${TABLE}`,
    "2_index_note.sql": `-- +goose Up\n${INDEX}`,
  });
  expect(ofProject(catalog, "mig-atomic")).toEqual([
    "fail migration 2: Migration 2 holds CREATE INDEX CONCURRENTLY, which PostgreSQL refuses in the transaction that the tool puts around it.",
    "pass migration 1",
  ]);
});
