/** The history that Alembic wrote as SQL, with what the revisions beside the script say of its steps. */
import { basename, dirname, join, relative, sep } from "node:path";
import { type Bounds, boundsOf } from "../../../src/files/bounds.ts";
import type { StepCode } from "../../../src/model/history.ts";
import type { History, HistoryFile, PassedOver } from "../history.ts";
import { type AlembicEnvironment, findEnvironmentsAround, holdsWord, readRevisions } from "./environment.ts";
import { buildGraph, type PlacedRevision } from "./graph.ts";
import { cutOfflineScript, type OfflineStep } from "./offline-script.ts";
import { digestRevision } from "./substance.ts";

/** The script at an absolute path, `place` to the user; `null` for one that is not Alembic's. */
export function readOfflineHistory(text: string, absolute: string, place: string): History | null {
  const steps = cutOfflineScript(text, place);
  if (steps === null) return null;
  const bounds = boundsOf(absolute);
  const home = dirname(absolute);
  const environment = findEnvironmentOf(steps, home, bounds);
  const folder = commonFolder([home, ...(environment?.versions ?? [])]);
  const toFile = (path: string) => relative(folder, path).split(sep).join("/");
  const given = (path: string) => join(dirname(place), relative(home, path));
  const revisions = environment === null ? [] : readRevisions(environment, given, bounds);
  const graph = buildGraph(revisions.map(({ revision }) => revision)).revisions;
  const byName = new Map(graph.map((each) => [each.revision, each]));
  const texts = new Map(revisions.map(({ revision, path, text: code }) => [revision.place, { path, code }]));
  const files = steps.map((step): HistoryFile => {
    const { revision, inTransaction } = step;
    const said = byName.get(revision);
    const source = said === undefined ? undefined : texts.get(said.place);
    const from =
      said === undefined || source === undefined
        ? null
        : { file: toFile(source.path), digest: digestRevision(source.code), says: buildStepCode(said) };
    return {
      version: revision,
      name: said?.message ?? revision,
      file: toFile(absolute),
      text: step.text,
      inTransaction,
      code: from,
    };
  });
  return {
    kind: "migrations",
    name: basename(absolute),
    tool: "Alembic",
    folder,
    files,
    passedOver: graph.flatMap((each) => passOver(each, steps, toFile(texts.get(each.place)?.path ?? each.place))),
    toolTable: { name: "alembic_version", columns: "version_num varchar(32) PRIMARY KEY" },
    toUp: digestRevision,
  };
}

/** The history that the first of the steps is a revision of. */
function findEnvironmentOf(steps: readonly OfflineStep[], home: string, bounds: Bounds): AlembicEnvironment | null {
  const first = steps[0]?.revision ?? "";
  for (const environment of findEnvironmentsAround(home, bounds)) {
    if (holdsWord(environment, first, bounds)) return environment;
  }
  return null;
}

/** What a revision says of the step that it is. */
export function buildStepCode({
  written,
  follows,
  labels,
  dependsOn,
  upgrade,
  downgrade,
  irreversible,
}: PlacedRevision): StepCode {
  const part = (from: typeof upgrade) =>
    from === null ? null : { operations: from.operations.map(({ name }) => name), effect: from.effect };
  return { written, follows, labels, dependsOn, upgrade: part(upgrade), downgrade: part(downgrade), irreversible };
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
