/** Text for a terminal: wrapped by the columns that it takes up, code told apart by colour. */
import type pc from "picocolors";
import stringWidth from "string-width";
import type { Sentence } from "../../model/sentence.ts";
import { printable } from "./printable.ts";

/** Below so many columns lines are no longer broken to fit. */
const NARROWEST = 30;

type Colours = ReturnType<typeof pc.createColors>;

/** A sentence on one line, without control characters; code in colour where there are colours. */
export function toTerminalText(sentence: Sentence, { cyan }: Pick<Colours, "cyan">): string {
  return sentence.map((part) => (typeof part === "string" ? printable(part) : cyan(printable(part.code)))).join("");
}

/** Breaks between words so that no line is wider, but for a single long word. Colours take up no columns. */
export function wrap(text: string, width: number): string[] {
  const most = Math.max(width, NARROWEST);
  const lines: string[] = [];
  let line = "";
  let columns = 0;
  for (const word of text.split(" ")) {
    const wide = stringWidth(word);
    if (line !== "" && columns + 1 + wide > most) {
      lines.push(line);
      [line, columns] = [word, wide];
    } else if (line === "") [line, columns] = [word, wide];
    else [line, columns] = [`${line} ${word}`, columns + 1 + wide];
  }
  return [...lines, line];
}

/** Wrapped, each line behind so many spaces. */
export function indented(text: string, indent: number, width: number): string[] {
  return wrap(text, width - indent).map((line) => `${" ".repeat(indent)}${line}`);
}

/** A text in the column behind its lead, which may hold colours; on lines below where that column would be too narrow. */
export function behind(lead: string, text: string, width: number): string[] {
  const start = stringWidth(lead);
  if (width - start < NARROWEST) return [lead.trimEnd(), ...indented(text, 4, width)];
  const [first, ...rest] = wrap(text, width - start);
  return [`${lead}${first}`, ...rest.map((line) => `${" ".repeat(start)}${line}`)];
}

/** Filled up with spaces to so many columns. */
export function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - stringWidth(text)));
}

/** The widest of some texts, in columns. */
export function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => stringWidth(text)));
}

/** The words of the levels, each as wide as the widest. */
export function levelLabels({ red, yellow, dim }: Pick<Colours, "red" | "yellow" | "dim">) {
  return { error: red("error  "), warning: yellow("warning"), information: dim("info   ") };
}
