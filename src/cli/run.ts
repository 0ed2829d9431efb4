/** The command line: parse, run, report, exit code. Known errors are printed for people; anything else is a bug. */
import { CommanderError } from "commander";
import { buildProgram } from "./program.ts";
import { formatErrorText, toExitCode } from "./terminal/errors.ts";
import { rememberGivenSecrets } from "./terminal/known-secrets.ts";
import { hasColours, say } from "./terminal/output.ts";
import { keepYoungMemorySmall } from "./young-memory.ts";

/** Runs one command line and gives its exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  keepYoungMemorySmall();
  rememberGivenSecrets(argv, process.env);
  let exitCode = 0;
  const program = buildProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    say(formatErrorText(error, { colour: hasColours(process.stderr) }));
    return toExitCode(error);
  }
}
