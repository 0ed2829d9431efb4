/** What a replay carries from step to step. */
import type { Omission } from "../../src/model/catalog.ts";
import type { Engine } from "./engine/engine.ts";
import { Losses } from "./limits/losses.ts";

export interface ReplayState {
  engine: Engine;
  omissions: Omission[];
  losses: Losses;
  /** Roles that we made because nothing else does. */
  inventedRoles: Set<string>;
  /** How many types were made that stand in for those of extensions. */
  standInTypes: number;
}

export function beginReplay(engine: Engine): ReplayState {
  return { engine, omissions: [], losses: new Losses(), inventedRoles: new Set(), standInTypes: 0 };
}
