/** What a revision's file does to a schema, so that two versions of it can be held against each other. */
import { createHash } from "node:crypto";
import { UserError } from "../../../src/model/user-error.ts";
import { childrenOf, type PythonNode, parsePython, statementsOf, textOf } from "./python.ts";

/** A digest of the file without comments, documentation, layout and the way back. The text itself where it is no Python. */
export function digestRevision(text: string): string {
  try {
    const module = parsePython(text, "");
    const words: string[] = [];
    const walk = (node: PythonNode): void => {
      if (node.name === "Comment") return;
      const children = childrenOf(node);
      if (children.length === 0) words.push(textOf(module, node));
      else for (const child of children) walk(child);
    };
    for (const statement of statementsOf(module.top)) {
      const name = statement.getChild("VariableName");
      const isWayBack =
        statement.name === "FunctionDefinition" && name !== null && textOf(module, name) === "downgrade";
      const isText = statement.name === "ExpressionStatement" && statement.firstChild?.name === "String";
      if (!isWayBack && !isText) walk(statement);
    }
    return createHash("sha256").update(words.join("\0")).digest("hex");
  } catch (error) {
    if (error instanceof UserError) return text;
    throw error;
  }
}
