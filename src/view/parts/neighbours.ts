/** Links to the pages before and after one of a row. */
import type { Block } from "../page.ts";
import type { Link } from "../text.ts";

export function buildNeighbours(before: Link | undefined, after: Link | undefined): Block[] {
  const links = [
    ...(before === undefined ? [] : [{ ...before, text: `← ${before.text}` }]),
    ...(after === undefined ? [] : [{ ...after, text: `${after.text} →` }]),
  ];
  return links.length === 0 ? [] : [{ kind: "links", links }];
}
