/** The partitions of a relation's page, which have no pages of their own. */
import type { Relation } from "../../model/relation.ts";
import { formatShortNumber, formatSize } from "../numbers.ts";
import type { Columns, Section, TableRow } from "../page.ts";
import { anchors } from "../urls.ts";
import { tableSection } from "./blocks.ts";
import { withComment } from "./cells.ts";
import type { Context } from "./comment.ts";

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
          [{ code: partition.name }],
          withComment(context, [{ code: partition.partition?.bound ?? "" }], partition.comment),
          rows === null ? [] : [formatShortNumber(rows)],
          bytes === null ? [] : [formatSize(bytes.total)],
        ],
      },
      ...buildRows(context, partition, depth + 1),
    ];
  });
}
