/** Errors for people, apart from bugs. */
import pc from "picocolors";
import { UserError } from "../../model/user-error.ts";
import { showUnseen } from "../../model/visible-text.ts";
import { printable } from "../reports/printable.ts";
import { describeSystemError } from "./system-error.ts";

/** Exit codes: 2 the user can mend it, 3 part of the schema could not be read or replayed, 70 a bug. */
export const EXIT = { fine: 0, findings: 1, user: 2, omissions: 3, bug: 70 } as const;

/** What is printed to standard error; ends with a line break. */
export function formatErrorText(error: unknown, { colour }: { colour: boolean }): string {
  const { red, dim, bold } = pc.createColors(colour);
  if (error instanceof UserError) {
    const lines = [`${red(bold("error"))} ${printable(error.message)}`];
    if (error.place !== null) lines.push(`   ${dim("at")} ${printable(error.place)}`);
    if (error.hint !== null) lines.push(...error.hint.split("\n").map((line) => `      ${printable(line)}`));
    return `${lines.join("\n")}\n`;
  }
  const refused = describeSystemError(error);
  if (refused !== null) {
    const path = error instanceof Error && "path" in error ? String(error.path) : "A file";
    return `${red(bold("error"))} ${printable(path)}: ${refused}\n`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${red(bold("bug"))} Cartulary failed in a way it should not. Please report this with the command that you ran.\n${showUnseen(stack)}\n`;
}

export function toExitCode(error: unknown): number {
  return error instanceof UserError || describeSystemError(error) !== null ? EXIT.user : EXIT.bug;
}
