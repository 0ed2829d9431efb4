import { describe, expect, test } from "vitest";
import { buildCommentDecisions, parseTags, stripTags } from "../../src/score/comment-tags.ts";
import { aCatalog, aColumn, aConstraint, anEnum, anEnumColumn, anIndex, aTable } from "../support/catalog.ts";

describe("tags at the end of a comment", () => {
  test("are decisions with rule, date and reason", () => {
    const comment = `Parcels on their way.

@waive pk-uuid until 2026-06-30: legacy key shared with billing
@justify type-jsonb-justified: provider payload: schema not ours`;
    expect(parseTags(comment)).toEqual([
      { kind: "waived", rule: "pk-uuid", until: "2026-06-30", reason: "legacy key shared with billing" },
      { kind: "justified", rule: "type-jsonb-justified", until: null, reason: "provider payload: schema not ours" },
    ]);
    expect(stripTags(comment)).toBe("Parcels on their way.");
  });

  test.each([
    ["@waive", { kind: "waived", rule: "", until: null, reason: "" }],
    ["@waive pk-uuid", { kind: "waived", rule: "pk-uuid", until: null, reason: "" }],
    ["@waive pk-uuid until", { kind: "waived", rule: "pk-uuid", until: null, reason: "" }],
    ["@waive pk-uuid until next year: why not", { kind: "waived", rule: "pk-uuid", until: null, reason: "" }],
    ["@waive pk-uuid until soon: why not", { kind: "waived", rule: "pk-uuid", until: "soon", reason: "why not" }],
    ["@waive: why not", { kind: "waived", rule: "", until: null, reason: "why not" }],
    [
      "  @justify  type-text :  fits the form  ",
      { kind: "justified", rule: "type-text", until: null, reason: "fits the form" },
    ],
  ])("are read as far as they go: %s", (line, tag) => {
    expect(parseTags(line)).toEqual([tag]);
    expect(stripTags(line)).toBe("");
  });

  test("leave the tags of other tools, and @deprecated, where they are", () => {
    const comment =
      "Old crates.\n@deprecated use parcels\n@omit create,update\n@waive pk-uuid: still read by the scale\n@waiver x";
    expect(parseTags(comment).map((tag) => tag.rule)).toEqual(["pk-uuid"]);
    expect(stripTags(comment)).toBe("Old crates.\n@deprecated use parcels\n@omit create,update\n@waiver x");
  });

  test("are tags in the last lines only", () => {
    const comment = "Write\n@waive pk-uuid: like this\nto waive a rule.";
    expect(parseTags(comment)).toEqual([]);
    expect(stripTags(comment)).toBe(comment);
  });

  test("may have blank lines between and after them, and any line ending", () => {
    const comment = "Crates.\r\n@waive a: one\r\n\r\n@waive b: two\r\n\r\n";
    expect(parseTags(comment).map((tag) => tag.rule)).toEqual(["a", "b"]);
    expect(stripTags(comment)).toBe("Crates.");
  });

  test("are not seen in an e-mail address or a handle at the end", () => {
    expect(stripTags("Ask\ndepot@example.org")).toBe("Ask\ndepot@example.org");
    expect(parseTags("Ask @waive-team")).toEqual([]);
  });
});

describe("decisions in the catalog's comments", () => {
  const comment = (rule: string) => `@justify ${rule}: as the carrier wants it`;
  const decision = (rule: string, subject: string, columns: string[] | null = null) => ({
    carrier: "comment",
    place: subject,
    rule,
    subject,
    kind: "justified",
    reason: "as the carrier wants it",
    owner: null,
    reviewBy: null,
    date: null,
    columns,
  });

  test("stand on tables, columns, constraints, indexes and enum types", () => {
    const mood = { schema: "depot", name: "Mood" };
    const table = aTable("crates", {
      schema: "depot",
      comment: comment("of-table"),
      columns: [aColumn("Label", "text", { comment: comment("of-column") }), anEnumColumn("mood", mood)],
      constraints: [aConstraint("crates_key", { kind: "unique", comment: comment("of-constraint") })],
      indexes: [anIndex("crates_idx", ["label"], { comment: comment("of-index") })],
    });
    const catalog = aCatalog({
      relations: [table],
      types: [anEnum("Mood", ["calm"], { ...mood, comment: comment("of-type") })],
    });
    expect(buildCommentDecisions(catalog, [table], () => false)).toEqual([
      decision("of-table", "depot.crates"),
      decision("of-column", 'depot.crates."Label"'),
      decision("of-constraint", "depot.crates#crates_key"),
      decision("of-index", "depot.crates#crates_idx"),
      decision("of-type", 'depot."Mood"', ["depot.crates.mood"]),
    ]);
  });

  test("are not read where the comment is not ours", () => {
    const table = aTable("crates", { comment: comment("of-table") });
    const type = anEnum("mood", [], { comment: comment("of-type"), extension: "moods" });
    expect(buildCommentDecisions(aCatalog({ relations: [table], types: [type] }), [], () => true)).toEqual([]);
  });
});
