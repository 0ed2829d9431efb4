import type { Relation } from "../../../model/relation.ts";
import { buildRemedy } from "../../../model/remedy.ts";
import { defineProjectRule, fail, notApplicable, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { guardedBy, isInvoker } from "./view-callers.ts";

export const viewSecurityDefiner = defineProjectRule({
  id: "view-security-definer",
  statement: "extended",
  title: "A view of a table with row level security asks for the rows of its caller, not of its owner.",
  why: "A view reads with its owner's privileges, so that whoever may read the view sees the rows that a policy hides from them.",
  severity: "medium",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "catalog",
  subjects: "views of tables with row level security",
  justifiable: false,
  options: {},
  sameAs: ["splinter 0010"],
  exempt: [
    "Views that read no table with row level security themselves: a view that they read is judged for itself.",
    "Materialized views, whose rows are those of their owner in any case.",
    "Servers before 15, which have no security_invoker.",
    "Views of extensions.",
  ],
  validity: null,
  find: (context) =>
    context.catalog.relations
      .filter((view) => view.kind === "view" && view.extension === null && guardedBy(view, context).length > 0)
      .map(({ schema, name, kind }) => ({ schema, relation: name, kind, name })),
  judge({ schema, name }, context) {
    const { catalog, lookup } = context;
    const view = lookup.relation(schema ?? "", name) as Relation;
    if (catalog.server.major < 15) return notApplicable([`PostgreSQL ${catalog.server.major} has no security_invoker`]);
    if (isInvoker(view)) return pass;
    const guarded = guardedBy(view, context).map(({ name }) => name);
    return fail(
      say`View ${name} reads ${guarded.join(", ")} as its owner: policies for its caller do not hold there.`,
      {
        facts: [{ name: "with row level security", value: guarded.join(", ") }],
        remedy: buildRemedy(
          [{ kind: "set security invoker", schema: view.schema, view: name }],
          "From then on its callers need privileges on the tables themselves, and see what the policies give them.",
        ),
      },
    );
  },
});
