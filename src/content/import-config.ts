/** A configuration that is a program, loaded. */
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { UserError } from "../model/user-error.ts";
import { toUserLine } from "./user-line.ts";

/**
 * The default export of the file.
 * @param place the file, for messages
 * @throws UserError where it does not load or exports nothing
 */
export async function importConfig(file: string, place: string): Promise<unknown> {
  const hooks = takeTypeScriptForModules();
  const deadline = startDeadline(place);
  let module: { default?: unknown };
  try {
    module = await Promise.race([import(pathToFileURL(file).href), deadline.passed]);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`The configuration does not load: ${error instanceof Error ? error.message : error}`, {
      place: toUserLine(error) ?? place,
      hint: error instanceof Error ? hintFor(error) : null,
      cause: error,
    });
  } finally {
    deadline.stop();
    hooks.deregister();
  }
  if (module.default !== undefined) return module.default;
  throw new UserError("The configuration has no default export.", {
    place,
    hint: "Write export default { … }, or export default defineConfig({ … }).",
  });
}

const DEADLINE_SECONDS = 60;

/** An await that nothing answers would end Node with a code of its own, or never. */
function startDeadline(place: string): { passed: Promise<never>; stop: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const hint = "What does it wait for?";
    reject(new UserError(`The configuration did not load in ${DEADLINE_SECONDS} s.`, { place, hint }));
  }, DEADLINE_SECONDS * 1000);
  return { passed: promise, stop: () => clearTimeout(timer) };
}

/**
 * Node takes a .ts file for CommonJS where the package around it says so, as `npm init` does, and warns where it says
 * nothing. A configuration and what it imports are modules wherever they stand.
 */
function takeTypeScriptForModules(): ReturnType<typeof registerHooks> {
  return registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      return /^file:.*\.ts$/.test(found.url) ? { ...found, format: "module-typescript" } : found;
    },
  });
}

function hintFor(error: Error & { code?: string }): string | null {
  if (error.code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") {
    return "Only types are stripped from a .ts file: enums, namespaces and parameter properties do not work.";
  }
  if (error.code !== "ERR_MODULE_NOT_FOUND") return null;
  return error.message.includes("package 'cartulary'")
    ? "Install it where the configuration stands: npm install --save-dev cartulary."
    : "An import names a file with its ending, ./rules.ts, and a package that is installed.";
}
