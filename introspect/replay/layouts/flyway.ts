/**
 * Flyway: `V1_10__name.sql` by its version, then `R__name.sql` by its name; `U1_10__name.sql` takes back, and the newest
 * `B1_10__name.sql` stands for all that is not newer. Folders inside are read too, and `${placeholders}` filled in.
 */
import { join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import type { HistoryFile, PassedOver } from "../history.ts";
import { buildCodeStep, languageOf } from "./code-steps.ts";
import { fillIn, findPlaceholders, refuseUnfilled } from "./flyway-placeholders.ts";
import type { Folder, Layout } from "./layout.ts";
import { checkVersions, compareVersions, formatStepName } from "./steps.ts";

const NAME = /^(?:([VUB])(\d+(?:[._]\d+)*)|R)__(.+)\.sql$/;
const CODE = /^(?:V(\d+(?:[._]\d+)*)|R)__.+\.\w+$/;
const CALLBACK = /^((before|after)[A-Z]|createSchema)\w*(\.|__)/;
/** Callbacks of commands other than `migrate`, and of its failure. */
const IDLE_CALLBACK = /^(before|after)(Each)?(Baseline|Clean|Info|Repair|Undo|Validate)|Error(\.|__)/;
/** Folders of the same steps for one database each, as Spring's `{vendor}` has them. */
const POSTGRES = /^(pg|pgsql|postgres|postgresql)$/i;
const FOREIGN =
  /^(cockroachdb|db2|derby|h2|hsqldb|mariadb|mssql|mysql|oracle|redshift|snowflake|sqlite|sqlserver|yugabytedb)$/i;
/** What Flyway itself runs without a transaction, unless a file beside the script says otherwise. */
const ALONE =
  /^\s*((CREATE(\s+UNIQUE)?|DROP)\s+INDEX\s+CONCURRENTLY|REINDEX\s[^;]*\bCONCURRENTLY|VACUUM|(CREATE|DROP)\s+(DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER\s+SYSTEM)\b/im;

export const flyway: Layout = {
  tool: "Flyway",
  recognise: findNamed,
  findSteps: (folder) => {
    if (folder.files.some((file) => NAME.test(file))) return null;
    return folder.folders.find((name) => POSTGRES.test(name) && hasSteps(folder, name)) ?? null;
  },
  read: (folder) => {
    const all = [...folder.files, ...folder.below()];
    const foreign = new Set(all.flatMap((file) => folderOf(file).find((name) => FOREIGN.test(name)) ?? []));
    const own = all.filter((file) => !folderOf(file).some((name) => FOREIGN.test(name)));
    const { steps, replaced } = order(folder, own);
    const placeholders = findPlaceholders(folder.around);
    const read = (file: string) => {
      if (configOf(folder, own, file, "placeholderReplacement") === false) return folder.read(file);
      const text = fillIn(folder.read(file), placeholders);
      refuseUnfilled(text, placeholders, join(folder.given, file));
      return text;
    };
    const files = steps.filter(({ file }) => configOf(folder, own, file, "shouldExecute") !== false);
    const history = files.map(({ file, down, ...named }): HistoryFile => {
      const text = read(file);
      const inTransaction = configOf(folder, own, file, "executeInTransaction") ?? !ALONE.test(text);
      const back = down === undefined ? {} : { down: { file: down ?? file, text: down === null ? "" : read(down) } };
      return { ...named, file, text, inTransaction, ...back };
    });
    return {
      files: history,
      passedOver: [
        ...replaced,
        ...steps
          .filter((step) => !files.includes(step))
          .map(({ file }) => passedOver(file, `${file}.conf says shouldExecute=false.`)),
        ...passOverOthers(own, history),
        ...[...foreign].map((name) => passedOver(`${name}/`, "By its name it is for another database.")),
        ...passOverCode(own, history),
      ],
      toolTable: {
        name: "flyway_schema_history",
        columns:
          "installed_rank integer PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL, " +
          "type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum integer, installed_by varchar(100) NOT NULL, " +
          "installed_on timestamp NOT NULL DEFAULT now(), execution_time integer NOT NULL, success boolean NOT NULL",
      },
      toUp: (text) => fillIn(text, placeholders),
    };
  },
};

/** A file of its own, or in a folder inside where the folder is called as Flyway's are. */
function findNamed(folder: Folder): string | null {
  const own = folder.files.find((file) => NAME.test(file));
  if (own !== undefined || !/^migrations?$/.test(folder.path.at(-1) ?? "")) return own ?? null;
  const inside = folder.folders.find((name) => hasSteps(folder, name));
  return inside === undefined ? null : `${inside}/${folder.inside(inside).find((file) => NAME.test(file))}`;
}

function hasSteps(folder: Folder, name: string): boolean {
  return folder.inside(name).some((file) => NAME.test(file));
}

interface Step {
  version: string;
  name: string;
  file: string;
  /** The file that takes it back; `null` where it is missing, left out where no step has one. */
  down?: string | null;
}

/** The steps as an empty database gets them, and what the newest baseline stands for. Throws `UserError` for a version twice. */
function order(folder: Folder, files: readonly string[]): { steps: Step[]; replaced: PassedOver[] } {
  const found = files.flatMap((file) => {
    const match = NAME.exec(baseOf(file));
    if (match === null) return [];
    const [, kind = "R", digits, slug = ""] = match;
    const stem = baseOf(file).replace(/\.sql$/, "");
    return [{ kind, version: digits?.replaceAll("_", ".") ?? stem, name: formatStepName(slug, stem), file }];
  });
  const sorted = (kind: string, compare: (a: string, b: string) => number) => {
    const steps = found
      .filter((each) => each.kind === kind)
      .map(({ version, name, file }) => ({ version, name, file }));
    steps.sort((a, b) => compare(a.version, b.version));
    checkVersions(steps, folder, compare);
    return steps;
  };
  const [baselines, undos] = [sorted("B", compareParts), sorted("U", compareParts)];
  const base = baselines.at(-1);
  const isReplaced = ({ version }: Step) => base !== undefined && compareParts(version, base.version) <= 0;
  const versioned: Step[] = sorted("V", compareParts).map((step) => {
    const undo = undos.find(({ version }) => compareParts(version, step.version) === 0);
    return undos.length === 0 ? step : { ...step, down: undo?.file ?? null };
  });
  return {
    steps: [
      ...(base === undefined ? [] : [base]),
      ...versioned.filter((step) => !isReplaced(step)),
      ...sorted("R", compareText),
    ],
    replaced: [...baselines.slice(0, -1), ...versioned.filter(isReplaced)].map(({ file }) =>
      passedOver(file, `In an empty database ${base?.file} stands for it.`),
    ),
  };
}

/** Compares versions part by part: 1.2 before 1.10, and 1 is 1.0. */
function compareParts(a: string, b: string): number {
  const [one, other] = [a.split("."), b.split(".")];
  for (let place = 0; place < Math.max(one.length, other.length); place += 1) {
    const difference = compareVersions(one[place] ?? "0", other[place] ?? "0");
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What the file `<script>.conf` says, whose lines are `key=value`; `null` for nothing. */
function configOf(folder: Folder, files: readonly string[], script: string, key: string): boolean | null {
  if (!files.includes(`${script}.conf`)) return null;
  const said = new RegExp(`^\\s*${key}\\s*=\\s*(true|false)\\s*$`, "im").exec(folder.readText(`${script}.conf`))?.[1];
  return said === undefined ? null : said.toLowerCase() === "true";
}

/** The SQL files of other names. A callback of `migrate` is run by Flyway and not here, so that what it makes is missing. */
function passOverOthers(files: readonly string[], steps: readonly HistoryFile[]): PassedOver[] {
  return files
    .filter((file) => /\.sql$/i.test(file) && !NAME.test(baseOf(file)))
    .map((file) => {
      const base = baseOf(file);
      if (!CALLBACK.test(base))
        return passedOver(file, "Flyway runs only files with names like V1__create_orders.sql.");
      if (IDLE_CALLBACK.test(base)) return passedOver(file, "Flyway runs it beside another command than migrate.");
      const reason = "It is a callback, which Flyway runs beside the steps: what it makes is missing.";
      return { file, reason, stepsBefore: base.startsWith("after") ? steps.length : 0 };
    });
}

/** Steps in Java and the like, which Flyway runs among the others. */
function passOverCode(files: readonly string[], steps: readonly HistoryFile[]): PassedOver[] {
  return files.flatMap((file) => {
    const match = CODE.exec(baseOf(file));
    if (match === null || languageOf(file) === null) return [];
    const version = match[1]?.replaceAll("_", ".");
    const isBefore = (step: HistoryFile) => /^\d/.test(step.version) && compareParts(step.version, version ?? "") < 0;
    return [buildCodeStep(file, version === undefined ? steps.length : steps.filter(isBefore).length)];
  });
}

function passedOver(file: string, reason: string): PassedOver {
  return { file, reason, stepsBefore: null };
}

function baseOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}

function folderOf(file: string): string[] {
  return file.split("/").slice(0, -1);
}
