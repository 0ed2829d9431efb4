/** Builds whole sites as the command line does, and opens them. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { runCartulary } from "../support/cartulary.ts";
import { brokenLinks, filesOf, foreignLoads } from "../support/site-links.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const TORTURE = join(ROOT, "..", "shared", "schemas", "torture.sql");

const out = mkdtempSync(join(tmpdir(), "cartulary-site-"));
const sample = join(out, "sample");
const torture = join(out, "torture");
let browser: Browser | null = null;

beforeAll(async () => {
  const built = await runCartulary(["build", join(ROOT, "content", "creampie"), "--out", sample, "--allow-omissions"]);
  expect(built.stderr + built.stdout).toContain("Open ");
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(out, { recursive: true, force: true });
});

const types: Readonly<Record<string, string>> = {
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

/** Serves a folder below a path; remembers what was not there. */
async function serve(folder: string, below: string): Promise<{ server: Server; address: string; missing: string[] }> {
  const missing: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "/").split(/[?#]/)[0] as string);
    const file = join(folder, path.slice(below.length));
    if (!path.startsWith(below) || !existsSync(file)) {
      missing.push(path);
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, { "content-type": types[file.split(".").at(-1) as string] ?? "text/plain" })
      .end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  return { server, address: `http://127.0.0.1:${port}${below}`, missing };
}

test("no link of the sample's site is broken", () => {
  expect(brokenLinks(sample)).toEqual([]);
});

test("no page loads anything from another host", () => {
  expect(foreignLoads(sample)).toEqual([]);
});

test("no page holds an address from the host's root", () => {
  const rooted = filesOf(sample, ".html").filter((page) =>
    /(?:href|src)="\//.test(readFileSync(join(sample, page), "utf8")),
  );
  expect(rooted).toEqual([]);
});

describe("in a browser", () => {
  const pages = [
    "schemas/public/index.html",
    "guide/index.html",
    "guide/3.html",
    "migrations/index.html",
    "index.html",
    "schemas/public/orders.html",
    "findings.html",
    "rules/index-fk.html",
    "notes/the-life-of-an-order.html",
  ];

  test.for(["/", "/docs/db/"])("the site works served below %s", async (below, { skip }) => {
    if (browser === null) return skip("no browser");
    const { server, address, missing } = await serve(sample, below);
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", ({ message }) => faults.push(message));
    page.on("request", (request) => {
      if (!request.url().startsWith(address)) faults.push(request.url());
    });
    for (const path of pages) await page.goto(address + path, { waitUntil: "load" });
    await page.close();
    server.close();
    expect({ missing, faults }).toEqual({ missing: [], faults: [] });
  });

  test("search finds a column by keyboard, opened from the disk", async ({ skip }) => {
    if (browser === null) return skip("no browser");
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(sample, "rules", "index-fk.html")).href);
    await page.keyboard.press("/");
    await page.locator("dialog.finder input").pressSequentially("orders.limit_price");
    await page.locator("dialog.finder a[role=option]").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/orders\.html/);
    expect(page.url()).toBe(
      `${pathToFileURL(join(sample, "schemas", "public", "orders.html")).href}#column-limit_price`,
    );
    await page.close();
  });

  test("a diagram of a note is drawn, opened from the disk", async ({ skip }) => {
    if (browser === null) return skip("no browser");
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(sample, "notes", "the-life-of-an-order.html")).href);
    await page.locator(".mermaid svg").waitFor();
    expect(await page.locator(".mermaid-source").count()).toBe(0);
    await page.close();
  });

  test("the theme follows the system and can be switched", async ({ skip }) => {
    if (browser === null) return skip("no browser");
    const context = await browser.newContext({ colorScheme: "dark" });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(sample, "index.html")).href);
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const before = await paper();
    await page.locator(".theme").click();
    expect([before, await paper()]).toEqual(["rgb(21, 20, 18)", "rgb(252, 251, 248)"]);
    await context.close();
  });

  test("the legend explains every look of a cell, and no two differ by colour alone", async ({ skip }) => {
    if (browser === null) return skip("no browser");
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(sample, "schemas", "analytics", "user_cohorts.html")).href);
    const legend = await page.locator(".legend > span").evaluateAll((entries) =>
      entries.map((entry) => {
        const mark = entry.querySelector("i") as Element;
        const { clipPath, borderTopStyle, borderTopWidth } = getComputedStyle(mark);
        const look = [...mark.classList].filter((name) => name !== "cell").join(" ");
        return { look, words: entry.textContent, shape: `${clipPath} ${borderTopWidth} ${borderTopStyle}` };
      }),
    );
    expect(legend.map(({ look, words }) => [look, words])).toEqual([
      ["met", "met"],
      ["warning", "warning"],
      ["error", "error"],
      ["information", "for information"],
      ["excused", "waived or justified"],
      ["unassessed", "not assessed"],
    ]);
    expect(new Set(legend.map(({ shape }) => shape)).size).toBe(legend.length);
    const explained = new Set(legend.map(({ look }) => `cell ${look}`));
    const drawn = await page.locator(".strip .cell").evaluateAll((cells) => cells.map((cell) => cell.className));
    expect(drawn.filter((look) => !explained.has(look))).toEqual([]);
    expect(await page.locator(".strip a:has(.information)").getAttribute("aria-label")).toMatch(
      /^check-values, for information: /,
    );
    await page.close();
  });

  test("without JavaScript a page shows its text, and the drawer opens on a narrow screen", async ({ skip }) => {
    if (browser === null) return skip("no browser");
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(sample, "schemas", "public", "orders.html")).href);
    const side = page.locator("nav.side");
    const hidden = await side.isHidden();
    await page.locator('label[for="drawer"]').click();
    expect({
      title: await page.locator("h1").innerText(),
      columns: (await page.locator('tr[id^="column-"]').count()) > 5,
      hidden,
      shown: await side.isVisible(),
      search: await page.locator(".search").isVisible(),
    }).toEqual({ title: "orders", columns: true, hidden: true, shown: true, search: false });
    await context.close();
  });

  test.for([390, 1024, 1440])("pages fit a screen of %i pixels", async (width, { skip }) => {
    if (browser === null) return skip("no browser");
    expect(await widePages(sample, pages, width)).toEqual([]);
  });
});

const noTorture = existsSync(TORTURE) ? "" : " (skipped: ../shared/schemas/torture.sql is not there)";

describe.skipIf(noTorture !== "")(`hostile names and comments${noTorture}`, () => {
  beforeAll(async () => {
    await runCartulary(["build", TORTURE, "--out", torture, "--allow-omissions"]);
  });

  test("no link is broken", () => {
    expect(filesOf(torture, ".html").length).toBeGreaterThan(20);
    expect(brokenLinks(torture)).toEqual([]);
  });

  test("no page runs a script of theirs, or becomes wider than the screen", async ({ skip }) => {
    if (browser === null) return skip("no browser");
    expect(await widePages(torture, filesOf(torture, ".html"), 390)).toEqual([]);
  });
});

/** Pages that scroll sideways, show a dialog, or have a script that fails. */
async function widePages(folder: string, pages: readonly string[], width: number): Promise<string[]> {
  const context = await (browser as Browser).newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("dialog", (dialog) => {
    faults.push(`${page.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", ({ message }) => faults.push(`${page.url()}: ${message}`));
  for (const path of pages) {
    await page.goto(pathToFileURL(join(folder, path)).href);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    if (wide) faults.push(`${path} is wider than ${width}`);
  }
  await context.close();
  return faults;
}
