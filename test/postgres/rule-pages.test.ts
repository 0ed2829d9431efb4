import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { readCatalog } from "../support/introspection.ts";
import { type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";
import { blockOf, configOf } from "../support/rule-page.ts";
import { change, makeCertificate, whyNoCertificate, writeHostRules } from "../support/server-operations.ts";

const onServer = rules.filter(
  ({ scope, evidence }) => scope === "project" && (evidence === "server" || evidence === "catalog"),
);
/** Project rules whose page shows SQL, or lines of pg_hba.conf, not to write and to write. */
const showing = (language: string) =>
  onServer.map(({ id }) => id).filter((id) => blockOf(id, "Instead of", language) !== null);

const missing = whyNoServer(18) ?? whyNoCertificate;

describe.skipIf(missing !== null)(
  `what a page about the server shows${missing === null ? "" : ` (${missing})`}`,
  () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startServer(18, ["listen_addresses=*"]);
    });
    afterAll(() => server.stop());

    /** The rule's verdict on a database, by the configuration that its page shows. */
    const verdictOf = async (id: string, database: string) => {
      const catalog = await readCatalog(server, database);
      const input = { rules, config: configOf(id), decisions: [], attestations: [], asOf: null };
      return buildScorecard(catalog, input).project.find(({ rule }) => rule === id)?.verdict;
    };

    /** What the page's SQL comes to; everything that it changed on the server is changed back. */
    const afterSql = async (id: string, section: string) => {
      const database = await server.createDatabase(blockOf(id, section, "sql") ?? "");
      await change(server, {});
      try {
        return await verdictOf(id, database);
      } finally {
        await server.run("postgres", `DROP DATABASE ${database}`);
        await server.run(
          "postgres",
          `DO $$ DECLARE made text; BEGIN
          FOR made IN SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> 'postgres'
          LOOP EXECUTE format('DROP ROLE %I', made); END LOOP;
        END $$`,
        );
        await server.run("postgres", "ALTER SYSTEM RESET ALL");
        await change(server, {});
      }
    };

    test.each(showing("sql"))("fails as SQL not to write, and passes as SQL to write: %s", async (id) => {
      expect({ bad: await afterSql(id, "Instead of"), good: await afterSql(id, "Write") }).toEqual({
        bad: "fail",
        good: "pass",
      });
    });

    test.each(showing("hba"))(
      "fails as lines of pg_hba.conf not to write, and not as lines to write: %s",
      async (id) => {
        await makeCertificate(server);
        await change(server, { ssl: "on" });
        const after = (section: string) => {
          writeHostRules(server, [blockOf(id, section, "hba") ?? ""]);
          return verdictOf(id, "postgres");
        };
        // A firewall cannot be seen from behind.
        expect({ bad: await after("Instead of"), good: await after("Write") }).toEqual({
          bad: "fail",
          good: id === "sec-network" ? "not assessed" : "pass",
        });
      },
    );

    test("is there for each rule on the server that one can break by what one writes", () => {
      const silent = onServer.filter(({ evidence }) => evidence === "server").map(({ id }) => id);
      const shown = [...showing("sql"), ...showing("hba")];
      expect(silent.filter((id) => id.startsWith("sec-") && !shown.includes(id))).toEqual([]);
      expect(shown).toEqual(expect.arrayContaining(["password-md5", "schema-public-create", "sec-tls", "sec-network"]));
    });
  },
);
