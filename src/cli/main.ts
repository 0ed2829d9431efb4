#!/usr/bin/env node
/**
 * The entry. It imports nothing before the check, so that an older Node gets a sentence in place of a syntax error.
 */
const OLDEST = [22, 18] as const;
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(`error Cartulary needs Node ${OLDEST.join(".")} or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  const [{ run }, { formatErrorText, toExitCode }, { say }, { keepYoungMemorySmall }] = await Promise.all([
    import("./run.ts"),
    import("./terminal/errors.ts"),
    import("./terminal/output.ts"),
    import("./young-memory.ts"),
  ]);
  const fail = (error: unknown): never => {
    say(formatErrorText(error, { colour: false }));
    process.exit(toExitCode(error));
  };
  // A reader that has seen enough, such as head, closes the pipe: there is nobody left to tell.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => (error.code === "EPIPE" ? process.exit() : fail(error)));
  // Node would print it with all that is in it.
  process.on("uncaughtException", fail);

  keepYoungMemorySmall();
  process.exitCode = await run(process.argv.slice(2));
}
