/** Triggers and rewrite rules of a relation's page. */
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { QualifiedName } from "../../model/shared-parts.ts";
import type { Columns, Section, TableRow } from "../page.ts";
import { codeLink, type Prose } from "../text.ts";
import { anchors, type Target } from "../urls.ts";
import { tableSection } from "./blocks.ts";
import { chips, withComment } from "./cells.ts";
import type { Context } from "./comment.ts";

type Trigger = Relation["triggers"][number];

export function buildTriggers(context: Context, relation: Relation): Section[] {
  const rows = relation.triggers.map((trigger): TableRow => {
    const { name, condition, enabled, function: called, arguments: given } = trigger;
    // PostgreSQL keeps a comment on a constraint trigger's constraint apart from that on the trigger.
    const said = [trigger.comment, trigger.constraint?.comment ?? null].filter((text) => text !== null).join("\n\n");
    const when: Prose = condition === null ? [] : [", when ", { code: condition }];
    return {
      anchor: anchors.trigger(name),
      cells: [
        [{ code: name }],
        withComment(
          context,
          [describeEvents(trigger), ...when, ...chips(enabled === "origin" ? [] : [enabled])],
          said === "" ? null : said,
        ),
        [
          codeLink(
            `${quoteQualified(called.schema, called.name)}(${given.join(", ")})`,
            targetOfRoutine(context, called),
          ),
        ],
      ],
    };
  });
  const columns: Columns = { Trigger: "name", When: "about", Calls: "type" };
  return tableSection("Triggers", columns, rows);
}

/** A trigger's function takes no arguments that tell overloads apart. */
function targetOfRoutine({ site }: Context, { schema, name }: QualifiedName): Target | null {
  const found = site.objects.find((each) => each.kind === "function" && each.schema === schema && each.name === name);
  return found?.at ?? null;
}

/** `after insert or update of status, each row`. */
function describeEvents({ timing, events, columns, level }: Trigger): string {
  const words = events.map((event) =>
    event === "update" && columns.length > 0 ? `update of ${columns.map(quoteIdentifier).join(", ")}` : event,
  );
  return `${timing} ${words.join(" or ")}, ${level === "row" ? "each row" : "each statement"}`;
}

export function buildRules(context: Context, { rules }: Relation): Section[] {
  const rows = rules.map(
    ({ name, definition, comment }): TableRow => ({
      anchor: anchors.rewriteRule(name),
      cells: [[{ code: name }], withComment(context, [{ code: definition }], comment)],
    }),
  );
  return tableSection("Rules", { Rule: "name", Definition: "wide" }, rows);
}
