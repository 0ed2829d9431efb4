import { defineAttestedRule } from "../../model/rule.ts";

export const testSeparateDb = defineAttestedRule({
  id: "test-separate-db",
  statement: "9.1",
  title: "Development and tests have databases of their own.",
  why: "A test that shares a database with people sooner or later changes what they see.",
  severity: "high",
  score: "operations",
  group: "Testing",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 365,
});
