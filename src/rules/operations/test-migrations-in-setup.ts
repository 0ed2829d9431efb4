import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

export const testMigrationsInSetup = defineProjectRule({
  id: "test-migrations-in-setup",
  statement: "9.3",
  title: "Tests set their schema up by running the migrations.",
  why: "A schema made another way is not the one that production has, and migrations are never tried.",
  severity: "medium",
  score: "operations",
  group: "Testing",
  profile: "guide",
  evidence: "attestation",
  subjects: "projects",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["That CI runs migrations is told, and proves nothing about what the tests run on."],
  validity: 365,
  find: () => [PROJECT],
  judge(_subject, { catalog: { repository } }) {
    const [run] = repository?.pipelines ?? [];
    if (run === undefined) return notAssessed(["no design note attests it"]);
    return notAssessed(say`no design note attests it, though ${`${run.file}:${run.line}`} runs migrations`);
  },
});
