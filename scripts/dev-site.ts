/** Serves the sample's site with Astro's development server: styles, layout and scripts reload as they are written. */
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { dev } from "astro";
import { judge, readSetup, readSource } from "../src/cli/project/index.ts";
import { loadSite } from "../src/cli/site/load-site.ts";
import { stageSite } from "../src/cli/site/stage-site.ts";
import { Progress } from "../src/cli/terminal/progress.ts";

const root = resolve(import.meta.dirname, "..");
const stage = join(root, ".astro", "stage");
const progress = new Progress({ quiet: false });
const options = { stepTimeout: 120 };
const setup = await readSetup(join(root, "content", "creampie"), {});
const judged = await judge(setup, await readSource(setup, options, progress), progress);
rmSync(stage, { recursive: true, force: true });
await stageSite(await loadSite(setup, judged, (text) => progress.warn(text)), stage, new AbortController().signal);
process.env.CARTULARY_STAGE = stage;
await dev({ root });
