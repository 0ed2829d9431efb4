/** Why a connection failed, for people. */
import { quoteIdentifier } from "../../src/model/names.ts";
import { UserError } from "../../src/model/user-error.ts";
import type { ConnectionParameters } from "./connection-parameters.ts";
import { ProtocolError } from "./wire-client.ts";

/** Codes of Node's TLS for a certificate that does not verify. */
const CERTIFICATE_CODES = new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** pg, where the answer to its question for TLS is neither yes nor no. */
const NO_TLS_ANSWER = "There was an error establishing an SSL connection";
/** pg, where the other side hangs up before the session has begun. */
const HUNG_UP = "Connection terminated unexpectedly";

/** Turns what pg or Node reports into an error that names host and port and says what to do. */
export function buildConnectionError(error: unknown, parameters: ConnectionParameters): UserError {
  const { host, port, dbname, user } = parameters;
  const place = `${host}:${port}`;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const text = error instanceof Error ? error.message : String(error);
  const fail = (message: string, hint: string) => new UserError(message, { place, hint });
  if (CERTIFICATE_CODES.has(code)) {
    return fail(`The certificate of ${place} does not verify: ${text}.`, "Check sslrootcert and the host's name.");
  }
  if (error instanceof ProtocolError || text === NO_TLS_ANSWER) {
    return fail(`What answers on ${place} is no PostgreSQL server.`, "Check the port: another program listens there.");
  }
  switch (code) {
    case "28P01":
      return fail(`${place} refused the password of the role "${user}".`, "Check the password and the role's name.");
    case "28000":
      return fail(`${place} does not let the role "${user}" in: ${text}.`, "Check the role's name and pg_hba.conf.");
    case "3D000":
      return fail(`${place} has no database "${dbname}".`, "Check the name after the last slash of the URL.");
    case "42501":
      return fail(`The role "${user}" may not connect to "${dbname}" on ${place}.`, `Grant it: ${grant(dbname, user)}`);
    case "53300":
      return fail(`${place} has no connection left.`, "Try again later, or end idle sessions.");
    case "57P03":
      return fail(`${place} is starting up or shutting down.`, "Try again in a moment.");
    case "ECONNREFUSED":
    case "ENOENT":
      return fail(`No server listens on ${place}.`, "Check that PostgreSQL runs there, and the port.");
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return fail(`The host "${host}" is unknown.`, "Check its spelling and the name service.");
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return fail(`${place} cannot be reached.`, "Check the network and the address.");
    case "EACCES":
      return fail(`The socket of ${place} may not be opened.`, "Check the socket's permissions.");
  }
  if (code === "ETIMEDOUT" || /timeout/i.test(text)) {
    return fail(
      `${place} did not answer in ${parameters.connectTimeout} s.`,
      "Check the host, the port and firewalls.",
    );
  }
  if (text === HUNG_UP || code === "ECONNRESET" || code === "EPIPE") {
    return fail(
      `${place} ends the connection without a word.`,
      "Check the port, and what stands between: another program, a proxy or a firewall.",
    );
  }
  if (/does not support SSL/.test(text)) {
    return fail(
      `${place} has no TLS, and sslmode=${parameters.sslmode} asks for it.`,
      "Use sslmode=prefer or disable.",
    );
  }
  if (/unsupported startup parameter/.test(text)) {
    return fail(
      `${place} is a connection pooler that takes no options of a session: ${text}.`,
      "Leave out options and PGOPTIONS, or connect to the server itself.",
    );
  }
  if (/client password must be/.test(text)) {
    return fail(`${place} asks for the password of the role "${user}".`, "Set PGPASSWORD, or write it into .pgpass.");
  }
  return fail(`${place} cannot be connected to: ${text}.`, "Check host, port and the server's log.");
}

function grant(database: string, user: string): string {
  return `GRANT CONNECT ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(user)}`;
}
