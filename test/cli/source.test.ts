import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { chooseSource, isProjectFolder } from "../../src/cli/source.ts";
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

  test("loses the driver of an SQLAlchemy URL", () => {
    expect(chooseSource("postgresql+psycopg2://a:b@c:5/d", null, {})).toEqual({
      kind: "server",
      target: "postgresql://a:b@c:5/d",
    });
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

  test("is refused where it does not exist, or is another database", () => {
    expect(refusal(() => chooseSource("nowhere.sql", null, {})).message).toBe(
      "There is no file or folder nowhere.sql.",
    );
    expect(refusal(() => chooseSource("mysql://a:secret@b/c", null, {})).message).toBe(
      "Cartulary reads PostgreSQL; a mysql:// address is none.",
    );
    const url = refusal(() => chooseSource(undefined, null, { DATABASE_URL: "mysql://a:secret@b/c" }));
    expect(url.message + url.hint).not.toContain("secret");
  });
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
