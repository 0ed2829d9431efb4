/** Where and as whom to connect, as libpq finds it: URL, then service file, then PG* variables, then defaults. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { UserError } from "../src/model/user-error.ts";
import { type ConnectionSettings, parseConnectionString, VARIABLES } from "./connection-string.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** libpq's connection parameters, by libpq's names. */
export interface ConnectionParameters {
  /** A host name, an address, or the folder of a unix socket. */
  host: string;
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

/** `target` is a postgres:// URL, or `null` for the variables alone. Throws `UserError`, never with the URL in it. */
export function readConnectionParameters(target: string | null, environment: Environment): ConnectionParameters {
  const url = target === null ? {} : parseConnectionString(target);
  const service = url.service ?? environment.PGSERVICE;
  const settings: ConnectionSettings = {
    ...fromEnvironment(environment),
    ...(service === undefined ? {} : readService(service, environment)),
    ...url,
  };
  const user = settings.user ?? userInfo().username;
  const port = Number(settings.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(`The port "${settings.port}" of the connection is not a number from 1 to 65535.`);
  }
  const sslmode = settings.sslmode ?? "prefer";
  if (!SSL_MODES.includes(sslmode)) {
    throw new UserError(`sslmode "${sslmode}" is unknown.`, { hint: `It is one of ${SSL_MODES.join(", ")}.` });
  }
  const host = settings.host ?? settings.hostaddr ?? defaultHost(port);
  const dbname = settings.dbname ?? user;
  return {
    host,
    port,
    dbname,
    user,
    password: settings.password ?? readPassword({ host, port, dbname, user }, environment),
    sslmode,
    sslrootcert: settings.sslrootcert ?? null,
    sslcert: settings.sslcert ?? null,
    sslkey: settings.sslkey ?? null,
    connectTimeout: Number(settings.connect_timeout ?? 0) || DEFAULT_TIMEOUT_SECONDS,
    options: settings.options ?? null,
  };
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
