/** Which relations are judged: the user's own tables. */
import type { Catalog } from "../model/catalog.ts";
import type { Config } from "../model/config.ts";
import { frameworkOf } from "../model/framework-tables.ts";
import { compareText } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";
import { isToolTable } from "../model/tool-tables.ts";
import { toGlob } from "./object-globs.ts";

/**
 * Says which relations the config leaves out, of judging and of the site. A pattern over `schema.relation`; one
 * without a dot names schemas.
 */
export function buildExclusion(
  config: Pick<Config, "exclude">,
): (relation: { schema: string; name: string }) => boolean {
  const patterns = config.exclude.map(buildPattern);
  return (relation) => patterns.some((matches) => matches(relation));
}

function buildPattern(pattern: string): (relation: { schema: string; name: string }) => boolean {
  const [whole, ofSchema] = [toGlob(pattern), toGlob(`${pattern}.**`)];
  return ({ schema, name }) => whole(schema, name) || ofSchema(schema, name);
}

/** The patterns that leave nothing out: most likely mistyped. */
export function idleExclusions(
  config: Pick<Config, "exclude">,
  relations: readonly { schema: string; name: string }[],
): string[] {
  return config.exclude.filter((pattern) => !relations.some(buildPattern(pattern)));
}

/** Says which relations are a tool's own: the built-in list and the config's `toolTables`. */
export function buildToolTables(
  config: Pick<Config, "toolTables">,
): (relation: { schema: string; name: string }) => boolean {
  const globs = config.toolTables.map((pattern) => ({ whole: toGlob(pattern), bare: toGlob(`*.${pattern}`) }));
  return ({ schema, name }) =>
    isToolTable(name) || globs.some((glob) => glob.whole(schema, name) || glob.bare(schema, name));
}

/**
 * Says why a relation is not judged, to follow "it is"; `null` for the user's own tables, which are: ordinary and
 * partitioned; no partitions, no temporary tables, no extension members, no tables of a tool or framework, nothing excluded.
 */
export function buildReasonNotJudged(
  config: Pick<Config, "exclude" | "toolTables" | "judgeFrameworkTables">,
): (relation: Relation) => string | null {
  const excluded = buildExclusion(config);
  const isOfTool = buildToolTables(config);
  return (relation) => {
    if (excluded(relation)) return "excluded in the config";
    if (relation.extension !== null) return `part of the extension ${relation.extension}`;
    if (relation.kind !== "table" && relation.kind !== "partitioned table") return `a ${relation.kind}`;
    if (relation.partition !== null) return "a partition, judged with its parent";
    if (relation.persistence === "temporary") return "a temporary table";
    if (isOfTool(relation)) return "a migration tool's own table";
    const framework = config.judgeFrameworkTables ? null : frameworkOf(relation);
    return framework === null ? null : `a table of ${framework}, which makes and changes it by itself`;
  };
}

/** The user's tables, sorted by schema and name. */
export function judgedTablesOf(
  catalog: Catalog,
  config: Pick<Config, "exclude" | "toolTables" | "judgeFrameworkTables">,
): Relation[] {
  const whyNot = buildReasonNotJudged(config);
  return catalog.relations
    .filter((relation) => whyNot(relation) === null)
    .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name));
}
