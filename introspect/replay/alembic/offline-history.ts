/** The history that Alembic wrote as SQL, with what the revisions beside the script say of its steps. */
import { basename, dirname, join, relative, sep } from "node:path";
import type { History, HistoryFile, PassedOver } from "../history.ts";
import type { PlacedRevision } from "./graph.ts";
import { cutOfflineScript, type OfflineStep } from "./offline-script.ts";
import { readSources } from "./sources.ts";
import { digestRevision } from "./substance.ts";

/** The script at an absolute path, `place` to the user; `null` for one that is not Alembic's. */
export function readOfflineHistory(text: string, absolute: string, place: string): History | null {
  const steps = cutOfflineScript(text, place);
  if (steps === null) return null;
  const home = dirname(absolute);
  const given = (path: string) => join(dirname(place), relative(home, path));
  const sources = readSources(steps[0]?.revision ?? "", home, given);
  const folder = commonFolder([home, ...sources.map(({ path }) => dirname(path))]);
  const toFile = (path: string) => relative(folder, path).split(sep).join("/");
  const byName = new Map(sources.map((source) => [source.revision.revision, source]));
  const files = steps.map(({ revision, inTransaction, text: own }): HistoryFile => {
    const source = byName.get(revision);
    return {
      version: revision,
      name: source?.revision.message ?? revision,
      file: toFile(absolute),
      text: own,
      inTransaction,
      code:
        source === undefined
          ? null
          : { file: toFile(source.path), digest: digestRevision(source.text), says: source.says },
    };
  });
  return {
    kind: "migrations",
    name: basename(absolute),
    tool: "Alembic",
    folder,
    files,
    passedOver: sources.flatMap(({ revision, path }) => passOver(revision, steps, toFile(path))),
    toolTable: { name: "alembic_version", columns: "version_num varchar(32) PRIMARY KEY" },
    toUp: digestRevision,
  };
}

/** A revision that the script does not have was written after it. */
function passOver({ revision, follows }: PlacedRevision, steps: readonly OfflineStep[], file: string): PassedOver[] {
  if (steps.some((step) => step.revision === revision)) return [];
  const before = follows.map((name) => steps.findIndex((step) => step.revision === name) + 1 || steps.length);
  return [
    {
      file,
      reason: "The script does not have this revision: what it makes is missing until Alembic writes the script anew.",
      stepsBefore: Math.max(0, ...before),
    },
  ];
}

function commonFolder(folders: readonly string[]): string {
  const paths = folders.map((folder) => folder.split(sep));
  const [first = [], ...others] = paths;
  const shared = first.findIndex((name, place) => others.some((other) => other[place] !== name));
  return shared === -1 ? first.join(sep) : first.slice(0, shared).join(sep) || sep;
}
