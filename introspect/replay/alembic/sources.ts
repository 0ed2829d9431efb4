/** The revisions that steps were made from, found by the name of the first. */
import { boundsOf } from "../../../src/files/bounds.ts";
import type { StepCode } from "../../../src/model/history.ts";
import { findEnvironmentsAround, holdsWord, readRevisions } from "./environment.ts";
import { buildGraph, type PlacedRevision } from "./graph.ts";

export interface RevisionSource {
  revision: PlacedRevision;
  /** Absolute. */
  path: string;
  text: string;
  says: StepCode;
}

/**
 * The revisions of the history that has `first` in it, in the order in which they may run; none where the folders in, above
 * and below `home` hold no such history. `given` is what the user calls a file. Throws `UserError` for revisions that cannot
 * be read or put together.
 */
export function readSources(first: string, home: string, given: (path: string) => string): RevisionSource[] {
  const bounds = boundsOf(home);
  for (const environment of findEnvironmentsAround(home, bounds)) {
    if (!holdsWord(environment, first, bounds)) continue;
    const read = readRevisions(environment, given, bounds);
    const byPlace = new Map(read.map(({ revision, path, text }) => [revision.place, { path, text }]));
    return buildGraph(read.map(({ revision }) => revision)).revisions.flatMap((revision) => {
      const file = byPlace.get(revision.place);
      return file === undefined ? [] : [{ revision, ...file, says: buildStepCode(revision) }];
    });
  }
  return [];
}

/** What a revision says of the step that it is. */
function buildStepCode(revision: PlacedRevision): StepCode {
  const { written, follows, labels, dependsOn, irreversible } = revision;
  const part = (from: PlacedRevision["upgrade"]) =>
    from === null ? null : { operations: from.operations.map(({ name }) => name), effect: from.effect };
  const [upgrade, downgrade] = [part(revision.upgrade), part(revision.downgrade)];
  return { written, follows, labels, dependsOn, upgrade, downgrade, irreversible };
}
