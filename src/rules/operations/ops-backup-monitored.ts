import { defineAttestedRule } from "../../model/rule.ts";

export const opsBackupMonitored = defineAttestedRule({
  id: "ops-backup-monitored",
  statement: "8.5",
  title: "Somebody is told when a backup fails or does not run.",
  why: "Backups stop silently, and are missed when it is too late.",
  severity: "high",
  score: "operations",
  group: "Backup",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 180,
});
