/** Statements that PostgreSQL refuses inside a transaction. */
import type { Node, ReindexObjectType } from "libpg-query";
import { quoteIdentifier } from "../../../src/model/names.ts";
import { formatWrittenName, hasOption, partsOf, type Statement, toWrittenName, treeOf } from "./statement-tree.ts";

export interface Refused {
  /** As PostgreSQL calls the command. */
  tag: string;
  /** What it makes or drops, as SQL writes it; `null` for none. */
  name: string | null;
}

const WHOLE: Readonly<Partial<Record<ReindexObjectType, string>>> = {
  REINDEX_OBJECT_SCHEMA: "SCHEMA",
  REINDEX_OBJECT_SYSTEM: "SYSTEM",
  REINDEX_OBJECT_DATABASE: "DATABASE",
};

/** `null` where the statement may stand in a transaction. From 12 on that includes ALTER TYPE … ADD VALUE. */
export function refusedInTransaction(statement: Statement): Refused | null {
  const tree = treeOf(statement);
  return tree === null ? null : refusalOf(tree);
}

function refusalOf(node: Node): Refused | null {
  const named = (tag: string, name: string | undefined) => ({
    tag,
    name: name === undefined ? null : quoteIdentifier(name),
  });
  if ("IndexStmt" in node && node.IndexStmt.concurrent)
    return named("CREATE INDEX CONCURRENTLY", node.IndexStmt.idxname);
  if ("DropStmt" in node && node.DropStmt.concurrent) {
    const name = toWrittenName(partsOf(node.DropStmt.objects?.[0]));
    return { tag: "DROP INDEX CONCURRENTLY", name: formatWrittenName(name) };
  }
  if ("ReindexStmt" in node) {
    const { kind, params } = node.ReindexStmt;
    if (hasOption(params, "concurrently")) return { tag: "REINDEX CONCURRENTLY", name: null };
    const whole = kind === undefined ? undefined : WHOLE[kind];
    return whole === undefined ? null : { tag: `REINDEX ${whole}`, name: null };
  }
  if ("AlterTableStmt" in node) {
    const detaches = (node.AlterTableStmt.cmds ?? []).some((each) => {
      const def = "AlterTableCmd" in each ? each.AlterTableCmd.def : undefined;
      return def !== undefined && "PartitionCmd" in def && def.PartitionCmd.concurrent === true;
    });
    return detaches ? { tag: "ALTER TABLE … DETACH PARTITION CONCURRENTLY", name: null } : null;
  }
  if ("VacuumStmt" in node) return node.VacuumStmt.is_vacuumcmd ? { tag: "VACUUM", name: null } : null;
  if ("ClusterStmt" in node) return node.ClusterStmt.relation === undefined ? { tag: "CLUSTER", name: null } : null;
  if ("AlterSystemStmt" in node) return { tag: "ALTER SYSTEM", name: null };
  if ("CreatedbStmt" in node) return named("CREATE DATABASE", node.CreatedbStmt.dbname);
  if ("DropdbStmt" in node) return named("DROP DATABASE", node.DropdbStmt.dbname);
  if ("CreateTableSpaceStmt" in node) return named("CREATE TABLESPACE", node.CreateTableSpaceStmt.tablespacename);
  if ("DropTableSpaceStmt" in node) return named("DROP TABLESPACE", node.DropTableSpaceStmt.tablespacename);
  if ("CreateSubscriptionStmt" in node) return named("CREATE SUBSCRIPTION", node.CreateSubscriptionStmt.subname);
  return "DropSubscriptionStmt" in node ? named("DROP SUBSCRIPTION", node.DropSubscriptionStmt.subname) : null;
}
