import { expect, test } from "vitest";
import { configSchema } from "../../src/model/config.ts";
import type { Decision } from "../../src/model/decision.ts";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { catalogOf } from "./in-words.ts";

const AWKWARD = `CREATE SCHEMA "Back.Office"; CREATE SEQUENCE "till#1";
  CREATE TABLE "Back.Office"."Receipt ""A""" (id int, "no." text DEFAULT nextval('"till#1"'), "Paid?" int2, status text, "user#id" int);
  CREATE TABLE ordinary (id serial PRIMARY KEY, price float8 CHECK (price > 0), tags text[], parent int REFERENCES ordinary, name varchar(20) UNIQUE);
  CREATE INDEX "i.j#k" ON "Back.Office"."Receipt ""A""" ("no.", status); CREATE INDEX ON "Back.Office"."Receipt ""A""" ("no.");
  CREATE TABLE "ordinary.price" (price float8, created_at timestamp)`;

test("the key that a finding prints is the one that excuses it, whatever the names", async () => {
  const catalog = await catalogOf(AWKWARD);
  const score = (decisions: Decision[]) => {
    const input = { rules, config: configSchema.parse({}), decisions, attestations: [], asOf: "2026-03-02" };
    return buildScorecard(catalog, input);
  };
  const failures = score([]).findings.filter((finding) => finding.verdict === "fail");
  const decisions = failures.map(
    ({ rule, waiverKey: subject }): Decision => ({
      rule,
      subject,
      kind: "waived",
      reason: "Kept as it is until the till is replaced.",
      owner: "shop",
      reviewBy: "2027-03-01",
      date: "2026-03-01",
      carrier: "note",
      place: "till",
    }),
  );
  const excused = score(decisions);
  expect(excused.findings.filter((finding) => finding.verdict === "fail")).toEqual([]);
  expect(new Set(excused.waivers.map(({ state }) => state))).toEqual(new Set(["active"]));
  expect(failures.map(({ waiverKey }) => waiverKey)).toEqual(
    expect.arrayContaining([
      '"Back.Office"."Receipt ""A"""',
      '"Back.Office"."Receipt ""A"""."no."',
      '"Back.Office"."Receipt ""A"""#"i.j#k"',
      '"Back.Office"."Receipt ""A"""#"till#1"',
      "public.ordinary.price",
      'public."ordinary.price".price',
    ]),
  );
});
