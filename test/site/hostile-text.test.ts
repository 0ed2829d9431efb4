import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Run, runCartulary } from "../support/cartulary.ts";
import { HOSTILE_SQL, RAW, RUNNER_COMMAND } from "../support/hostile-schema.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-hostile-"));
const site = join(folder, "site");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOSTILE = "a\u001b[31mb\u009bc\u202ed\u200be##vso[x]";

describe("a site of names, comments, definitions and notes that hold what nobody sees", () => {
  let run: Run;
  beforeAll(async () => {
    mkdirSync(join(folder, "content", "notes"), { recursive: true });
    mkdirSync(join(folder, "migrations"));
    writeFileSync(join(folder, "migrations", "0001_make.sql"), HOSTILE_SQL);
    writeFileSync(
      join(folder, "cartulary.config.json"),
      JSON.stringify({ source: "migrations", title: HOSTILE, waivers: [] }),
    );
    writeFileSync(
      join(folder, "content", "notes", "why.md"),
      `---\ntitle: ${JSON.stringify(HOSTILE)}\ndate: 2026-01-02\n---\n# ${HOSTILE}\n\nWhy ${HOSTILE}, &#x202e;&shy;: \`${HOSTILE}\`\n\n\`\`\`sql\nSELECT '${HOSTILE}'\n\`\`\`\n`,
    );
    run = await runCartulary(["build", "--out", "site"], { cwd: folder });
  });

  test("is built without a raw one, or a command of a runner, in what is printed", () => {
    expect([run.code, RAW.exec(run.stdout + run.stderr), RUNNER_COMMAND.exec(run.stdout + run.stderr)]).toEqual([
      0,
      null,
      null,
    ]);
  });

  test("shows them by escapes in every page, twin, picture, badge and list, and holds a raw one nowhere", () => {
    const files = readdirSync(site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("_astro"))
      .map((entry) => join(entry.parentPath, entry.name));
    const endings = ["html", "md", "svg", "json", "txt", "js"];
    const texts = files
      .filter((file) => endings.some((ending) => file.endsWith(`.${ending}`)))
      .map((file) => ({ file, text: readFileSync(file, "utf8") }));
    expect(endings.filter((ending) => !files.some((file) => file.endsWith(`.${ending}`)))).toEqual([]);
    expect(texts.flatMap(({ file, text }) => (RAW.test(text) ? [`${file}: ${RAW.exec(text)?.index}`] : []))).toEqual(
      [],
    );
    const shown = "a\\u001b[31mb\\u009bc\\u202ed\\u200be";
    for (const file of ["index.html", "notes/why.html", "badge.svg", "llms.txt"]) {
      expect(readFileSync(join(site, file), "utf8")).toContain(shown);
    }
    for (const file of ["index.md", "notes/why.md"]) {
      expect(readFileSync(join(site, file), "utf8")).toContain(shown.replaceAll(/[\\[]/g, "\\$&"));
    }
  });
});
