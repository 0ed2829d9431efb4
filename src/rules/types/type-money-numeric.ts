import type { Column } from "../../model/column.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { builtInType, sayType } from "./base-type.ts";
import { moneyColumnsOf } from "./money-columns.ts";
import { buildRetypeRemedy } from "./retype.ts";

export const typeMoneyNumeric = defineTableRule({
  id: "type-money-numeric",
  statement: "4.4",
  title: "Money is numeric, never floating point, text or the type money.",
  why: "Binary floating point cannot hold most decimal amounts, so sums drift; money takes its currency from the server's locale.",
  severity: "critical",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns of money",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 33", "eslint-plugin-postgresql no-money-type"],
  exempt: [
    "Names that end in what is no amount: discount_rate, tax_id, cost_ms, total_pages, balance_factor.",
    "Measures that a word of money also names: battery_charge, load_balance, path_cost, rainfall_amount, distance_total.",
    "The costs of a table with a reverse_cost, which pgRouting finds ways by.",
    "Text that words of money name besides amounts: credit, payment, charge; and amounts beside a unit, as in a recipe.",
    "Columns of a foreign key.",
    "Integer columns, which hold minor units or a plain count: n.a.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: moneyColumnsOf,
  judge(column: Column, table, context) {
    const type = builtInType(column) ?? "";
    if (type === "numeric") return pass;
    if (INTEGERS.has(type)) return notApplicable(say`${column.name} is ${column.type}: minor units, or a plain count`);
    if (TEXTS.has(type))
      return fail([...sayType(column, context.catalog), ", in which no sum can be formed."], {
        facts: [{ name: "type", value: column.type }],
        noRemedy: "a conversion stops at the first value that is no number: look at the values first",
      });
    const isMoney = type === "money";
    const message = isMoney
      ? ", whose currency is whatever the server's locale says."
      : ", which cannot hold most decimal amounts exactly.";
    return fail([...sayType(column, context.catalog), message], {
      facts: [{ name: "type", value: column.type }],
      ...buildRetypeRemedy(column, table, context, {
        type: "numeric",
        using: (name) => `${name}::numeric${column.typeParts.array ? "[]" : ""}`,
        keeps: isMoney ? "nothing" : "checks",
      }),
    });
  },
});

const TEXTS: ReadonlySet<string> = new Set(["text", "varchar", "bpchar"]);
const INTEGERS: ReadonlySet<string> = new Set(["int2", "int4", "int8"]);
