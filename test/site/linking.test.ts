/** What a page gives to link with: addresses of its parts, badges, text for a review, and old names that lead on. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { runCartulary } from "../support/cartulary.ts";
import { makeFolders } from "../support/folders.ts";

const folders = makeFolders();
const out = join(folders.scratch, "site");
const at = (name: string) => pathToFileURL(join(out, "schemas", "public", `${name}.html`)).href;
let browser: Browser | null = null;
let context: BrowserContext | null = null;

beforeAll(async () => {
  const source = folders.folderOf({
    "0001_make.sql": `CREATE TABLE trades (id uuid PRIMARY KEY, broker text NOT NULL, note varchar(9));
      COMMENT ON TABLE trades IS 'What the *market* did. One row a fill.'; CREATE INDEX odd ON trades (broker);`,
    "0002_rename.sql": "ALTER TABLE trades RENAME TO fills;",
  });
  const config = folders.folderOf({ "cartulary.config.json": '{ "siteUrl": "https://docs.example/db/" }' });
  const built = await runCartulary(["build", source, "--out", out, "--config", join(config, "cartulary.config.json")]);
  expect(built.stderr + built.stdout).toContain("Open ");
  browser = await openBrowser();
  context = (await browser?.newContext({ permissions: ["clipboard-read", "clipboard-write"] })) ?? null;
});

afterAll(async () => {
  await browser?.close();
  rmSync(folders.scratch, { recursive: true, force: true });
});

/** What a press on a button puts on the clipboard. */
async function copied(page: Page, selector: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await page.locator(selector).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== "");
  return page.evaluate(() => navigator.clipboard.readText());
}

test("the address of a column, a badge and a text for a review are copied as others can open them", async ({
  skip,
}) => {
  if (context === null) return skip("no browser");
  const page = await context.newPage();
  await page.goto(at("fills"));
  const home = "https://docs.example/db/schemas/public/fills";
  const badge = page.locator(".relhead .seal");
  const review = await copied(page, '[data-copy="review"]');
  expect({
    column: await copied(page, "#column-broker .hash"),
    index: await copied(page, "#index-odd .hash"),
    heading: await copied(page, "#columns .hash"),
    markdown: await copied(page, '[data-copy="badge-markdown"]'),
    html: await copied(page, '[data-copy="badge-html"]'),
    first: review.split("\n")[0],
    second: review.split("\n")[2]?.startsWith("- **"),
  }).toEqual({
    column: `${home}.html#column-broker`,
    index: `${home}.html#index-odd`,
    heading: `${home}.html#columns`,
    markdown: `[![public.fills](${home}.svg)](${home}.html)`,
    html: `<a href="${home}.html"><img src="${home}.svg" alt="public.fills"></a>`,
    first: `[public.fills](${home}.html): ${await badge.getAttribute("aria-label")}`,
    second: true,
  });
  await page.close();
});

test("a preview says what the table is and how it fares", async ({ skip }) => {
  if (context === null) return skip("no browser");
  const page = await context.newPage();
  await page.goto(at("fills"));
  const meta = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");
  const label = await page.locator(".relhead .seal").getAttribute("aria-label");
  expect([await meta("title"), await meta("url"), await meta("description")]).toEqual([
    expect.stringMatching(/^public\.fills · /),
    "https://docs.example/db/schemas/public/fills.html",
    `What the market did. One row a fill. 3 columns, ${label}.`,
  ]);
  await page.close();
});

test("marks in a column's margin open its finding, and a link to a finding opens its rule, without a script", async ({
  skip,
}) => {
  if (browser === null) return skip("no browser");
  const bare = await browser.newContext({ javaScriptEnabled: false });
  const page = await bare.newPage();
  await page.goto(at("fills"));
  const panel = page.locator("#column-note .panel > div").first();
  const hidden = await panel.isHidden();
  await page.locator("#column-note .panel > summary").click();
  expect([hidden, await panel.isVisible()]).toEqual([true, true]);
  await bare.close();
});

test("a table's former name leads to the table", async ({ skip }) => {
  if (context === null) return skip("no browser");
  const page = await context.newPage();
  await page.goto(at("trades"));
  await page.waitForURL(/fills\.html$/);
  expect(await page.locator("h1").innerText()).toBe("fills");
  await page.close();
});
