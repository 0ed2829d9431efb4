import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findOwners } from "../../introspect/replay/repository/codeowners.ts";
import { readRepository } from "../../introspect/replay/repository/repository.ts";
import { readDirectives } from "../../introspect/replay/script/directives.ts";
import { holdsPassword } from "../../introspect/replay/script/literal-password.ts";
import { aRepository } from "../support/git-repository.ts";

const repository = aRepository();
afterAll(() => repository.remove());

test("tracked configuration on the way to the migrations is read, and what it hides is not kept", async () => {
  const { folder, commit, write } = repository;
  const secret = "tr0ub4dor";
  const url = `DATABASE_URL=postgres://app:${secret}@db.corp.net/shop\n`;
  write({ ".gitignore": ".env.local\n", ".env.local": url, "huge.env": url });
  symlinkSync(join(folder, ".env.local"), join(folder, "compose.yaml"));
  commit("2026-01-01T00:00:00Z", {
    ".env": `A=1\n${url}`,
    ".env.example": url,
    ".envrc": `export ${url}`,
    ".env-production.eu": url,
    "db/alembic.ini": "sqlalchemy.url = postgresql+psycopg2://app:%(password)s@db.corp.net/shop\n",
    "db/m/flyway.conf": `# x\nflyway.url=postgresql://app:${secret}@10.0.0.7:5432/shop\n`,
    "db/m/0001_a.sql": `SELECT '${url}';`,
    "other/.env": url,
    "docker-compose.yml": "  DATABASE_URL: postgres://postgres:postgres@localhost/shop\n",
    "db/config.yml": `${"#".repeat(300_000)}\n${url}`,
    ".github/CODEOWNERS": "* @all\n/db/ @dba\n",
    ".github/workflows/ci.yml":
      "jobs:\n  test:\n    - run: npx dbmate up\n    - run: psql -f db/m/0001_a.sql\n    # - run: dbmate up\n",
    ".gitlab-ci.yml": `variables:\n  ${url}`,
  });
  const read = await readRepository(join(folder, "db/m"), "0001_a.sql", null);
  expect(read).toEqual({
    owners: { file: ".github/CODEOWNERS", line: 2 },
    credentials: [
      { file: ".env", line: 2 },
      { file: ".env-production.eu", line: 1 },
      { file: ".envrc", line: 1 },
      { file: ".gitlab-ci.yml", line: 2 },
      { file: "db/m/flyway.conf", line: 2 },
    ],
    filesRead: 8,
    pipelines: [
      { file: ".github/workflows/ci.yml", line: 3 },
      { file: ".github/workflows/ci.yml", line: 4 },
    ],
    removed: null,
  });
  expect(JSON.stringify(read)).not.toContain(secret);
});

test("outside a work tree nothing is looked at", async () => {
  const outside = aRepository();
  writeFileSync(join(outside.folder, ".env"), "postgres://app:tr0ub4dor@db.corp.net/shop");
  outside.git("config", "core.bare", "true");
  expect(await readRepository(outside.folder, "0001_a.sql", null)).toBeNull();
  outside.remove();
});

describe("a password counts", () => {
  test.each([
    ["postgres://app:tr0ub4dor@db.corp.net/shop", true],
    ["url: 'postgresql+asyncpg://app:tr0ub4dor@10.1.2.3:5432/x'", true],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as configuration files write it
    ["a=postgres://u:${PW}@db.corp.net b=postgres://u:tr0ub4dor@db.corp.net", true],
    ["postgres://app:tr0ub%40dor@db.corp.net/shop", true],
    ["sqlalchemy.url = postgresql+psycopg2://app:tr0ub%%40dor@db.corp.net/shop", true],
    ["postgres://app:tr0*b4dor@db.corp.net/shop", true],
    ["postgres://app:tr0ub4dor@[2001:db8::7]:5432/shop", true],
    ["postgres://app:tr0ub4dor@[::1]:5432/shop", false],
    ["flyway.url=jdbc:postgresql://db.corp.net:5432/shop?ssl=true&password=tr0ub4dor&user=app", true],
    ["postgresql://app@db.corp.net/shop?password=tr0ub4dor", true],
    ["jdbc:postgresql://localhost/shop?password=tr0ub4dor", false],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as configuration files write it
    ["jdbc:postgresql://db.corp.net/shop?user=app&password=${PW}", false],
    ["postgres://app:%DB_PASSWORD%@db.corp.net/shop", false],
    ["postgres://app:%(db_password)s@db.corp.net/shop", false],
    ["postgres://app:%s@db.corp.net/shop", false],
    ["postgres://postgres:postgres@localhost:5432/shop", false],
    ["postgres://app:tr0ub4dor@localhost/shop", false],
    ["postgres://app:tr0ub4dor@127.0.0.1/shop", false],
    ["postgres://app:tr0ub4dor@db/shop", false],
    ["postgres://app:tr0ub4dor@db.example.com/shop", false],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as configuration files write it
    ["postgres://app:${DB_PASSWORD}@db.corp.net/shop", false],
    ["postgres://app:{{ password }}@db.corp.net/shop", false],
    ["postgres://app:<password>@db.corp.net/shop", false],
    ["postgres://app:****@db.corp.net/shop", false],
    ["postgres://app:xxxx@db.corp.net/shop", false],
    ["postgres://app:password@db.corp.net/shop", false],
    ["postgres://app:changeme@db.corp.net/shop", false],
    ["postgres://app:app@db.corp.net/shop", false],
    ["postgres://app@db.corp.net/shop", false],
    ["postgres://db.corp.net/shop", false],
    ["mysql://app:tr0ub4dor@db.corp.net/shop", false],
    ["      POSTGRES_PASSWORD: tr0ub4dor&3", true],
    ['      - "POSTGRES_PASSWORD=tr0ub4dor3"', true],
    ["PGPASSWORD='tr0ub4dor 3' psql -h db", true],
    ["spring.datasource.password=tr0ub4dor3", true],
    ["spring.datasource.hikari.password=tr0ub4dor3", true],
    ["POSTGRES_PASSWORD: $DB_PASSWORD", false],
    ["POSTGRES_PASSWORD: localdev123", false],
    ["POSTGRES_PASSWORD: postgres", false],
    ["POSTGRES_PASSWORD_FILE: /run/secrets/db1", false],
    ["spring.datasource.password=ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)", false],
  ])("%s: %s", (line, counts) => {
    expect(holdsPassword(line)).toBe(counts);
  });
});

