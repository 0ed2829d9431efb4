/** Statements that move rows between the server and somewhere else. */
import { find, follows, type Limit, leftOut, nameAt } from "./limit.ts";

const NO_DATA = "The catalog holds no rows, so data is not loaded.";

export const copyProgram: Limit = {
  construct: "COPY … PROGRAM",
  treat: ({ words }) =>
    follows(words, 0, "COPY") && find(words, "FROM|TO", "PROGRAM") !== -1
      ? leftOut("COPY … PROGRAM", "Nothing outside the engine is run; the data is not loaded.")
      : null,
};

export const copyClient: Limit = {
  construct: "COPY … FROM STDIN, COPY … TO STDOUT",
  treat: ({ words }) =>
    follows(words, 0, "COPY") && find(words, "FROM|TO", "STDIN|STDOUT") !== -1
      ? leftOut(`COPY ${nameAt(words, 1)?.source ?? "(query)"}`, NO_DATA)
      : null,
};

export const copyFile: Limit = {
  construct: "COPY … FROM 'file', COPY … TO 'file'",
  treat: ({ words }) => {
    if (!follows(words, 0, "COPY")) return null;
    const file = words.some((word, at) => word.kind === "string" && follows(words, at - 1, "FROM|TO"));
    return file ? leftOut(`COPY ${nameAt(words, 1)?.source ?? "(query)"}`, NO_DATA) : null;
  },
};
