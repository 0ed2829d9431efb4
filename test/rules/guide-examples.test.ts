import { expect, test } from "vitest";
import { configSchema } from "../../src/model/config.ts";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { catalogOf } from "./in-words.ts";

/** Section 10 of the guide. */
const EXAMPLES = `
  CREATE TABLE users (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    email TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
  );
  CREATE INDEX idx_users_email ON users (email);
  CREATE TABLE orders (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID NOT NULL REFERENCES users (id),
    total NUMERIC(10, 2) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
  );`;

test("the guide's own example breaks the guide where RULES says it does, and nowhere else", async () => {
  const catalog = await catalogOf(EXAMPLES);
  const given = rules.filter((rule) => rule.profile === "guide" && rule.severity !== "info");
  const config = configSchema.parse({});
  const scorecard = buildScorecard(catalog, { rules: given, config, decisions: [], attestations: [], asOf: null });
  const failed = scorecard.relations.map(({ name, results }) => [
    name,
    results.filter(({ verdict }) => verdict === "fail").map(({ rule }) => rule),
  ]);
  expect(Object.fromEntries(failed)).toEqual({
    users: ["doc-table-comment", "doc-column-comment", "name-unique", "name-check", "index-redundant"],
    orders: ["doc-table-comment", "doc-column-comment", "name-fk-constraint", "index-fk"],
  });
  const generated = scorecard.findings.filter(({ evidence }) => evidence.some(({ value }) => value === "generated"));
  expect(generated.map(({ subject }) => subject.name).sort()).toEqual([
    "orders_user_id_fkey",
    "users_email_key",
    "users_status_check",
  ]);
});

test("the example's orders have 60 of 71 points, 84, B", async () => {
  const catalog = await catalogOf(EXAMPLES);
  const given = rules.filter((rule) => rule.profile === "guide");
  const config = configSchema.parse({});
  const { relations } = buildScorecard(catalog, { rules: given, config, decisions: [], attestations: [], asOf: null });
  const orders = relations.find(({ name }) => name === "orders");
  expect(orders).toMatchObject({ score: 84, grade: "B", points: { pass: 60, fail: 11, excused: 0 } });
  expect(orders?.results.filter(({ verdict }) => verdict === "pass").map(({ rule }) => rule)).toEqual([
    "table-narrow",
    "pk-required",
    "pk-uuid",
    "pk-uuid-default",
    "pk-surrogate",
    "fk-validated",
    "not-null",
    "not-null-some",
    "name-snake-case",
    "name-table-plural",
    "name-column-singular",
    "name-pk-column",
    "name-fk-column",
    "type-timestamptz",
    "type-money-numeric",
    "default-present",
    "index-pk",
    "index-count",
  ]);
});
