/** Errors for people, apart from bugs. */
import pc from "picocolors";
import { UserError } from "../model/user-error.ts";
import { printable } from "./reports/printable.ts";

/** Exit codes: 2 the user can mend it, 3 part of the schema could not be read or replayed, 70 a bug. */
export const EXIT = { fine: 0, findings: 1, user: 2, omissions: 3, bug: 70 } as const;

/** System errors that a user can mend, by their code. */
const SYSTEM_ERRORS: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the disk",
  ENOENT: "no such file or folder",
  ENOTDIR: "a part of the path is no folder",
  EISDIR: "it is a folder",
  EDQUOT: "the disk quota is used up",
  EFBIG: "it would be larger than a file may be here",
  EIO: "the disk reports an error",
  EPIPE: "nobody reads it any more",
  EBUSY: "it is in use",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
};

interface SystemError extends Error {
  code: string;
  path?: string;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code in SYSTEM_ERRORS;
}

/** What the system refused, and its code, where that is for the user to mend; `null` for any other error. */
export function describeSystemError(error: unknown): string | null {
  return isSystemError(error) ? `${SYSTEM_ERRORS[error.code]} (${error.code})` : null;
}

/** What is printed to standard error; ends with a line break. */
export function toErrorText(error: unknown, { colour }: { colour: boolean }): string {
  const { red, dim, bold } = pc.createColors(colour);
  if (error instanceof UserError) {
    const lines = [`${red(bold("error"))} ${printable(error.message)}`];
    if (error.place !== null) lines.push(`   ${dim("at")} ${printable(error.place)}`);
    if (error.hint !== null) lines.push(...error.hint.split("\n").map((line) => `      ${printable(line)}`));
    return `${lines.join("\n")}\n`;
  }
  if (isSystemError(error)) {
    return `${red(bold("error"))} ${printable(error.path ?? "A file")}: ${describeSystemError(error)}\n`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${red(bold("bug"))} Cartulary failed in a way it should not. Please report this with the command that you ran.\n${withoutSecrets(stack)}\n`;
}

export function toExitCode(error: unknown): number {
  return error instanceof UserError || isSystemError(error) ? EXIT.user : EXIT.bug;
}

/** Takes user and password out of anything that looks like a connection string. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\b(postgres(?:ql)?(?:\+\w+)?:\/\/)[^\s"'`]*@/gi, "$1")
    .replace(/\bpassword=('[^']*'|\S+)/gi, "password=***");
}
