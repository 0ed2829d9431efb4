/** The tree beside a page and the search dialog, as people use them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { runCartulary } from "../support/cartulary.ts";

const out = mkdtempSync(join(tmpdir(), "cartulary-tree-"));
const at = (name: string) => pathToFileURL(join(out, "site", "schemas", "public", `${name}.html`)).href;
let browser: Browser | null = null;

beforeAll(async () => {
  const names = Array.from({ length: 130 }, (_, index) => `${String.fromCharCode(97 + (index % 26))}_thing_${index}`);
  const sql = [...names, '"Straße"'].map((name) => `CREATE TABLE ${name} (id uuid PRIMARY KEY, payload text);`);
  writeFileSync(join(out, "schema.sql"), sql.join("\n"));
  const built = await runCartulary(["build", join(out, "schema.sql"), "--out", join(out, "site")]);
  expect(built.stderr + built.stdout).toContain("Open ");
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(out, { recursive: true, force: true });
});

test.for([1440, 390])(
  "the current table is in sight at %i pixels, and a filter finds any other",
  async (width, { skip }) => {
    if (browser === null) return skip("no browser");
    const page = await browser.newPage({ viewport: { width, height: 700 } });
    await page.goto(at("z_thing_129"));
    if (width < 821) await page.locator('label[for="drawer"]').click();
    const current = page.locator(".tree [aria-current=page]");
    expect(await current.innerText()).toContain("z_thing_129");
    const box = await current.boundingBox();
    expect(box !== null && box.y > 0 && box.y + box.height < 700).toBe(true);
    await page.locator("#tree-filter").fill("STRASSE");
    await page.locator(".filtered li").first().waitFor();
    const capitals = await page.locator(".filtered mark").innerText();
    await page.locator("#tree-filter").fill("nowhere");
    await page.getByText("No relation has such a name.").waitFor();
    await page.locator("#tree-filter").fill("straß");
    await page.locator(".filtered mark").first().waitFor();
    expect([capitals, await page.locator(".filtered mark").innerText()]).toEqual(["Straße", "Straß"]);
    await page.locator("#tree-filter").press("Enter");
    await page.waitForURL(/~53tra/);
    expect(await page.locator("h1").innerText()).toBe("Straße");
    await page.close();
  },
);

test("search is a combobox with a list of options, the chosen one named, and gives the focus back", async ({
  skip,
}) => {
  if (browser === null) return skip("no browser");
  const page = await browser.newPage();
  await page.goto(at("a_thing_0"));
  await page.locator("button.search").focus();
  await page.keyboard.press("Control+k");
  const input = page.getByRole("combobox", { name: "Search" });
  await input.pressSequentially("thing_12");
  await page
    .getByRole("option", { name: /m_thing_12/ })
    .first()
    .waitFor();
  await page.keyboard.press("ArrowDown");
  const chosen = await input.getAttribute("aria-activedescendant");
  const states = await page
    .locator('[role=option][aria-selected="true"]')
    .evaluateAll((all) => all.map(({ id }) => id));
  const groups = await page.getByRole("group").evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
  expect({
    expanded: await input.getAttribute("aria-expanded"),
    list: await page.getByRole("listbox", { name: "Results" }).isVisible(),
    controls: await input.getAttribute("aria-controls"),
    states,
    first: groups.find((label) => label === "Tables and views"),
  }).toEqual({ expanded: "true", list: true, controls: "finder-list", states: [chosen], first: "Tables and views" });
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("search");
  await page.close();
});
