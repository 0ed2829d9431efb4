import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatJson } from "../../src/model/json-text.ts";
import { maskValues, toSecretValues } from "../../src/model/secret-values.ts";
import { listSecrets, MASK, maskConnectionStrings, maskSecrets } from "../../src/model/secrets.ts";
import { SEED } from "../support/hostile-text.ts";

/** Each beside what stays of it. */
const CONNECTION_STRINGS: readonly (readonly [string, string])[] = [
  ["postgres://app:h0nk@host:5433/shop", `postgres://app:${MASK}@host:5433/shop`],
  ["'POSTGRES://app:h0nk@host'", `'POSTGRES://app:${MASK}@host'`],
  ["postgresql+psycopg2://app:h0nk@host", `postgresql+psycopg2://app:${MASK}@host`],
  ["mysql://app:h0nk@host", `mysql://app:${MASK}@host`],
  ["https://app:h0nk@host/x", `https://app:${MASK}@host/x`],
  ["postgres://app:h0nk%40%zz@host", `postgres://app:${MASK}@host`],
  ["postgres://app:h0n@k@host", `postgres://app:${MASK}@host`],
  ["postgres://app:a/h0nk#?@host", `postgres://app:${MASK}@host`],
  ["app:h0nk@host:5432/shop", `app:${MASK}@host:5432/shop`],
  ["jdbc:postgresql://host/shop?password=h0nk&user=app", `jdbc:postgresql://host/shop?password=${MASK}&user=app`],
  ["postgres://host/?user=app&password=h0nk", `postgres://host/?user=app&password=${MASK}`],
  ["dblink('host=h password=h0nk', 'q')", `dblink('host=h password=${MASK}', 'q')`],
  ["dblink(''password=''''h0nk x'''' dbname=d'')", `dblink(''password=''''${MASK}'''' dbname=d'')`],
  ["user = app password = 'h0nk \\' x' dbname=d", `user = app password = '${MASK}' dbname=d`],
  ["PGPASSWORD=h0nk psql", `PGPASSWORD=${MASK} psql`],
  ["ALTER ROLE app LOGIN PASSWORD 'h0nk'", `ALTER ROLE app LOGIN PASSWORD '${MASK}'`],
  ["EXECUTE 'CREATE USER app PASSWORD ''h0nk'''", `EXECUTE 'CREATE USER app PASSWORD ''${MASK}'''`],
  ["OPTIONS (user 'app', password 'h0nk')", `OPTIONS (user 'app', password '${MASK}')`],
];

const MISTAKEN: readonly (readonly [string, string])[] = [
  ["postgres:app:h0nk@host/shop", `postgres:${MASK}@host/shop`],
  ["postgres:/app:h0nk@host/shop", `postgres:${MASK}@host/shop`],
  ["app:h0nk@host/shop", `app:${MASK}@host/shop`],
  ["password = 'h0nk'", `password = '${MASK}'`],
  ["Server=h;Pwd=h0nk;Port=5432", `Server=h;Pwd=${MASK};Port=5432`],
  ["unknown option '-Dpassword=h0nk'", `unknown option '-Dpassword=${MASK}'`],
  ["app/h0nk@db.example:5432/shop", `app/${MASK}@db.example:5432/shop`],
  ["POSTGRES_PASSWORD=h0nk", `POSTGRES_PASSWORD=${MASK}`],
  [`{"password": "h0nk x"}`, `{"password": "${MASK}"}`],
  ["{ password: 'h0nk' }", `{ password: '${MASK}' }`],
  ["psql --password h0nk", `psql --password ${MASK}`],
];

