/** What a hostile design note makes a browser do: nothing. Its diagrams are drawn by Mermaid, which trusts much. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { runCartulary } from "../support/cartulary.ts";
import { filesOf } from "../support/site-links.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-policy-"));
const site = join(folder, "site");

/** Mermaid texts, each with something to load, to run or to put into the page's styles. */
const HOSTILE = {
  "markup-in-a-label": `graph TD
A["<img src='https://pictures.test/label.png' onerror=alert(1)>"] --> B["<b onclick=alert(2)>x</b><iframe srcdoc='<script>alert(3)</script>'>"]
click A "javascript:alert(4)"
click B call alert(5)`,
  "a-picture-as-shape": `graph TD
A@{ img: "https://pictures.test/shape.png", label: "x" }`,
  "a-picture-of-this-host": `graph TD
A@{ img: "/on-this-host.png", label: "x" }`,
  "styles-in-a-directive": `%%{init: {"securityLevel": "loose", "theme": "base", "themeCSS": "*{background:url(https://pictures.test/theme.png)}", "fontFamily": "x;}*{background:url(https://pictures.test/font.png)}"}}%%
graph TD
A["<b onclick=alert(6)>x</b>"] --> B`,
  "styles-in-a-configuration": `---
config:
  securityLevel: loose
  themeCSS: "@import url(https://pictures.test/import.css); .node {background:url(https://pictures.test/matter.png)}"
  flowchart:
    htmlLabels: true
    themeCSS: "* {background:url(https://pictures.test/deeper.png)}"
---
graph TD
A["x"] --> B`,
  "styles-in-a-class": `stateDiagram-v2
classDef bad fill:url(https://pictures.test/fill.png)};*{background:url(https://pictures.test/class.png)}
a:::bad --> b`,
};

let browser: Browser | null = null;
let elsewhere: Server;
let here: HttpServer;
let address = "";
/** Connections to any other host, and paths asked for of this one that the site does not have. */
const asked: string[] = [];

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

async function listen(server: Server | HttpServer): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as { port: number }).port;
}

beforeAll(async () => {
  const notes = join(folder, "content", "notes");
  mkdirSync(notes, { recursive: true });
  writeFileSync(join(folder, "schema.sql"), "CREATE TABLE shelf (id bigint PRIMARY KEY);\n");
  for (const [name, diagram] of Object.entries(HOSTILE)) {
    const front = `---\ntitle: ${name}\ndate: 2026-03-01\ntables: [public.shelf]\n---\n`;
    const markup =
      '<a href="javascript:alert(7)">a</a> [b](javascript:alert%288%29) [c](<JaVaScRiPt:alert(9)>) <svg onload=alert(10)></svg>\n';
    writeFileSync(join(notes, `${name}.md`), `${front}${markup}\n\`\`\`mermaid\n${diagram}\n\`\`\`\n`);
  }
  const built = await runCartulary(["build", "schema.sql", "--out", site], { cwd: folder });
  expect(built.stdout).toContain("Open ");
  elsewhere = createServer((socket) => {
    asked.push("another host");
    socket.destroy();
  });
  here = createHttpServer((request, response) => {
    const file = filesOf(site, "").find((name) => `/${name}` === decodeURIComponent(request.url ?? ""));
    if (file === undefined) asked.push(request.url ?? "");
    response.writeHead(file === undefined ? 404 : 200, { "content-type": TYPES[extname(file ?? "")] ?? "text/plain" });
    response.end(file === undefined ? "" : readFileSync(join(site, file)));
  });
  const port = await listen(elsewhere);
  address = `http://127.0.0.1:${await listen(here)}/`;
  browser = await openBrowser([`--host-resolver-rules=MAP *.test 127.0.0.1:${port}`]);
});

