import { defineAttestedRule } from "../../model/rule.ts";

export const perfExplain = defineAttestedRule({
  id: "perf-explain",
  statement: "5.5",
  title: "The plans of slow statements are looked at with EXPLAIN.",
  why: "What an index is for is to be seen in a plan, and what it would save is guessed without one.",
  severity: "info",
  score: "operations",
  group: "Indexing",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 365,
});
