/** What to read: from the command line, the config, or the environment. */
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { isConnectionString } from "../../../introspect/connect/connection-string.ts";
import { findConfig } from "../../content/config.ts";
import { UserError } from "../../model/user-error.ts";

export type SourceChoice =
  /** `target` null: the PG* variables say it all. */
  | { kind: "server"; target: string | null }
  | { kind: "catalog"; path: string }
  | { kind: "history"; path: string }
  | ({ kind: "command" } & MigrationCommand);

/** A team's own command that migrates an empty database. */
export interface MigrationCommand {
  command: string;
  /** Absolute; where it is run. */
  folder: string;
}

/** True where the argument is a folder that brings its own config, such as the sample's. */
export function isProjectFolder(argument: string): boolean {
  return !isConnectionString(argument) && isFolder(argument) && findConfig(resolve(argument)) !== null;
}

/** Decides on the source. `configured` is the config's `source` with the folder that it is relative to. */
export function chooseSource(
  argument: string | undefined,
  configured: { source: string; folder: string } | null,
  environment: Record<string, string | undefined>,
): SourceChoice {
  if (argument !== undefined && !(configured !== null && isProjectFolder(argument))) return buildChoice(argument, ".");
  if (configured !== null) return buildChoice(configured.source, configured.folder);
  if (environment.DATABASE_URL !== undefined && environment.DATABASE_URL !== "") {
    if (!isConnectionString(environment.DATABASE_URL)) {
      throw new UserError("DATABASE_URL is no connection string of PostgreSQL.", {
        hint: "It must read postgres://user@host/database.",
      });
    }
    return buildChoice(environment.DATABASE_URL, ".");
  }
  if (["PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE"].some((name) => environment[name])) {
    return { kind: "server", target: null };
  }
  throw new UserError("There is nothing to read: no source was given.", {
    hint: [
      "Name one of these, for explain behind --source:",
      "  postgres://user@host/database",
      "  migrations/                    a folder of SQL migrations",
      "  schema.sql                     a script, or what pg_dump wrote",
      "  catalog.json",
      '  --migrate "alembic upgrade head"    a command of yours that migrates an empty database',
      "or set `source` in cartulary.config.mjs, or DATABASE_URL.",
    ].join("\n"),
  });
}

/** What the command line and the config say of the source. */
export interface GivenSource {
  argument: string | undefined;
  /** `--migrate`. */
  migrate: string | undefined;
  /** `--engine`. */
  engine: string | undefined;
  config: { source?: string | undefined; migrate?: string | undefined };
  /** Relative paths of the config start here. */
  folder: string;
}

/**
 * Decides on the source where a migration command may be given. It is run in the folder that is the source, else in the
 * config's. A server is the source itself, and the command what it is held against.
 */
export function chooseCommand(
  given: GivenSource,
  environment: Record<string, string | undefined>,
): { source: SourceChoice; beside: MigrationCommand | null } {
  const { engine } = given;
  const chosen = chooseWithCommand(given, environment);
  if (engine === undefined) return chosen;
  if (!isConnectionString(engine)) {
    throw new UserError("--engine is no connection string of PostgreSQL.", {
      hint: "It must read postgres://user@host/database.",
    });
  }
  if (chosen.source.kind === "command" || chosen.beside !== null) return chosen;
  throw new UserError("--engine is where a migration command is run, and there is none.", {
    hint: "Name one with --migrate, or as migrate in the configuration.",
  });
}

function chooseWithCommand(
  { argument, migrate, config, folder }: GivenSource,
  environment: Record<string, string | undefined>,
): { source: SourceChoice; beside: MigrationCommand | null } {
  // What somebody names is not what the config of the current folder is about.
  const isConfigs = argument === undefined || isProjectFolder(argument);
  const named = config.source === undefined ? null : { source: config.source, folder };
  const command = migrate ?? config.migrate;
  if (command === undefined) return { source: chooseSource(argument, named, environment), beside: null };
  if (command.trim() === "") {
    throw new UserError("The migration command is empty.", { hint: "Is a variable not set that should be?" });
  }
  if (argument === undefined && named === null) return { source: { kind: "command", command, folder }, beside: null };
  const source = chooseSource(argument, named, environment);
  if (source.kind === "server") return { source, beside: { command, folder } };
  if (migrate === undefined && !isConfigs) return { source, beside: null };
  if (source.kind === "history" && isFolder(source.path)) {
    return { source: { kind: "command", command, folder: source.path }, beside: null };
  }
  throw new UserError("A migration command makes the schema from nothing, and a file was given beside it.", {
    place: argument ?? config.source ?? null,
    hint: "Give the folder that the command is to be run in, or leave one of the two out.",
  });
}

function buildChoice(text: string, folder: string): SourceChoice {
  // As a path it would be the folder itself.
  if (text.trim() === "") {
    throw new UserError("The source is empty.", { hint: "Is a variable not set that should be?" });
  }
  if (isConnectionString(text)) return { kind: "server", target: text };
  const scheme = /^["'\s]*((?:jdbc:)?[a-z][\w+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined) {
    throw new UserError(`Cartulary reads PostgreSQL; a ${scheme}:// address is none.`, {
      hint: "A server's address begins with postgres:// or postgresql://.",
    });
  }
  const path = resolve(folder, text);
  if (!existsSync(path) && holdsLogin(text)) {
    throw new UserError("This looks like the address of a server, and cannot be read as one.", {
      hint: "Write postgres://user@host:5432/database, and give the password in PGPASSWORD or .pgpass.",
    });
  }
  if (!existsSync(path)) {
    throw new UserError(`There is no file or folder ${text}.`, {
      hint: `Looked in ${resolve(folder)}.`,
    });
  }
  return { kind: !isFolder(path) && path.endsWith(".json") ? "catalog" : "history", path };
}

/**
 * `user:password@host`, `user/password@host:port`, or `password=…` in a form that is not read. Such a text is not repeated
 * in a message.
 */
function holdsLogin(text: string): boolean {
  return /:[^@]*@|\/[^@]+@[^/]*:\d|\b(?:password|pwd)\s*=/i.test(text);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
