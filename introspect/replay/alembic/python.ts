/** A Python file as a syntax tree, and what its literals say. Nothing of it is run. */
import { parser } from "@lezer/python";
import { UserError } from "../../../src/model/user-error.ts";
import { findConflict } from "../layouts/merge-conflict.ts";

/** A node of the tree, whose names are those of the grammar: `FunctionDefinition`, `CallExpression`. */
export type PythonNode = ReturnType<typeof parser.parse>["topNode"];

/** What a literal says; `undefined` for what only running it would tell. */
export type PythonValue = string | null | PythonValue[] | undefined;

export interface PythonModule {
  text: string;
  top: PythonNode;
}

/** Parses a module. Throws `UserError` for a merge conflict and for what is no Python, at `place` and the line. */
export function parsePython(text: string, place: string): PythonModule {
  const conflict = findConflict(text);
  if (conflict !== null) {
    throw new UserError(`The file holds a merge conflict that is not resolved (\`${conflict.mark}\`).`, {
      place: `${place}:${conflict.line}`,
      hint: "Resolve it, and read again.",
    });
  }
  const tree = parser.parse(text);
  let wrong: number | null = null;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) wrong ??= from;
      return wrong === null;
    },
  });
  const module = { text, top: tree.topNode };
  if (wrong === null) return module;
  throw new UserError("The file is not Python that can be read.", {
    place: `${place}:${lineAt(module, wrong)}`,
    hint: "python -m py_compile names what is wrong with it.",
  });
}

/** The line of a position in the text, 1-based. */
export function lineAt({ text }: PythonModule, position: number): number {
  return text.slice(0, position).split("\n").length;
}

export function textOf({ text }: PythonModule, node: PythonNode): string {
  return text.slice(node.from, node.to);
}

export function childrenOf(node: PythonNode): PythonNode[] {
  const children: PythonNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** The statements of a module that are always or perhaps run: those in `if` and `try` too, in their order. */
export function statementsOf(node: PythonNode): PythonNode[] {
  return childrenOf(node).flatMap((child) => {
    if (child.name === "DecoratedStatement") return childrenOf(child).filter(({ name }) => name !== "Decorator");
    if (/^(If|Try|With)Statement$/.test(child.name)) {
      return childrenOf(child)
        .filter(({ name }) => name === "Body")
        .flatMap(statementsOf);
    }
    return [child];
  });
}

/** The text at the beginning of a module that documents it; `null` for none. */
export function docstringOf(module: PythonModule): string | null {
  const first = childrenOf(module.top).find(({ name }) => name !== "Comment");
  const expression = first?.name === "ExpressionStatement" ? first.firstChild : null;
  const value = expression == null ? undefined : evaluate(module, expression, new Map());
  return typeof value === "string" ? value : null;
}

/** What the module's names are set to, in the order of its text. */
export function readConstants(module: PythonModule): Map<string, { value: PythonValue; line: number }> {
  const constants = new Map<string, { value: PythonValue; line: number }>();
  for (const statement of statementsOf(module.top)) {
    if (statement.name !== "AssignStatement") continue;
    const parts = childrenOf(statement).filter(({ name }) => name !== "TypeDef");
    const operators = parts.flatMap(({ name }, place) => (name === "AssignOp" ? [place] : []));
    const last = operators.at(-1);
    if (last === undefined) continue;
    const sources = parts.slice(last + 1).filter(({ name }) => name !== ",");
    const line = lineAt(module, statement.from);
    for (const [index, operator] of operators.entries()) {
      const from = index === 0 ? 0 : (operators[index - 1] as number) + 1;
      const targets = parts.slice(from, operator).filter(({ name }) => name !== ",");
      const values = sources.map((source) => evaluate(module, source, constants));
      for (const [place, target] of targets.entries()) {
        if (target.name !== "VariableName") continue;
        const value = targets.length > 1 ? values[place] : parts.length > last + 2 ? values : values[0];
        constants.set(textOf(module, target), { value, line });
      }
    }
  }
  return constants;
}

/** The value of an expression that is a literal, or a name that was set to one. */
export function evaluate(
  module: PythonModule,
  node: PythonNode,
  constants: ReadonlyMap<string, { value: PythonValue }>,
): PythonValue {
  const inner = () => childrenOf(node).filter(({ name }) => /^\w/.test(name) && name !== "Comment");
  switch (node.name) {
    case "None":
      return null;
    case "String":
      return readString(textOf(module, node));
    case "ContinuedString": {
      const parts = inner().map((part) => evaluate(module, part, constants));
      return parts.every((part) => typeof part === "string") ? parts.join("") : undefined;
    }
    case "ParenthesizedExpression": {
      const [only] = inner();
      return only === undefined ? undefined : evaluate(module, only, constants);
    }
    case "TupleExpression":
    case "ArrayExpression":
    case "SetExpression":
      return inner().map((part) => evaluate(module, part, constants));
    case "VariableName":
      return constants.get(textOf(module, node))?.value;
    default:
      return undefined;
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\n", ""],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
]);
const ESCAPE = /\\(?:(\r?\n|[abfnrtv\\'"])|x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|([0-7]{1,3}))/gi;

/** What a string literal says (The Python Language Reference, 2.5); `undefined` for bytes. */
function readString(literal: string): string | undefined {
  const [, prefix = "", quotes = "", body = ""] = /^([a-z]*)("""|'''|"|')(.*)\2$/is.exec(literal) ?? [];
  if (quotes === "" || /b/i.test(prefix)) return undefined;
  if (/r/i.test(prefix)) return body;
  return body.replace(ESCAPE, (whole, plain?: string, ...codes: (string | undefined)[]) => {
    if (plain !== undefined) return ESCAPES.get(plain.replace("\r", "")) ?? whole;
    const hexadecimal = codes.slice(0, 3).find((code) => code !== undefined);
    const code = hexadecimal === undefined ? Number.parseInt(codes[3] as string, 8) : Number.parseInt(hexadecimal, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
