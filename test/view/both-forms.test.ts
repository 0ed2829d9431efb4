/** A page's HTML and its Markdown say the same: word by word, on all pages of a schema that has some of everything. */
import { join, resolve } from "node:path";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { beforeAll, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { readGuide } from "../../src/content/guide.ts";
import { parseNote } from "../../src/content/notes.ts";
import { readRulePages } from "../../src/content/rule-pages.ts";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { buildFrame } from "../../src/view/frame.ts";
import { listPages } from "../../src/view/pages.ts";
import { indexSite, type Site } from "../../src/view/site.ts";
import { fileOf } from "../../src/view/urls.ts";
import { aConfig } from "../support/catalog.ts";
import { elementsOf } from "../support/html-tree.ts";
import { blocksOf, htmlOf, markdownOf } from "../support/pages.ts";
import { replayShared } from "../support/replaying.ts";

const ROOT = resolve(import.meta.dirname, "../..");

const note = parseNote(
  `---
title: Seats are counted
date: 2026-03-01
status: accepted
owner: doorkeepers
tables: [hall.members]
decisions:
  - rule: doc-column-comment
    subject: hall.members.seat
    kind: waived
    reason: Everybody knows what a *seat* is
    review-by: 2027-03-01
attests:
  - rule: ops-backup-restore
    on: 2026-02-01
    by: a.person
    evidence: https://wiki.example/drill
---

Why the \`seat\` of [hall.members] is a number.
`,
  "seats.md",
);

let site: Site;

beforeAll(async () => {
  const catalog = await replayShared(await readHistory(join(ROOT, "test/fixtures/parade")), {
    asOf: "2026-06-01T00:00:00Z",
    deadlineSeconds: 60,
  });
  const config = aConfig({ title: "parade", rules: { "index-unused": { off: true } } });
  const scorecard = buildScorecard(catalog, {
    rules,
    config,
    decisions: note.decisions,
    attestations: note.attestations,
    asOf: catalog.generatedAt,
  });
  const guide = await readGuide(join(ROOT, "content/guide"));
  const rulePages = await readRulePages([join(ROOT, "content/rules/pk-uuid.md")]);
  site = indexSite({ catalog, scorecard, notes: [note], rulePages, guide, config });
}, 120_000);

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;

/** What is drawn or pressed, the Mermaid text, which both forms have, and findings that stand on the page once more. */
const NOT_TEXT = new Set(["legend", "copy", "erd", "panel"]);

/** Signs, and how Markdown says them. */
const SIGNS: Readonly<Record<string, string>> = { "+": "added", "−": "removed", "~": "changed" };

/** The text that a reader of the page sees, a space between its elements. */
function shownText(node: Node): string {
  if ("value" in node) return SIGNS[node.value] ?? node.value;
  if (!("childNodes" in node)) return "";
  const attribute = (wanted: string) => "attrs" in node && node.attrs.find(({ name }) => name === wanted)?.value;
  const look = attribute("class");
  if (typeof look === "string" && NOT_TEXT.has(look)) return "";
  if (node.nodeName === "svg") return attribute("aria-label") || "";
  const text = node.childNodes.map(shownText).join(" ");
  // How many rows a table has can be counted; an empty cell of Markdown says as much as this.
  if (node.nodeName === "small" && /^[\d\u202f]+$/.test(text)) return "";
  if (text === "no comment") return "";
  // What a rule asks stands on the rule's own page.
  return look === "says" ? text.replace(site.rules.get(text.replace(/,.*/s, ""))?.title ?? "", "") : text;
}

/** The text of Markdown without drawings and the names of languages. */
function readableText(markdown: string): string {
  return markdown
    .replace(/^```mermaid$.*?^```$/gms, "")
    .replace(/^```\w+$/gm, "")
    .replaceAll("&lt;", "<");
}

/** The words of a text in small letters, each once, without where Markdown's links lead. */
function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .replace(/\]\([^()]*\)/g, " ")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  );
}

/** Words of one that the other has not. */
function missing(words: Set<string>, from: Set<string>): string[] {
  return [...words].filter((word) => !from.has(word)).sort();
}

test("every page says the same in HTML and in Markdown", () => {
  const differences = listPages(site).flatMap(({ address }) => {
    const html = wordsOf(shownText(parseFragment(htmlOf(site, address))));
    const markdown = wordsOf(readableText(markdownOf(site, address)));
    const [lost, more] = [missing(html, markdown), missing(markdown, html)];
    return lost.length + more.length === 0 ? [] : [[fileOf(address), { lost, more }]];
  });
  expect(Object.fromEntries(differences)).toEqual({});
});

test("every row of a table has a cell for each of its columns", () => {
  const uneven = listPages(site).flatMap(({ address, build }) =>
    blocksOf(build(), "table").flatMap(({ columns, rows }) =>
      rows.filter(({ cells }) => cells.length !== Object.keys(columns).length).map(() => fileOf(address)),
    ),
  );
  expect(uneven).toEqual([]);
});

test("every link leads to a page and a place that are there, from the page, its contents and its tree", () => {
  const pages = listPages(site);
  const anchors = new Map(
    pages.map(({ address }) => {
      const ids = elementsOf(htmlOf(site, address)).map(({ attributes }) => attributes.id);
      return [fileOf(address), new Set(ids)] as const;
    }),
  );
  const broken = pages.flatMap((entry) => {
    const from = fileOf(entry.address);
    const { contents, tree, navigation } = buildFrame(site, entry, entry.build());
    const runs = tree.schemas.flatMap(({ groups }) => groups.flat());
    const placed = [
      ...(contents ?? []),
      ...navigation,
      ...tree.schemas,
      ...runs,
      ...runs.flatMap(({ entries }) => entries ?? []),
    ];
    const written = elementsOf(htmlOf(site, entry.address)).flatMap(({ attributes: { href } }) => href ?? []);
    return [...placed.map(({ href }) => href), ...written].filter((href) => {
      const target = new URL(href, `site:/${from}`);
      const ids = anchors.get(decodeURIComponent(target.pathname).slice(1));
      const place = decodeURIComponent(target.hash).slice(1);
      return target.protocol === "site:" && (ids === undefined || (place !== "" && !ids.has(place)));
    });
  });
  expect(broken).toEqual([]);
});

test("both say that a trigger is off and when it fires, what a policy restricts, and what is said of either", () => {
  const members = { page: "relation", schema: "hall", name: "members" } as const;
  const markdown = markdownOf(site, members);
  const partOf = (title: string) => markdown.split(/^## /m).find((part) => part.startsWith(`${title}\n`));
  expect(partOf("Triggers")).toBe(`Triggers

| Trigger | When | Calls |
| --- | --- | --- |
| \`watch\` | before insert or update of mood, seat, each row, when \`((new.seat)::integer > 5)\` (disabled) Nobody sits behind the pillar. | [\`hall.watch(north, south)\`](index.md) |

`);
  expect(partOf("Policies")).toBe(`Policies

Row security is on; the owner is not bound by it.

| Policy | For | Roles | Using | With check |
| --- | --- | --- | --- | --- |
| \`anyone\` | all | public | \`true\` |  |
| \`own\` | update (restrictive) Ushers change themselves only. | usher | \`(number = 1)\` | \`(number = 2)\` |

`);
  const html = htmlOf(site, members);
  expect(html).toContain(
    'when <code>((new.seat)::integer &#62; 5)</code> <span class="chip">disabled</span><p>Nobody sits behind the pillar.</p>',
  );
  expect(html).toContain('update <span class="chip">restrictive</span><p>Ushers change themselves only.</p>');
});
