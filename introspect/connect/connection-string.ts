/**
 * A server's address as people write it: libpq's URL and its keyword/value form, and the URLs of JDBC, SQLAlchemy,
 * Django and others that mean the same. PostgreSQL manual, 34.1.1 "Connection Strings".
 */
import { UserError } from "../../src/model/user-error.ts";

/** libpq's parameters that are used here, and the variables that stand for them. */
export const VARIABLES = {
  host: "PGHOST",
  hostaddr: "PGHOSTADDR",
  port: "PGPORT",
  dbname: "PGDATABASE",
  user: "PGUSER",
  password: "PGPASSWORD",
  sslmode: "PGSSLMODE",
  sslrootcert: "PGSSLROOTCERT",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
  connect_timeout: "PGCONNECT_TIMEOUT",
  options: "PGOPTIONS",
  service: "PGSERVICE",
  target_session_attrs: "PGTARGETSESSIONATTRS",
} as const;

/** Parameters by libpq's names; what was left out or left empty is not there. */
export type ConnectionSettings = Partial<Record<keyof typeof VARIABLES, string>>;

/** Schemes by which libpq, ORMs and frameworks call PostgreSQL, some with a driver: `postgresql+psycopg2`. */
const URL_START = /^(jdbc:)?(?:postgres(?:ql)?|pg|pgsql|psql|postgis|timescale(?:gis)?)(?:\+\w+)?:\/\//i;
/** JDBC's short form, which names a database of the own machine. */
const JDBC_DATABASE = /^jdbc:postgresql:(?!\/\/)\/?([^/?:@]*)(?:\?(.*))?$/is;
const KEYWORD_START = /^\w+\s*=/;
const TELLING_KEYWORD = /(?:^|\s)(?:host|hostaddr|port|dbname|user|password|service)\s*=/;

/** Whether the text is meant as the address of a PostgreSQL server; it may be malformed all the same. */
export function isConnectionString(text: string): boolean {
  const bare = withoutQuotes(text);
  return URL_START.test(bare) || JDBC_DATABASE.test(bare) || (KEYWORD_START.test(bare) && TELLING_KEYWORD.test(bare));
}

/**
 * The parameters that the text names. Unknown ones are passed over, since ORMs add their own.
 * @throws UserError where it cannot be read. The error quotes nothing of the text, since it may hold a password.
 */
export function parseConnectionString(text: string): ConnectionSettings {
  const bare = withoutQuotes(text);
  const settings = URL_START.test(bare)
    ? parseUrl(bare)
    : JDBC_DATABASE.test(bare)
      ? parseJdbcDatabase(bare)
      : parseKeywords(bare);
  // A zero byte ends a parameter of the protocol's first message, and what follows would be the next.
  if (Object.values(settings).some((value) => value.includes("\0"))) throw malformedUrl();
  return settings;
}

const QUOTES = /^(?:"(.*)"|'(.*)'|`(.*)`|“(.*)”|‘(.*)’|<(.*)>)$/s;

/** Without the blanks and quotes that come along where an address is pasted. */
function withoutQuotes(text: string): string {
  const bare = text.trim();
  const inner = QUOTES.exec(bare)
    ?.slice(1)
    .find((each) => each !== undefined);
  return inner === undefined ? bare : withoutQuotes(inner);
}

function malformedUrl(): UserError {
  return new UserError("The connection string cannot be read.", {
    hint: "Write postgres://user@host:5432/database, special characters as %hh, and give the password in PGPASSWORD or .pgpass.",
  });
}

/** `host`, `host:port`, `[::1]:port`, several of them with commas, or none. */
const HOST = String.raw`(?:\[[^\]@/?#]*\]|[^:@/?#,[\]]*)(?::\d*)?`;
const REST = String.raw`(${HOST}(?:,${HOST})*)(?:/([^?]*))?(?:\?(.*))?$`;
const AS_WRITTEN = new RegExp(`^(?:([^/?]*)@)?${REST}`, "s");
/** A password may hold `/`, `?` and `#` that somebody forgot to escape: then the last `@` ends it. */
const UNESCAPED = new RegExp(`^(.*)@${REST.replace("[^?]*", "[^?@]*").replace(".*", "[^@]*")}`, "s");

