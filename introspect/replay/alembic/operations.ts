/** Which of Alembic's operations a revision's functions call, and whether they do anything at all. */
import { childrenOf, lineAt, type PythonModule, type PythonNode, statementsOf, textOf } from "./python.ts";

/** One of the functions `upgrade` and `downgrade`. */
export interface RevisionPart {
  /** 1-based, of its `def`. */
  line: number;
  /** Alembic's operations in the order of the text, those of the file's own functions that it calls among them. */
  operations: { name: string; line: number }[];
  /** `nothing`: it is empty or `pass`; `refuses`: it raises an error whatever happens. */
  effect: PartEffect;
  /** The line of the first `autocommit_block`; `null` for none. */
  autocommit: number | null;
}

export type PartEffect = "changes" | "nothing" | "refuses";

/** What the operations object offers beside operations. */
const NO_OPERATIONS: ReadonlySet<string> = new Set([
  "f",
  "get_bind",
  "get_context",
  "implementation_for",
  "inline_literal",
  "register_operation",
]);
/** How connections and sessions are told to run something. */
const EXECUTES: ReadonlySet<string> = new Set(["exec_driver_sql", "execute"]);
const IRREVERSIBLE = /^#\s*irreversible:\s*(\S.*)$/i;

export interface RevisionParts {
  upgrade: RevisionPart | null;
  downgrade: RevisionPart | null;
  /** `# irreversible: reason`; `null` for none. */
  irreversible: string | null;
  /** There is an `upgrade`, and the file imports from Alembic. */
  upgradesByAlembic: boolean;
}

export function readParts(module: PythonModule): RevisionParts {
  const statements = statementsOf(module.top);
  const functions = new Map(
    statements.filter(({ name }) => name === "FunctionDefinition").map((each) => [nameOf(module, each), each]),
  );
  const operators = findOperators(module, statements);
  const read = (name: string): RevisionPart | null => {
    const definition = functions.get(name);
    return definition === undefined ? null : new PartReader(module, functions, operators).read(definition);
  };
  const upgrade = read("upgrade");
  return {
    upgrade,
    downgrade: read("downgrade"),
    irreversible: findComment(module, IRREVERSIBLE),
    upgradesByAlembic: upgrade !== null && operators.size > 0,
  };
}

function nameOf(module: PythonModule, definition: PythonNode): string {
  const name = definition.getChild("VariableName");
  return name === null ? "" : textOf(module, name);
}

function findComment(module: PythonModule, pattern: RegExp): string | null {
  let found: string | null = null;
  module.top.cursor().iterate((node) => {
    if (node.name === "Comment") found ??= pattern.exec(module.text.slice(node.from, node.to))?.[1]?.trim() ?? null;
  });
  return found;
}

/** What the file calls the operations: `op`, by `from alembic import op`. */
function findOperators(module: PythonModule, statements: readonly PythonNode[]): ReadonlySet<string> {
  const operators = new Set<string>();
  for (const statement of statements) {
    if (statement.name !== "ImportStatement") continue;
    const words = childrenOf(statement)
      .filter(({ name }) => name !== "," && name !== "(" && name !== ")")
      .map((word) => textOf(module, word));
    if (words[0] === "from" && words[1] === "alembic") {
      for (const [place, word] of words.entries()) {
        if (place > 2 && word === "op") operators.add(words[place + 1] === "as" ? (words[place + 2] as string) : word);
      }
    } else if (words[0] === "import" && words[1] === "alembic") {
      operators.add(words[2] === "as" ? `${words[3]}.op` : "alembic.op");
    }
  }
  return operators;
}

/** Reads one function, and those of the file that it calls. */
class PartReader {
  readonly #module: PythonModule;
  readonly #functions: ReadonlyMap<string, PythonNode>;
  /** What operations are called on: `op`, and what `batch_alter_table` is bound to. */
  readonly #operators: Set<string>;
  readonly #entered = new Set<PythonNode>();
  readonly #operations: RevisionPart["operations"] = [];
  #autocommit: number | null = null;

