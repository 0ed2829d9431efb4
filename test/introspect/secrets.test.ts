import { expect, test } from "vitest";
import { maskCommand, maskOptions, maskText } from "../../introspect/assemble/secrets.ts";
import { MASK } from "../../src/model/secrets.ts";

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

test.each([
  ["AWS_SECRET_ACCESS_KEY=s3cret wal-g wal-push %p", `AWS_SECRET_ACCESS_KEY=${MASK} wal-g wal-push %p`],
  ["push --password 's3 cret' --to x %p", `push --password ${MASK} --to x %p`],
  ["curl -u postgres://app:s3cret@host/db %p", `curl -u postgres://app:${MASK}@host/db %p`],
  ["pgbackrest --stanza=main archive-push %p", "pgbackrest --stanza=main archive-push %p"],
  ["test ! -f /mnt/wal/%f && cp %p /mnt/wal/%f", "test ! -f /mnt/wal/%f && cp %p /mnt/wal/%f"],
  ["scram-sha-256", "scram-sha-256"],
])("the command %s is shown as %s", (text, shown) => {
  expect(maskCommand(text)).toBe(shown);
});

test("the options of a line of pg_hba.conf that hold a secret lose it", () => {
  const options = [
    { name: "ldapbindpasswd", value: "a" },
    { name: "radiussecrets", value: "b,c" },
    { name: "ldapserver", value: "directory" },
  ];
  expect(maskOptions(options).map(({ value }) => value)).toEqual([MASK, MASK, "directory"]);
});