function parseUrl(url: string): ConnectionSettings {
  const rest = url.slice(url.indexOf("//") + 2);
  const written = AS_WRITTEN.exec(rest);
  // Without a user, an `@` in the path is no part of a database's name.
  const plain = written !== null && (written[1] !== undefined || !written[3]?.includes("@"));
  const match = plain ? written : UNESCAPED.exec(rest);
  if (match === null) throw malformedUrl();
  const [, login, hosts = "", database = "", query = ""] = match;
  const jdbc = /^jdbc:/i.test(url);
  return {
    ...buildSettings([...loginOf(login ?? ""), ...hostsOf(hosts), ["dbname", decode(database)]]),
    ...parseQuery(query, jdbc),
  };
}

function parseJdbcDatabase(text: string): ConnectionSettings {
  const [, database = "", query = ""] = JDBC_DATABASE.exec(text) ?? [];
  return { host: "localhost", ...buildSettings([["dbname", decode(database)]]), ...parseQuery(query, true) };
}

type Entry = [name: string, value: string];

function loginOf(login: string): Entry[] {
  const colon = login.indexOf(":");
  if (colon === -1) return [["user", decode(login)]];
  return [
    ["user", decode(login.slice(0, colon))],
    ["password", decode(login.slice(colon + 1))],
  ];
}

/** As libpq has them: hosts and ports each in one list with commas, an empty port for the usual one. */
function hostsOf(hosts: string): Entry[] {
  const each = hosts.split(",").map((host) => /^(?:\[(.*)\]|([^:]*))(?::(\d*))?$/.exec(host));
  const ports = each.map((match) => match?.[3] ?? "");
  return [
    ["host", each.map((match) => decode(match?.[1] ?? match?.[2] ?? "")).join(",")],
    ["port", ports.every((port) => port === "") ? "" : ports.join(",")],
  ];
}

/** `+` is a blank to JDBC, and itself to libpq. `ssl=true` is JDBC's, and libpq knows it. */
function parseQuery(query: string, jdbc: boolean): ConnectionSettings {
  const entries = query.split("&").map((part): Entry => {
    const equals = part.indexOf("=");
    const [name, value] = equals === -1 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
    return [decode(name), decode(jdbc ? value.replaceAll("+", " ") : value)];
  });
  const ssl = entries.some(([name, value]) => name === "ssl" && value === "true");
  return { ...(ssl ? { sslmode: "require" } : {}), ...buildSettings(entries) };
}

/** Those that are known and not empty. */
function buildSettings(entries: readonly Entry[]): ConnectionSettings {
  return Object.fromEntries(entries.filter(([name, value]) => value !== "" && Object.hasOwn(VARIABLES, name)));
}

/** Characters written as %hh. A percent sign that begins no such sequence is one. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

const KEYWORD_VALUE = /\s*(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s\\']|\\.)(?:[^\s\\]|\\.)*|(?=\s|$)))/sy;

/** `host=h password='a b'`: a backslash takes the next character as it is, in quotes and outside. */
function parseKeywords(text: string): ConnectionSettings {
  const entries: Entry[] = [];
  for (let position = 0; position < text.length; position = KEYWORD_VALUE.lastIndex) {
    KEYWORD_VALUE.lastIndex = position;
    const match = KEYWORD_VALUE.exec(text);
    if (match === null) {
      throw new UserError("The connection string is no list of keyword=value.", {
        hint: "A value with a blank in it stands in apostrophes, and an apostrophe or a backslash in it behind a backslash.",
      });
    }
    const [, name = "", quoted, plain] = match;
    entries.push([name, (quoted ?? plain ?? "").replace(/\\(.)/gs, "$1")]);
  }
  return buildSettings(entries);
}
