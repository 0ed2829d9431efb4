/** Diagrams of a relation and its neighbours: as data, as inline SVG, as Mermaid text. */
export type { DiagramLink } from "./folded-links.ts";
export { formatMermaid } from "./mermaid.ts";
export {
  buildNeighbourhood,
  type DiagramCard,
  type DiagramRow,
  type Neighbour,
  type Neighbourhood,
  type NeighbourSide,
} from "./neighbourhood.ts";
export { toShortType } from "./short-type.ts";
export { formatNeighbourhoodSvg, type SvgOptions } from "./svg.ts";
