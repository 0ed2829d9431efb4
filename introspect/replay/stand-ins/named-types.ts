/** The types that a statement names, and the one that the server does not find. */
import type { Node } from "libpg-query";
import type { ScriptStatement } from "../script/script.ts";
import { partsOf, toWrittenName, treeOf, type WrittenName, walkTree } from "../statement/statement-tree.ts";

/** In the statement's order; empty for what is no SQL, and where the types stand in strings. */
export function typesIn(statement: ScriptStatement): WrittenName[] {
  const found: WrittenName[] = [];
  walkTree(treeOf(statement), (node) => {
    const { names } = node as { names?: Node[] };
    if (Array.isArray(names)) found.push(toWrittenName(partsOf(names)));
    return true;
  });
  return found;
}

/** The type that the server's message says is absent, the parts of its name joined; `null` for another message. */
export function missingType(message: string): string | null {
  return /^type ("?)(.+?)(?:\[\])*\1 does not exist$/.exec(message)?.[2] ?? null;
}
