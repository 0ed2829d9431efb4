import { defineAttestedRule } from "../../model/rule.ts";

export const testFixtures = defineAttestedRule({
  id: "test-fixtures",
  statement: "9.2",
  title: "Tests make the rows that they need by fixtures or factories.",
  why: "A test that relies on rows that happen to be there fails for everybody else.",
  severity: "low",
  score: "operations",
  group: "Testing",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 365,
});
