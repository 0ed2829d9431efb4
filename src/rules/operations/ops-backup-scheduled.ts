import { defineAttestedRule } from "../../model/rule.ts";

export const opsBackupScheduled = defineAttestedRule({
  id: "ops-backup-scheduled",
  statement: "8.1",
  title: "Backups run by themselves, on a schedule.",
  why: "A backup that somebody has to remember is the one that is missing.",
  severity: "critical",
  score: "operations",
  group: "Backup",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 90,
});
