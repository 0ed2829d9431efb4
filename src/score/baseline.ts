/** The baseline: findings that a team has taken over and does not want to hear of again. A file in their repository. */
import { formatJson } from "../model/json-text.ts";
import { compareText } from "../model/names.ts";
import type { Finding, Scorecard } from "../model/scorecard.ts";
import { UserError } from "../model/user-error.ts";

const BASELINE_FORMAT_VERSION = 1;

/** `fingerprints` are sorted by code point, each once. */
export interface Baseline {
  formatVersion: typeof BASELINE_FORMAT_VERSION;
  fingerprints: readonly string[];
}

/** Everything that fails now; what is excused needs no baseline. */
export function buildBaseline(scorecard: Pick<Scorecard, "findings">): Baseline {
  return sorted(scorecard.findings.filter(isFailing).map((finding) => finding.fingerprint));
}

/** Whether a finding fails and is not in the baseline. */
export function isNew(finding: Finding, baseline: Baseline): boolean {
  if (!isFailing(finding)) return false;
  const { fingerprints } = baseline;
  let [low, high] = [0, fingerprints.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareText(fingerprints[middle] as string, finding.fingerprint) < 0) low = middle + 1;
    else high = middle;
  }
  return fingerprints[low] !== finding.fingerprint;
}

/** The file's text: one fingerprint a line, so that changes read well in a diff. */
export function formatBaselineText(baseline: Baseline): string {
  return `${formatJson(baseline, 2)}\n`;
}

/**
 * Reads a baseline file.
 * @param place the file, for messages
 * @throws UserError where the text is no baseline or of another format version
 */
export function parseBaseline(text: string, place: string): Baseline {
  // With the file there --update-baseline would read it first, to say what changes.
  const hint = "Remove it, and write a new one with cartulary score --update-baseline.";
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw new UserError("The baseline is not valid JSON.", { place, hint, cause });
  }
  const { formatVersion, fingerprints } = (data ?? {}) as Partial<Record<keyof Baseline, unknown>>;
  if (formatVersion !== BASELINE_FORMAT_VERSION) {
    const written =
      formatVersion === undefined ? "no format version" : `format version ${JSON.stringify(formatVersion)}`;
    throw new UserError(`The baseline has ${written}; this program reads ${BASELINE_FORMAT_VERSION}.`, { place, hint });
  }
  if (!Array.isArray(fingerprints)) throw new UserError("The baseline has no list of fingerprints.", { place, hint });
  const wrong = fingerprints.findIndex((fingerprint) => typeof fingerprint !== "string");
  if (wrong !== -1) {
    throw new UserError("A fingerprint in the baseline is no text.", {
      place: `${place}, fingerprints[${wrong}]`,
      hint,
    });
  }
  return sorted(fingerprints as string[]);
}

function isFailing(finding: Finding): boolean {
  return finding.verdict === "fail" || finding.verdict === "stale";
}

function sorted(fingerprints: readonly string[]): Baseline {
  return { formatVersion: BASELINE_FORMAT_VERSION, fingerprints: [...new Set(fingerprints)].sort(compareText) };
}
