import { expect, test } from "vitest";
import { configSchema } from "../../src/model/config.ts";
import type { Scorecard } from "../../src/model/scorecard.ts";
import { rules } from "../../src/rules/index.ts";
import { computeGains } from "../../src/score/gains.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { catalogOf } from "./in-words.ts";

/** Breaks rules of every severity beyond the guide. */
const SQL = `
  CREATE TABLE a (id bigint PRIMARY KEY, code text UNIQUE);
  CREATE UNLOGGED TABLE "order" (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a, b_id int REFERENCES a, v tsvector);
  ALTER TABLE "order" ADD CONSTRAINT again FOREIGN KEY (a_id) REFERENCES a;
  CREATE INDEX v1 ON "order" USING gin (v); CREATE INDEX v2 ON "order" USING gin (v);
  CREATE POLICY p ON "order" USING (true)`;

const extended = rules.filter(({ profile }) => profile === "extended");

test("rules beyond the guide are in no score", () => {
  expect(extended.filter(({ score }) => score !== "none").map(({ id }) => id)).toEqual([]);
});

test("with them or without, scores, grades, caps and gains are the same", async () => {
  const catalog = await catalogOf(SQL);
  const config = configSchema.parse({});
  const judged = (given: typeof rules) =>
    buildScorecard(catalog, { rules: given, config, decisions: [], attestations: [], asOf: null });
  const [all, guide] = [judged(rules), judged(rules.filter(({ profile }) => profile === "guide"))];
  const marks = (scorecard: Scorecard) => ({
    scores: scorecard.scores,
    schemas: scorecard.schemas,
    tables: scorecard.relations.map(({ results, ...score }) => score),
    gains: computeGains(scorecard),
  });
  expect(marks(all)).toEqual(marks(guide));
  const known = new Set(guide.findings.map(({ fingerprint }) => fingerprint));
  const more = all.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  expect(more.map(({ rule, subject }) => `${rule} ${subject.name}`)).toEqual([
    "fk-type-mismatch again",
    "fk-type-mismatch order_a_id_fkey",
    "fk-type-mismatch order_b_id_fkey",
    "index-duplicate v2",
    "rls-policy-disabled order",
    "fk-duplicate order_a_id_fkey",
    "pk-int4-overflow id",
    "rls-policy-true p",
    "name-reserved order",
    "type-serial-vs-identity id",
    "table-unlogged order",
  ]);
});
