/** The user's configuration, found, loaded and checked. */
import { existsSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";
import { boundsOf } from "../files/bounds.ts";
import { checkFile, type Reading, readTextFile } from "../files/read-file.ts";
import { type Config, configSchema, configWaiverSchema, ruleSettingSchema, userConfigSchema } from "../model/config.ts";
import { nearest } from "../model/nearest.ts";
import { ownRuleSchema, type ReadOwnRule } from "../model/own-rule.ts";
import { securityConfigSchema } from "../model/security-config.ts";
import { UserError } from "../model/user-error.ts";
import { importConfig } from "./import-config.ts";

const NAMES = ["cartulary.config.ts", "cartulary.config.mjs", "cartulary.config.json"];

/** Names under which others look for one, and we do not. */
const NAMES_NOT_READ = ["js", "cjs", "mts", "cts", "jsonc", "json5", "yaml", "yml", "toml"].map(
  (ending) => `cartulary.config.${ending}`,
);

/**
 * The folder's configuration file, or `null`.
 * @throws UserError where there is more than one, and where the only one has a name that is not read
 */
export function findConfig(folder: string): string | null {
  const found = NAMES.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (found.length > 1) {
    throw new UserError(`There is more than one configuration: ${found.map((path) => basename(path)).join(", ")}.`, {
      place: relative("", folder) || ".",
      hint: "Keep one of them, or name it with --config.",
    });
  }
  if (found[0] !== undefined) return found[0];
  const notRead = NAMES_NOT_READ.find((name) => existsSync(join(folder, name)));
  if (notRead === undefined) return null;
  throw new UserError("A configuration of this name is not read.", {
    place: relative("", join(folder, notRead)).replaceAll("\\", "/"),
    hint: "It is called cartulary.config.ts, .mjs or .json.",
  });
}

/** A configuration as it was read. */
export interface ReadConfig {
  config: Config;
  /** The team's own rules as they are written, defaults filled in. */
  ownRules: readonly ReadOwnRule[];
  /** The file for messages; empty where there is none. */
  place: string;
}

/**
 * The configuration with its defaults filled in: of the file given, else of the one in the folder, else defaults alone.
 * One that was found in the folder must lie in its repository, links followed.
 * @throws UserError for a file that does not load, an unknown key (naming the nearest known one) and a wrong value
 */
export async function readConfig(path: string | null, folder: string): Promise<ReadConfig> {
  const file = path ?? findConfig(folder);
  if (file === null) return { config: configSchema.parse({}), ownRules: [], place: "" };
  const place = relative("", file).replaceAll("\\", "/");
  if (!existsSync(file)) {
    throw new UserError("There is no such configuration.", {
      place,
      hint: "--config names the file; left out, the current folder's cartulary.config.ts, .mjs or .json is read.",
    });
  }
  if (![".ts", ".mjs", ".json"].includes(extname(file))) {
    throw new UserError("A configuration of this name is not read.", { place, hint: "It ends in .ts, .mjs or .json." });
  }
  const json = extname(file) === ".json";
  const reading = { place, bounds: path === null ? boundsOf(folder) : null };
  if (!json) checkFile(file, reading);
  const value = json ? readJson(file, reading) : await importConfig(file, place);
  if (json && typeof value === "object" && value !== null && Object.hasOwn(value, "ownRules")) {
    throw new UserError("A configuration in JSON cannot hold rules of your own.", {
      place,
      hint: "Rules are functions. Call the file cartulary.config.ts or .mjs, and write export default before the brace.",
    });
  }
  const parsed = userConfigSchema.safeParse(value);
  if (!parsed.success) throw toUserError(mostTelling(parsed.error.issues as Issue[]), place);
  const { ownRules, ...config } = parsed.data;
  return { config, ownRules, place };
}

function readJson(file: string, reading: Reading): unknown {
  const text = readTextFile(file, reading);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const offset = /position (\d+)/.exec((error as Error).message)?.[1];
    const line = offset === undefined ? "" : `:${text.slice(0, Number(offset)).split("\n").length}`;
    throw new UserError("The configuration is not valid JSON.", {
      place: `${reading.place}${line}`,
      hint: "JSON has neither comments nor a comma after the last entry; cartulary.config.mjs may have both.",
      cause: error,
    });
  }
}

/** What zod says of one fault, as far as it is used here. */
interface Issue {
  code: string;
  path: PropertyKey[];
  message: string;
  keys?: string[];
}

/** A key that is mistyped is missing too: what is unknown says more. */
function mostTelling(issues: readonly Issue[]): Issue {
  return issues.find(({ code }) => code === "unrecognized_keys") ?? (issues[0] as Issue);
}

function toUserError(issue: Issue, place: string): UserError {
  const path = toPath(issue.path);
  const key = issue.keys?.[0];
  if (issue.code === "unrecognized_keys" && key !== undefined) {
    const known = knownKeys(issue.path);
    const near = nearest(key, known);
    const where = path === "" ? "" : ` in ${path}`;
    return new UserError(`The configuration has an unknown key ${key}${where}.`, {
      place,
      hint: near === null ? `The keys are ${known.join(", ")}.` : `Did you mean ${near}?`,
    });
  }
  const what = issue.message.replace(/^Invalid (?:input|option|string|URL|ISO date): ?/, "");
  const said = what === issue.message ? `${what.charAt(0).toLowerCase()}${what.slice(1)}` : what;
  return new UserError(`The configuration cannot be used: ${path === "" ? "" : `${path}: `}${said}.`, { place });
}

/** `rules["pk-uuid"].severity`, `waivers[0].reason`. */
function toPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const name = String(part);
      if (!/^[A-Za-z_]\w*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}

/** The keys that there are at a place of the configuration. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  if (path[0] === "rules") return Object.keys(ruleSettingSchema.shape);
  if (path[0] === "waivers") return Object.keys(configWaiverSchema.shape);
  if (path[0] === "security") return Object.keys(securityConfigSchema.shape);
  if (path[0] === "ownRules") return Object.keys(ownRuleSchema.shape);
  return Object.keys(userConfigSchema.shape);
}
