import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCartularyHere } from "../support/cartulary.ts";
import { aRepository, type GitRepository } from "../support/git-repository.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const MIGRATIONS = {
  "migrations/0001_create_orders.sql":
    "CREATE TABLE orders (\n  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),\n  total numeric(10, 2) NOT NULL DEFAULT 0,\n" +
    "  placed_on date CHECK (placed_on > '2020-01-01')\n);\nCREATE VIEW totals AS SELECT sum(total) AS total FROM orders;\n",
  "migrations/0002_index_orders_by_day.sql": "CREATE INDEX idx_orders_placed_on ON orders (placed_on);\n",
};
const MAJORS: readonly Major[] = [14, 18];

let repository: GitRepository;
beforeAll(() => {
  repository = aRepository();
  repository.commit("2026-01-01T00:00:00Z", {
    ...MIGRATIONS,
    "cartulary.config.json": JSON.stringify({ migrations: "migrations" }),
  });
});
afterAll(() => rmSync(repository.folder, { recursive: true, force: true }));

/** What the rules on migrations find on the server, as GitHub's annotations tell it. */
async function annotated(url: string): Promise<string[]> {
  const run = await runCartularyHere(["score", url, "--quiet", "--fail-on", "none", "--format", "github"], {
    cwd: join(repository.folder),
  });
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
  return run.stdout.split("\n").filter((line) => line.includes("title=mig-"));
}

describe.each(MAJORS)("a server of version %i and its migrations", (major) => {
  const absent = whyNoServer(major);
  let server: PostgresServer;
  beforeAll(async () => {
    if (absent === null) server = await startServer(major);
  });
  afterAll(() => server?.stop());

  test.skipIf(absent !== null)("are the same, or what differs is named", async () => {
    const database = await server.createDatabase(Object.values(MIGRATIONS).join("\n"));
    expect((await annotated(server.urlOf(database))).map((line) => line.replace(/,title=([\w-]+).*/, " $1"))).toEqual([
      "::warning file=migrations/0002_index_orders_by_day.sql,line=1 mig-lock",
    ]);
    await server.run(database, "DROP INDEX idx_orders_placed_on; ALTER TABLE orders ADD note text");
    const drifted = (await annotated(server.urlOf(database))).filter((line) => line.includes("mig-no-drift"));
    expect(drifted.map((line) => /(Column|Index) .*/.exec(line)?.[0].replace(/%0A.*/, ""))).toEqual([
      "Column public.orders.note is on the server, and no migration makes it.",
      "Index public.orders.idx_orders_placed_on is made by the migrations and missing on the server.",
    ]);
  });
});
