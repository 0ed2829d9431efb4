import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import type { Proof } from "../../src/prove/proof.ts";
import { proofOf } from "./proving.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SHARED = join(ROOT, "..", "shared", "schemas");

/** Whole schemas, with the remedies that are not proven: rule, object and reason. */
const SCHEMAS: { name: string; path: string; left: string[] }[] = [
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
    left: [
      // The name of an index holds that of its table, which is misspelt.
      'index-fk "Sales Dept"."Order Line"#fk_swapped: It makes a new finding: name-snake-case on "Sales Dept"."Order Line"#"idx_Order Line_tenantId_tenantRegion".',
    ],
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
    left: [
      // One more index is one too many.
      "index-fk musicbrainz.release#release_fk_status: It makes a new finding: index-count on musicbrainz.release.",
    ],
  },
];

function toLeft({ left }: Proof): string[] {
  return left.map(({ finding, reason }) => `${finding.rule} ${finding.waiverKey}: ${reason}`).sort();
}

describe("every remedy of every rule is proven, or it is known why not", () => {
  for (const { name, path, left } of SCHEMAS) {
    const absent = !existsSync(path);
    test.skipIf(absent)(`${name}${absent ? " (its file is not here)" : ""}`, { timeout: 1_200_000 }, async () => {
      const history = await readHistory(path);
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
    });
  }
});
