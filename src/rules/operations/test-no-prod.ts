import { defineAttestedRule } from "../../model/rule.ts";

export const testNoProd = defineAttestedRule({
  id: "test-no-prod",
  statement: "9.6",
  title: "No test that changes data can reach production.",
  why: "One wrong connection string is enough to delete what customers wrote.",
  severity: "critical",
  score: "operations",
  group: "Testing",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 365,
});
