/** Triggers, policies, privileges, partitions and definition of a relation's page. */
import { toRelationDdl } from "../ddl/index.ts";
import { quoteIdentifier } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { type CodeLinks, toComment } from "./comment.ts";
import type { Comment, Inline, Prose } from "./inline.ts";
import { join, toShortNumber, toSize } from "./inline.ts";
import type { Site } from "./site.ts";
import { type SqlRun, toSqlRuns } from "./sql.ts";
import { anchors } from "./urls.ts";

export interface TriggerRow {
  name: string;
  anchor: string;
  /** `after insert or update of status, each row`. */
  when: string;
  calls: string;
  condition: string | null;
  /** `null` where it is enabled as usual. */
  state: string | null;
  comment: Comment | null;
}

export interface PolicyRow {
  name: string;
  anchor: string;
  command: string;
  permissive: boolean;
  roles: string;
  using: string | null;
  withCheck: string | null;
  comment: Comment | null;
}

export interface PrivilegeRow {
  grantee: string;
  /** `select, insert`; those that may be passed on carry `with grant option`. */
  privileges: string;
}

export interface PartitionRow {
  name: string;
  anchor: string;
  /** Depth below the relation of the page, from 1. */
  depth: number;
  bound: string;
  rows: string | null;
  size: string | null;
  comment: Comment | null;
}

/** The SQL that makes a relation with all that is part of it. */
export interface Definition {
  runs: SqlRun[];
  text: string;
  statements: number;
  /** Relations that a view reads, with the columns. */
  reads: { relation: Inline; columns: string }[];
}

export function toTriggerRows(relation: Relation, link: CodeLinks): TriggerRow[] {
  return relation.triggers.map((trigger) => {
    const events = trigger.events.map((event) =>
      event === "update" && trigger.columns.length > 0
        ? `update of ${trigger.columns.map(quoteIdentifier).join(", ")}`
        : event,
    );
    return {
      name: trigger.name,
      anchor: anchors.trigger(trigger.name),
      when: `${trigger.timing} ${events.join(" or ")}, ${trigger.level === "row" ? "each row" : "each statement"}`,
      calls: `${quoteIdentifier(trigger.function.schema)}.${quoteIdentifier(trigger.function.name)}(${trigger.arguments.join(", ")})`,
      condition: trigger.condition,
      state: trigger.enabled === "origin" ? null : trigger.enabled,
      comment: toComment(trigger.comment, link),
    };
  });
}

export function toPolicyRows(relation: Relation, link: CodeLinks): PolicyRow[] {
  return relation.policies.map((policy) => ({
    name: policy.name,
    anchor: anchors.policy(policy.name),
    command: policy.command,
    permissive: policy.permissive,
    roles: policy.roles.join(", "),
    using: policy.using,
    withCheck: policy.withCheck,
    comment: toComment(policy.comment, link),
  }));
}

/** One line a grantee; privileges on columns follow those on the whole. */
export function toPrivilegeRows(relation: Relation): PrivilegeRow[] {
  const held = [
    ...relation.privileges.map((privilege) => ({ ...privilege, column: null as string | null })),
    ...relation.columns.flatMap((column) =>
      column.privileges.map((privilege) => ({ ...privilege, column: column.name })),
    ),
  ];
  return [...Map.groupBy(held, ({ grantee }) => grantee)].map(([grantee, privileges]) => ({
    grantee,
    privileges: privileges
      .map(({ privilege, column, grantable }) => {
        const on = column === null ? "" : ` (${quoteIdentifier(column)})`;
        return `${privilege}${on}${grantable ? " with grant option" : ""}`;
      })
      .join(", "),
  }));
}

/** All partitions below a relation, each after its parent. */
export function toPartitionRows(site: Site, relation: Relation, link: CodeLinks, depth = 1): PartitionRow[] {
  return site.lookup.partitions(relation).flatMap((partition) => [
    {
      name: partition.name,
      anchor: anchors.partition(partition.name),
      depth,
      bound: partition.partition?.bound ?? "",
      rows: partition.statistics?.rows == null ? null : toShortNumber(partition.statistics.rows),
      size: partition.statistics?.bytes == null ? null : toSize(partition.statistics.bytes.total),
      comment: toComment(partition.comment, link),
    },
    ...toPartitionRows(site, partition, link, depth + 1),
  ]);
}

/** `null` where its definition is not known, as of a view that was locked. */
export function toDefinition(site: Site, path: string, relation: Relation): Definition | null {
  const statements = toRelationDdl(relation, site.lookup);
  if (statements.length === 0) return null;
  const text = statements.map((statement) => `${statement};`).join("\n\n");
  return {
    runs: toSqlRuns(text),
    text,
    statements: statements.length,
    reads: relation.dependsOn.map(({ schema, relation: name, columns }) => ({
      relation: toRelationLink(site, path, { schema, name }),
      columns: columns.map(quoteIdentifier).join(", "),
    })),
  };
}

/** `public.orders`, as a link where the catalog has it. */
export function toRelationLink(site: Site, path: string, { schema, name }: { schema: string; name: string }): Inline {
  const href = site.hrefOf(path, schema, name);
  return { code: `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`, ...(href === null ? {} : { href }) };
}

/** Views that read a relation. */
export function toReaders(site: Site, path: string, relation: Relation): Prose {
  return join(site.lookup.dependents(relation).map((reader) => toRelationLink(site, path, reader)));
}
