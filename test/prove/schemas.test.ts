import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { History } from "../../introspect/replay/history.ts";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import type { Proof } from "../../src/prove/proof.ts";
import { ofSql, proofOf } from "./proving.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SHARED = join(ROOT, "..", "shared", "schemas");

/** A folder a step, as Diesel and Prisma have it, with what must be there before. */
function readSteps(folder: string, file: string, before: string): History {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, file)));
  const files = names.sort().map((name) => ({
    version: name,
    name,
    file: `${name}/${file}`,
    text: readFileSync(join(folder, name, file), "utf8"),
  }));
  const first = { version: "0", name: "before", file: "before.sql", text: before };
  return { kind: "migrations", name: "migrations", tool: null, folder, files: [first, ...files] };
}

/** Whole schemas, with the remedies that are not proven: rule, object and reason. */
const SCHEMAS: { name: string; path: string; read?(path: string): History; left: string[] }[] = [
  {
    name: "creampie",
    path: join(ROOT, "content", "creampie", "migrations"),
    left: [
      // What the default of a yes-or-no is only its owner knows.
      "not-null auth.login_events.is_suspicious: It makes a new finding: default-present on auth.login_events.is_suspicious.",
      "not-null public.watchlists.has_alerts: It makes a new finding: default-present on public.watchlists.has_alerts.",
    ],
  },
  {
    name: "torture",
    path: join(SHARED, "torture.sql"),
    left: [],
  },
  {
    name: "pagila",
    path: join(SHARED, "pagila", "schema-15.sql"),
    left: [
      // A boolean should not be null; whether rows hold NULL nobody here knows.
      "type-boolean public.customer.active: It makes a new finding: not-null on public.customer.active.",
    ],
  },
  {
    name: "musicbrainz",
    path: join(SHARED, "musicbrainz", "schema.sql"),
    left: [],
  },
  {
    name: "lemmy",
    path: join(SHARED, "lemmy", "migrations"),
    // The migration tool's own table, on which a step puts a trigger.
    read: (path) =>
      readSteps(
        path,
        "up.sql",
        "CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY, run_on timestamp DEFAULT now() NOT NULL)",
      ),
    left: [],
  },
  {
    name: "langfuse",
    path: join(SHARED, "langfuse", "migrations"),
    read: (path) => readSteps(path, "migration.sql", ""),
    left: ["not-null public.prompts.is_active: It makes a new finding: default-present on public.prompts.is_active."],
  },
  {
    name: "40 generated tables",
    path: join(SHARED, "generate.mjs"),
    read: (path) =>
      ofSql(spawnSync(process.execPath, [path, "40"], { encoding: "utf8", maxBuffer: 100_000_000 }).stdout),
    // Names with an umlaut, which the new ones hold: lower case alone does not mend them.
    left: [
      'index-fk identity."größen"#gr__en_17_fk2: It makes a new finding: name-snake-case on identity."größen"#"idx_größen_regional_build_summary_id".',
      'name-fk-constraint billing.session_requests#session_requests_fk4: It makes a new finding: name-snake-case on billing.session_requests#"fk_session_requests_größen".',
    ],
  },
];

function toLeft({ left }: Proof): string[] {
  return left.map(({ finding, reason }) => `${finding.rule} ${finding.waiverKey}: ${reason}`).sort();
}

describe("every remedy of every rule is proven, or it is known why not", () => {
  for (const { name, path, read = readHistory, left } of SCHEMAS) {
    const absent = !existsSync(path);
    test.skipIf(absent)(
      `${name}${absent ? " (its file is not here, in ../shared/schemas)" : ""}`,
      { timeout: 1_200_000 },
      async () => {
        const history = await read(path);
        // The embedded engine has no pgvector.
        const files = history.files.map((file) => ({
          ...file,
          text: file.text.replaceAll(/^CREATE INDEX [^;]*hnsw[^;]*;/gm, ""),
        }));
        const proof = await proofOf({ ...history, files });
        expect(toLeft(proof)).toEqual(left);
        const settled = [...proof.proven, ...proof.left].map(({ finding }) => finding.fingerprint);
        const suggested = proof.scorecard.findings.filter(
          (finding) => finding.remedy !== null && finding.verdict === "fail",
        );
        const mended = proof.mendedByOthers.map((finding) => finding.fingerprint);
        expect(suggested.filter(({ fingerprint }) => ![...settled, ...mended].includes(fingerprint))).toEqual([]);
        expect(suggested.length).toBeGreaterThan(0);
      },
    );
  }
});
