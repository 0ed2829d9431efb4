/** Schemas, extensions, foreign servers, statistics objects, publications and event triggers. */
import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../model/names.ts";
import { comment, foreignOptions, join, names, qualified } from "./words.ts";

/** Schemas and extensions: what everything else stands in. An empty database has `public`, with a comment. */
export function toFoundations(catalog: Catalog): string[] {
  const initial = catalog.schemas.find((schema) => schema.name === "public");
  return [
    ...(initial === undefined ? ["DROP SCHEMA IF EXISTS public"] : []),
    ...(initial?.comment === null ? ["COMMENT ON SCHEMA public IS NULL"] : []),
    ...catalog.schemas
      .filter((schema) => schema.extension === null)
      .flatMap((schema) => {
        const name = quoteIdentifier(schema.name);
        return [`CREATE SCHEMA IF NOT EXISTS ${name}`, ...comment(`SCHEMA ${name}`, schema.comment)];
      }),
    ...catalog.extensions.flatMap((extension) => {
      const name = quoteIdentifier(extension.name);
      // An extension may bring its schema itself.
      const own = catalog.schemas.some(
        (schema) => schema.name === extension.schema && schema.extension === extension.name,
      );
      return [
        join(
          `CREATE EXTENSION IF NOT EXISTS ${name}`,
          !own && `SCHEMA ${quoteIdentifier(extension.schema)}`,
          "CASCADE",
        ),
        ...comment(`EXTENSION ${name}`, extension.comment),
      ];
    }),
  ];
}

/** Wrappers and servers, which foreign tables need. Masked options stay masked. */
export function toForeignServers(catalog: Catalog): string[] {
  return [
    ...catalog.foreignDataWrappers
      .filter((wrapper) => wrapper.extension === null)
      .flatMap((wrapper) => {
        const name = quoteIdentifier(wrapper.name);
        return [
          join(
            `CREATE FOREIGN DATA WRAPPER ${name}`,
            wrapper.handler !== null && `HANDLER ${qualified(wrapper.handler)}`,
            wrapper.validator !== null && `VALIDATOR ${qualified(wrapper.validator)}`,
            foreignOptions(wrapper.options),
          ),
          ...comment(`FOREIGN DATA WRAPPER ${name}`, wrapper.comment),
        ];
      }),
    ...catalog.foreignServers
      .filter((server) => server.extension === null)
      .flatMap((server) => {
        const name = quoteIdentifier(server.name);
        return [
          join(
            `CREATE SERVER ${name}`,
            server.type !== null && `TYPE ${quoteLiteral(server.type)}`,
            server.version !== null && `VERSION ${quoteLiteral(server.version)}`,
            `FOREIGN DATA WRAPPER ${quoteIdentifier(server.wrapper)}`,
            foreignOptions(server.options),
          ),
          ...comment(`SERVER ${name}`, server.comment),
        ];
      }),
  ];
}

export function toStatisticsObjects(catalog: Catalog): string[] {
  return catalog.statisticsObjects
    .filter((object) => object.extension === null)
    .flatMap((object) => [
      object.definition,
      ...(object.statisticsTarget === null
        ? []
        : [`ALTER STATISTICS ${qualified(object)} SET STATISTICS ${object.statisticsTarget}`]),
      ...comment(`STATISTICS ${qualified(object)}`, object.comment),
    ]);
}

export function toPublications(catalog: Catalog): string[] {
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
    return [
      join(
        `CREATE PUBLICATION ${name}`,
        publication.allTables ? "FOR ALL TABLES" : objects !== "" && `FOR ${objects}`,
        `WITH (publish = ${quoteLiteral(publication.operations.join(", "))}, publish_via_partition_root = ${publication.viaRoot})`,
      ),
      ...comment(`PUBLICATION ${name}`, publication.comment),
    ];
  });
}

const STATES = { disabled: "DISABLE", replica: "ENABLE REPLICA", always: "ENABLE ALWAYS", origin: null };

/** Last of all, since they would fire on the rest. */
export function toEventTriggers(catalog: Catalog): string[] {
  return catalog.eventTriggers
    .filter((trigger) => trigger.extension === null)
    .flatMap((trigger) => {
      const name = quoteIdentifier(trigger.name);
      const state = STATES[trigger.enabled];
      return [
        join(
          `CREATE EVENT TRIGGER ${name} ON ${trigger.event}`,
          trigger.tags.length > 0 && `WHEN TAG IN (${trigger.tags.map(quoteLiteral).join(", ")})`,
          `EXECUTE FUNCTION ${qualified(trigger.function)}()`,
        ),
        ...(state === null ? [] : [`ALTER EVENT TRIGGER ${name} ${state}`]),
        ...comment(`EVENT TRIGGER ${name}`, trigger.comment),
      ];
    });
}
