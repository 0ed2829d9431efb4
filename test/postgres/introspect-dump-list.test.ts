import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toDumpEntries } from "../support/dump-entries.ts";
import { readCatalog } from "../support/introspection.ts";
import { majorOf, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const SHARED = join(import.meta.dirname, "..", "..", "..", "shared", "schemas");
const FIXTURES = join(import.meta.dirname, "..", "fixtures");

/** The system's pg_dump is compared with the server that comes with it. */
const missing = whyNoServer("system");

describe.skipIf(missing !== null)(`against pg_dump ${missing === null ? majorOf("system") : `(${missing})`}`, () => {
  let server: PostgresServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cartulary-dump-"));
    server = await startServer("system");
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  /** What pg_dump finds in a database, without the numbers of its entries. */
  const listOf = (database: string): string[] => {
    const file = join(folder, "dump");
    const dump = spawnSync("pg_dump", ["--schema-only", "--format=custom", "--file", file, server.urlOf(database)], {
      encoding: "utf8",
    });
    expect(dump.stderr.replaceAll(/^pg_dump: warning: .*(?:\n(?:pg_dump: )?(?:detail|hint): .*)*\n/gm, "")).toBe("");
    return spawnSync("pg_restore", ["--list", file], { encoding: "utf8", maxBuffer: 100_000_000 })
      .stdout.split("\n")
      .filter((line) => line !== "" && !line.startsWith(";"))
      .map((line) => line.replace(/^\d+; \d+ \d+ /, "").trimEnd());
  };

  const samples = {
    library: join(FIXTURES, "library.sql"),
    registry: join(FIXTURES, "registry.sql"),
    foundry: join(FIXTURES, "foundry.sql"),
    torture: join(SHARED, "torture.sql"),
    musicbrainz: join(SHARED, "musicbrainz", "schema.sql"),
  };
  for (const [name, path] of Object.entries(samples)) {
    const absent = !existsSync(path);
    const title = `the catalog has an object for every entry: ${name}${absent ? " (its file is not here, in ../shared/schemas)" : ""}`;
    test.skipIf(absent)(title, async () => {
      const database = await server.createDatabase(readFileSync(path, "utf8").replaceAll(/^\\.*$/gm, ""));
      const list = listOf(database);
      const known = toDumpEntries(await readCatalog(server, database));
      // What a partition has as a clone of its parent's index or key is folded into the parent's.
      const clones = new Set(
        list
          .filter((entry) => entry.startsWith("INDEX ATTACH "))
          .map((entry) => entry.replace(/^INDEX ATTACH /, "").replace(/ \S+$/, "")),
      );
      const isClone = (entry: string) =>
        entry.startsWith("INDEX ATTACH ") ||
        [...clones].some((clone) => {
          const [schema, index] = [clone.slice(0, clone.indexOf(" ")), clone.slice(clone.indexOf(" ") + 1)];
          return (
            entry.startsWith(`INDEX ${clone} `) ||
            (entry.startsWith(`CONSTRAINT ${schema} `) && entry.includes(` ${index} `))
          );
        });
      expect(list.length).toBeGreaterThan(20);
      expect(list.filter((entry) => !known.has(entry) && !isClone(entry))).toEqual([]);
    });
  }
});
