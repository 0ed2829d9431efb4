/** Comments in a script that silence rules: ours, and those of squawk, Atlas and the Postgres language server. */
import type { StepDirective } from "../../../src/model/migration-facts.ts";

const LINE =
  /^[^\S\n]*--[^\S\n]*(squawk-ignore(?:-file)?|atlas:nolint|pgls-ignore(?:-all)?|cartulary-ignore(?:-file)?)(?![\w-])(.*)$/gim;
const IRREVERSIBLE = /^[^\S\n]*--[^\S\n]*irreversible:[^\S\n]*(\S.*)$/im;

/** `lines` are those that the file's statements begin on, in their order. */
export function readDirectives(text: string, lines: readonly number[]): StepDirective[] {
  const directives: StepDirective[] = [];
  for (const match of text.matchAll(LINE)) {
    const [whole, written = "", rest = ""] = match;
    const end = match.index + whole.length;
    const line = text.slice(0, match.index).split("\n").length;
    const directive = written.toLowerCase();
    // Atlas: apart from any statement it is about the file.
    const ofFile =
      /-(file|all)$/.test(directive) || (directive === "atlas:nolint" && /^\r?\n[^\S\n]*\r?\n/.test(text.slice(end)));
    const next = lines.find((each) => each > line) ?? null;
    if (!ofFile && next === null) continue;
    directives.push({ directive: directive.replace(/-(file|all)$/, ""), line: ofFile ? null : next, ...namedIn(rest) });
  }
  return directives;
}

/** The reason that the script gives for having no way back; `null` for none. */
export function readIrreversible(text: string): string | null {
  return IRREVERSIBLE.exec(text)?.[1]?.trim() ?? null;
}

/** `rule-a, rule-b -- why`, `lint/safety/rule: why`, `DS102 MF101`. */
function namedIn(rest: string): Pick<StepDirective, "rules" | "reason"> {
  const cut = /\s--\s|:\s/.exec(` ${rest.trim()}`);
  const list = cut === null ? rest : ` ${rest.trim()}`.slice(0, cut.index);
  const reason = cut === null ? "" : ` ${rest.trim()}`.slice(cut.index + cut[0].length).trim();
  const rules = list.split(/[\s,]+/).filter((name) => name !== "");
  return { rules: rules.map((name) => name.split("/").at(-1) as string), reason: reason === "" ? null : reason };
}
