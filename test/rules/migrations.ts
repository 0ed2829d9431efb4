/** Migration histories that a test writes, replays and judges. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ReplayOptions } from "../../introspect/replay/index.ts";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { HistoryStep } from "../../src/model/history.ts";
import type { StepFacts } from "../../src/model/migration-facts.ts";
import { replayShared } from "../support/replaying.ts";
import { ofProject } from "./project-rules.ts";

/** Replays the files, by their path, as a folder of migrations outside git. */
export async function catalogOfMigrations(
  files: Readonly<Record<string, string>>,
  given: Pick<ReplayOptions, "roundtrip"> = {},
): Promise<Catalog> {
  const folder = mkdtempSync(join(tmpdir(), "cartulary-history-"));
  try {
    const migrations = join(folder, "migrations");
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(migrations, file)), { recursive: true });
      writeFileSync(join(migrations, file), text);
    }
    return await replayShared(await readHistory(migrations), { asOf: null, ...given });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a rule says of each migration, as `ofProject` has it. */
export async function ofMigrations(
  files: Readonly<Record<string, string>>,
  ruleId: string,
  given: Parameters<typeof ofProject>[2] = {},
): Promise<string[]> {
  return ofProject(await catalogOfMigrations(files), ruleId, given);
}

/** A step of a plain folder in git that changes one thing, in a transaction or not. */
export function aStep(
  version: string,
  given: Partial<Omit<HistoryStep, "facts">> = {},
  facts: Partial<StepFacts> = {},
): HistoryStep {
  return {
    version,
    name: "add order note",
    file: `${version}_add_order_note.sql`,
    commit: null,
    changes: [],
    code: null,
    ...given,
    facts: {
      transactions: { byTool: null, blocks: 0, outside: 1, strayEnd: null, refused: [] },
      actions: [],
      lockTimeout: null,
      directives: [],
      down: null,
      tracked: true,
      edits: [],
      ...facts,
    },
  };
}
