/** The sample's history as a team on Alembic writes it, run by Alembic itself. */
import { cpSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEnvironments, readRevisions } from "../../introspect/replay/alembic/environment.ts";
import { buildGraph } from "../../introspect/replay/alembic/graph.ts";
import { runMigrations } from "../../introspect/replay/command/index.ts";
import { replay } from "../../introspect/replay/index.ts";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { compare } from "../../src/diff/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { compareText } from "../../src/model/names.ts";
import { runAlembic, whyNoAlembic } from "../support/alembic.ts";
import { makeFolders } from "../support/folders.ts";

const SAMPLE = resolve(import.meta.dirname, "../../content/creampie");
const missing = whyNoAlembic();

const { folderOf, remove } = makeFolders();
afterAll(remove);

describe.skipIf(missing !== null)(`the sample on Alembic${missing === null ? "" : ` (${missing})`}`, () => {
  let ofSql: Catalog;
  let ofAlembic: Catalog;
  let folder: string;

  beforeAll(async () => {
    folder = folderOf({});
    cpSync(join(SAMPLE, "alembic"), folder, { recursive: true });
    writeFileSync(join(folder, "upgrade.sql"), runAlembic(folder, "upgrade", "head", "--sql"));
    ofSql = await replay(await readHistory(join(SAMPLE, "migrations")), { asOf: null });
    ofAlembic = await replay(await readHistory(join(folder, "upgrade.sql")), { asOf: null });
  }, 120_000);

  test("makes the same catalog as its SQL", () => {
    expect(compare(ofSql, ofAlembic)).toEqual([]);
    expect(ofAlembic.omissions).toEqual([]);
    const names = ({ history }: Catalog) => history.map(({ name }) => name.toLowerCase());
    expect(names(ofAlembic)).toEqual(names(ofSql));
  });

  test("has the same step as the origin of every object", () => {
    const originsOf = ({ history, relations }: Catalog) => {
      const names = new Map(history.map(({ version, name }) => [version, name.toLowerCase()]));
      return relations.map(({ name, origin }) => [
        name,
        names.get(origin?.created ?? ""),
        origin?.changed.map((version) => names.get(version)),
      ]);
    };
    expect(originsOf(ofAlembic)).toEqual(originsOf(ofSql));
  });

  test("makes the same catalog where Alembic itself runs", async () => {
    const catalog = await runMigrations({
      command: "alembic upgrade head",
      folder,
      environment: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
      asOf: null,
      statementSeconds: 60,
      commandSeconds: 100,
      signal: new AbortController().signal,
    });
    // What Alembic keeps its books in is there too.
    const relations = catalog.relations.filter(({ name }) => name !== "alembic_version");
    expect(compare(ofAlembic, { ...catalog, relations })).toEqual([]);
    const saidOf = ({ history }: Catalog) =>
      history.map(({ version, name, file, code }) => [version, name, file, code]);
    expect(saidOf(catalog)).toEqual(saidOf(ofAlembic));
    const didOf = ({ history }: Catalog) => history.map(({ version, changes }) => [version, changes]);
    expect(didOf(catalog)).toEqual(didOf(ofAlembic));
    expect(relations.map(({ name, origin }) => [name, origin])).toEqual(
      ofAlembic.relations.map(({ name, origin }) => [name, origin]),
    );
  }, 120_000);

  test("is the graph that Alembic itself shows", () => {
    const [environment] = findEnvironments(folder, [folder]);
    if (environment === undefined) throw new Error("The sample's alembic.ini is not found.");
    const { revisions } = buildGraph(readRevisions(environment, (path) => path, [folder]).map((each) => each.revision));
    const lines = revisions.map(
      ({ revision, follows, message }) => `${follows[0] ?? "<base>"} -> ${revision}, ${message}`,
    );
    const shown = runAlembic(folder, "history").trim().split("\n");
    expect(lines.toSorted(compareText)).toEqual(shown.map((line) => line.replace(" (head)", "")).toSorted(compareText));
  });
});
