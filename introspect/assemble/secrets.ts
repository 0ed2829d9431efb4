/** Secrets never reach the catalog. */
import { MASK, maskConnectionStrings } from "../../src/model/secrets.ts";
import type { Option } from "../../src/model/shared-parts.ts";

/** Options of foreign servers and tables that name a secret, whatever the wrapper. */
const SECRET_NAME = /pass|secret|token|credential|private|api_?key|access_?key|auth/i;

/** A password by itself, as an option or a default may hold it. */
const PASSWORD = /\b(password\s*=\s*)('[^']*'|[^\s'&;]+)/gi;

/** The text with passwords of URLs and connection strings masked. */
export function maskText(text: string): string {
  return maskConnectionStrings(text).replaceAll(PASSWORD, `$1${MASK}`);
}

/** A secret that a command sets or passes: `AWS_SECRET_ACCESS_KEY=…`, `--password …`. */
const COMMAND_SECRET = /([\w-]*(?:pass|secret|token|credential|key)[\w-]*(?:\s*=\s*|\s+))('[^']*'|"[^"]*"|[^\s'"]+)/gi;

/** The text of a command with what may be a secret masked; rather too much than too little. */
export function maskCommand(text: string): string {
  return maskText(text).replaceAll(COMMAND_SECRET, `$1${MASK}`);
}

/** Options with the values of those masked that are, or hold, a secret. */
export function maskOptions(options: Option[]): Option[] {
  if (options.length === 0) return options;
  return options.map(({ name, value }) => ({ name, value: SECRET_NAME.test(name) ? MASK : maskText(value) }));
}
