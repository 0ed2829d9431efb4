/** Which tables a step wrote anew: those that have another file afterwards, whether there was a row in them or not. */
import type { StepAction } from "../../../src/model/migration-facts.ts";
import { quoteLiteral, quoteQualified } from "../../../src/model/names.ts";
import type { Session } from "../../session.ts";

/** The files of a table and its partitions. */
interface Files {
  /** `schema.relation` as SQL quotes it. */
  table: string;
  /** The file's number by the relation's oid (pg_class.relfilenode). */
  byOid: Map<string, string>;
}

/** Notes the files of the tables that the actions may rewrite, before the step runs. */
export async function noteFiles(session: Session, actions: readonly StepAction[]): Promise<Files[]> {
  const tables = new Set(actions.filter(mayRewrite).map(tableNameOf));
  const files: Files[] = [];
  for (const table of tables) {
    const name = `to_regclass(${quoteLiteral(table)})`;
    const tree = `SELECT ${name}::oid UNION SELECT relid FROM pg_partition_tree(${name})`;
    files.push({ table, byOid: await readFiles(session, `IN (${tree})`) });
  }
  return files;
}

/** The actions without rewrites that did not happen. One table is said once, for the first action that may be why. */
export async function keepRewrites(
  session: Session,
  actions: readonly StepAction[],
  before: readonly Files[],
): Promise<StepAction[]> {
  const rewritten = new Set<string>();
  for (const { table, byOid } of before) {
    // TRUNCATE gives a table another file as well, so that nothing can be told.
    if (byOid.size === 0 || actions.some((action) => action.kind === "truncate" && tableNameOf(action) === table))
      continue;
    const after = await readFiles(session, `IN (${[...byOid.keys()].join(", ")})`);
    if ([...after].some(([oid, file]) => byOid.get(oid) !== file)) rewritten.add(table);
  }
  return actions.filter((action) => !mayRewrite(action) || rewritten.delete(tableNameOf(action)));
}

async function readFiles(session: Session, condition: string): Promise<Map<string, string>> {
  const rows = await session.query<{ oid: string; file: string }>(
    `SELECT oid, relfilenode AS file FROM pg_class WHERE relfilenode <> 0 AND oid ${condition}`,
  );
  return new Map(rows.map(({ oid, file }) => [oid, file]));
}

function mayRewrite({ kind }: StepAction): boolean {
  return kind === "rewrite table";
}

function tableNameOf({ schema, relation }: StepAction): string {
  return quoteQualified(schema ?? "public", relation);
}
