import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkNotes, parseNote, readNotes } from "../../src/content/notes.ts";
import { boundsOf } from "../../src/files/bounds.ts";
import { UserError } from "../../src/model/user-error.ts";
import { aCatalog, aTable } from "../support/catalog.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cartulary-notes-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** What a note is refused with: message, place, hint. */
function refusalOf(text: string): [string, string | null, string | null] {
  try {
    parseNote(text, "notes/a.md");
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.place, error.hint];
    throw error;
  }
  throw new Error("The note was taken.");
}

const HEAD = "---\ntitle: Countries\ndate: 2025-01-27\n";

describe("a design note", () => {
  test("holds its decisions and attestations as they are written", () => {
    const text = `${HEAD}status: accepted
owner: data-platform
tables: [public.countries, public."Order Line"]
decisions:
  - rule: pk-surrogate
    subject: public.countries#countries_pkey
    kind: justified
    reason: "ISO 3166: stable and public"
  - rule: pk-uuid
    subject: public.countries
    kind: waived
    reason: The partner sends codes
    owner: platform
    review-by: 2026-01-27
attests:
  - rule: ops-restore-tested
    on: 2025-01-20
    by: a.person
    evidence: https://x.example/drill
---

## Why

A country has a \`code\`.
It stays.

More.
`;
    expect(parseNote(text, "notes/Ländercodes 2.md")).toEqual({
      slug: "~4c~c3~a4ndercodes~202",
      file: "notes/Ländercodes 2.md",
      title: "Countries",
      date: "2025-01-27",
      status: "accepted",
      owner: "data-platform",
      tables: ["public.countries", 'public."Order Line"'],
      tableLines: [6, 6],
      decisions: [
        {
          carrier: "note",
          place: "~4c~c3~a4ndercodes~202",
          rule: "pk-surrogate",
          subject: "public.countries#countries_pkey",
          kind: "justified",
          reason: "ISO 3166: stable and public",
          owner: null,
          reviewBy: null,
          date: "2025-01-27",
        },
        {
          carrier: "note",
          place: "~4c~c3~a4ndercodes~202",
          rule: "pk-uuid",
          subject: "public.countries",
          kind: "waived",
          reason: "The partner sends codes",
          owner: "platform",
          reviewBy: "2026-01-27",
          date: "2025-01-27",
        },
      ],
      attestations: [
        {
          carrier: "note",
          place: "~4c~c3~a4ndercodes~202",
          rule: "ops-restore-tested",
          on: "2025-01-20",
          by: "a.person",
          evidence: "https://x.example/drill",
        },
      ],
      summary: "A country has a `code`.\nIt stays.",
      body: "\n## Why\n\nA country has a `code`.\nIt stays.\n\nMore.\n",
    });
  });

  test("may come from Windows: with a byte order mark and carriage returns", () => {
    const note = parseNote(`\ufeff${HEAD}---\nText.\n`.replaceAll("\n", "\r\n"), "a.md");
    expect([note.title, note.date, note.body]).toEqual(["Countries", "2025-01-27", "Text.\r\n"]);
  });

  test("ends its fields at dashes on a line of their own, not at those of a value", () => {
    const decisions =
      "decisions:\n  - rule: a\n    subject: b.c\n    kind: waived\n    reason: as agreed ---\n    review-by: 2026-01-27\n";
    const note = parseNote(
      `---\ntitle: Countries ---\ndate: 2025-01-27\n${decisions}---\nText --- more.\n---\n`,
      "a.md",
    );
    expect([note.title, note.decisions[0]?.reason, note.decisions[0]?.reviewBy, note.body]).toEqual([
      "Countries ---",
      "as agreed ---",
      "2026-01-27",
      "Text --- more.\n---\n",
    ]);
    expect(parseNote(`${HEAD}---`, "a.md").body).toBe("");
  });

  test("may leave a decision without a reason, which is a finding then", () => {
    const decision = "  - rule: a\n    subject: b.c\n    kind: waived\n";
    const note = parseNote(`${HEAD}decisions:\n${decision}${decision}    reason: ""\n---\n`, "a.md");
    expect(note.decisions.map(({ reason }) => reason)).toEqual(["", ""]);
  });

  test.each([
    [
      "Text only.",
      "The file has no front matter.",
      1,
      "Begin it with a line ---, then title and date, then a line ---.",
    ],
    [`${HEAD}\nText.\n`, "The front matter has no end.", 1, "Write a line --- after its last field."],
    ["---\n---\nText", "The front matter holds no fields.", 1, "Write title: and date:, each on a line of its own."],
    ["---\ntitle: x\n---\n", "The front matter has no date.", 2, null],
    ["---\ndate: 2025-01-27\n---\n", "The front matter has no title.", 2, null],
    [`${HEAD}titel: x\n---\n`, "The front matter has an unknown field titel.", 4, "Did you mean title?"],
    [
      `${HEAD}zzzzzz: x\n---\n`,
      "The front matter has an unknown field zzzzzz.",
      4,
      "The fields are title, date, status, owner, tables, decisions, attests.",
    ],
    ["---\ntitle: x\ndate: 2025-02-30\n---\n", "The field date is no date: 2025-02-30.", 3, "Write it as 2026-12-31."],
    ["---\ntitle: x\ndate: 27.1.2025\n---\n", "The field date is no date: 27.1.2025.", 3, "Write it as 2026-12-31."],
    ["---\ntitle: 12\ndate: 2025-01-27\n---\n", "The field title is not a text.", 2, "Put 12 in quotes."],
    ["---\ntitle: [a]\ndate: 2025-01-27\n---\n", "The field title is not a text.", 2, null],
    [`${HEAD}tables: public.a\n---\n`, "The field tables is not a list.", 4, "Write tables: [a, b], or one - a line."],
    [
      `${HEAD}tables:\n  - public.a\n  - orders\n---\n`,
      "The note names orders, which is not schema and table.",
      6,
      'Write public.orders, or public."Order Line" where the name needs quotes.',
    ],
    [
      `${HEAD}decisions: [pk-uuid]\n---\n`,
      "An entry of decisions is not a set of fields.",
      4,
      "Write each as - rule: …, with its other fields below.",
    ],
    [
      `${HEAD}decisions:\n  - rule: pk-uuid\n    subject: public.a\n    kind: excused\n    reason: because\n---\n`,
      "The field kind is excused, which is not one of waived, justified.",
      7,
      null,
    ],
    [
      `${HEAD}decisions:\n  - rule: pk-uuid\n    subject: public.a\n    reason: as agreed\n---\n`,
      "The entry of decisions has no kind.",
      5,
      null,
    ],
    [
      `${HEAD}decisions:\n  - rule: pk-uuid\n    review_by: 2026-01-01\n---\n`,
      "The entry of decisions has an unknown field review_by.",
      6,
      "Did you mean review-by?",
    ],
    [
      `${HEAD}attests:\n  - rule: ops-restore-tested\n    on: yesterday\n    by: me\n---\n`,
      "The field on is no date: yesterday.",
      6,
      "Write it as 2026-12-31.",
    ],
  ])("is refused, file and line named: %j", (text, message, line, hint) => {
    expect(refusalOf(text)).toEqual([message, `notes/a.md:${line}`, hint]);
  });

  test("is refused for YAML that is none", () => {
    const [message, place] = refusalOf(`${HEAD}owner: a: b\n---\n`);
    expect([message.startsWith("The front matter is no valid YAML: "), place]).toEqual([true, "notes/a.md:4"]);
    expect(refusalOf(`${HEAD}title: again\n---\n`)[1]).toBe("notes/a.md:4");
    expect(refusalOf(`${HEAD}tables: ${"[".repeat(5_000)}\n---\n`)[0]).toBe(
      "The front matter is no valid YAML: it is nested too deep.",
    );
    expect(refusalOf(`${HEAD}owner: ${"a".repeat(65_536)}\n---\n`)[0]).toBe(
      "The front matter is longer than 65536 characters.",
    );
  });
});

