/** What the parts of an ALTER TABLE do, beyond a moment's lock. */
import { find, follows, identifierAt, skipIfExists } from "./limits/limit.ts";
import type { Word } from "./sql-lexer.ts";
import type { Deed } from "./step-actions.ts";

/** What the step has done to the table before. */
export interface Earlier {
  /** The step itself added the column or the unchecked constraint. */
  isAdded(part: string): boolean;
  add(part: string): void;
  keepsNullsOut(column: string): boolean;
}

/** Parts that take no lock that reads or writes wait for. */
const QUIET = [
  ["VALIDATE", "CONSTRAINT"],
  ["ATTACH", "PARTITION"],
  ["CLUSTER", "ON"],
  ["SET", "WITHOUT", "CLUSTER"],
  ["SET", "("],
  ["RESET", "("],
];
const CONSTRAINT = "CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN|EXCLUDE|NOT";
const SERIAL = /^(small|big)?serial[248]?$/i;

/** `words` are those behind the table's name. */
export function alterActions(words: readonly Word[], earlier: Earlier): Deed[] {
  const parts = splitAtCommas(words);
  const deeds = parts.flatMap((part) => readPart(part, earlier));
  const quiet = parts.every(
    (part) =>
      QUIET.some((keywords) => follows(part, 0, ...keywords)) ||
      (follows(part, 0, "DETACH") && find(part, "CONCURRENTLY") !== -1) ||
      find(part, "SET", "STATISTICS") !== -1,
  );
  return quiet ? deeds : [...deeds, { kind: "alter", name: null }];
}

function readPart(part: readonly Word[], earlier: Earlier): Deed[] {
  if (follows(part, 0, "ADD", CONSTRAINT)) return addConstraint(part, earlier);
  if (follows(part, 0, "ADD")) {
    const column = follows(part, 1, "COLUMN") ? 2 : 1;
    return addColumn(part.slice(skipIfExists(part, column)), earlier);
  }
  if (follows(part, 0, "VALIDATE", "CONSTRAINT")) {
    const name = identifierAt(part, 2);
    return name !== null && earlier.isAdded(name) ? [{ kind: "validate constraint", name }] : [];
  }
  if (follows(part, 0, "DROP") && !follows(part, 1, "CONSTRAINT")) {
    const name = identifierAt(part, skipIfExists(part, follows(part, 1, "COLUMN") ? 2 : 1));
    return name === null || earlier.isAdded(name) ? [] : [{ kind: "drop column", name }];
  }
  if (follows(part, 0, "ALTER")) return alterColumn(part.slice(follows(part, 1, "COLUMN") ? 2 : 1), earlier);
  if (follows(part, 0, "SET", "LOGGED|UNLOGGED") || follows(part, 0, "SET", "ACCESS", "METHOD")) {
    return [{ kind: "rewrite table", name: null }];
  }
  return [];
}

function addConstraint(part: readonly Word[], earlier: Earlier): Deed[] {
  const named = follows(part, 1, "CONSTRAINT");
  const name = named ? identifierAt(part, 2) : null;
  const kind = part[named ? 3 : 1]?.upper;
  // A check may ask for NOT valid, and an index that is yet to be built may say USING INDEX TABLESPACE.
  const outer = part.filter(({ depth }) => depth === 0);
  if (find(outer, "NOT", "VALID") !== -1) {
    if (name !== null) earlier.add(name);
    return [];
  }
  if (kind === "CHECK" || kind === "FOREIGN" || kind === "NOT") return [{ kind: "check constraint", name }];
  const isBuilt = find(outer, "USING", "INDEX") !== -1 && find(outer, "INDEX", "TABLESPACE") === -1;
  return isBuilt && kind !== "EXCLUDE" ? [] : [{ kind: "build constraint", name }];
}

/** `part` begins with the column's name. */
function addColumn(part: readonly Word[], earlier: Earlier): Deed[] {
  const name = identifierAt(part, 0);
  if (name === null) return [];
  earlier.add(name);
  // A column may well be called generated.
  const outer = part.slice(1).filter(({ depth }) => depth === 0);
  const has = (...keywords: string[]) => find(outer, ...keywords) !== -1;
  const byDefault = has("DEFAULT") && !has("DEFAULT", "NULL");
  const filled = byDefault || has("GENERATED") || SERIAL.test(part[1]?.text ?? "");
  const deeds: Deed[] = [];
  if ((has("NOT", "NULL") || has("PRIMARY", "KEY")) && !filled) deeds.push({ kind: "add required column", name });
  if (has("PRIMARY", "KEY") || has("UNIQUE")) deeds.push({ kind: "build constraint", name });
  // A foreign key is not held against rows in which the new column is null; a check is held against all.
  if (has("CHECK") || (has("REFERENCES") && filled)) deeds.push({ kind: "check constraint", name: null });
  if (filled) deeds.push({ kind: "rewrite table", name });
  return deeds;
}

/** `part` begins with the column's name. */
function alterColumn(part: readonly Word[], earlier: Earlier): Deed[] {
  const name = identifierAt(part, 0);
  if (name === null || earlier.isAdded(name)) return [];
  if (follows(part, 1, "SET", "NOT", "NULL")) {
    return earlier.keepsNullsOut(name) ? [] : [{ kind: "set not null", name }];
  }
  return follows(part, 1, "TYPE") || follows(part, 1, "SET", "DATA", "TYPE") ? [{ kind: "rewrite table", name }] : [];
}

function splitAtCommas(words: readonly Word[]): Word[][] {
  const parts: Word[][] = [[]];
  for (const word of words) {
    if (word.text === "," && word.depth === 0) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}
