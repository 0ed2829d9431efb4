import { expect, test } from "vitest";
import { parseTags, readLabels, stripTags } from "../../src/model/comment-tags.ts";

const COMMENT = `What was ordered. @see nothing here, in the text.

@owner data-platform
@see public.users
@waive pk-uuid: shared with billing for years
@omit create
@doc https://wiki.example/orders?a=1
@deprecated since May
@see
@seen by nobody`;

test("tags name the owner and what to see, decisions and foreign tags apart", () => {
  expect(readLabels(COMMENT)).toEqual({
    deprecated: true,
    owner: "data-platform",
    references: ["public.users", "https://wiki.example/orders?a=1"],
  });
  expect(readLabels("@deprecatedness @owner x\nText.")).toEqual({ deprecated: false, owner: null, references: [] });
  expect(parseTags(COMMENT).map(({ kind, rule }) => [kind, rule])).toEqual([["waived", "pk-uuid"]]);
});

test("the text for people has none of ours, and all of others'", () => {
  expect(stripTags(COMMENT)).toBe(
    "What was ordered. @see nothing here, in the text.\n\n@omit create\n@deprecated since May\n@seen by nobody",
  );
});
