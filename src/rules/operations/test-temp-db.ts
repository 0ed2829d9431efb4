import { defineAttestedRule } from "../../model/rule.ts";

export const testTempDb = defineAttestedRule({
  id: "test-temp-db",
  statement: "9.5",
  title: "Unit tests use temporary databases where they can.",
  why: "A database that is made for a run and thrown away cannot hold anything over.",
  severity: "info",
  score: "operations",
  group: "Testing",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 365,
});
