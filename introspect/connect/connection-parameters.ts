/** Where and as whom to connect, as libpq finds it: URL, then service file, then PG* variables, then defaults. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { UserError } from "../../src/model/user-error.ts";
import { type ConnectionSettings, parseConnectionString, VARIABLES } from "./connection-string.ts";
import { parseTargetSession, type ServerKind } from "./target-session.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** libpq's connection parameters for one server, by libpq's names. */
export interface ConnectionParameters {
  /** A host name, an address, or the folder of a unix socket: what messages, certificates and .pgpass call it. */
  host: string;
  /** What to connect to: hostaddr where it is given, else the host. */
  address: string;
  port: number;
  dbname: string;
  user: string;
  /** `null` where none was given and `.pgpass` has none. */
  password: string | null;
  sslmode: string;
  sslrootcert: string | null;
  sslcert: string | null;
  sslkey: string | null;
  /** Seconds. */
  connectTimeout: number;
  options: string | null;
}

const DEFAULT_PORT = 5432;
const DEFAULT_TIMEOUT_SECONDS = 15;
const SSL_MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/** Where to look for a server, and which. */
export interface ConnectionPlan {
  /** The servers that are named, to be tried in this order; at least one. */
  places: ConnectionParameters[];
  /** Each is looked for among all places before the next. */
  kinds: ServerKind[];
}

/**
 * `target` is a connection string, or `null` for the variables alone. Throws `UserError`, never with the string in it.
 */
export function readConnectionParameters(target: string | null, environment: Environment): ConnectionPlan {
  const url = target === null ? {} : parseConnectionString(target);
  const service = url.service ?? environment.PGSERVICE;
  const settings: ConnectionSettings = {
    ...fromEnvironment(environment),
    ...(service === undefined ? {} : readService(service, environment)),
    ...url,
  };
  const user = settings.user ?? userInfo().username;
  const sslmode = settings.sslmode ?? "prefer";
  if (!SSL_MODES.includes(sslmode)) {
    throw new UserError(`sslmode "${sslmode}" is unknown.`, { hint: `It is one of ${SSL_MODES.join(", ")}.` });
  }
  const dbname = settings.dbname ?? user;
  return {
    places: placesOf(settings).map(({ host, address, port }) => ({
      ...{ host, address, port, dbname, user },
      password: settings.password ?? readPassword({ host, port, dbname, user }, environment),
      sslmode,
      sslrootcert: settings.sslrootcert ?? null,
      sslcert: settings.sslcert ?? null,
      sslkey: settings.sslkey ?? null,
      connectTimeout: Number(settings.connect_timeout ?? 0) || DEFAULT_TIMEOUT_SECONDS,
      options: settings.options ?? null,
    })),
    kinds: parseTargetSession(settings.target_session_attrs ?? "any"),
  };
}

/** Hosts, addresses and ports are lists with commas; one port is that of all hosts, and an empty entry the usual one. */
function placesOf(settings: ConnectionSettings): Pick<ConnectionParameters, "host" | "address" | "port">[] {
  const hosts = settings.host?.split(",");
  const addresses = settings.hostaddr?.split(",");
  const count = addresses?.length ?? hosts?.length ?? 1;
  const ports = settings.port?.split(",") ?? [""];
  const named = addresses === undefined ? "host" : "hostaddr";
  for (const [name, list] of Object.entries({ host: hosts, port: ports.length === 1 ? undefined : ports })) {
    if (list === undefined || list.length === count) continue;
    throw new UserError(`${named} and ${name} are lists of different lengths, ${count} and ${list.length}.`, {
      hint: "Name as many of each; a single port is that of all.",
    });
  }
  return Array.from({ length: count }, (_, place) => {
    const port = toPort((ports.length === 1 ? ports[0] : ports[place])?.trim() ?? "");
    const host = hosts?.[place]?.trim() || addresses?.[place]?.trim() || defaultHost(port);
    return { host, address: addresses?.[place]?.trim() || host, port };
  });
}

function toPort(text: string): number {
  if (text === "") return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new UserError(`The port "${text}" of the connection is not a number from 1 to 65535.`);
}

function fromEnvironment(environment: Environment): ConnectionSettings {
  const settings: ConnectionSettings = {};
  for (const [name, variable] of Object.entries(VARIABLES)) {
    const value = environment[variable];
    if (value !== undefined && value !== "") settings[name as keyof ConnectionSettings] = value;
  }
  return settings;
}

function defaultHost(port: number): string {
  const folders = process.platform === "win32" ? [] : ["/var/run/postgresql", "/tmp"];
  return folders.find((folder) => existsSync(join(folder, `.s.PGSQL.${port}`))) ?? "localhost";
}

/** A section of the service file: the user's own, else the system's. */
function readService(name: string, environment: Environment): ConnectionSettings {
  const system = environment.PGSYSCONFDIR;
  const files = [
    environment.PGSERVICEFILE ?? join(environment.HOME ?? homedir(), ".pg_service.conf"),
    ...(system === undefined ? [] : [join(system, "pg_service.conf")]),
  ];
  for (const file of files) {
    if (!existsSync(file)) continue;
    const settings: ConnectionSettings = {};
    let inside = false;
    let found = false;
    for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
      const section = /^\s*\[(.*)\]\s*$/.exec(line);
      const entry = /^\s*([a-z_]+)\s*=\s*(.*?)\s*$/.exec(line);
      if (section !== null) {
        inside = section[1] === name;
        found ||= inside;
      } else if (inside && entry !== null && Object.hasOwn(VARIABLES, entry[1] as string)) {
        settings[entry[1] as keyof ConnectionSettings] = entry[2] as string;
      }
    }
    if (found) return settings;
  }
  throw new UserError(`The service "${name}" stands in no service file.`, {
    hint: `Looked for it in ${files.join(" and ")}.`,
  });
}

/** The first line of `.pgpass` that fits. A file that others may read is ignored, as libpq does. */
function readPassword(
  place: { host: string; port: number; dbname: string; user: string },
  environment: Environment,
): string | null {
  const windows = process.platform === "win32";
  const standard = windows
    ? join(environment.APPDATA ?? "", "postgresql", "pgpass.conf")
    : join(environment.HOME ?? homedir(), ".pgpass");
  const file = environment.PGPASSFILE ?? standard;
  if (!existsSync(file) || !statSync(file).isFile()) return null;
  if (!windows && (statSync(file).mode & 0o077) !== 0) return null;
  // libpq looks a unix socket up as "localhost".
  const wanted = [place.host.startsWith("/") ? "localhost" : place.host, String(place.port), place.dbname, place.user];
  for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
    if (line.startsWith("#")) continue;
    const fields = [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map((match) =>
      (match[1] as string).replaceAll(/\\(.)/g, "$1"),
    );
    if (fields.length < 5) continue;
    if (wanted.every((value, position) => fields[position] === "*" || fields[position] === value)) {
      return fields[4] as string;
    }
  }
  return null;
}