afterAll(async () => {
  await browser?.close();
  elsewhere.close();
  here.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a note, waits until Mermaid is done, clicks on all of its links and shapes. */
async function open(context: BrowserContext, url: string) {
  asked.length = 0;
  const page = await context.newPage();
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url);
  await page.waitForFunction(() => "mermaid" in window);
  // Mermaid draws one after the other: behind this one, the note's is done.
  await page.evaluate(() =>
    (window as unknown as { mermaid: { render(id: string, text: string): Promise<unknown> } }).mermaid.render(
      "last",
      "graph TD; a-->b",
    ),
  );
  const drawn = await page.locator(".mermaid svg").count();
  await page.evaluate(() => {
    for (const part of document.querySelectorAll(".text a, .mermaid a, .mermaid .node, .mermaid b")) {
      part.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  });
  await page.waitForTimeout(100);
  await page.close();
  return { dialogs, asked: [...asked], drawn };
}

test("every page has the policy, before all that it loads", () => {
  const without = filesOf(site, ".html").filter((page) => {
    const head = readFileSync(join(site, page), "utf8").split("Content-Security-Policy");
    return head.length !== 2 || /<(script|link|style|img)\b/.test(head[0] as string);
  });
  expect(without).toEqual([]);
  expect(readFileSync(join(site, "index.html"), "utf8")).toContain(
    `content="default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:; base-uri 'none'; form-action 'none'"`,
  );
});

describe("a hostile note", () => {
  test.for(Object.keys(HOSTILE).flatMap((name) => ["the disk", "a server"].map((from) => [name, from] as const)))(
    "%s loads and runs nothing, opened from %s",
    async ([name, from], { skip }) => {
      if (browser === null) return skip("no browser");
      const root = from === "the disk" ? `${pathToFileURL(site).href}/` : address;
      const context = await browser.newContext();
      const seen = await open(context, `${root}notes/${name}.html`);
      await context.close();
      // A picture that does not load is no shape: the text stays.
      expect(seen).toEqual({ dialogs: [], asked: [], drawn: name.startsWith("a-picture") ? 0 : 1 });
    },
  );

  test.for(["styles-in-a-directive", "styles-in-a-configuration"])(
    "%s sets no style of its own",
    async (name, { skip }) => {
      if (browser === null) return skip("no browser");
      const page = await browser.newPage();
      await page.goto(`${address}notes/${name}.html`);
      expect(await page.locator(".mermaid").innerHTML()).not.toContain("pictures.test");
      await page.close();
    },
  );

  test("loads its pictures where the policy is switched off, so that these tests see what it forbids", async ({
    skip,
  }) => {
    if (browser === null) return skip("no browser");
    const context = await browser.newContext({ bypassCSP: true });
    const { asked: other } = await open(context, `${address}notes/markup-in-a-label.html`);
    const { asked: own } = await open(context, `${address}notes/a-picture-of-this-host.html`);
    await context.close();
    expect([new Set(other), own]).toEqual([new Set(["another host"]), ["/on-this-host.png"]]);
  });
});

test.for(["the disk", "a server"])("no page of ours breaks the policy, opened from %s", async (from, { skip }) => {
  if (browser === null) return skip("no browser");
  const root = from === "the disk" ? `${pathToFileURL(site).href}/` : address;
  const context = await browser.newContext();
  const broken: string[] = [];
  await context.exposeFunction("broken", (what: string) => broken.push(what));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      (window as unknown as { broken(what: string): void }).broken(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const page = await context.newPage();
  for (const path of ["index.html", "findings.html", "guide/index.html", "schemas/public/shelf.html"]) {
    await page.goto(root + path);
    await page.keyboard.press("/");
    await page.locator("dialog.finder [role=option]").first().waitFor();
  }
  expect(broken).toEqual([]);
  await page.evaluate(() => {
    document.body.innerHTML = '<img src="x" onerror="document.title = 1"><a href="javascript:document.title = 1">a</a>';
    document.querySelector("a")?.click();
    const script = document.createElement("script");
    script.textContent = "document.title = 1";
    document.body.append(script);
  });
  await page.waitForTimeout(100);
  expect([await page.title(), new Set(broken)]).toEqual([
    "public.shelf · schema.sql",
    new Set(["script-src-attr inline", "script-src-elem inline"]),
  ]);
  await context.close();
});
