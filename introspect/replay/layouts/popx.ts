/**
 * popx and pop: `20240101_orders.up.sql`, in place of which `20240101_orders.postgres.up.sql` is run where there is one;
 * with `autocommit` in its name a file has no transaction. What Go's templates would fill in is no SQL.
 */
import type { HistoryFile, PassedOver } from "../history.ts";
import { buildCodeStep } from "./code-steps.ts";
import { type Folder, fileNamed, type Layout } from "./layout.ts";
import { compareVersions, formatStepName, passOverStrays } from "./steps.ts";
import { buildUnsupportedError } from "./unsupported.ts";

const NAME = /^(\d+)_([^.]+?)(?:\.([a-z0-9]+))??(\.autocommit)?\.(up|down)\.sql$/;
const FIZZ = /^\d+_.*\.(up|down)\.fizz$/;
const POSTGRES = /^(pg|pgx|postgres|postgresql)$/;

export const popx: Layout = {
  tool: "popx",
  recognise: (folder) =>
    fileNamed(folder, /^\d+_.*\.(postgres|cockroach|mysql|sqlite3?|autocommit)(\.autocommit)?\.(up|down)\.sql$/) ??
    fileNamed(folder, FIZZ),
  read: (folder) => {
    const all = folder.files.flatMap((file) => parse(file) ?? []);
    const own = all.filter(({ database }) => database === null || POSTGRES.test(database));
    const ups = pick(own.filter(({ side }) => side === "up"));
    const downs = pick(own.filter(({ side }) => side === "down"));
    const files = ups.map((up): HistoryFile => {
      const down = downs.find((each) => keyOf(each) === keyOf(up));
      const shared = ups.some((other) => other !== up && other.version === up.version);
      return {
        version: shared ? keyOf(up) : up.version,
        name: formatStepName(up.slug, up.version),
        file: up.file,
        text: folder.read(up.file),
        inTransaction: !up.autocommit,
        down: { file: down?.file ?? up.file, text: down === undefined ? "" : folder.read(down.file) },
      };
    });
    const fizz = fileNamed(folder, FIZZ);
    if (files.length === 0 && fizz !== null) throw buildUnsupportedError("popx", fizz, folder.given);
    return {
      files,
      passedOver: passOver(folder, files, all),
      toolTable: {
        name: "schema_migration",
        columns: "version varchar(48) NOT NULL, version_self int NOT NULL DEFAULT 0",
      },
    };
  },
};

interface PopFile {
  file: string;
  version: string;
  slug: string;
  /** `null` where the file is for all. */
  database: string | null;
  autocommit: boolean;
  side: string;
}

function parse(file: string): PopFile | null {
  const [, version, slug, database, autocommit, side] = NAME.exec(file) ?? [];
  if (version === undefined || slug === undefined || side === undefined) return null;
  return { file, version, slug, database: database ?? null, autocommit: autocommit !== undefined, side };
}

function keyOf({ version, slug }: PopFile): string {
  return `${version}_${slug}`;
}

/** One file a step, PostgreSQL's own before the one for all, in the order of their versions. */
function pick(files: readonly PopFile[]): PopFile[] {
  const byStep = Map.groupBy(files, keyOf);
  const picked = [...byStep.values()].map(
    (own) => own.find(({ database }) => database !== null) ?? (own[0] as PopFile),
  );
  return picked.sort((a, b) => compareVersions(a.version, b.version));
}

function passOver(folder: Folder, files: readonly HistoryFile[], all: readonly PopFile[]): PassedOver[] {
  const databases = new Map(all.map(({ file, database }) => [file, database]));
  const strays = passOverStrays(folder, files, "popx runs only files with names like 1_orders.up.sql.");
  return [
    ...strays
      .filter(({ file }) => databases.get(file) === undefined || databases.get(file) === null)
      .map((stray) =>
        databases.has(stray.file) ? { ...stray, reason: "PostgreSQL has a file of its own for this step." } : stray,
      ),
    ...folder.files
      .filter((file) => /\.up\.fizz$/.test(file))
      .map((file) => ({
        ...buildCodeStep(
          file,
          files.filter((step) => compareVersions(step.version.replace(/_.*/, ""), /^\d+/.exec(file)?.[0] ?? "") < 0)
            .length,
        ),
        reason: "It is a step in fizz, and a replay runs SQL alone: what it makes is missing.",
      })),
  ];
}
