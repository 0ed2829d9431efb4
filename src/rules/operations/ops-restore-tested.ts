import { defineAttestedRule } from "../../model/rule.ts";

export const opsRestoreTested = defineAttestedRule({
  id: "ops-restore-tested",
  statement: "8.2",
  title: "A restore has been tried, lately and all the way.",
  why: "A backup that was never restored is a hope: files rot, keys go missing, versions move on.",
  severity: "critical",
  score: "operations",
  group: "Backup",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 180,
});