  constructor(module: PythonModule, functions: ReadonlyMap<string, PythonNode>, operators: ReadonlySet<string>) {
    this.#module = module;
    this.#functions = functions;
    this.#operators = new Set(operators);
  }

  read(definition: PythonNode): RevisionPart {
    this.#walk(definition);
    return {
      line: lineAt(this.#module, definition.from),
      operations: this.#operations,
      effect: findEffect(this.#module, definition),
      autocommit: this.#autocommit,
    };
  }

  #walk(node: PythonNode): void {
    if (node.name === "FunctionDefinition") {
      if (this.#entered.has(node)) return;
      this.#entered.add(node);
    }
    if (node.name === "WithStatement") this.#bindBatches(node);
    if (node.name === "CallExpression") this.#call(node);
    for (const child of childrenOf(node)) this.#walk(child);
  }

  /** `with op.batch_alter_table("orders") as batch:` makes `batch` another name for operations. */
  #bindBatches(node: PythonNode): void {
    const parts = childrenOf(node);
    for (const [place, part] of parts.entries()) {
      const [as, name] = parts.slice(place + 1);
      if (part.name !== "CallExpression" || as?.name !== "as" || name?.name !== "VariableName") continue;
      const called = calledOn(this.#module, part);
      if (called?.property === "batch_alter_table") this.#operators.add(textOf(this.#module, name));
    }
  }

  #call(node: PythonNode): void {
    const called = calledOn(this.#module, node);
    const line = lineAt(this.#module, node.from);
    if (called === null) {
      const name = node.firstChild === null ? "" : textOf(this.#module, node.firstChild);
      const own = this.#functions.get(name);
      if (own !== undefined) this.#walk(own);
      // The template for several databases calls `upgrade_` and the name of each.
      if (name === "globals") this.#walkVariants(node);
    } else if (this.#operators.has(called.object)) {
      if (!NO_OPERATIONS.has(called.property)) this.#operations.push({ name: called.property, line });
    } else if (EXECUTES.has(called.property)) {
      this.#operations.push({ name: "execute", line });
    } else if (called.property === "autocommit_block") {
      this.#autocommit ??= line;
    }
  }

  #walkVariants(node: PythonNode): void {
    let at: PythonNode | null = node;
    while (at !== null && at.name !== "FunctionDefinition") at = at.parent;
    if (at === null) return;
    const prefix = `${nameOf(this.#module, at)}_`;
    for (const [name, definition] of this.#functions) if (name.startsWith(prefix)) this.#walk(definition);
  }
}

/** `op` and `add_column` of `op.add_column(…)`; `null` where no method is called. */
function calledOn(module: PythonModule, call: PythonNode): { object: string; property: string } | null {
  const callee = call.firstChild;
  const [object, property] = [callee?.firstChild ?? null, callee?.lastChild ?? null];
  if (callee?.name !== "MemberExpression" || object === null || property?.name !== "PropertyName") return null;
  return { object: textOf(module, object), property: textOf(module, property) };
}

function findEffect(module: PythonModule, definition: PythonNode): PartEffect {
  const body = definition.getChild("Body");
  const statements = body === null ? [] : childrenOf(body).filter(({ name }) => /^[A-Z]/.test(name));
  if (statements.some(({ name }) => name === "RaiseStatement")) return "refuses";
  return statements.every((statement) => isIdle(module, statement)) ? "nothing" : "changes";
}

/** `pass`, `...`, a text that documents, `return` and comments. */
function isIdle(module: PythonModule, statement: PythonNode): boolean {
  if (statement.name === "PassStatement" || statement.name === "Comment") return true;
  if (statement.name === "ReturnStatement") return /^return(\s+None)?\s*$/.test(textOf(module, statement));
  const [expression, more] = childrenOf(statement);
  return (
    statement.name === "ExpressionStatement" &&
    more === undefined &&
    /^(String|ContinuedString|FormatString|Ellipsis|None)$/.test(expression?.name ?? "")
  );
}
