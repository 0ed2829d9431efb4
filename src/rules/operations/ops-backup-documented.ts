import { defineAttestedRule } from "../../model/rule.ts";

export const opsBackupDocumented = defineAttestedRule({
  id: "ops-backup-documented",
  statement: "8.4",
  title: "How to back up and restore is written down.",
  why: "The one who knows how is on holiday on the day of the restore.",
  severity: "medium",
  score: "operations",
  group: "Backup",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 365,
});
