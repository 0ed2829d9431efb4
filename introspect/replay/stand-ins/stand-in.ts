/** An extension that stands in for one that the engine lacks, as the replay finds it. */

/** One that is there now; a script may drop it, or roll it back. */
export interface StandIn {
  name: string;
  /** Where its things are: its own schema, then those that it has brought. */
  schemas: string[];
  /** The types that were made for it so far, without their schemas. */
  types: string[];
}
