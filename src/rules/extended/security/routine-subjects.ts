/** Functions and procedures as subjects of findings. */
import type { Catalog } from "../../../model/catalog.ts";
import { quoteIdentifier } from "../../../model/names.ts";
import type { Routine } from "../../../model/routine.ts";
import type { FindingSubject } from "../../../model/scorecard.ts";

/** The subject that is a function or procedure, named with its arguments. */
export function buildRoutineSubject({ schema, name, identity }: Routine): FindingSubject {
  return { schema, relation: null, kind: "function", name: `${quoteIdentifier(name)}(${identity})` };
}

/** The routine that such a subject is. @throws Error for a subject that is none of the catalog */
export function routineOf({ schema, name }: FindingSubject, { routines }: Pick<Catalog, "routines">): Routine {
  const found = routines.find((routine) => routine.schema === schema && buildRoutineSubject(routine).name === name);
  if (found === undefined) throw new Error(`the catalog has no function ${schema}.${name}`);
  return found;
}
