/** The one table of what the embedded engine cannot run; each row is caught before it is sent. */
import type { Node } from "libpg-query";
import type { ScriptStatement } from "../script/script.ts";
import { toWords, type Word } from "../script/sql-lexer.ts";
import { kindOf, type StatementKind } from "../statement/statement-kind.ts";
import { treeOf } from "../statement/statement-tree.ts";
import { copyClient, copyFile, copyProgram } from "./data.ts";
import { extensionVersion } from "./extensions.ts";
import type { Limit, LimitedStatement, Treatment } from "./limit.ts";
import { createLanguage, foreignBlock, foreignLanguage } from "./routines.ts";
import {
  database,
  replicationSlot,
  securityLabel,
  subscription,
  tablespace,
  tablespaceClause,
  twoPhaseCommit,
} from "./server-objects.ts";
import { clientEncoding, discardAll, load, resetAuthorization } from "./session.ts";
import { lz4 } from "./storage.ts";
import { dictionary } from "./text-search.ts";

export const limits: readonly Limit[] = [
  copyProgram,
  copyClient,
  copyFile,
  clientEncoding,
  resetAuthorization,
  discardAll,
  load,
  extensionVersion,
  foreignLanguage,
  foreignBlock,
  createLanguage,
  tablespace,
  tablespaceClause,
  lz4,
  subscription,
  replicationSlot,
  twoPhaseCommit,
  securityLabel,
  database,
  dictionary,
];

/** What is done with a statement instead of sending it; `null` to send it as it stands, as what does not parse is. */
export function treat(statement: ScriptStatement): Treatment | null {
  const tree = treeOf(statement);
  if (tree === null || UNLIMITED.has(kindOf(statement))) return null;
  const limited = new Limited(statement.text, tree);
  for (const limit of limits) {
    const treatment = limit.treat(limited);
    if (treatment === null) continue;
    const omission =
      "omission" in treatment ? { ...treatment.omission, place: `${statement.file}:${statement.line}` } : null;
    return omission === null ? treatment : ({ ...treatment, omission } as Treatment);
  }
  return null;
}

/** No row is about these. */
const UNLIMITED: ReadonlySet<StatementKind> = new Set<StatementKind>(["rows", "upkeep"]);

class Limited implements LimitedStatement {
  readonly text: string;
  readonly tree: Node;
  #words: readonly Word[] | null = null;

  constructor(text: string, tree: Node) {
    this.text = text;
    this.tree = tree;
  }

  get words(): readonly Word[] {
    this.#words ??= toWords(this.text);
    return this.#words;
  }
}
