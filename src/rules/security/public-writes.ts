/** What everybody may write: privileges of PUBLIC. */
import type { CatalogLookup } from "../../model/lookup.ts";
import { quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { buildRemedy } from "../../model/remedy.ts";
import type { RemedyAction } from "../../model/remedy-action.ts";
import { fail, type Judgement, pass } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { say } from "../../model/sentence.ts";
import type { Privilege } from "../../model/shared-parts.ts";

const WRITES = ["insert", "update", "delete", "truncate"];

/** Some of the privileges, each once, in the order given, that PUBLIC holds. */
export function ofPublic(privileges: readonly Privilege[], wanted: readonly string[] = WRITES): string[] {
  const held = new Set(privileges.filter(({ grantee }) => grantee === "public").map(({ privilege }) => privilege));
  return wanted.filter((privilege) => held.has(privilege));
}

/** Writing that PUBLIC may do in a table, a partition or one of their columns, with what takes it away. */
interface PublicWrite {
  privileges: string[];
  /** The table or column as a key. */
  where: string;
  revoke: RemedyAction;
}

/** On the table itself and its partitions, which may be written past it. */
function publicWritesOf(table: Relation, lookup: CatalogLookup): PublicWrite[] {
  return [...ownWritesOf(table), ...lookup.partitions(table).flatMap((partition) => publicWritesOf(partition, lookup))];
}

function ownWritesOf({ schema, name, privileges, columns }: Relation): PublicWrite[] {
  const table = quoteQualified(schema, name);
  const buildWrite = (held: string[], column: string | null): PublicWrite[] => {
    if (held.length === 0) return [];
    const list = held.map((privilege) => `${privilege.toUpperCase()}${column === null ? "" : ` (${column})`}`);
    return [
      {
        privileges: held,
        where: column === null ? table : `${table}.${column}`,
        revoke: { kind: "revoke from public", privileges: list, schema, table: name },
      },
    ];
  };
  return [
    ...buildWrite(ofPublic(privileges), null),
    ...columns.flatMap((column) => buildWrite(ofPublic(column.privileges), quoteIdentifier(column.name))),
  ];
}

/** Whether PUBLIC writes in a table, its columns or its partitions. */
export function judgePublicWrites({ schema, name }: FindingSubject, { lookup }: { lookup: CatalogLookup }): Judgement {
  const table = schema === null ? null : lookup.relation(schema, name);
  const writes = table === null ? [] : publicWritesOf(table, lookup);
  const [first] = writes;
  if (table === null || first === undefined) return pass;
  const more = writes.length === 1 ? "." : `, and write in ${writes.length - 1} more of its columns or partitions.`;
  return fail([...say`Everybody may ${first.privileges.join(", ")} in ${first.where}`, more], {
    facts: writes.map(({ where, privileges }) => ({ name: `PUBLIC in ${where}`, value: privileges.join(", ") })),
    remedy: buildRemedy(
      writes.map(({ revoke }) => revoke),
      "Roles that write there need a grant of their own.",
    ),
  });
}
