import type { ForeignKey } from "../../model/constraint.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, pass } from "../../model/rule.ts";
import { clipName, hasGeneratedName } from "./generated-names.ts";
import { beginsWith, generatedNames, isNamed, joinName, judgeName } from "./name-pattern.ts";
import { isFirstToWant, toConstraintRename } from "./rename.ts";

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
    const pair = toPair(key, table);
    const role = options.role === "always" || needsRole(key, table);
    if (isNamed(key.name, pair) || (role && beginsWith(key.name, pair))) return pass;
    const expected = toExpected(key, table);
    const first = isFirstToWant(key, localKeys(table), (each) => toExpected(each, table));
    return judgeName({
      what: "Foreign key",
      name: key.name,
      expected,
      generated: hasGeneratedName(key, table),
      option: options.generatedNames,
      remedy: first ? toConstraintRename(key, expected, table) : null,
    });
  },
});

const localKeys = (table: Relation) => foreignKeysOf(table).filter((key) => key.local && !key.inherited);

const toPair = (key: ForeignKey, table: Relation) => joinName("fk", table.name, key.references.relation);

/** Two keys that refer to tables of one name, or a key that refers to its own table. */
function needsRole(key: ForeignKey, table: Relation): boolean {
  const { schema, relation } = key.references;
  if (schema === table.schema && relation === table.name) return true;
  return localKeys(table).filter(({ references }) => references.relation === relation).length > 1;
}

function toExpected(key: ForeignKey, table: Relation): string {
  const several = localKeys(table).filter((each) => each.references.relation === key.references.relation).length > 1;
  return clipName(several ? joinName(toPair(key, table), ...key.columns) : toPair(key, table));
}
