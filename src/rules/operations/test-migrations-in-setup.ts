import { defineAttestedRule } from "../../model/rule.ts";

export const testMigrationsInSetup = defineAttestedRule({
  id: "test-migrations-in-setup",
  statement: "9.3",
  title: "Tests set their schema up by running the migrations.",
  why: "A schema made another way is not the one that production has, and migrations are never tried.",
  severity: "medium",
  score: "operations",
  group: "Testing",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 365,
});
