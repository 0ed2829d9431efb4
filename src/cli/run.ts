/** The command line: parse, run, report, exit code. Known errors are printed for people; anything else is a bug. */
import { CommanderError } from "commander";
import { UserError } from "../model/user-error.ts";
import { buildProgram } from "./program.ts";
import { formatErrorText, toExitCode } from "./terminal/errors.ts";
import { rememberGivenSecrets } from "./terminal/known-secrets.ts";
import { hasColours, say } from "./terminal/output.ts";

/** Runs one command line and gives its exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  rememberGivenSecrets(argv, process.env);
  let exitCode = 0;
  const program = buildProgram((code) => {
    exitCode = code;
  });
  try {
    refuseEmpty(argv);
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    say(formatErrorText(error, { colour: hasColours(process.stderr) }));
    return toExitCode(error);
  }
}

/** A variable of the shell that is not set: as a path it would be the current folder, which nobody has named. */
function refuseEmpty(argv: readonly string[]): void {
  const empty = argv.findIndex((argument) => /^(?:--[\w-]+=)?\s*$/.test(argument));
  if (empty === -1) return;
  const before = (argv[empty]?.trim() || argv[empty - 1] || "cartulary").replace(/=$/, "");
  throw new UserError(`What stands behind ${before} is empty.`, {
    hint: "Is a variable not set that should be? Where nothing is meant, leave it out.",
  });
}
