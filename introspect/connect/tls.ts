/** TLS as libpq's sslmode, sslrootcert, sslcert and sslkey ask for it. */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { ConnectionOptions } from "node:tls";
import { UserError } from "../../src/model/user-error.ts";
import type { ConnectionParameters, Environment } from "./connection-parameters.ts";

/** The ways to try, in order: `false` is a connection without TLS. The last one's failure is the one to tell. */
export function buildTlsAttempts(
  parameters: ConnectionParameters,
  environment: Environment,
): (false | ConnectionOptions)[] {
  if (parameters.address.startsWith("/") || parameters.sslmode === "disable") return [false];
  const options = buildTlsOptions(parameters, environment);
  if (parameters.sslmode === "allow") return [false, options];
  if (parameters.sslmode === "prefer") return [options, false];
  return [options];
}

function buildTlsOptions(parameters: ConnectionParameters, environment: Environment): ConnectionOptions {
  const folder =
    process.platform === "win32"
      ? join(environment.APPDATA ?? "", "postgresql")
      : join(environment.HOME ?? homedir(), ".postgresql");
  const system = parameters.sslrootcert === "system";
  const ca = system ? null : readPem("sslrootcert", parameters.sslrootcert, join(folder, "root.crt"));
  const cert = readPem("sslcert", parameters.sslcert, join(folder, "postgresql.crt"));
  const key = readPem("sslkey", parameters.sslkey, join(folder, "postgresql.key"));
  // As libpq: with a root certificate, `require` verifies the chain too.
  const full = parameters.sslmode === "verify-full" || system;
  const chain = full || parameters.sslmode === "verify-ca" || (parameters.sslmode === "require" && ca !== null);
  if (chain && ca === null && !system) {
    throw new UserError(`sslmode=${parameters.sslmode} needs a root certificate, and there is none.`, {
      hint: `Set sslrootcert to a file, or to "system" for the system's own certificates, or make ${join(folder, "root.crt")}.`,
    });
  }
  return {
    rejectUnauthorized: chain,
    // Where the address is given beside it, the host's name is still the one that its certificate names.
    ...(parameters.address === parameters.host ? {} : { servername: parameters.host }),
    ...(full ? {} : { checkServerIdentity: () => undefined }),
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
  };
}

/** A PEM file's text: one that was asked for must be there, the standard one may be missing. */
function readPem(option: string, file: string | null, standard: string): string | null {
  if (file === null && !existsSync(standard)) return null;
  try {
    return readFileSync(file ?? standard, "utf8");
  } catch (error) {
    throw new UserError(`The file of ${option} cannot be read: ${file ?? standard}`, {
      hint: error instanceof Error && "code" in error ? `The system says ${String(error.code)}.` : null,
    });
  }
}
