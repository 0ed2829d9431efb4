/**
 * Sqitch: the changes of `sqitch.plan` in its order, each a script in `deploy` that psql runs as it stands, with a script
 * of the same name in `revert`. An earlier form of a change that was made anew is called `users@v1.0.sql`.
 */
import { join } from "node:path";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile, PassedOver } from "../history.ts";
import { checkDatabase } from "./databases.ts";
import type { Folder, Layout } from "./layout.ts";
import { parsePlan } from "./sqitch-plan.ts";
import { formatStepName } from "./steps.ts";

const PLAN = "sqitch.plan";
const CONFIG = "sqitch.conf";

export const sqitch: Layout = {
  tool: "Sqitch",
  recognise: (folder) => {
    const plan = folder.files.find((file) => file === PLAN || file === CONFIG);
    if (plan !== undefined) return plan;
    if (folder.folders.includes("deploy") && folder.folders.includes("revert")) return "deploy and revert";
    return /^(deploy|revert|verify)$/.test(folder.path.at(-1) ?? "")
      ? folder.around.find(/^sqitch\.(plan|conf)$/)
      : null;
  },
  read: (folder) => {
    checkEngine(folder);
    const place = join(folder.given, PLAN);
    if (!folder.files.includes(PLAN)) {
      const above = folder.around.find(/^sqitch\.plan$/);
      throw new UserError(`The folder holds no ${PLAN}, which alone tells the order of Sqitch's changes.`, {
        place: folder.given,
        hint: `Give the folder that holds it${above === null ? "" : `: ${join(folder.given, above, "..")}`}.`,
      });
    }
    const scripts = new Set(folder.below());
    const files = parsePlan(folder.readText(PLAN), place).map(({ name, reworkedAt, line }): HistoryFile => {
      const stems = reworkedAt === null ? [name] : reworkedAt.map((tag) => `${name}@${tag}`);
      const stem = stems.find((each) => scripts.has(`deploy/${each}.sql`));
      if (stem === undefined) return refuseMissing(`deploy/${stems[0]}.sql`, name, `${place}:${line}`);
      const [file, revert] = [`deploy/${stem}.sql`, `revert/${stem}.sql`];
      const down = { file: revert, text: scripts.has(revert) ? folder.read(revert) : "" };
      const text = folder.read(file);
      return {
        version: stem,
        name: formatStepName(name.replaceAll("/", " "), name),
        file,
        text,
        inTransaction: false,
        down,
      };
    });
    return { files, passedOver: passOverUnplanned([...scripts], files) };
  },
};

function refuseMissing(file: string, name: string, place: string): never {
  throw new UserError(`${file} is missing, which is to make the change ${name}.`, {
    place,
    hint: "Take it from git, or take the line out of the plan.",
  });
}

/** What the configuration names; the plan itself does not say for which database it is. */
function checkEngine(folder: Folder): void {
  if (!folder.files.includes(CONFIG)) return;
  const engine = /^\s*engine\s*=\s*(\w+)/m.exec(folder.readText(CONFIG))?.[1];
  if (engine !== undefined) checkDatabase(engine, join(folder.given, CONFIG));
}

function passOverUnplanned(scripts: readonly string[], files: readonly HistoryFile[]): PassedOver[] {
  const own = new Set(files.map(({ file }) => file));
  return scripts
    .filter((file) => /^deploy\/.*\.sql$/.test(file) && !own.has(file))
    .map((file) => ({ file, reason: `${PLAN} does not have it, so Sqitch does not run it.`, stepsBefore: null }));
}
