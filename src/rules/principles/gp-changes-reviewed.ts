import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

export const gpChangesReviewed = defineProjectRule({
  id: "gp-changes-reviewed",
  statement: "1.3",
  title: "Somebody else reads each change of the schema before it runs.",
  why: "A mistake in a schema is cheap to mend before there are rows in it, and never again.",
  severity: "medium",
  score: "none",
  group: "Migrations",
  profile: "guide",
  evidence: "attestation",
  subjects: "projects",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Commits prove no review: they are squashed and rebased. A line in CODEOWNERS is told, and proves none either.",
  ],
  validity: 365,
  find: () => [PROJECT],
  judge(_subject, { catalog: { repository } }) {
    const owners = repository?.owners ?? null;
    if (owners === null) return notAssessed(["no design note attests it"]);
    return notAssessed(
      say`${`${owners.file}:${owners.line}`} asks for reviews of the migrations, but no design note attests that they happen`,
    );
  },
});
