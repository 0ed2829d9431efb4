/** What the program sends to servers, and the names in it. */
import pg from "pg";
import { vi } from "vitest";
import { namesIn, type StatementNames } from "./statement-names.ts";

/** The statements that the program sends while something runs, in their order. */
export async function statementsDuring(run: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    await run();
    return spy.mock.calls.flatMap(([sql]) => String(sql).split(/(?<=^ROLLBACK TO SAVEPOINT reading);/));
  } finally {
    spy.mockRestore();
  }
}

/** The names of several statements together. */
export async function namesInAll(statements: readonly string[]): Promise<StatementNames> {
  const each = await Promise.all(statements.map(namesIn));
  const union = (kind: keyof StatementNames) => [...new Set(each.flatMap((names) => names[kind]))];
  return {
    functions: union("functions"),
    operators: union("operators"),
    types: union("types"),
    relations: union("relations"),
    unqualified: union("unqualified"),
  };
}
