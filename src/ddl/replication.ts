/** Publications and subscriptions. */
import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../model/names.ts";
import { comment, join, names } from "./words.ts";

export function formatPublications(catalog: Catalog): string[] {
  return catalog.publications.flatMap((publication) => {
    const name = quoteIdentifier(publication.name);
    const tables = publication.tables.map((table) =>
      join(
        `TABLE ${quoteQualified(table.schema, table.relation)}`,
        table.columns.length > 0 && `(${names(table.columns)})`,
        table.where !== null && `WHERE (${table.where})`,
      ),
    );
    const schemas = publication.schemas.map((schema) => `TABLES IN SCHEMA ${quoteIdentifier(schema)}`);
    const objects = [...tables, ...schemas].join(", ");
    const options = [
      `publish = ${quoteLiteral(publication.operations.join(", "))}`,
      `publish_via_partition_root = ${publication.viaRoot}`,
      ...(publication.generatedColumns === "none"
        ? []
        : [`publish_generated_columns = ${publication.generatedColumns}`]),
    ];
    return [
      join(
        `CREATE PUBLICATION ${name}`,
        publication.allTables ? "FOR ALL TABLES" : objects !== "" && `FOR ${objects}`,
        `WITH (${options.join(", ")})`,
      ),
      ...comment(`PUBLICATION ${name}`, publication.comment),
    ];
  });
}

/** The catalog never holds a connection string; this one parses, and connects to nowhere. */
const MASKED_CONNECTION = "host=******** password=********";

/**
 * Subscriptions are made without connecting and stay disabled, as pg_dump makes them, whether they were enabled or
 * not: first the connection has to be set (ALTER SUBSCRIPTION … CONNECTION), and the slot be there.
 */
export function formatSubscriptions(catalog: Catalog): string[] {
  return catalog.subscriptions.flatMap((subscription) => {
    const name = quoteIdentifier(subscription.name);
    const options = [
      "connect = false",
      `slot_name = ${subscription.slotName === null ? "NONE" : quoteLiteral(subscription.slotName)}`,
      `streaming = ${subscription.streaming}`,
      subscription.synchronousCommit !== "off" &&
        `synchronous_commit = ${quoteLiteral(subscription.synchronousCommit)}`,
      subscription.binary && "binary = true",
      subscription.twoPhase && "two_phase = true",
      subscription.disableOnError && "disable_on_error = true",
      !subscription.passwordRequired && "password_required = false",
      subscription.runAsOwner && "run_as_owner = true",
      subscription.origin !== "any" && `origin = ${quoteLiteral(subscription.origin)}`,
      subscription.failover && "failover = true",
    ].filter((option) => option !== false);
    return [
      join(
        `CREATE SUBSCRIPTION ${name} CONNECTION ${quoteLiteral(MASKED_CONNECTION)}`,
        `PUBLICATION ${names(subscription.publications)}`,
        `WITH (${options.join(", ")})`,
      ),
      ...comment(`SUBSCRIPTION ${name}`, subscription.comment),
    ];
  });
}
