/** A file that takes back what another of nearly its name makes, known by what is in the two and not by the word. */
import { UserError } from "../../../src/model/user-error.ts";
import type { History } from "../history.ts";
import { groupSiblings } from "../layouts/name-pairs.ts";
import type { Script, ScriptStatement } from "../script/script.ts";
import { namesMadeBy, namesRemovedBy, takeBack } from "../statement/made-and-removed.ts";
import { PAIR_REMEDY, toWholeHint } from "./whole-steps.ts";

/**
 * Throws `UserError` for the first file that takes back all that another makes, and is called like that one but for a
 * word: `1_a.teardown.sql` beside `1_a.sql`.
 */
export function checkSiblings({ files }: History, scripts: readonly Script[], whole: ReadonlySet<string>): void {
  const statements = new Map(files.map(({ file }, place) => [file, scripts[place]?.statements ?? []]));
  const statementsOf = (file: string) => statements.get(file) ?? [];
  for (const group of groupSiblings([...statements.keys()])) {
    const downs = group.filter((file) => !whole.has(file) && isRemoval(statementsOf(file)));
    for (const down of downs) {
      const up = group.find((file) => file !== down && takeBack(statementsOf(down), statementsOf(file)));
      if (up === undefined) continue;
      throw new UserError(`${down} takes back what ${up} makes, and would be run as well.`, {
        place: down,
        hint: toWholeHint(PAIR_REMEDY, down),
      });
    }
  }
}

/** Whether the statements drop things, and make none. */
function isRemoval(statements: readonly ScriptStatement[]): boolean {
  return (
    statements.some((statement) => namesRemovedBy(statement).length > 0) &&
    statements.every((statement) => namesMadeBy(statement).length === 0)
  );
}
