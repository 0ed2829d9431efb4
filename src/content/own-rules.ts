/** The team's own rules, as rules like ours: checked against each other and ours, and watched while they judge. */
import { quoteIdentifier, quoteQualified } from "../model/names.ts";
import { nearest } from "../model/nearest.ts";
import { faultOfFound, faultOfJudgement, type ReadOwnRule } from "../model/own-rule.ts";
import type { Relation } from "../model/relation.ts";
import { type Judgement, PROJECT, type Rule, type RuleMetadata, type Subject } from "../model/rule.ts";
import type { FindingSubject } from "../model/scorecard.ts";
import { UserError } from "../model/user-error.ts";
import { toUserLine } from "./user-line.ts";

/**
 * The own rules of a configuration.
 * @param place the configuration, for messages
 * @throws UserError for an id that ours or another has, for a prerequisite that there is not, and for options whose
 * defaults they would not allow. The rules throw one where they fail or say what no rule can say.
 */
export function buildOwnRules(own: readonly ReadOwnRule[], ours: readonly Rule[], place: string): Rule[] {
  for (const [index, rule] of own.entries()) {
    const where = `${place}, ownRules[${index}]`;
    if (ours.some(({ id }) => id === rule.id)) {
      throw new UserError(`Your own rule ${rule.id} has the id of one of ours.`, {
        place: where,
        hint: `Call it otherwise, and turn ours off with rules: { "${rule.id}": { off: true } } if it takes its place.`,
      });
    }
    if (own.findIndex(({ id }) => id === rule.id) < index) {
      throw new UserError(`Two of your own rules are called ${rule.id}.`, { place: where });
    }
    checkOptions(rule, where);
  }
  checkPrerequisites(own, ours, place);
  return own.map((rule) => buildRule(rule, place));
}

function checkOptions({ id, options }: ReadOwnRule, place: string): void {
  for (const [name, definition] of Object.entries(options)) {
    const wrong =
      (definition.type === "integer" && definition.default < definition.minimum) ||
      (definition.type === "choice" && !definition.choices.includes(definition.default)) ||
      (definition.type === "strings" &&
        definition.default.some((each) => definition.choices?.includes(each) === false));
    if (!wrong) continue;
    throw new UserError(`The option ${name} of your own rule ${id} does not allow its default.`, { place });
  }
}

/** Each exists, judges tables too, and none comes back to where it began. */
function checkPrerequisites(own: readonly ReadOwnRule[], ours: readonly Rule[], place: string): void {
  const known = new Map([...ours, ...own].map((rule) => [rule.id, rule]));
  const visit = (rule: ReadOwnRule | Rule, path: readonly string[]): void => {
    for (const id of rule.requires ?? []) {
      const needed = known.get(id);
      if (needed === undefined) {
        const near = nearest(id, known.keys());
        throw new UserError(`Your own rule ${rule.id} requires ${id}, and there is no such rule.`, {
          place,
          hint: near === null ? null : `Is ${near} meant?`,
        });
      }
      if (needed.scope === "project") {
        throw new UserError(`Your own rule ${rule.id} requires ${id}, which judges no tables.`, { place });
      }
      if (path.includes(id)) {
        throw new UserError(`Your own rules require each other in a circle: ${[...path, id].join(", ")}.`, { place });
      }
      visit(needed, [...path, id]);
    }
  };
  for (const rule of own) visit(rule, [rule.id]);
}

function buildRule(own: ReadOwnRule, place: string): Rule {
  const { requires = [], validity = null, subjects, find, judge, scope, ...metadata } = own;
  const usual = scope === "table" ? "tables" : "projects";
  const common: RuleMetadata = {
    ...metadata,
    statement: "own",
    profile: "own",
    requires,
    subjects: subjects ?? (find === undefined ? usual : "subjects"),
  };
  const found = (on: string, ...given: unknown[]) => {
    const subjects = run(own.id, find, on, given, place);
    refuse(faultOfFound(subjects, scope), FIND, { id: own.id, on, place });
    return subjects;
  };
  const judged = (on: string, ...given: unknown[]) => {
    const judgement = run(own.id, judge, on, given, place);
    refuse(faultOfJudgement(judgement), JUDGE, { id: own.id, on, place });
    return judgement as Judgement;
  };
  if (scope === "project") {
    return {
      ...common,
      scope,
      requires: [],
      validity,
      find: (context) => (find === undefined ? [PROJECT] : (found("the project", context) as FindingSubject[])),
      judge: (subject, context) => judged(formatSubjectName(subject), subject, context),
    };
  }
  return {
    ...common,
    scope,
    find: (table, context) =>
      find === undefined ? [table] : (found(formatTableName(table), table, context) as Subject[]),
    judge: (subject, table, context) => judged(formatPartName(subject, table), subject, table, context),
  };
}

const FIND =
  "find gives a list of subjects, each with its kind and name; of a rule about the project with schema and relation too.";
const JUDGE = "judge gives pass, fail(…), notApplicable(…) or notAssessed(…), each with a sentence, a list of texts.";

/** What the user's function gives. @throws UserError that says which rule failed on what, and on which line */
function run(id: string, written: ReadOwnRule["find"], on: string, given: unknown[], place: string): unknown {
  try {
    return written?.(...(given as never[]));
  } catch (cause) {
    const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new UserError(`Your own rule ${id} failed on ${on}: ${said}`, {
      place: toUserLine(cause) ?? place,
      hint: "The rule is your own: mend it where it is written, or take it out of ownRules.",
      cause,
    });
  }
}

function refuse(
  fault: string | null,
  asked: string,
  { id, on, place }: { id: string; on: string; place: string },
): void {
  if (fault === null) return;
  throw new UserError(`Your own rule ${id} says what no rule can say of ${on}: ${fault}.`, { place, hint: asked });
}

function formatTableName(table: Relation): string {
  return quoteQualified(table.schema, table.name);
}

function formatPartName({ kind, name }: Subject, table: Relation): string {
  return kind === table.kind ? formatTableName(table) : `${kind} ${quoteIdentifier(name)} of ${formatTableName(table)}`;
}

function formatSubjectName({ kind, name }: FindingSubject): string {
  return kind === PROJECT.kind ? "the project" : `${kind} ${quoteIdentifier(name)}`;
}
