/**
 * Alembic itself, from the search path. Where a machine has none the tests say so and are skipped; with CI set that is a
 * failure.
 */
import { spawnSync } from "node:child_process";

/** Why there is no Alembic to test with, or `null` where there is. Throws with CI set. */
export function whyNoAlembic(): string | null {
  if (spawnSync("alembic", ["--version"]).status === 0) return null;
  const reason = "no alembic on this machine";
  if (process.env.CI) throw new Error(`With CI set, ${reason} is a failure.`);
  return reason;
}

/** What the command writes, run in a folder with an `alembic.ini`. Throws with what it says where it fails. */
export function runAlembic(folder: string, ...words: string[]): string {
  // Its compiled files would lie among the sample's.
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
  const { status, stdout, stderr } = spawnSync("alembic", words, { cwd: folder, encoding: "utf8", env });
  if (status !== 0) throw new Error(`alembic ${words.join(" ")}: ${stderr}`);
  return stdout;
}
