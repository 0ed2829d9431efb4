/** Puts revisions together by what each says it follows, as Alembic does when it starts. */
import { compareText } from "../../../src/model/names.ts";
import { count } from "../../../src/model/sentence.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { Revision } from "./revision.ts";

/** A revision whose place in the history is known. */
export interface PlacedRevision extends Revision {
  revision: string;
  follows: string[];
}

export interface RevisionGraph {
  /** Every revision behind those that it follows and needs; of two that may come first, the one by name. */
  revisions: PlacedRevision[];
  /** Those that no other follows. */
  heads: PlacedRevision[];
}

/**
 * Throws `UserError` for what keeps Alembic from telling the order: a revision without its own name or the one that it
 * follows, one that is there twice or not at all, and a circle.
 */
export function buildGraph(revisions: readonly Revision[]): RevisionGraph {
  const placed = revisions.map(place);
  const byName = new Map<string, PlacedRevision>();
  for (const each of placed) {
    const other = byName.get(each.revision);
    if (other !== undefined) refuseTwice(each, other);
    byName.set(each.revision, each);
  }
  for (const each of placed) {
    const missing = each.follows.find((name) => !byName.has(name));
    if (missing !== undefined) refuseMissing(each, missing);
  }
  const followed = new Set(placed.flatMap(({ follows }) => follows));
  return { revisions: sort(placed, byName), heads: placed.filter(({ revision }) => !followed.has(revision)) };
}

/** Throws `UserError` where `alembic upgrade head` would not know which one is meant. */
export function checkOneHead({ heads }: RevisionGraph): void {
  const [, second] = heads;
  if (second === undefined) return;
  const names = heads.map(({ revision, file }) => `${revision} (${file})`).join(", ");
  throw new UserError(
    `The history has ${count(heads.length, "head")}, so \`alembic upgrade head\` refuses to run: ${names}.`,
    {
      place: second.place,
      hint: "Put them together (alembic merge heads), or name all of them: alembic upgrade heads.",
    },
  );
}

function place(revision: Revision): PlacedRevision {
  const { revision: name, follows } = revision;
  if (name === null) {
    throw new UserError("The file does not say which revision it is, so Alembic refuses to run any.", {
      place: revision.place,
      hint: 'Write it at the top of the file, such as revision = "27c6a30d7c24".',
    });
  }
  if (follows === null) {
    throw new UserError(`Revision ${name} does not say which one it follows, so Alembic refuses to run any.`, {
      place: revision.place,
      hint: 'Write it at the top of the file: down_revision = "…", or None where it is the first.',
    });
  }
  return { ...revision, revision: name, follows };
}

function refuseTwice(one: PlacedRevision, other: PlacedRevision): never {
  throw new UserError(`Two files are revision ${one.revision}: ${other.file} and ${one.file}.`, {
    place: one.place,
    hint: "Give one of them a revision of its own, and let it follow the other.",
  });
}

function refuseMissing({ revision, place: file }: PlacedRevision, missing: string): never {
  throw new UserError(`Revision ${revision} follows ${missing}, which no file is.`, {
    place: file,
    hint: "Take the missing file from git, or let this one follow another.",
  });
}

function sort(
  placed: readonly PlacedRevision[],
  byName: ReadonlyMap<string, PlacedRevision>,
): RevisionGraph["revisions"] {
  const byLabel = new Map(placed.flatMap((each) => each.labels.map((label) => [label, each] as const)));
  const sorted: PlacedRevision[] = [];
  const done = new Set<PlacedRevision>();
  // A history is a chain of thousands: it is walked by a list of its own, not by calls.
  for (const first of placed.toSorted((a, b) => compareText(a.file, b.file))) {
    const open = [first];
    for (let each = open.at(-1); each !== undefined; each = open.at(-1)) {
      const next = [...each.follows, ...each.dependsOn]
        .flatMap((name) => byName.get(name) ?? byLabel.get(name) ?? [])
        .find((other) => !done.has(other));
      if (next === undefined || done.has(each)) {
        if (!done.has(each)) sorted.push(each);
        done.add(each);
        open.pop();
        continue;
      }
      if (open.includes(next)) refuseCircle(open.slice(open.indexOf(next)));
      open.push(next);
    }
  }
  return sorted;
}

function refuseCircle(circle: readonly PlacedRevision[]): never {
  const [first] = circle as [PlacedRevision];
  const names = [...circle, first].map(({ revision }) => revision).join(", which follows or needs ");
  throw new UserError(`The revisions go in a circle: ${names}.`, {
    place: first.place,
    hint: "Let the one that was written first follow what was there before it.",
  });
}
