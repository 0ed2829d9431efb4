/** Triggers and rewrite rules of a relation's page. */
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { Columns, Section, Sql, TableRow } from "../page.ts";
import type { Prose } from "../text.ts";
import { anchors } from "../urls.ts";
import { section, tableSection } from "./blocks.ts";
import { chips, withComment } from "./cells.ts";
import type { Context } from "./comment.ts";

type Trigger = Relation["triggers"][number];

export function buildTriggers(context: Context, relation: Relation): Section[] {
  const rows = relation.triggers.map((trigger): TableRow => {
    const { name, condition, enabled, comment, function: called, arguments: given } = trigger;
    const when: Prose = condition === null ? [] : [", when ", { code: condition }];
    return {
      anchor: anchors.trigger(name),
      cells: [
        [{ code: name }],
        withComment(
          context,
          [describeEvents(trigger), ...when, ...chips(enabled === "origin" ? [] : [enabled])],
          comment,
        ),
        [{ code: `${quoteQualified(called.schema, called.name)}(${given.join(", ")})` }],
      ],
    };
  });
  const columns: Columns = { Trigger: "name", When: "about", Calls: "type" };
  return tableSection("Triggers", columns, rows);
}

/** `after insert or update of status, each row`. */
function describeEvents({ timing, events, columns, level }: Trigger): string {
  const words = events.map((event) =>
    event === "update" && columns.length > 0 ? `update of ${columns.map(quoteIdentifier).join(", ")}` : event,
  );
  return `${timing} ${words.join(" or ")}, ${level === "row" ? "each row" : "each statement"}`;
}

export function buildRules({ rules }: Relation): Section[] {
  if (rules.length === 0) return [];
  const code = rules.map(({ definition }): Sql => ({ kind: "sql", text: definition }));
  return [section("Rules", code, { count: rules.length })];
}
