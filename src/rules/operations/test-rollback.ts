import { defineAttestedRule } from "../../model/rule.ts";

export const testRollback = defineAttestedRule({
  id: "test-rollback",
  statement: "9.4",
  title: "Each test leaves the database as it found it, by rolling back.",
  why: "Rows that a test leaves behind make the next one fail, or pass for the wrong reason.",
  severity: "low",
  score: "operations",
  group: "Testing",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 365,
});
