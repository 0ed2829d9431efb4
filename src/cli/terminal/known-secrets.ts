/** What this run must not tell: the passwords that it was given, by whatever way. */
import { type Environment, readConnectionParameters } from "../../../introspect/connect/connection-parameters.ts";
import { type SecretValues, toSecretValues } from "../../model/secret-values.ts";
import { listSecrets, maskSecrets } from "../../model/secrets.ts";

const secrets = new Set<string>();
/** Names that stand beside a password in the same connection: as a password they hide nothing. */
const names = new Set<string>();
let compiled: SecretValues | null = null;

/** What is known so far. */
export function secretValues(): SecretValues {
  compiled ??= toSecretValues(secrets, names);
  return compiled;
}

/** Takes up what a word of the command line, a variable or a setting may hold, well written or not. */
export function rememberSecretsOf(text: string): void {
  const masked = maskSecrets(text);
  // `shop:shop@host`: what is told anyway is no secret.
  for (const secret of listSecrets(text)) if (!masked.includes(secret)) secrets.add(secret);
  compiled = null;
}

/** Begins with what the command line and the environment hold. */
export function rememberGivenSecrets(argv: readonly string[], environment: Environment): void {
  secrets.clear();
  names.clear();
  for (const text of [...argv, environment.DATABASE_URL ?? ""]) rememberSecretsOf(text);
  if (environment.PGPASSWORD) secrets.add(environment.PGPASSWORD);
}

/** Takes up the password that a connection is opened with, from wherever libpq's rules take it. */
export function rememberSecretsOfConnection(target: string | null, environment: Environment): void {
  try {
    for (const { password, user, dbname, host } of readConnectionParameters(target, environment).places) {
      for (const name of [user, dbname, host]) names.add(name);
      if (password !== null) secrets.add(password);
    }
  } catch {
    // It cannot be read, and whoever connects with it says so.
  }
  compiled = null;
}
