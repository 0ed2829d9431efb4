/** Functions, procedures, aggregates and window functions. */

import type { Routine } from "../model/routine.ts";
import { qualifiedKey } from "../model/shared-parts.ts";
import { keyOfKind } from "./mentions.ts";
import type { Piece } from "./order.ts";
import { comment, qualified } from "./words.ts";

/** `FUNCTION app.f(integer)`: what names a routine in other statements. */
export function routineSubject(routine: Routine): string {
  const keyword = routine.kind === "procedure" ? "PROCEDURE" : routine.kind === "aggregate" ? "AGGREGATE" : "FUNCTION";
  const signature = routine.kind === "aggregate" && routine.identity === "" ? "*" : routine.identity;
  return `${keyword} ${qualified(routine)}(${signature})`;
}

/** `shellUsers` as `toShellUsers` gives it. A routine in SQL cannot take a shell, and waits for the type. */
export function buildRoutinePiece(routine: Routine, shellUsers: ReadonlyMap<string, readonly string[]>): Piece {
  const key = qualifiedKey(routine);
  const shells = routine.language === "sql" ? undefined : shellUsers.get(key);
  return {
    defines: [key],
    routine: true,
    statements: [routine.definition.trimEnd(), ...comment(routineSubject(routine), routine.comment)],
    needs: [
      keyOfKind("language", routine.language),
      ...(/^ TRANSFORM FOR TYPE /m.test(routine.definition) ? [keyOfKind("transform", routine.language)] : []),
    ],
    ...(shells === undefined ? {} : { ignores: shells }),
  };
}
