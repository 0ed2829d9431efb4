/** The table in which a migration tool keeps what it has run, for steps that speak of it. */
import type { Omission } from "../../../src/model/catalog.ts";
import { quoteIdentifier } from "../../../src/model/names.ts";
import type { Engine } from "../engine/engine.ts";
import type { History } from "../history.ts";
import { note } from "../limits/limit.ts";
import type { ScriptStatement } from "../script/script.ts";
import { tableMadeBy } from "../statement/made-and-removed.ts";

/** Makes it where a step names it and none makes it, as the tool would have by then. Returns what to say of that. */
export async function makeToolTable(
  { tool, toolTable }: History,
  statements: readonly ScriptStatement[],
  engine: Engine,
): Promise<Omission[]> {
  if (toolTable === undefined) return [];
  const { schema = "public", name, columns } = toolTable;
  // In a block or a body too.
  const named = new RegExp(`\\b${name}\\b`, "i");
  const speaking = statements.filter(({ text }) => named.test(text));
  if (speaking.length === 0 || speaking.some((each) => tableMadeBy(each)?.name === name)) return [];
  const owner = quoteIdentifier(schema);
  await engine.execute(
    `CREATE SCHEMA IF NOT EXISTS ${owner}; CREATE TABLE ${owner}.${quoteIdentifier(name)} (${columns})`,
  );
  return [note(`table ${name} was made up`, `${tool} makes it before the first step, and a step speaks of it.`)];
}
