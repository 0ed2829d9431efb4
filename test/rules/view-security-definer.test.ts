import { expect, test } from "vitest";
import { catalogOf } from "./in-words.ts";
import { ofProject } from "./project-rules.ts";

const SQL = `
  CREATE TABLE bills (id int, tenant int); ALTER TABLE bills ENABLE ROW LEVEL SECURITY;
  CREATE TABLE towns (id int);`;

async function judged(views: string, major = 18): Promise<string[]> {
  const catalog = await catalogOf(`${SQL} ${views}`);
  return ofProject({ ...catalog, server: { ...catalog.server, major } }, "view-security-definer");
}

test("a view that reads a table with row level security as its owner fails, however it says no", async () => {
  const views = `CREATE VIEW open AS SELECT bills.id FROM bills, towns;
    CREATE VIEW said WITH (security_invoker = off) AS SELECT id FROM bills`;
  expect(await judged(views)).toEqual([
    "fail view public.open: View open reads bills as its owner: policies for its caller do not hold there.",
    "fail view public.said: View said reads bills as its owner: policies for its caller do not hold there.",
  ]);
});

test("one that reads as its caller passes, whichever of PostgreSQL's words says so", async () => {
  const views = `CREATE VIEW a WITH (security_invoker) AS SELECT id FROM bills;
    CREATE VIEW b WITH (security_invoker = ON) AS SELECT id FROM bills`;
  expect(await judged(views)).toEqual(["pass view public.a", "pass view public.b"]);
});

test("views of other tables, of views, and materialized ones are no subjects", async () => {
  const views = `CREATE VIEW a AS SELECT id FROM towns; CREATE VIEW b WITH (security_invoker) AS SELECT id FROM bills;
    CREATE VIEW c AS SELECT id FROM b; CREATE MATERIALIZED VIEW d AS SELECT id FROM bills`;
  expect(await judged(views)).toEqual(["pass view public.b"]);
});

test("14 has nothing to set", async () => {
  expect(await judged("CREATE VIEW a AS SELECT id FROM bills", 14)).toEqual([
    "n.a. view public.a: PostgreSQL 14 has no security_invoker",
  ]);
});
