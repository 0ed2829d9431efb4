/** Reads doc comments beside the model's zod schemas, so that one text serves the code and the JSON Schemas. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A top-level constant of the model: what it is made of, and its doc comment (`null` for none). */
export interface Declaration {
  expression: ts.Expression;
  comment: string | null;
}

/** All top-level constants of the files in a folder, by their name. Throws where two have the same name. */
export function readDeclarations(folder: string): Map<string, Declaration> {
  const declarations = new Map<string, Declaration>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
    const text = readFileSync(join(folder, file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name) || initializer === undefined || !name.text.match(/Schema$|^[a-z]+$/)) continue;
        if (declarations.has(name.text)) throw new Error(`Two constants of ${folder} are named ${name.text}.`);
        declarations.set(name.text, { expression: initializer, comment: commentOf(statement) });
      }
    }
  }
  return declarations;
}

/** The text of a node's own doc comment on one line, paragraphs kept apart; `null` for none. */
export function commentOf(node: ts.Node): string | null {
  const doc = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  const text = doc === undefined ? undefined : ts.getTextOfJSDocComment(doc.comment);
  if (text === undefined || text === "") return null;
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .join("\n\n");
}
