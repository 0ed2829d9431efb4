/** The baseline's file: found, read and written. */
import { existsSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { readLargeFile } from "../../files/read-file.ts";
import type { Scorecard } from "../../model/scorecard.ts";
import { UserError } from "../../model/user-error.ts";
import { type Baseline, buildBaseline, formatBaselineText, parseBaseline } from "../../score/baseline.ts";
import { checkOutput, writeOutput } from "../files/output-file.ts";

/** The file's name where the command line says none; it stands beside the config. */
export const BASELINE_FILE = "cartulary-baseline.json";

const OPTION = "--baseline";

/** The path that the command line names, else the one beside the config. */
export function baselinePathOf(option: string | undefined, folder: string): string {
  return option === undefined ? join(folder, BASELINE_FILE) : resolve(option);
}

/** @throws UserError where there is no such file, or it is no baseline */
export function readBaseline(path: string): Baseline {
  const place = shownPath(path);
  if (!existsSync(path)) {
    throw new UserError("There is no baseline, so nothing can be told to be new.", {
      place,
      hint: "Write one with cartulary score --update-baseline and commit it, or name it with --baseline.",
    });
  }
  if (statSync(path).isDirectory()) {
    throw new UserError("The baseline is a folder.", { place, hint: "Name a file with --baseline." });
  }
  return parseBaseline(readLargeFile(path, { place, bounds: null }).toString("utf8"), place);
}

/** @throws UserError where no baseline can be written there; said before any long work */
export async function checkBaselineOutput(path: string): Promise<void> {
  await checkOutput(shownPath(path), { option: OPTION });
}

/** Writes what fails now as the new baseline, and says in one line how it differs from the one before. */
export async function updateBaseline(path: string, scorecard: Scorecard): Promise<string> {
  const present = statSync(path, { throwIfNoEntry: false });
  const before = present?.isFile() ? readBaseline(path) : null;
  const after = buildBaseline(scorecard);
  await writeOutput(shownPath(path), [formatBaselineText(after)], OPTION);
  const number = after.fingerprints.length;
  const whole = `${shownPath(path)}: ${number === 1 ? "1 finding" : `${number} findings`}`;
  if (before === null) return whole;
  const old = new Set(before.fingerprints);
  const kept = after.fingerprints.filter((fingerprint) => old.has(fingerprint)).length;
  return `${whole}, ${number - kept} added, ${old.size - kept} gone`;
}

function shownPath(path: string): string {
  return relative("", path).replaceAll("\\", "/") || ".";
}
