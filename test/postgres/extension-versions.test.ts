/** What a server says of its extensions, and what brings an old one up to date. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contextOf } from "../rules/context.ts";
import { ofProject } from "../rules/project-rules.ts";
import { projectRule } from "../rules/table-rules.ts";
import { readCatalog } from "../support/introspection.ts";
import { type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const reason = whyNoServer(18);

describe.skipIf(reason !== null)(`extensions of a live server${reason === null ? "" : `, ${reason}`}`, () => {
  let server: PostgresServer;
  let database: string;

  beforeAll(async () => {
    server = await startServer(18);
    database = await server.createDatabase("CREATE EXTENSION pg_trgm VERSION '1.3'");
  });

  afterAll(() => server.stop());

  test("that are old are told with the newest version, and the remedy brings them there", async () => {
    const before = await readCatalog(server, database);
    const newest = before.extensions.find(({ name }) => name === "pg_trgm")?.defaultVersion;
    expect(before.extensions.map(({ name, version, defaultVersion }) => [name, version, defaultVersion])).toEqual([
      ["pg_trgm", "1.3", expect.stringMatching(/^1\.[4-9]$/)],
      ["plpgsql", "1.0", "1.0"],
    ]);
    expect(ofProject(before, "ext-outdated")).toEqual([
      `fail extension pg_trgm: Extension pg_trgm is of version 1.3; the server would install ${newest}.`,
      "pass extension plpgsql",
    ]);

    const rule = projectRule("ext-outdated");
    const context = contextOf(before, rule);
    const remedies = rule.find(context).flatMap((subject) => {
      const judgement = rule.judge(subject, context);
      return judgement.verdict === "fail" ? (judgement.remedy?.sql ?? []) : [];
    });
    await server.run(database, remedies.join(";\n"));
    expect(ofProject(await readCatalog(server, database), "ext-outdated")).toEqual([
      "pass extension pg_trgm",
      "pass extension plpgsql",
    ]);
  });
});
