import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { chooseCommand, chooseSource, isProjectFolder } from "../../src/cli/project/source.ts";
import type { UserError } from "../../src/model/user-error.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-source-"));
afterAll(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, "project", "steps"), { recursive: true });
writeFileSync(join(folder, "project", "cartulary.config.json"), "{}");
mkdirSync(join(folder, "plain"));
writeFileSync(join(folder, "old.json"), "{}");
const project = { source: "steps", folder: join(folder, "project") };

function refusal(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    return error as UserError;
  }
  throw new Error("nothing was thrown");
}

describe("the source", () => {
  test("is a server where it is a postgres URL, whatever the environment says", () => {
    expect(chooseSource("postgres://a@b/c", project, { DATABASE_URL: "postgres://x/y" })).toEqual({
      kind: "server",
      target: "postgres://a@b/c",
    });
  });

  test("is a server in every other way to write its address, which is kept as it was written", () => {
    for (const target of [
      "postgresql+psycopg2://a:b@c:5/d",
      " 'postgres://a:b@c/d' ",
      "host=c password=b",
      "jdbc:postgresql://c/d",
    ]) {
      expect(chooseSource(target, project, {})).toEqual({ kind: "server", target });
      expect(chooseSource(undefined, { source: target, folder }, {})).toEqual({ kind: "server", target });
      expect(chooseSource(undefined, null, { DATABASE_URL: target })).toEqual({ kind: "server", target });
    }
  });

  test("is a catalog where it is a .json file, a history where it is another path", () => {
    expect(chooseSource(join(folder, "old.json"), null, {})).toEqual({
      kind: "catalog",
      path: join(folder, "old.json"),
    });
    expect(chooseSource(join(folder, "plain"), project, {})).toEqual({ kind: "history", path: join(folder, "plain") });
  });

  test("comes from the config, relative to it, where none or the project's folder is named", () => {
    const steps = { kind: "history", path: join(folder, "project", "steps") };
    expect(chooseSource(undefined, project, { DATABASE_URL: "postgres://x/y" })).toEqual(steps);
    expect(chooseSource(join(folder, "project"), project, {})).toEqual(steps);
  });

  test("comes from DATABASE_URL, then from the PG variables", () => {
    const both = { DATABASE_URL: "postgres://x/y", PGHOST: "h" };
    expect(chooseSource(undefined, null, both)).toEqual({ kind: "server", target: "postgres://x/y" });
    expect(chooseSource(undefined, null, { PGDATABASE: "d" })).toEqual({ kind: "server", target: null });
  });

  test("is asked for, with examples, where nothing names one", () => {
    const error = refusal(() => chooseSource(undefined, null, { DATABASE_URL: "" }));
    expect(error.message).toBe("There is nothing to read: no source was given.");
    expect(error.hint).toContain("  migrations/                    a folder of SQL migrations");
  });

  test("is refused where it is empty, which as a path would be the folder itself", () => {
    for (const choose of [
      () => chooseSource(" ", null, {}),
      () => chooseSource(undefined, { source: "", folder }, { DATABASE_URL: "postgres://x/y" }),
    ]) {
      expect(refusal(choose).message).toBe("The source is empty.");
    }
  });

  test("is refused where it does not exist, or is another database", () => {
    expect(refusal(() => chooseSource("nowhere.sql", null, {})).message).toBe(
      "There is no file or folder nowhere.sql.",
    );
    expect(refusal(() => chooseSource("mysql://a:secret@b/c", null, {})).message).toBe(
      "Cartulary reads PostgreSQL; a mysql:// address is none.",
    );
  });
});

test("an address that cannot be read is refused without a word of it, wherever it comes from", () => {
  for (const text of [
    "postgres:app:s3cret@host/shop",
    "postgres:/app:s3cret@host/shop",
    "app:s3cret@host:5432/shop",
    "app/s3cret@host:5432/shop",
    "Server=host;User Id=app;Password=s3cret",
    "mysql://app:s3cret@host/shop",
    " 'mysql://app:s3cret@host/shop'",
    "jdbc:mysql://host/shop?user=app&password=s3cret",
  ]) {
    const errors = [
      refusal(() => chooseSource(text, null, {})),
      refusal(() => chooseSource(undefined, { source: text, folder }, {})),
      refusal(() => chooseSource(undefined, null, { DATABASE_URL: text })),
    ];
    expect(errors.map(({ message }) => message)).toEqual([
      text.includes("://")
        ? `Cartulary reads PostgreSQL; a ${text.includes("jdbc") ? "jdbc:mysql" : "mysql"}:// address is none.`
        : "This looks like the address of a server, and cannot be read as one.",
      errors[0]?.message,
      "DATABASE_URL is no connection string of PostgreSQL.",
    ]);
    expect(errors.map(({ message, place, hint }) => `${message} ${place} ${hint}`).join()).not.toMatch(/s3cret|app/);
  }
});

