import { defineAttestedRule } from "../../model/rule.ts";

export const opsBackupOffsite = defineAttestedRule({
  id: "ops-backup-offsite",
  statement: "8.3",
  title: "Backups are kept safe and away from the server.",
  why: "What destroys the server, a fire or a thief of credentials, must not reach the backups too.",
  severity: "high",
  score: "operations",
  group: "Backup",
  profile: "guide",
  justifiable: false,
  sameAs: [],
  exempt: [],
  validity: 365,
});
