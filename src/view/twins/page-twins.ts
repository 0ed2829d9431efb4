/** All other pages as Markdown. */
import type { FindingsPage } from "../findings-page.ts";
import type { MigrationsPage, StepPage } from "../migration-pages.ts";
import type { NotePage, NotesPage } from "../note-pages.ts";
import type { OverviewPage } from "../overview-page.ts";
import type { RulePage } from "../rule-page.ts";
import type { SchemaPage, SchemaRow } from "../schema-page.ts";
import {
  toCode,
  toCommentText,
  toDocument,
  toInline,
  toLine,
  toLink,
  toList,
  toSection,
  toTable,
  toText,
} from "./markdown.ts";
import { ACTIONS, toFindingSections, toFindingText, toHistoryText } from "./relation-twin.ts";

export function toOverviewTwin(page: OverviewPage): string {
  return toDocument([
    `# ${toText(page.name)}`,
    toCommentText(page.lead),
    `${page.seal.label}. ${toLine(page.summary)}`,
    page.findings === null
      ? ""
      : `${toLink(page.findings.text, page.findings.href)}: ${page.counts.map(({ text }) => text).join(", ")}.`,
    toList(
      page.scores.map(
        ({ name, grade, standing, assessed }) =>
          `${name}: ${grade === null ? standing : `${grade}, ${standing}`}, ${assessed}`,
      ),
    ),
    ...toSection("Missing", toList(page.omissions.map(({ what, reason }) => `${toText(what)}: ${toText(reason)}`))),
    ...toSection(
      "Tables against the guide",
      toTable(
        ["Table", "Grade", "Score", "Rules met"],
        (page.matrix?.rows ?? []).map((row) => [
          toLink(toCode(row.name), row.href),
          row.grade ?? "–",
          String(row.score ?? "–"),
          row.summary,
        ]),
      ),
    ),
    ...toSection(
      "Fix these first",
      toTable(
        ["Table", "What", "Points"],
        page.fixes.map(({ relation, what, rise }) => [toInline(relation), toLine(what), rise]),
      ),
    ),
    ...toSection("Changed lately", ...page.lately.map(toHistoryText)),
    ...page.schemas.flatMap((schema) =>
      toSection(
        toLink(toCode(schema.text), schema.href),
        toList([
          ...schema.relations.map(
            ({ text, href, grade, about }) =>
              `${toLink(toCode(text), href)}${grade === null ? "" : ` ${grade}`}${about.length === 0 ? "" : `: ${toLine(about)}`}`,
          ),
          ...(schema.more === null ? [] : [toLink(schema.more.text, schema.more.href)]),
        ]),
      ),
    ),
    ...toSection(
      "The guide",
      page.guide.summary,
      toList(
        page.guide.cards.map(({ name, href, standing, checked }) => `${toLink(name, href)}: ${standing}, ${checked}`),
      ),
    ),
  ]);
}

export function toSchemaTwin(page: SchemaPage): string {
  return toDocument([
    `# ${toCode(page.name)}`,
    page.chips.join(", ") + (page.seal === null ? "" : `. ${page.seal.label}.`),
    toCommentText(page.lead),
    toList(page.facts.map(({ label, value }) => `${label}: ${toLine(value)}`)),
    ...toFindingSections(page),
    ...toSection("Tables", toRows(page.tables), toList(page.arithmetic)),
    ...toSection("Views", toRows(page.views)),
    ...toSection(
      "Types and sequences",
      toTable(
        ["Name", "Kind", "Definition"],
        page.objects.map(({ name, kind, detail }) => [toCode(name), kind, toText(detail)]),
      ),
    ),
    ...toSection(
      "Extension members",
      toList(
        page.members.flatMap(({ extension, relations }) =>
          relations.map(({ text, href }) => `${toLink(toCode(text), href)}, ${toText(extension)}`),
        ),
      ),
    ),
  ]);
}

function toRows(rows: readonly SchemaRow[]): string {
  return toTable(
    ["Name", "Kind", "Grade", "Score", "Findings", "Columns", "About"],
    rows.map((row) => [
      toLink(toCode(row.text), row.href),
      row.kind,
      row.grade ?? "",
      String(row.score ?? ""),
      String(row.findings),
      String(row.columns),
      toLine(row.about),
    ]),
  );
}