describe("CODEOWNERS", () => {
  test.each([
    ["* @a", 1],
    ["*.sql @a", 1],
    ["/db/ @a", 1],
    ["db/migrations/ @a", 1],
    ["db/migrations/* @a", 1],
    ["migrations/ @a", 1],
    ["**/migrations @a", 1],
    ["/db/**/*.sql @a @b", 1],
    ["db/**/0001_a.sql @a", 1],
    ["/db/migrations/**/0001_a.sql @a", 1],
    ["[Data base][2] @a @b\n/db/", 2],
    ["^[Docs] @a\n/docs/\n[Data]\n/db/", null],
    ["* @a\n/db/migrations/ # nobody", null],
    ["# * @a\n\n[Section] @x\n*.md @a", null],
    ["/migrations/ @a", null],
    ["db/* @a", null],
    ["db/migrations2/ @a", null],
  ])("%s", (text, line) => {
    const found = findOwners("CODEOWNERS", text, "db/migrations/0001_a.sql");
    expect(found).toEqual(line === null ? null : { file: "CODEOWNERS", line });
  });

  test("a space in a path stands behind a backslash", () => {
    expect(findOwners("CODEOWNERS", "/my\\ db/ @a", "my db/0001_a.sql")).toEqual({ file: "CODEOWNERS", line: 1 });
  });

  test("a pattern for the folder's own files says nothing of a folder a step", () => {
    const script = "db/migrations/2026-01-02_create_orders/up.sql";
    expect(findOwners("CODEOWNERS", "db/migrations/* @a", script)).toBeNull();
    expect(findOwners("CODEOWNERS", "db/migrations/ @a", script)).toEqual({ file: "CODEOWNERS", line: 1 });
  });
});

describe("comments that silence rules", () => {
  test.each([
    ["-- squawk-ignore ban-drop-column", ["squawk-ignore", 5, ["ban-drop-column"], null]],
    ["-- squawk-ignore a, b -- known -- well", ["squawk-ignore", 5, ["a", "b"], "known -- well"]],
    ["-- squawk-ignore-file", ["squawk-ignore", null, [], null]],
    ["  --cartulary-ignore mig-lock: forty rows: few", ["cartulary-ignore", 5, ["mig-lock"], "forty rows: few"]],
    ["-- atlas:nolint DS102 MF101", ["atlas:nolint", 5, ["DS102", "MF101"], null]],
    ["-- atlas:nolint\n", ["atlas:nolint", null, [], null]],
    ["-- pgls-ignore lint/safety/banDropColumn: moved", ["pgls-ignore", 5, ["banDropColumn"], "moved"]],
  ])("%s", (comment, [directive, line, rules, reason]) => {
    const text = `SELECT 1;\n\n\n${comment}\nDROP TABLE t;`;
    const at = text.split("\n").indexOf("DROP TABLE t;") + 1;
    const expected = { directive, line: line === null ? null : at, rules, reason };
    expect(readDirectives(text, [1, at])).toEqual([expected]);
  });

  test("behind the last statement they are about nothing, and other words are none", () => {
    const text = "DROP TABLE t;\n-- cartulary-ignore mig-lock: late\n-- cartulary-ignored\n-- see squawk-ignore x";
    expect(readDirectives(text, [1])).toEqual([]);
  });
});
