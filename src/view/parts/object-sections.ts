/** Sections of objects that have no page of their own. */
import type { Cell, Columns, Section, TableRow } from "../page.ts";
import { tableSection } from "./blocks.ts";
import { buildComment, type Context } from "./comment.ts";
import { groupObjects, type NamedObject } from "./objects.ts";

export function buildObjectSections(context: Context, objects: readonly NamedObject[]): Section[] {
  const columns: Columns = { Name: "name", Kind: "kind", Definition: "wide" };
  return groupObjects(objects).flatMap(({ title, objects: own }) =>
    tableSection(
      title,
      columns,
      own.map((object) => buildRow(context, object)),
    ),
  );
}

function buildRow(context: Context, object: NamedObject): TableRow {
  const { name, kind, at } = object;
  return { anchor: at.anchor, cells: [[{ code: name }], [kind], describe(context, object)] };
}

/** The definition, and below it the comment and the parts with theirs. */
function describe(context: Context, { definition, comment, parts }: NamedObject): Cell {
  const said = (text: string | null) => {
    const shown = buildComment(context, text);
    return shown === null ? [] : [{ kind: "markdown", look: "cell", text: shown } as const];
  };
  return {
    text: definition,
    below: [
      ...said(comment),
      ...parts.flatMap((part) => [
        { kind: "paragraph", look: "part", text: part.definition } as const,
        ...said(part.comment),
      ]),
    ],
  };
}
