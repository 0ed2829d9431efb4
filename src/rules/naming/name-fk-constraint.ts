import type { ForeignKey } from "../../model/constraint.ts";
import { defineTableRule, pass } from "../../model/rule.ts";
import { buildKeyForm, expectedName, localKeys, needsRole } from "./fk-constraint-names.ts";
import { hasGeneratedName } from "./generated-names.ts";
import { isByForm, MORE } from "./name-form.ts";
import { generatedNames, judgeName, patternOption } from "./name-pattern.ts";
import { buildConstraintRename, isFirstToWant } from "./rename.ts";

export const nameFkConstraint = defineTableRule({
  id: "name-fk-constraint",
  statement: "3.9",
  title: "A foreign key is called fk_, its table and the table that it refers to.",
  why: "The error on a missing row shows this name; it should say which two tables disagree.",
  severity: "low",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "foreign keys",
  requires: [],
  justifiable: false,
  options: {
    pattern: patternOption("foreign keys are", ["table", "referenced", "columns", "column"], "fk_{table}_{referenced}"),
    generatedNames,
    role: {
      type: "choice",
      choices: ["when needed", "always"],
      default: "when needed",
      description: "When a column or a role may follow the two tables: for several keys between them, or always.",
    },
  },
  sameAs: [],
  exempt: [
    "A column or role at the end where a table refers to another more than once, or to itself: names must differ.",
    "Foreign keys of partitions, and inherited ones.",
    "Of names longer than 63 bytes only as much as fits.",
  ],
  find: (table) => localKeys(table),
  judge(key: ForeignKey, table, { options }) {
    const [asked] = options.pattern as readonly [string];
    const role = options.role === "always" || needsRole(key, table);
    const forms = options.pattern.map((pattern) => buildKeyForm(pattern, key, table));
    if (forms.some((form) => isByForm(key.name, form, role ? MORE : undefined))) return pass;
    const expected = expectedName(asked, key, table);
    const first = isFirstToWant(key, localKeys(table), (each) => expectedName(asked, each, table));
    return judgeName({
      what: "Foreign key",
      name: key.name,
      expected,
      generated: hasGeneratedName(key, table),
      option: options.generatedNames,
      remedy: first ? buildConstraintRename(key, expected, table) : null,
    });
  },
});