describe("a password", () => {
  test.each(CONNECTION_STRINGS)("is masked in data and messages: %s", (text, masked) => {
    expect(maskConnectionStrings(text)).toBe(masked);
    expect(maskConnectionStrings(masked)).toBe(masked);
    expect(maskSecrets(text)).toBe(masked);
  });

  test.each(MISTAKEN)("is masked in messages where it may be one: %s", (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
    expect(maskSecrets(masked)).toBe(masked);
  });

  test.each([...CONNECTION_STRINGS, ...MISTAKEN, ["postgres://app:h0nk x@host", ""] as const])(
    "is found in %s",
    (text) => {
      expect(listSecrets(text).join()).toMatch(/h0nk|h0n@k/);
    },
  );
});

test.each([
  "https://example.org:8080/path@2",
  "postgres://host:5432/shop and mail a@b.org",
  "WHERE password = 'x' AND host = 'y'",
  "UPDATE app SET password = crypt($1), user = 'x'",
  "password text NOT NULL, CHECK (length(password) >= 8)",
  "SELECT 'password ' || x || 'y'",
  "CREATE ROLE app PASSWORD NULL",
])("data without a connection string stays as it is: %s", (text) => {
  expect(maskConnectionStrings(text)).toBe(text);
});

test.each([
  "    at x (file:///home/me/node_modules/.pnpm/pg@8.1/node_modules/@scope/y/a.js:3:4)",
  "C:\\Users\\me\\node_modules\\@scope\\x",
  "postgres://user@host:5432/database",
  "src/a.ts:12:3 @x",
  "https://example.org:8080/path@2",
])("a message without a password stays as it is: %s", (text) => {
  expect(maskSecrets(text)).toBe(text);
});

test("masked JSON is JSON of the same shape, whatever stands in it", () => {
  const parts = [
    "postgres://app:",
    "h0nk",
    "@host",
    "host=h password=",
    "'",
    "''",
    '"',
    "\\",
    "\n",
    " ",
    "PASSWORD ",
    "E'",
    "ROLE x ",
  ];
  const text = fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((words) => words.join(""));
  fc.assert(
    fc.property(fc.dictionary(text, fc.array(text, { maxLength: 3 })), (value) => {
      const shape = (json: string) => json.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
      const json = formatJson(value);
      const masked = maskValues(maskConnectionStrings(json), toSecretValues(['h0nk\\n"x99', "nh0nk@host"]).data);
      expect(() => JSON.parse(masked)).not.toThrow();
      expect(shape(masked)).toBe(shape(json));
    }),
    { seed: SEED, numRuns: 2000 },
  );
});

describe("the value of a secret", () => {
  const inMessage = (secret: string, text: string, names: string[] = []) =>
    maskValues(text, toSecretValues([secret], new Set(names)).message);
  const inData = (secret: string, text: string) => maskValues(text, toSecretValues([secret]).data);

  test("is masked in every way to write it", () => {
    expect(inMessage("p@ 'x\"%9", `p@ 'x"%9 p%40%20'x%22%259 "p@ 'x\\"%9" p@ ''x"%9`)).toBe(
      `${MASK} ${MASK} "${MASK}" ${MASK}`,
    );
    expect(inMessage("p%40ss%20word", "p@ss word")).toBe(MASK);
  });

  test("is masked within words from eight characters on, as a word below, and not at all below four", () => {
    expect(inMessage("swordfis", "xswordfisx")).toBe(`x${MASK}x`);
    expect(inMessage("fish", "a fish, fisher")).toBe(`a ${MASK}, fisher`);
    expect(inMessage("abc", "abc")).toBe("abc");
  });

  test("is no secret where it is an everyday word, or a name that is told anyway", () => {
    expect(inMessage("postgres", "postgres")).toBe("postgres");
    expect(inMessage("shop", "shop", ["shop"])).toBe("shop");
  });

  test("is masked in data only where it can be no name", () => {
    expect(inData("order_items", "order_items")).toBe("order_items");
    expect(inData("Tr0ub4dor", "xTr0ub4dorx")).toBe(`x${MASK}x`);
    expect(inData("n0nsense9", '"\\n0nsense9 n0nsense9"')).toBe(`"\\n0nsense9 ${MASK}"`);
  });
});
