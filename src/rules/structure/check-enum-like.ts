import type { Column } from "../../model/column.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { ownColumns } from "../types/base-type.ts";
import { NOT_CODED } from "../types/coded-names.ts";
import { hasLimitingDomain, isCoded, limitingCheckOf } from "./coded-columns.ts";
import { buildValidationRemedy } from "./constraint-remedies.ts";

export const checkEnumLike = defineTableRule({
  id: "check-enum-like",
  statement: "2.9",
  title: "A column that holds one of a few codes lists them in a CHECK.",
  why: "Without the list any misspelling is stored, and every reader has to handle codes that nobody meant.",
  severity: "medium",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns of codes",
  requires: [],
  justifiable: false,
  options: {
    words: {
      type: "strings",
      default: "status state kind role level mode phase stage priority visibility severity gender".split(" "),
      description: "The last words of names that hold one of a few codes.",
    },
    except: {
      type: "strings",
      default: NOT_CODED,
      description: "Names that hold free text, another system's codes or a measure, alone or at the end of a name.",
    },
  },
  sameAs: ["schemalint prefer-text-with-check-to-enum", "database_consistency EnumValueChecker"],
  exempt: [
    "Columns of foreign keys and enum types, whose values are limited already.",
    "The column that is the primary key of a table of codes, and one beside <name>_id that says which table it means.",
    "Priorities in numbers, and prev_state and the like beside a key of the same type, which name another row.",
    "The state of an address: a column beside city, zip, postal_code, postcode or country.",
    "Generated columns, and columns that are inherited: they are judged on the parent.",
  ],
  find: (table, { options }) => ownColumns(table).filter((column) => isCoded(column, table, options)),
  judge(column: Column, table, { catalog }) {
    if (hasLimitingDomain(column, catalog)) return pass;
    const check = limitingCheckOf(column, table);
    if (check === null)
      return fail(say`Column ${column.name} takes any value: no CHECK lists its codes.`, {
        noRemedy: "which codes there are the application knows, not the catalog",
      });
    if (check.validated && check.enforced) return pass;
    return fail(say`Column ${column.name} has the check ${check.name}, which does not hold for all rows.`, {
      facts: [{ name: "definition", value: check.definition }],
      ...(check.enforced
        ? { remedy: buildValidationRemedy(check, table, "It fails where a row breaks it.") }
        : { noRemedy: "PostgreSQL cannot enforce it where it is: it has to be made anew" }),
    });
  },
});
