/**
 * Chromium for the site's tests: the machine's, else (on Linux) one that comes with npm. Where there is none the tests
 * say so and are skipped; with CI set that is a failure.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const FIXED_PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function findOnMachine(): string | null {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "") return named;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...FIXED_PLACES];
  return candidates.find((path) => existsSync(path)) ?? null;
}

async function launch(args: string[]): Promise<Browser | { missing: string }> {
  const own = findOnMachine();
  if (own !== null) return chromium.launch({ executablePath: own, args });
  if (process.platform !== "linux") return { missing: "no Chromium on this machine; set CHROME_PATH" };
  try {
    // The package unpacks the shared libraries that a bare system lacks (NSS among them) only where it believes to be
    // on AWS Lambda. Its own flags are not used: they switch web security off, which file:// pages are tested against.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
    const { default: packaged } = await import("@sparticuz/chromium");
    return await chromium.launch({ executablePath: await packaged.executablePath(), args });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return { missing: `no Chromium on this machine, and the one from npm does not start: ${reason}` };
  }
}

/**
 * A running browser, or `null` where there is none and that is allowed. Close it after the tests. `flags` are given to
 * Chromium besides those that every test wants.
 */
export async function openBrowser(flags: readonly string[] = []): Promise<Browser | null> {
  const browser = await launch([...FLAGS, ...flags]);
  if (!("missing" in browser)) return browser;
  if (process.env.CI) throw new Error(browser.missing);
  process.stderr.write(`skipped: ${browser.missing}\n`);
  return null;
}
