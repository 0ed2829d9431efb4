/** Reads `sqitch.plan`: changes in their order, tags between them (sqitchplan in Sqitch's manual). */
import { UserError } from "../../../src/model/user-error.ts";

export interface PlannedChange {
  name: string;
  /** Where the change is made anew later in the plan: the tags between the two, newest first; `null` for the last one. */
  reworkedAt: string[] | null;
  /** 1-based, in the plan. */
  line: number;
}

interface Line {
  kind: "change" | "tag";
  name: string;
  requires: string[];
  line: number;
}

/** Throws `UserError` for a change that is there twice without a tag between, or needs one that does not come before it. */
export function parsePlan(text: string, place: string): PlannedChange[] {
  const lines = text.split(/\r?\n/).flatMap((content, index) => parseLine(content, index + 1) ?? []);
  const known = new Set<string>();
  for (const { kind, name, requires, line } of lines) {
    const missing = requires.find((each) => !known.has(each));
    if (missing !== undefined) {
      throw new UserError(`Change ${name} needs ${missing}, which does not come before it: Sqitch refuses the plan.`, {
        place: `${place}:${line}`,
        hint: "Put the line of what it needs above it.",
      });
    }
    if (kind === "change") known.add(name);
  }
  return lines.flatMap(({ kind, name, line }, at): PlannedChange[] => {
    if (kind === "tag") return [];
    const next = lines.findIndex((other, later) => later > at && other.kind === "change" && other.name === name);
    if (next === -1) return [{ name, reworkedAt: null, line }];
    const tags = lines.slice(at, next).filter((each) => each.kind === "tag");
    if (tags.length > 0) return [{ name, reworkedAt: tags.map((tag) => tag.name).reverse(), line }];
    throw new UserError(`Change ${name} is there twice without a tag between: Sqitch refuses the plan.`, {
      place: `${place}:${lines[next]?.line}`,
      hint: "Take one of the two lines away, or put a tag between them.",
    });
  });
}

/** `users [schema !old] 2024-01-27T09:30:00Z A. Person <a@b> # note`, `@v1.0 …`; `null` for anything else. */
function parseLine(content: string, line: number): Line | null {
  const [, sign = "", name, dependencies = ""] =
    /^\s*([@+-]?)([^\s%#@+[-][^\s[]*)(?:\s+\[([^\]]*)\])?/.exec(content) ?? [];
  if (name === undefined) return null;
  if (sign === "@") return { kind: "tag", name, requires: [], line };
  // What conflicts, stands in another project, or is told by a tag alone is left to Sqitch.
  const own = dependencies.split(/\s+/).filter((each) => each !== "" && !/^[!@]|:/.test(each));
  return { kind: "change", name, requires: own.map((each) => each.replace(/@.*/, "")), line };
}
