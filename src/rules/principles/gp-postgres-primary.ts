import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";

export const gpPostgresPrimary = defineProjectRule({
  id: "gp-postgres-primary",
  statement: "1.1",
  title: "All data that has to last is in PostgreSQL.",
  why: "Rules about this schema say nothing of data that is kept elsewhere.",
  severity: "low",
  score: "none",
  group: "Structure",
  profile: "guide",
  evidence: "attestation",
  subjects: "projects",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Nothing is inferred from a server that answers: only a person knows where else data is."],
  validity: 365,
  find: () => [PROJECT],
  judge(_subject, { catalog }) {
    const foreign = catalog.relations.filter(({ kind }) => kind === "foreign table").length;
    const hint =
      foreign === 0 ? "" : `; ${foreign === 1 ? "1 table is" : `${foreign} tables are`} kept elsewhere already`;
    return notAssessed([`no design note attests it${hint}`]);
  },
});
