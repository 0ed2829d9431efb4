/** Replays SQL or a source, scores it by our rules or others, and proves what they suggest. */

import type { History } from "../../introspect/replay/history.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { configSchema, type UserConfig } from "../../src/model/config.ts";
import type { Rule } from "../../src/model/rule.ts";
import { prove } from "../../src/prove/index.ts";
import type { Proof } from "../../src/prove/proof.ts";
import { rules as ours } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { replayShared } from "../support/replaying.ts";

interface Proving {
  rules?: readonly Rule[];
  only?: readonly string[];
  config?: UserConfig;
  /** Changes the catalog as no SQL can. */
  change?(catalog: Catalog): Catalog;
}

export function ofSql(text: string): History {
  const file = { version: "schema", name: "schema", file: "schema.sql", text };
  return { kind: "script", name: "schema.sql", tool: null, folder: import.meta.dirname, files: [file] };
}

export async function proofOf(history: History, options: Proving = {}): Promise<Proof> {
  return (await proofWithCatalog(history, options)).proof;
}

/** The proof with the catalog that it is about. */
export async function proofWithCatalog(
  history: History,
  options: Proving = {},
): Promise<{ proof: Proof; catalog: Catalog }> {
  const replayed = await replayShared(history, { asOf: "2026-03-04T00:00:00Z" });
  const catalog = options.change?.(replayed) ?? replayed;
  const config = configSchema.parse(options.config ?? {});
  const judge = (each: Catalog) =>
    buildScorecard(each, {
      rules: options.rules ?? ours,
      config,
      decisions: [],
      attestations: [],
      asOf: each.generatedAt,
    });
  const rules = options.only === undefined ? null : new Set(options.only);
  return { proof: await prove(catalog, judge(catalog), { judge, rules }), catalog };
}

/** What became of each remedy, one line each: the SQL of what is proven, then the reason for what is not. */
export function toOutcome(proof: Proof) {
  return {
    proven: proof.proven.flatMap(({ finding }) => finding.remedy?.sql ?? []),
    left: proof.left.map(({ finding, reason }) => `${finding.fingerprint}: ${reason}`),
    mendedByOthers: proof.mendedByOthers.map((finding) => finding.fingerprint),
    uncovered: proof.uncovered.map((finding) => finding.fingerprint),
    ...(proof.outweighed.length > 0 && { outweighed: proof.outweighed.map((finding) => finding.fingerprint) }),
  };
}
