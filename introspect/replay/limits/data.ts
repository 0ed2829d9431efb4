/** Statements that move rows between the server and somewhere else. */
import type { CopyStmt, Node } from "libpg-query";
import { formatWrittenName, nameOf } from "../statement/statement-tree.ts";
import { type Limit, leftOut, type Treatment } from "./limit.ts";

const NO_DATA = "The catalog holds no rows, so data is not loaded.";

function copyOf(tree: Node): CopyStmt | null {
  return "CopyStmt" in tree ? tree.CopyStmt : null;
}

function withoutRows({ relation }: CopyStmt): Treatment {
  return leftOut(`COPY ${relation === undefined ? "(query)" : formatWrittenName(nameOf(relation))}`, NO_DATA);
}

export const copyProgram: Limit = {
  construct: "COPY … PROGRAM",
  treat: ({ tree }) =>
    copyOf(tree)?.is_program === true
      ? leftOut("COPY … PROGRAM", "Nothing outside the engine is run; the data is not loaded.")
      : null,
};

export const copyClient: Limit = {
  construct: "COPY … FROM STDIN, COPY … TO STDOUT",
  treat: ({ tree }) => {
    const copy = copyOf(tree);
    return copy !== null && copy.filename === undefined ? withoutRows(copy) : null;
  },
};

export const copyFile: Limit = {
  construct: "COPY … FROM 'file', COPY … TO 'file'",
  treat: ({ tree }) => {
    const copy = copyOf(tree);
    return copy?.filename === undefined ? null : withoutRows(copy);
  },
};
