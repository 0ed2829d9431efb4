/** Whether a migration's name says what it does. */
import { withoutParts } from "../../diff/without-parts.ts";
import type { Change } from "../../model/change.ts";
import type { HistoryStep } from "../../model/history.ts";
import { toPlural, wholeSingularsOf } from "../inflection.ts";
import { toWords } from "../types/column-words.ts";

/** Names that every migration could have. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    "migration migrations update updates change changes fix fixes wip test tests tmp temp new auto misc stuff things " +
    "various more other some small minor final latest next models model schema db database sql script patch hotfix " +
    "cleanup refactor and the a to of for in on v"
  ).split(" "),
);

const VERBS: ReadonlySet<string> = new Set(
  (
    "add allow alter analyze apply archive assign attach backfill break bump cascade change check clean clear " +
    "combine convert copy correct create cut deactivate decrease default define delete denormalize deprecate " +
    "describe detach disable disallow document drop dedupe deduplicate edit enable encrypt enforce ensure expand " +
    "extend extract fill fix flatten force generate give grant guard hash hide import improve include increase " +
    "index init initialize insert install introduce invert join keep limit link load lock lower make mark merge " +
    "migrate modify move name normalize optimize own partition permit pin populate prepare prevent promote protect " +
    "prune purge raise rebuild recreate redefine reduce refresh register reindex relax remove rename reorder " +
    "replace require reset resize restore restrict retype revert revoke rework rewrite seed separate set setup " +
    "shorten show shrink simplify sort split squash stop store support swap switch sync tie track trim truncate " +
    "turn unify unlink unset update upgrade use validate widen wrap"
  ).split(" "),
);

/** Kinds of objects that a file may be all about. */
const KINDS: ReadonlySet<string> = new Set(
  (
    "schemas tables columns views functions procedures routines triggers types enums domains indexes indices " +
    "constraints keys policies roles grants privileges permissions rls sequences extensions comments partitions " +
    "defaults seeds data fixtures baseline"
  ).split(" "),
);

/**
 * Why a name says too little, to follow "The name says"; `null` where it says enough. `relations` are the names of all
 * there are: a step that only moves rows names one of them.
 */
export function findVagueness(
  step: Pick<HistoryStep, "name" | "version" | "changes">,
  relations: readonly string[] = [],
): string | null {
  const words = step.name
    .split(" ")
    .flatMap(toWords)
    .filter((word) => !/^\d+$/.test(word));
  if (words.length === 0 || (step.name === step.version && /^[\d._-]+$/.test(step.name))) return "nothing but a number";
  const names = withoutParts(step.changes).flatMap(namesIn);
  const touched = buildNamedWords(names.length === 0 ? relations : names);
  const isObject = (word: string) =>
    touched.has(word) || touched.has(toPlural(word)) || [...wholeSingularsOf(word)].some((form) => touched.has(form));
  if (words.every((word) => EMPTY_WORDS.has(word) && !isObject(word))) return "what any migration does";
  if (words.some((word) => KINDS.has(word))) return null;
  if (words.length < 2) return VERBS.has(words[0] as string) ? null : "not what becomes of it";
  return words.some((word) => isVerb(word) || isObject(word)) ? null : "nothing of what it does";
}

/** What a change names: the object, what it is a part of, and its name before. */
function namesIn({ action, object, before }: Change): string[] {
  const own = [object.name, ...(action === "renamed" ? [String(before)] : [])];
  return [...own.map((name) => name.replace(/\(.*/, "")), ...object.partOf.map(({ name }) => name)];
}

/** The words of names, and the names without what is between their words: `end`, `time` and `endtime`. */
function buildNamedWords(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => [...toWords(name), toWords(name).join("")]).filter((word) => word !== ""));
}

/** `add`, and also `added`, `adds`, `adding`, `dropped`. */
function isVerb(word: string): boolean {
  const stems = [
    word,
    word.replace(/(ed|s|es|d|ing)$/, ""),
    word.replace(/(.)\1(ed|ing)$/, "$1"),
    word.replace(/ing$/, "e"),
  ];
  return stems.some((stem) => VERBS.has(stem));
}
