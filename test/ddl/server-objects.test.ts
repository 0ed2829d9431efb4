import { expect, test } from "vitest";
import { formatDdl } from "../../src/ddl/index.ts";
import type { Role, Subscription } from "../../src/model/database-objects.ts";
import { aCatalog } from "../support/catalog.ts";

function aRole(name: string, given: Partial<Role> = {}): Role {
  return {
    kind: "role",
    name,
    comment: null,
    login: false,
    superuser: false,
    createDatabase: false,
    createRole: false,
    replication: false,
    bypassRowSecurity: false,
    inherit: true,
    connectionLimit: null,
    validUntil: null,
    memberOf: [],
    mentioned: true,
    invented: false,
    ...given,
  };
}

test("roles are made where the server has none of that name, each after those that it is a member of", () => {
  const member = (role: string, given = {}) => ({ role, admin: false, inherit: true, set: true, ...given });
  const roles = [
    aRole("app", {
      login: true,
      connectionLimit: 5,
      memberOf: [member("reader"), member("Writer", { inherit: false, set: false, admin: true })],
    }),
    aRole("Writer", { comment: "it's $role$", memberOf: [member("pg_monitor", { admin: true })] }),
    aRole("pg_monitor"),
    aRole("reader"),
    aRole("stranger", { mentioned: false }),
  ];
  const blocks = formatDdl(aCatalog({ roles })).filter((statement) => statement.startsWith("DO "));
  expect(blocks).toEqual([
    "DO $role$\nBEGIN\n  CREATE ROLE reader;\nEXCEPTION WHEN duplicate_object THEN NULL;\nEND\n$role$",
    `DO $role_$
BEGIN
  CREATE ROLE "Writer";
  GRANT pg_monitor TO "Writer" WITH ADMIN OPTION;
  COMMENT ON ROLE "Writer" IS 'it''s $role$';
EXCEPTION WHEN duplicate_object THEN NULL;
END
$role_$`,
    `DO $role$
BEGIN
  CREATE ROLE app LOGIN CONNECTION LIMIT 5;
  GRANT reader TO app;
  GRANT "Writer" TO app WITH INHERIT false, SET false, ADMIN OPTION;
EXCEPTION WHEN duplicate_object THEN NULL;
END
$role$`,
  ]);
});

test("a subscription is made without connecting, and its connection is masked", () => {
  const subscription: Subscription = {
    kind: "subscription",
    name: "intake",
    owner: null,
    comment: null,
    enabled: true,
    publications: ["a", "B"],
    slotName: "intake",
    synchronousCommit: "off",
    binary: false,
    streaming: "parallel",
    twoPhase: false,
    disableOnError: true,
    passwordRequired: true,
    runAsOwner: false,
    origin: "any",
    failover: false,
  };
  expect(formatDdl(aCatalog({ subscriptions: [subscription] })).at(-1)).toBe(
    `CREATE SUBSCRIPTION intake CONNECTION 'host=******** password=********' PUBLICATION a, "B" WITH (connect = false, slot_name = 'intake', streaming = parallel, disable_on_error = true)`,
  );
});
