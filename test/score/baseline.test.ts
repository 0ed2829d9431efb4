import { describe, expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { buildBaseline, formatBaselineText, isNew, parseBaseline } from "../../src/score/baseline.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aColumn, aConfig, aTable } from "../support/catalog.ts";
import { aColumnRule, aRuleSaying } from "../support/fake-rules.ts";

function scorecardOf(failing: string[]) {
  const table = aTable("crates", { columns: ["a", "b", "c", "d"].map((name) => aColumn(name)) });
  const comment = "@waive keyed until 2027-01-01: nobody ever looks a crate up";
  return buildScorecard(aCatalog({ relations: [{ ...table, comment }] }), {
    rules: [aColumnRule("typed", failing), aRuleSaying("keyed", fail(["No key."]))],
    config: aConfig(),
    decisions: [],
    attestations: [],
    asOf: "2026-11-23",
  });
}

describe("a baseline", () => {
  test("holds what fails, not what is excused, one fingerprint a line", () => {
    expect(formatBaselineText(buildBaseline(scorecardOf(["c", "a"])))).toBe(`{
  "formatVersion": 1,
  "fingerprints": [
    "typed|public.crates|column:a",
    "typed|public.crates|column:c"
  ]
}
`);
  });

  test("tells new failures from known ones, and never calls an excused finding new", () => {
    const baseline = buildBaseline(scorecardOf(["a", "c"]));
    const { findings } = scorecardOf(["a", "b", "c", "d"]);
    const fresh = findings.filter((finding) => isNew(finding, baseline)).map((finding) => finding.fingerprint);
    expect(fresh).toEqual(["typed|public.crates|column:b", "typed|public.crates|column:d"]);
    const none = parseBaseline('{"formatVersion":1,"fingerprints":[]}', "b.json");
    expect(findings.filter((finding) => isNew(finding, none))).toHaveLength(4);
  });

  test("is read back as it was written, and in order even if a merge left it unsorted", () => {
    const baseline = buildBaseline(scorecardOf(["a", "b"]));
    expect(parseBaseline(formatBaselineText(baseline), "b.json")).toEqual(baseline);
    const merged = JSON.stringify({
      ...baseline,
      fingerprints: [...baseline.fingerprints, ...baseline.fingerprints].reverse(),
    });
    expect(parseBaseline(merged, "b.json")).toEqual(baseline);
    expect(parseBaseline(`\ufeff${merged.replaceAll(",", ",\r\n")}`, "b.json")).toEqual(baseline);
  });

  test.each([
    ['{"formatVersion":1,"finger', "The baseline is not valid JSON.", "b.json"],
    ["null", "The baseline has no format version; this program reads 1.", "b.json"],
    ['{"formatVersion":2}', "The baseline has format version 2; this program reads 1.", "b.json"],
    ['{"formatVersion":1}', "The baseline has no list of fingerprints.", "b.json"],
    [
      '{"formatVersion":1,"fingerprints":["a",3]}',
      "A fingerprint in the baseline is no text.",
      "b.json, fingerprints[1]",
    ],
  ])("is refused with the place of the fault: %s", (text, message, place) => {
    expect(() => parseBaseline(text, "b.json")).toThrow(
      expect.objectContaining({
        message,
        place,
        hint: "Remove it, and write a new one with cartulary score --update-baseline.",
      }),
    );
  });
});