export function toRuleTwin(page: RulePage): string {
  return toDocument([
    `# ${page.name}`,
    page.crumbs.map(({ text, href }) => toLink(toText(text), href)).join(" / "),
    `${page.chips.join(", ")}.`,
    toText(page.title),
    toList(page.facts.map(({ label, value }) => `${label}: ${toLine(value)}`)),
    ...toSection(
      "Where it fails",
      toTable(
        [page.places, "Subject", "What was found", "Verdict", "Points"],
        page.rows.map((row) => [
          toLine(row.where),
          row.part === "" ? "" : toCode(row.part),
          [toLine(row.message), toLine(row.excuse)].filter((text) => text !== "").join(" "),
          row.tag.text,
          row.rise ?? "",
        ]),
      ),
      page.pages.map(({ text, href, current }) => (current ? text : toLink(text, href))).join(" "),
    ),
    ...(page.sections.length === 0
      ? toSection("Why", toText(page.why), page.unwritten === null ? "" : toUnwrittenText(page.unwritten))
      : page.sections.flatMap(({ title, markdown }) => toSection(title, markdown))),
    ...toSection("Left alone", toList(page.exempt.map(toText))),
    ...toSection(
      "Options",
      toList(
        page.options.map(({ name, value, description }) => `${toCode(name)} ${toCode(value)}: ${toText(description)}`),
      ),
    ),
  ]);
}

function toUnwrittenText(place: string): string {
  return `Nobody has written more yet: its page would be ${toCode(place)}, beside the configuration.`;
}

export function toFindingsTwin(page: FindingsPage): string {
  return toDocument([
    "# Findings",
    page.counts.length === 0 ? "Nothing was found." : `${page.counts.map(({ text }) => text).join(", ")}.`,
    ...page.rules.flatMap((rule) => toRuleSection(rule)),
    ...(page.besides.length === 0 ? [] : ["## Also worth knowing", "Beyond the guide, and in no score."]),
    ...page.besides.flatMap((rule) => toRuleSection(rule)),
    ...toSection("The project", ...page.project.map(toFindingText)),
    ...toSection(
      "Waivers",
      toTable(
        ["Rule", "Subject", "Kind", "State", "Until", "Where and why"],
        page.waivers.map((row) => [
          toInline(row.rule),
          toCode(row.subject),
          row.kind,
          row.state,
          row.until ?? "",
          [toInline(row.place), toText(row.reason)].filter((text) => text !== "").join(": "),
        ]),
      ),
    ),
  ]);
}

function toRuleSection(rule: FindingsPage["rules"][number]): string[] {
  return toSection(
    rule.href === null ? rule.id : toLink(rule.id, rule.href),
    `${rule.tag.text}, ${rule.standing}. ${toText(rule.title)}`,
    toList([
      ...rule.rows.map(({ where, first }) => `${toLine(where)}: ${toLine(first)}`),
      ...(rule.more === null ? [] : [toLink(rule.more.text, rule.more.href)]),
    ]),
  );
}

export function toNotesTwin(page: NotesPage): string {
  return toDocument([
    "# Design notes",
    toList(page.notes.map(({ title, href, about }) => `${toLink(toText(title), href)}. ${toText(about)}`)),
  ]);
}

/** The note's own Markdown below its decisions. */
export function toNoteTwin(page: NotePage): string {
  return toDocument([
    `# ${toText(page.name)}`,
    toList(page.facts.map(({ label, value }) => `${label}: ${toLine(value)}`)),
    toTable(
      ["Rule", "Subject", "Decision", "Reason"],
      page.decisions.map((row) => [toInline(row.rule), toInline(row.subject), toText(row.what), toLine(row.reason)]),
    ),
    page.markdown.trim(),
  ]);
}

export function toMigrationsTwin(page: MigrationsPage): string {
  return toDocument(["# Migrations", page.chips.join(", "), ...page.entries.map(toHistoryText)]);
}

export function toStepTwin(page: StepPage): string {
  return toDocument([
    `# ${toText(page.name)}`,
    toList(page.facts.map(({ label, value }) => `${label}: ${toLine(value)}`)),
    ...toFindingSections(page),
    ...toSection("What changed", toList(page.entry.lines.map(({ sign, text }) => `${ACTIONS[sign]} ${toLine(text)}`))),
    [page.before, page.after]
      .flatMap((link) => (link === null ? [] : [toLink(toText(link.text), link.href)]))
      .join(", "),
  ]);
}
