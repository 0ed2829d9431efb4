import { expect, test } from "vitest";
import { ofSql, proofOf, toOutcome } from "./proving.ts";

const NOTHING_ELSE = { left: [], mendedByOthers: [], uncovered: [] };

test("what takes writing away from everybody is proven", async () => {
  const proof = await proofOf(
    ofSql(`CREATE ROLE keeper;
      CREATE SCHEMA yard; CREATE SCHEMA spare; GRANT CREATE ON SCHEMA yard, spare TO PUBLIC;
      CREATE TABLE yard.parcels (id uuid PRIMARY KEY, note text);
      GRANT INSERT, SELECT ON yard.parcels TO PUBLIC; GRANT UPDATE (note) ON yard.parcels TO PUBLIC;
      ALTER DEFAULT PRIVILEGES FOR ROLE keeper GRANT DELETE ON TABLES TO PUBLIC`),
    { only: ["sec-least-privilege", "schema-public-create"] },
  );
  expect(toOutcome(proof)).toEqual({
    proven: [
      "REVOKE CREATE ON SCHEMA spare FROM PUBLIC",
      "ALTER DEFAULT PRIVILEGES FOR ROLE keeper REVOKE DELETE ON TABLES FROM PUBLIC",
      "REVOKE CREATE ON SCHEMA yard FROM PUBLIC",
      "REVOKE INSERT ON yard.parcels FROM PUBLIC",
      "REVOKE UPDATE (note) ON yard.parcels FROM PUBLIC",
    ],
    ...NOTHING_ELSE,
  });
});

test("what turns row level security on, or binds the owner to it, is proven", async () => {
  const policy = (table: string) =>
    `CREATE POLICY own ON ${table} USING (tenant_id = current_setting('yard.tenant')::uuid)`;
  const proof = await proofOf(
    ofSql(`CREATE ROLE clerk;
      CREATE TABLE parcels (id uuid PRIMARY KEY, tenant_id uuid NOT NULL); ${policy("parcels")};
      CREATE TABLE hubs (id uuid PRIMARY KEY, tenant_id uuid NOT NULL); ${policy("hubs")};
      ALTER TABLE hubs ENABLE ROW LEVEL SECURITY; ALTER TABLE hubs OWNER TO clerk`),
    { only: ["sec-rls"], config: { security: { appRoles: ["clerk"], tenantColumn: "tenant_id" } } },
  );
  const outcome = toOutcome(proof);
  expect(outcome).toEqual({
    proven: [
      "ALTER TABLE public.hubs FORCE ROW LEVEL SECURITY",
      "ALTER TABLE public.parcels ENABLE ROW LEVEL SECURITY",
    ],
    ...NOTHING_ELSE,
  });
});
