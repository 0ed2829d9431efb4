/** The partitions of a relation's page, which have no pages of their own. */
import { quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { formatShortNumber, formatSize } from "../numbers.ts";
import type { Cell, Columns, Paragraph, Section, TableRow } from "../page.ts";
import { codeLink } from "../text.ts";
import { anchors } from "../urls.ts";
import { tableSection } from "./blocks.ts";
import { buildComment, type Context, plainProse, withoutTags } from "./comment.ts";
import { relationLink } from "./relation-link.ts";

export function buildPartitions(context: Context, relation: Relation): Section[] {
  const rows = buildRows(context, relation, 0);
  if (relation.partitionKey === null) return [];
  const columns: Columns = { Partition: "name", Bound: "type", Rows: "number", Size: "number" };
  const note = [`${rows.length}, by `, { code: relation.partitionKey.definition }];
  return tableSection("Partitions", columns, rows, { note });
}

/** Each partition after its parent. */
function buildRows(context: Context, relation: Relation, depth: number): TableRow[] {
  return context.site.lookup.partitions(relation).flatMap((partition) => {
    const { rows = null, bytes = null } = partition.statistics ?? {};
    return [
      {
        anchor: anchors.partition(partition.name),
        depth,
        cells: [
          [
            {
              code:
                partition.schema === relation.schema
                  ? partition.name
                  : quoteQualified(partition.schema, partition.name),
            },
          ],
          describe(context, partition),
          rows === null ? [] : [formatShortNumber(rows)],
          bytes === null ? [] : [formatSize(bytes.total)],
        ],
      },
      ...buildRows(context, partition, depth + 1),
    ];
  });
}

/** Its bound, with what is said of it and of its own parts. */
function describe(context: Context, partition: Relation): Cell {
  const { comment, columns, constraints, indexes, triggers } = partition;
  const parts = [...columns, ...constraints, ...indexes, ...triggers].flatMap(
    ({ name, comment: text }): Paragraph[] => {
      const shown = text === null ? "" : withoutTags(text);
      return shown === ""
        ? []
        : [{ kind: "paragraph", look: "remark", text: [{ code: name }, ": ", ...plainProse(shown)] }];
    },
  );
  const text = buildComment(context, comment);
  return {
    text: [{ code: partition.partition?.bound ?? "" }],
    below: [...(text === null ? [] : [{ kind: "markdown", look: "cell", text } as const]), ...parts],
  };
}

/** Of a schema: partitions that stand in it, of tables elsewhere. */
export function buildForeignPartitions({ site }: Context, schema: string): Section[] {
  const rows = site.catalog.relations.flatMap((partition): TableRow[] => {
    const root = site.lookup.root(partition);
    if (partition.schema !== schema || root === partition || root.schema === schema) return [];
    const to = site.targetOf(partition.schema, partition.name);
    return [
      {
        cells: [
          [codeLink(partition.name, to)],
          [relationLink(site, root)],
          [{ code: partition.partition?.bound ?? "" }],
        ],
      },
    ];
  });
  return tableSection("Partitions of other schemas' tables", { Partition: "name", Of: "name", Bound: "type" }, rows);
}
