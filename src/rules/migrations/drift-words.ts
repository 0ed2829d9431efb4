/** A difference between the server and its migrations in words. */
import { fieldWords, withoutRestated } from "../../diff/field-words.ts";
import { type Change, formatObjectName, formatOwnName, objectKey } from "../../model/change.ts";
import type { Sentence } from "../../model/sentence.ts";
import type { Fact } from "../../model/verdict.ts";
import type { Drift } from "./drift.ts";
import { andMore } from "./steps.ts";

/** Characters of both texts that still fit into a sentence. */
const MOST_SHOWN = 160;
/** Characters of a definition that a finding keeps. */
const MOST_KEPT = 500;

/** One thing that differs. */
interface Difference {
  /** `type`, `option fillfactor`; `null` where the texts are adjectives. */
  what: string | null;
  /** On the server and by the migrations; `null` for what has no text. */
  live: string | null;
  made: string | null;
  /** Something inside the object is on one side only, and the texts say so. */
  oneSided: boolean;
}

/** The message and the facts of a finding. */
export function buildMessage({
  object,
  changes,
}: Drift): [message: Sentence, more: { facts: Fact[]; noRemedy: string }] {
  const noRemedy = "whether the server or the migrations are right is yours to say";
  const subject: Sentence = [capitalised(object.kind), " ", { code: formatObjectName(object) }];
  const own = changes.find((each) => each.field === null && isOf(each, object));
  if (own?.action === "added")
    return [[...subject, " is on the server, and no migration makes it."], { facts: [], noRemedy }];
  if (own?.action === "removed") {
    return [[...subject, " is made by the migrations and missing on the server."], { facts: [], noRemedy }];
  }
  const shown = withoutRestated(changes).map((change) =>
    buildDifference(change, isOf(change, object) ? [] : inside(change)),
  );
  const [first, ...others] = shown as [Difference, ...Difference[]];
  return [
    [...subject, ...sayPredicate(first), `${andMore(others.length)}.`],
    { facts: shown.flatMap(buildFacts), noRemedy },
  ];
}

function isOf(change: Change, object: Drift["object"]): boolean {
  return objectKey(change.object) === objectKey(object);
}

/** What is inside the object, as words before the field's. */
function inside({ object }: Change): string[] {
  return [`${object.kind} ${formatOwnName(object)}`];
}

function buildDifference(change: Change, place: readonly string[]): Difference {
  if (change.field === null) {
    const isAdded = change.action === "added";
    const [live, made] = isAdded ? ["there", "missing"] : ["missing", "there"];
    return { what: place.join(" "), live, made, oneSided: true };
  }
  const { label, before, after } = fieldWords(change);
  // An option is no more than its value.
  const words = [...place, ...(label === null || change.object.kind === "option" ? [] : [label])];
  return { what: words.length === 0 ? null : words.join(" "), live: after, made: before, oneSided: false };
}

function isShort({ live, made }: Difference): boolean {
  return live !== null && made !== null && live.length + made.length <= MOST_SHOWN;
}

/** To follow the object's name. */
function sayPredicate(difference: Difference): Sentence {
  const { what, live, made, oneSided } = difference;
  if (oneSided) return live === "there" ? [` has ${what} on the server only`] : [` lacks ${what} on the server`];
  if (!isShort(difference)) return [` has another ${what} on the server than by the migrations`];
  const [onServer, byMigrations] = [{ code: live ?? "" }, { code: made ?? "" }];
  return [
    what === null ? " is " : ` has ${what} `,
    onServer,
    " on the server and ",
    byMigrations,
    " by the migrations",
  ];
}

function buildFacts({ what, live, made }: Difference): Fact[] {
  const prefix = what === null ? "" : `${what} `;
  return [
    { name: `${prefix}on the server`, value: (live ?? "another").slice(0, MOST_KEPT) },
    { name: `${prefix}by the migrations`, value: (made ?? "another").slice(0, MOST_KEPT) },
  ];
}

function capitalised(kind: string): string {
  return `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
}
