/** Schemas, extensions, statistics objects and event triggers. */
import type { Catalog } from "../model/catalog.ts";
import { quoteIdentifier, quoteLiteral } from "../model/names.ts";
import { comment, join, qualified, role } from "./words.ts";

/** Schemas and extensions: what everything else stands in. An empty database has `public`, with a comment. */
export function formatFoundations(catalog: Catalog): string[] {
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

export function formatStatisticsObjects(catalog: Catalog): string[] {
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

const STATES = { disabled: "DISABLE", replica: "ENABLE REPLICA", always: "ENABLE ALWAYS", origin: null };

/** Last of all, since they would fire on the rest. */
export function formatEventTriggers(catalog: Catalog): string[] {
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
        ...(trigger.owner === null ? [] : [`ALTER EVENT TRIGGER ${name} OWNER TO ${role(trigger.owner)}`]),
        ...comment(`EVENT TRIGGER ${name}`, trigger.comment),
      ];
    });
}