describe("a folder of notes", () => {
  test("that is not there holds none", async () => {
    expect(await readNotes(join(folder, "nowhere"))).toEqual([]);
  });

  test("that is a file is refused", async () => {
    const file = join(folder, "note.md");
    await writeFile(file, "");
    await expect(readNotes(file)).rejects.toThrow("The folder of Markdown files is a file.");
  });

  test("is read newest first, without its README and without other files", async () => {
    const notes = join(folder, "some");
    await mkdir(join(notes, "drafts"), { recursive: true });
    const write = (name: string, date: string) =>
      writeFile(join(notes, name), `---\ntitle: ${name}\ndate: ${date}\n---\n`);
    await write("b.md", "2025-01-01");
    await write("a.md", "2025-01-01");
    await write("new.md", "2026-01-01");
    await write("drafts/draft.md", "2026-01-01");
    await writeFile(join(notes, "README.md"), "No front matter.");
    await writeFile(join(notes, "picture.png"), "");
    expect((await readNotes(notes)).map(({ slug }) => slug)).toEqual(["new", "a", "b"]);
  });

  test("has no note that leads out of its repository, or is no file", async () => {
    const notes = join(folder, "linked");
    await mkdir(notes);
    await writeFile(join(folder, "elsewhere.md"), "---\ntitle: secret\ndate: 2026-01-01\n---\n");
    await symlink("../elsewhere.md", join(notes, "link.md"));
    const place = relative("", join(notes, "link.md"));
    await expect(readNotes(notes)).rejects.toMatchObject({ message: "The file leads out of the repository.", place });
    expect((await readNotes(notes, boundsOf(folder))).map(({ title }) => title)).toEqual(["secret"]);
    await rm(join(notes, "link.md"));
    await symlink("/dev/zero", join(notes, "link.md"));
    await expect(readNotes(notes)).rejects.toMatchObject({ name: "UserError", place });
  });

  test("gives names that differ only in case, and index, slugs that no file system mixes up", () => {
    const slugs = ["orders", "Orders", "ORDERS", "index", "~69ndex", "a b", "a~20b"].map(
      (name) => parseNote(`${HEAD}---\n`, `${name}.md`).slug,
    );
    expect(new Set(slugs.map((slug) => slug.toLowerCase())).size).toBe(slugs.length);
    expect(slugs).not.toContain("index");
  });
});

describe("the tables that notes name", () => {
  const catalog = aCatalog({
    relations: [aTable("orders"), aTable("Order Line"), aTable("sessions", { schema: "auth" })],
  });
  const note = (tables: string) => parseNote(`${HEAD}tables: ${tables}\n---\n`, "notes/a.md");

  test("may be quoted where they need not be", () => {
    expect(() =>
      checkNotes([note(`[public.orders, '"auth"."sessions"', 'public."Order Line"']`)], catalog),
    ).not.toThrow();
  });

  test.each([
    ["[public.orders, public.order]", "public.order", "Did you mean public.orders?"],
    ["[auth.session]", "auth.session", "Did you mean auth.sessions?"],
    ["[billing.ledger_entries]", "billing.ledger_entries", "Mend the name, or take it out of tables."],
  ])("must exist: %s", (tables, name, hint) => {
    let refusal: unknown;
    try {
      checkNotes([note(tables)], catalog);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      message: `The note names the table ${name}, which does not exist.`,
      place: "notes/a.md:4",
      hint,
    });
  });
});