describe("the configuration's file", () => {
  test("makes a folder a project", () => {
    expect(isProjectFolder(join(folder, "project"))).toBe(true);
    expect(isProjectFolder(join(folder, "plain"))).toBe(false);
    expect(isProjectFolder("postgres://a/b")).toBe(false);
  });

  test("is refused where there are two", () => {
    writeFileSync(join(folder, "plain", "cartulary.config.json"), "{}");
    writeFileSync(join(folder, "plain", "cartulary.config.mjs"), "");
    expect(refusal(() => isProjectFolder(join(folder, "plain"))).hint).toBe(
      "Keep one of them, or name it with --config.",
    );
  });
});

describe("a migration command", () => {
  const [home, bare] = [join(folder, "commanded"), join(folder, "bare")];
  mkdirSync(join(home, "steps"), { recursive: true });
  mkdirSync(bare);
  writeFileSync(join(home, "cartulary.config.json"), "{}");
  const choose = (
    argument: string | undefined,
    migrate: string | undefined,
    config: { source?: string; migrate?: string },
    engine?: string,
  ) => chooseCommand({ argument, migrate, engine, config, folder: home }, { DATABASE_URL: "postgres://x/y" });
  const run = (command: string, where: string) => ({
    source: { kind: "command", command, folder: where },
    beside: null,
  });

  test("of the command line or the config is the source where nothing else is named, whatever the environment says", () => {
    expect(choose(undefined, "alembic upgrade head", {})).toEqual(run("alembic upgrade head", home));
    expect(choose(undefined, undefined, { migrate: "knex" })).toEqual(run("knex", home));
    expect(choose(undefined, "alembic", { migrate: "knex" })).toEqual(run("alembic", home));
  });

  test("is run in the folder that is the source", () => {
    expect(choose(bare, "knex", {})).toEqual(run("knex", bare));
    expect(choose(undefined, undefined, { source: "steps", migrate: "knex" })).toEqual(
      run("knex", join(home, "steps")),
    );
    expect(choose(home, undefined, { migrate: "knex" })).toEqual(run("knex", home));
  });

  test("is what a server is held against", () => {
    const server = {
      source: { kind: "server", target: "postgres://a@b/c" },
      beside: { command: "knex", folder: home },
    };
    expect(choose("postgres://a@b/c", "knex", {})).toEqual(server);
    expect(choose(undefined, undefined, { source: "postgres://a@b/c", migrate: "knex" })).toEqual(server);
  });

  test("of the config is not run where the command line names something else", () => {
    expect(choose(join(folder, "old.json"), undefined, { migrate: "knex" })).toEqual({
      source: { kind: "catalog", path: join(folder, "old.json") },
      beside: null,
    });
    expect(choose(bare, undefined, { migrate: "knex" }).source.kind).toBe("history");
  });

  test("is refused beside a file, and where a variable left it empty", () => {
    const beside = refusal(() => choose(join(folder, "old.json"), "knex", {}));
    expect([beside.message, beside.hint]).toEqual([
      "A migration command makes the schema from nothing, and a file was given beside it.",
      "Give the folder that the command is to be run in, or leave one of the two out.",
    ]);
    expect(refusal(() => choose(undefined, " ", {})).message).toBe("The migration command is empty.");
  });

  test("is what a server to run it on is for", () => {
    const server = "postgres://a@b/c";
    expect(choose(undefined, "knex", {}, server)).toEqual(run("knex", home));
    expect(refusal(() => choose(undefined, undefined, {}, server)).message).toBe(
      "--engine is where a migration command is run, and there is none.",
    );
    expect(refusal(() => choose(undefined, "knex", {}, "b:5432")).message).toBe(
      "--engine is no connection string of PostgreSQL.",
    );
  });
});
