import { expect, test } from "vitest";
import { MASK, maskOptions, maskText } from "../../introspect/secrets.ts";

test.each([
  ["'postgres://app:s3cret@host/db'::text", `'postgres://app:${MASK}@host/db'::text`],
  ["'host=h password=s3cret user=u'", `'host=h password=${MASK} user=u'`],
  ["PASSWORD = 's3 cret' x", `PASSWORD = ${MASK} x`],
  ["'https://example.org:8080/path@2'::text", "'https://example.org:8080/path@2'::text"],
  ["now()", "now()"],
])("the text %s is shown as %s", (text, shown) => {
  expect(maskText(text)).toBe(shown);
});

test("options that name a secret lose their value, the others what is secret in it", () => {
  expect(
    maskOptions([
      { name: "password", value: "a" },
      { name: "AWS_Secret_Access_Key", value: "b" },
      { name: "url", value: "https://u:c@host" },
      { name: "host", value: "d" },
    ]),
  ).toEqual([
    { name: "password", value: MASK },
    { name: "AWS_Secret_Access_Key", value: MASK },
    { name: "url", value: `https://u:${MASK}@host` },
    { name: "host", value: "d" },
  ]);
});
