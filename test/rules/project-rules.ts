/** What a rule about the project says, one line a subject, so that a test compares all of it. */
import type { Catalog } from "../../src/model/catalog.ts";
import { quoteIdentifier } from "../../src/model/names.ts";
import type { FindingSubject } from "../../src/model/scorecard.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { contextOf } from "./context.ts";
import { projectRule } from "./table-rules.ts";

/** `fail role app: Role app is a superuser.`, `not assessed project: …`; sorted, empty for no subject. */
export function ofProject(catalog: Catalog, ruleId: string, given: Parameters<typeof contextOf>[2] = {}): string[] {
  const rule = projectRule(ruleId);
  const context = contextOf(catalog, rule, given);
  return rule
    .find(context)
    .map((subject) => {
      const judgement = rule.judge(subject, context);
      const text =
        judgement.verdict === "fail"
          ? judgement.message
          : judgement.verdict === "pass"
            ? (judgement.note ?? [])
            : judgement.reason;
      const words = toPlainText(text);
      return `${judgement.verdict} ${toObject(subject)}${words === "" ? "" : `: ${words}`}`;
    })
    .sort();
}

/** `role app`, `function app.f(integer)`, `view app.active_users`, `column app.users.email`. */
function toObject({ schema, relation, kind, name }: FindingSubject): string {
  const path = [schema, relation === name ? null : relation].filter((part) => part !== null);
  const whole = [...path.map(quoteIdentifier), name].join(".");
  return kind === "project" ? kind : `${kind} ${whole}`;
}
