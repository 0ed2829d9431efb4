/** Diagrams of a relation and its neighbours: as data, as inline SVG, as Mermaid text. */
export { toMermaid } from "./mermaid.ts";
export {
  type DiagramCard,
  type DiagramLink,
  type DiagramRow,
  type Neighbour,
  type Neighbourhood,
  type NeighbourSide,
  toNeighbourhood,
} from "./neighbourhood.ts";
export { type SvgOptions, toNeighbourhoodSvg } from "./svg.ts";
