import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aConfig } from "../support/catalog.ts";
import { catalogOfMigrations } from "./migrations.ts";

const PAGES = join(import.meta.dirname, "../../content/rules");

/** The files of a section's script, told apart by comments with their names: `-- 0001_create_orders.sql`. */
function filesOf(id: string, section: string): Record<string, string> | null {
  const path = join(PAGES, `${id}.md`);
  const page = existsSync(path) ? readFileSync(path, "utf8") : "";
  const part = page.split(/^## /m).find((each) => each.startsWith(`${section}\n`));
  const sql = /```sql\n(.*?)```/s.exec(part ?? "")?.[1];
  if (sql === undefined) return null;
  const parts = sql.split(/^-- (\S+\.sql)\n/m).slice(1);
  return Object.fromEntries(parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1] ?? ""]] : [])));
}

/** What each rule about the project says of a section's migrations. */
async function verdictsOf(id: string, section: string): Promise<(verdict: string) => string[]> {
  const catalog = await catalogOfMigrations(filesOf(id, section) ?? {}, { roundtrip: id === "mig-roundtrip" });
  const input = { rules, config: aConfig(), decisions: [], attestations: [], asOf: null };
  const { project } = buildScorecard(catalog, input);
  return (verdict) => project.filter((one) => one.verdict === verdict).map(({ rule }) => rule);
}

const shown = rules.filter(
  ({ id, scope, evidence }) => scope === "project" && evidence === "migrations" && filesOf(id, "Instead of") !== null,
);

test("the rules on scripts show migrations on their pages", () => {
  expect(shown.map(({ id }) => id).sort()).toEqual([
    "mig-atomic",
    "mig-destructive",
    "mig-lock",
    "mig-name",
    "mig-not-null-no-default",
    "mig-reversible",
    "mig-roundtrip",
    "mig-timeout",
    "mig-type-rewrite",
  ]);
});

test.each(shown.map(({ id }) => id))(
  "the page of %s shows its finding and no other, and what passes",
  async (id) => {
    const [bad, good] = [await verdictsOf(id, "Instead of"), await verdictsOf(id, "Write")];
    expect({ bad: bad("fail"), good: good("fail"), passes: good("pass").includes(id) }).toEqual({
      bad: [id],
      good: [],
      passes: true,
    });
    // Two histories are replayed.
  },
  60_000,
);
