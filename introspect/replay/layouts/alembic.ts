/**
 * Alembic: Python files that name the revision before them. They are read and never run: what makes the schema is the SQL
 * that Alembic itself writes of them.
 */
import { join, relative } from "node:path";
import { count } from "../../../src/model/sentence.ts";
import { UserError } from "../../../src/model/user-error.ts";
import { type AlembicEnvironment, findEnvironments, readRevisions } from "../alembic/environment.ts";
import { buildGraph, checkOneHead } from "../alembic/graph.ts";
import type { Folder, Layout } from "./layout.ts";

export const alembic: Layout = {
  tool: "Alembic",
  recognise: (folder) => findEnvironments(folder.absolute, folder.bounds)[0]?.evidence ?? null,
  read: (folder) => {
    const [environment] = findEnvironments(folder.absolute, folder.bounds);
    return refuseUnwritten(folder, environment as AlembicEnvironment);
  },
};

/**
 * Throws `UserError` that says how Alembic writes the SQL of a history; first what would keep Alembic from it. `folder` is
 * the one that the user gave.
 */
export function refuseUnwritten(folder: Folder, environment: AlembicEnvironment): never {
  const given = (path: string) => join(folder.given, relative(folder.absolute, path));
  const graph = buildGraph(readRevisions(environment, given, folder.bounds).map(({ revision }) => revision));
  const { heads, revisions } = graph;
  const labelled = revisions.some(({ labels }) => labels.length > 0);
  const bases = revisions.filter(({ follows }) => follows.length === 0);
  // Branches that were never one, or have names, are meant.
  if (!labelled && bases.length === 1) checkOneHead(graph);
  const target = heads.length > 1 ? "heads" : "head";
  const held =
    revisions.length === 0
      ? "without a revision yet"
      : `${count(revisions.length, "revision")}, up to ${heads.map(({ revision }) => revision).join(", ")}`;
  const written = folder.files.find((file) => /\.sql$/i.test(file) && /^-- Running upgrade /m.test(folder.head(file)));
  throw new UserError(
    `This is an Alembic history (${environment.evidence}: ${held}), ` +
      "which is Python; a replay runs the SQL that Alembic makes of it.",
    {
      place: folder.given,
      hint:
        written === undefined
          ? `Let Alembic run, by one line of the configuration where alembic.ini is: migrate: "alembic upgrade ${target}".\nOr let it write the SQL, \`alembic upgrade ${target} --sql > upgrade.sql\`, and name that: source: "upgrade.sql".`
          : `Give ${join(folder.given, written)}, which Alembic wrote.`,
    },
  );
}
