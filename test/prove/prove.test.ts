import { describe, expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { defineTableRule, pass } from "../../src/model/rule.ts";
import { say } from "../../src/model/sentence.ts";
import { ofSql, proofOf, toOutcome } from "./proving.ts";

const NOTHING_ELSE = { left: [], mendedByOthers: [], uncovered: [] };

describe("a remedy of each kind is proven", () => {
  test("types, and only those of the rules that were asked for", async () => {
    const proof = await proofOf(ofSql("CREATE TABLE parcels (id uuid PRIMARY KEY, label varchar(9), payload json)"), {
      only: ["type-text"],
    });
    expect(toOutcome(proof)).toEqual({
      proven: ["ALTER TABLE public.parcels ALTER COLUMN label TYPE text"],
      ...NOTHING_ELSE,
    });
    const remedies = proof.scorecard.findings.flatMap(({ rule, remedy }) =>
      remedy === null ? [] : [[rule, remedy.proven]],
    );
    expect(remedies).toEqual([
      ["type-json", null],
      ["type-text", true],
    ]);
  });

  test("indexes, built concurrently", async () => {
    const proof = await proofOf(
      ofSql(`CREATE TABLE hubs (id uuid PRIMARY KEY);
        CREATE TABLE parcels (id uuid PRIMARY KEY, hub_id uuid NOT NULL REFERENCES hubs)`),
      { only: ["index-fk"] },
    );
    expect(toOutcome(proof)).toEqual({
      proven: ["CREATE INDEX CONCURRENTLY idx_parcels_hub_id ON public.parcels (hub_id)"],
      ...NOTHING_ELSE,
    });
  });

  test("a unique constraint from an index that is built first", async () => {
    const proof = await proofOf(
      ofSql(`CREATE TABLE hubs (id uuid PRIMARY KEY); CREATE TABLE tags (id uuid PRIMARY KEY);
        CREATE TABLE hub_tags (id uuid PRIMARY KEY, hub_id uuid NOT NULL REFERENCES hubs, tag_id uuid NOT NULL REFERENCES tags)`),
      { only: ["unique-join-pair"] },
    );
    expect(toOutcome(proof)).toEqual({
      proven: [
        "CREATE UNIQUE INDEX CONCURRENTLY uq_hub_tags_hub_id_tag_id ON public.hub_tags (hub_id, tag_id)",
        "ALTER TABLE public.hub_tags ADD CONSTRAINT uq_hub_tags_hub_id_tag_id UNIQUE USING INDEX uq_hub_tags_hub_id_tag_id",
      ],
      ...NOTHING_ELSE,
    });
  });

  test("an index that a broken build left behind, which only the catalog can tell", async () => {
    const proof = await proofOf(ofSql("CREATE TABLE parcels (id uuid PRIMARY KEY)"), {
      only: ["index-pk"],
      change: (catalog) => ({
        ...catalog,
        relations: catalog.relations.map((relation) => ({
          ...relation,
          indexes: relation.indexes.map((index) => ({ ...index, valid: false })),
        })),
      }),
    });
    expect(toOutcome(proof)).toEqual({ proven: ["REINDEX INDEX CONCURRENTLY public.parcels_pkey"], ...NOTHING_ELSE });
  });

  test("constraints, NOT NULL and defaults", async () => {
    const proof = await proofOf(
      ofSql(`CREATE TABLE hubs (id uuid PRIMARY KEY);
        CREATE TABLE parcels (id uuid PRIMARY KEY, hub_id uuid NOT NULL, is_lost boolean DEFAULT false, created_at timestamptz NOT NULL);
        CREATE INDEX idx_parcels_hub_id ON parcels (hub_id);
        ALTER TABLE parcels ADD CONSTRAINT fk_parcels_hubs FOREIGN KEY (hub_id) REFERENCES hubs NOT VALID`),
      { only: ["fk-validated", "not-null", "default-present"] },
    );
    expect(toOutcome(proof)).toEqual({
      proven: [
        "ALTER TABLE public.parcels ADD CONSTRAINT cartulary_not_null_is_lost CHECK (is_lost IS NOT NULL) NOT VALID",
        "ALTER TABLE public.parcels VALIDATE CONSTRAINT cartulary_not_null_is_lost",
        "ALTER TABLE public.parcels ALTER COLUMN is_lost SET NOT NULL",
        "ALTER TABLE public.parcels DROP CONSTRAINT cartulary_not_null_is_lost",
        "ALTER TABLE public.parcels ALTER COLUMN created_at SET DEFAULT now()",
        "ALTER TABLE public.parcels VALIDATE CONSTRAINT fk_parcels_hubs",
      ],
      ...NOTHING_ELSE,
    });
  });

  test("a promoted unique index, though rules that wait for a primary key speak up then", async () => {
    const proof = await proofOf(
      ofSql("CREATE TABLE parcels (code integer NOT NULL); CREATE UNIQUE INDEX parcels_code ON parcels (code)"),
      { only: ["pk-required"] },
    );
    expect(toOutcome(proof)).toEqual({
      proven: ["ALTER TABLE public.parcels ADD CONSTRAINT parcels_pkey PRIMARY KEY USING INDEX parcels_code"],
      left: [],
      mendedByOthers: [],
      uncovered: [
        "pk-uuid|public.parcels|table:parcels",
        "name-pk-column|public.parcels|column:code",
        "unique-business-key|public.parcels|table:parcels",
      ],
    });
  });
});

describe("remedies of one object", () => {
  test("rename a constraint after what uses its old name", async () => {
    const proof = await proofOf(
      ofSql(`CREATE TABLE hubs (id uuid PRIMARY KEY);
        CREATE TABLE parcels (id uuid PRIMARY KEY, hub_id uuid NOT NULL);
        ALTER TABLE parcels ADD CONSTRAINT "Old Name" FOREIGN KEY (hub_id) REFERENCES hubs NOT VALID`),
      { only: ["fk-validated", "name-fk-constraint", "index-fk"] },
    );
    expect(toOutcome(proof)).toEqual({
      proven: [
        "CREATE INDEX CONCURRENTLY idx_parcels_hub_id ON public.parcels (hub_id)",
        'ALTER TABLE public.parcels VALIDATE CONSTRAINT "Old Name"',
        'ALTER TABLE public.parcels RENAME CONSTRAINT "Old Name" TO fk_parcels_hubs',
      ],
      ...NOTHING_ELSE,
    });
  });

  test("know a renamed object again: what else is found on it is not new", async () => {
    const proof = await proofOf(
      ofSql(`CREATE TABLE hubs (id uuid PRIMARY KEY);
        CREATE TABLE parcels (id uuid PRIMARY KEY, hub_id uuid NOT NULL);
        ALTER TABLE parcels ADD CONSTRAINT old_name FOREIGN KEY (hub_id) REFERENCES hubs NOT VALID`),
      { only: ["name-fk-constraint"] },
    );
    expect(toOutcome(proof)).toEqual({
      proven: ["ALTER TABLE public.parcels RENAME CONSTRAINT old_name TO fk_parcels_hubs"],
      ...NOTHING_ELSE,
    });
  });

  test("know a renamed index again that a change of type made anew", async () => {
    const proof = await proofOf(
      ofSql(`CREATE TABLE parcels (id uuid PRIMARY KEY, label varchar(9) NOT NULL, street text NOT NULL);
        CREATE INDEX no_label ON parcels (street) WHERE label IS NULL`),
      { only: ["type-text", "name-index"] },
    );
    expect(toOutcome(proof).left).toEqual([]);
    expect(proof.proven.map(({ finding }) => finding.fingerprint)).toEqual([
      "type-text|public.parcels|column:label",
      "name-index|public.parcels|index:no_label",
    ]);
  });

  test("drop a redundant index under its old name instead of renaming it", async () => {
    const proof = await proofOf(
      ofSql(`CREATE TABLE parcels (id uuid PRIMARY KEY, street text NOT NULL, town text NOT NULL);
        CREATE INDEX by_street ON parcels (street);
        CREATE INDEX idx_parcels_street_town ON parcels (street, town)`),
      { only: ["index-redundant", "name-index"] },
    );
    expect(toOutcome(proof)).toEqual({
      proven: ["DROP INDEX CONCURRENTLY public.by_street"],
      ...NOTHING_ELSE,
      mendedByOthers: ["name-index|public.parcels|index:by_street"],
    });
  });

  test("make one index where the longer serves two foreign keys", async () => {
    const proof = await proofOf(
      ofSql(`CREATE TABLE regions (id uuid PRIMARY KEY);
        CREATE TABLE hubs (region_id uuid, id uuid, PRIMARY KEY (region_id, id));
        CREATE TABLE parcels (id uuid PRIMARY KEY, region_id uuid NOT NULL REFERENCES regions, hub_id uuid NOT NULL,
          FOREIGN KEY (region_id, hub_id) REFERENCES hubs)`),
      { only: ["index-fk"] },
    );
    expect(toOutcome(proof)).toEqual({
      proven: ["CREATE INDEX CONCURRENTLY idx_parcels_region_id_hub_id ON public.parcels (region_id, hub_id)"],
      left: [],
      mendedByOthers: ["index-fk|public.parcels|foreign key:parcels_region_id_fkey"],
      uncovered: [],
    });
  });
});

/** A rule that wants every table to have a comment and suggests what a test says. */
function suggesting(sqlOf: (table: string) => string[] | null, id = "wants-comment") {
  return defineTableRule({
    id,
    statement: "0",
    title: "Tables have a comment.",
    why: "A test wants it.",
    severity: "low",
    score: "tables",
    group: "Documentation",
    profile: "guide",
    evidence: "catalog",
    subjects: "tables",
    requires: [],
    justifiable: false,
    options: {},
    sameAs: [],
    exempt: [],
    find: (table) => [table],
    judge(_, table) {
      if (table.comment !== null) return pass;
      const sql = sqlOf(table.name);
      return fail(say`${table.name} has none.`, sql === null ? {} : { remedy: { sql, lock: "None.", proven: null } });
    },
  });
}

/** A rule that no column may be called `made`. */
const noMade = defineTableRule({
  ...suggesting(() => null, "no-made"),
  find: (table) => [...table.columns],
  judge: (column) => (column.name === "made" ? fail(["It is."]) : pass),
});

describe("a remedy that does not mend is left out with the reason", () => {
  const wrong: Record<string, string[]> = {
    ants: ["COMMENT ON TABLE public.ants IS 'They march'"],
    bees: ["COMMENT ON TABLE public.bees IS 'They hum'", "COMMENT ON TABLE public.wasps IS 'They are not there'"],
    cats: ["SELECT 1"],
    dogs: ["COMMENT ON TABLE public.dogs IS 'They bark'", "ALTER TABLE public.dogs ADD COLUMN made text"],
    eels: ["CREATE INDEX CONCURRENTLY eels_id ON public.nowhere (id)", "COMMENT ON TABLE public.eels IS 'They wind'"],
    frogs: ["CREATE INDEX shared_name ON public.frogs (id)", "COMMENT ON TABLE public.frogs IS 'They leap'"],
    geese: ["CREATE INDEX shared_name ON public.geese (id)", "COMMENT ON TABLE public.geese IS 'They guard'"],
  };
  const schema = Object.keys(wrong)
    .map((name) => `CREATE TABLE ${name} (id integer);`)
    .join("\n");

  test("and does not keep the others from being proven", async () => {
    const rules = [suggesting((table) => wrong[table] ?? null), noMade];
    const proof = await proofOf(ofSql(schema), { rules });
    expect(toOutcome(proof)).toEqual({
      // Indexes come first.
      proven: [...(wrong.frogs as string[]), ...(wrong.ants as string[])],
      left: [
        'wants-comment|public.bees|table:bees: PostgreSQL refuses it: relation "public.wasps" does not exist.',
        "wants-comment|public.cats|table:cats: It runs, but the finding is still there.",
        "wants-comment|public.dogs|table:dogs: It makes a new finding: no-made on public.dogs.made.",
        'wants-comment|public.eels|table:eels: PostgreSQL refuses it: relation "public.nowhere" does not exist.',
        'wants-comment|public.geese|table:geese: PostgreSQL refuses it: relation "shared_name" already exists.',
      ],
      mendedByOthers: [],
      uncovered: [],
    });
    const marks = proof.scorecard.findings.map(({ subject, remedy }) => `${subject.name} ${remedy?.proven}`);
    expect(marks).toEqual([
      "ants true",
      "bees false",
      "cats false",
      "dogs false",
      "eels false",
      "frogs true",
      "geese false",
    ]);
  });

  test("where the scratch database does not show the finding", async () => {
    const proof = await proofOf(ofSql("CREATE TABLE ants (id integer); COMMENT ON TABLE ants IS 'They march'"), {
      rules: [
        defineTableRule({
          ...suggesting(() => null),
          judge: (_, table) =>
            table.statistics === null
              ? pass
              : fail(["Live."], { remedy: { sql: ["SELECT 1"], lock: "None.", proven: null } }),
        }),
      ],
      change: (catalog) => ({
        ...catalog,
        relations: catalog.relations.map((relation) => ({
          ...relation,
          statistics: { rows: 7, bytes: null, counters: null },
        })),
      }),
    });
    expect(toOutcome(proof).left).toEqual([
      "wants-comment|public.ants|table:ants: The scratch database does not show this finding, so nothing can be proven.",
    ]);
  });
});

test("an index that a foreign key needs makes none too many, and is called as the team asks", async () => {
  const columns = Array.from({ length: 9 }, (_, at) => `c${at}`);
  const sql = `CREATE TABLE makers (id uuid PRIMARY KEY);
    CREATE TABLE parts (id uuid PRIMARY KEY, maker_id uuid NOT NULL REFERENCES makers, ${columns.map((each) => `${each} int`).join(", ")});
    ${columns.map((each) => `CREATE INDEX ix_parts_${each} ON parts (${each});`).join(" ")}`;
  const config = { rules: { "name-index": { options: { pattern: "ix_{table}_{columns}" } } } };
  const proof = await proofOf(ofSql(sql), { config, only: ["index-fk"] });
  expect(toOutcome(proof)).toEqual({
    proven: ["CREATE INDEX CONCURRENTLY ix_parts_maker_id ON public.parts (maker_id)"],
    left: [],
    mendedByOthers: [],
    uncovered: [],
  });
});
