/**
 * golang-migrate and its kin (morph, and sqlx where nothing tells it apart): `1_name.up.sql` and `1_name.down.sql`.
 * Each file is one batch, which PostgreSQL itself makes a transaction where it holds several statements. Whether the
 * tool opens one or takes the batch apart stands in the connection's URL (x-use-transaction, x-multi-statement).
 */
import { fileNamed, type Layout } from "./layout.ts";
import { PAIR_FILE, readPairs } from "./pairs.ts";

export const golangMigrate: Layout = {
  tool: "golang-migrate",
  recognise: (folder) => fileNamed(folder, PAIR_FILE),
  read: (folder) => ({
    files: readPairs(folder, "golang-migrate", () => ({})),
    toolTable: { name: "schema_migrations", columns: "version bigint PRIMARY KEY, dirty boolean NOT NULL" },
  }),
};
