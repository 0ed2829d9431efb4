/** `\if`, `\elif`, `\else` and `\endif` of one file. */
import type { MetaArgument } from "./meta-command.ts";

/** What a condition is, or why that is not known. */
export type Condition = { holds: boolean } | { fault: string; hint: string | null };

interface Branch {
  /** What stands here is run. */
  active: boolean;
  /** One of the branches was run, or none may be. */
  taken: boolean;
  closed: boolean;
  line: number;
}

export class PsqlConditions {
  readonly #branches: Branch[] = [];

  /** Whether what stands here is run. */
  get active(): boolean {
    return this.#branches.at(-1)?.active ?? true;
  }

  /** The line of the innermost one that is not ended; `null` where all are. */
  get openLine(): number | null {
    return this.#branches.at(-1)?.line ?? null;
  }

  /** `decide` is asked only where the answer counts. */
  begin(decide: () => boolean, line: number): void {
    const outer = this.active;
    const active = outer && decide();
    this.#branches.push({ active, taken: !outer || active, closed: false, line });
  }

  /** `decide` null: `\else`. False where there is nothing that it could go on. */
  goOn(decide: (() => boolean) | null): boolean {
    const branch = this.#branches.at(-1);
    if (branch === undefined || branch.closed) return false;
    branch.active = !branch.taken && (decide === null || decide());
    branch.taken ||= branch.active;
    branch.closed = decide === null;
    return true;
  }

  /** False where there is none to end. */
  end(): boolean {
    return this.#branches.pop() !== undefined;
  }
}

const HINT = "Set the variable with \\set before, or give a server that the script has been run on.";

/** Reads the arguments of `\if` or `\elif`. */
export function readCondition(given: readonly MetaArgument[]): Condition {
  const words: string[] = [];
  for (const { value, unset } of given) {
    if ("from" in value) return { fault: `The condition depends on ${ORIGINS[value.from]}.`, hint: HINT };
    if (unset !== null) return { fault: `The condition depends on the variable ${unset}.`, hint: HINT };
    words.push(value.text);
  }
  const holds = parseBoolean(words.join(" "));
  return holds === null ? { fault: "The condition is neither true nor false.", hint: null } : { holds };
}

/** Where values come from that could not be known. */
export const ORIGINS = {
  shell: "what a shell command prints, and none is run",
  query: "what a query returns, which is not known",
} as const;

/** As psql reads it, `null` where it is none: words may be cut short, as long as they tell. */
function parseBoolean(text: string): boolean | null {
  const word = text.toLowerCase();
  if (word === "1" || word === "on") return true;
  if (word === "0" || word === "of" || word === "off") return false;
  if (word === "") return null;
  if ("true".startsWith(word) || "yes".startsWith(word)) return true;
  return "false".startsWith(word) || "no".startsWith(word) ? false : null;
}
