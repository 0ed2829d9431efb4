import { defineProjectRule, fail, notAssessed, PROJECT } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { archivingOf } from "./archiving.ts";

export const opsBackupMonitored = defineProjectRule({
  id: "ops-backup-monitored",
  statement: "8.5",
  title: "Somebody is told when a backup fails or does not run.",
  why: "Backups stop silently, and are missed when it is too late.",
  severity: "high",
  score: "operations",
  group: "Backup",
  profile: "guide",
  evidence: "server",
  subjects: "projects",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Archiving of WAL that works: it is not told from there whether anybody would hear if it did not."],
  validity: 180,
  find: () => [PROJECT],
  judge(_subject, { catalog }) {
    const archiving = archivingOf(catalog);
    if (archiving === null) return notAssessed(["no design note attests it"]);
    const { failed, lastFailedAt, lastArchivedAt } = archiving;
    if (failed === 0 || lastFailedAt === null) return notAssessed(["no design note attests it"]);
    if (lastArchivedAt !== null && lastArchivedAt >= lastFailedAt) return notAssessed(["no design note attests it"]);
    const since =
      lastArchivedAt === null ? say`none ever went well` : say`the last that went well was at ${lastArchivedAt}`;
    return fail([...say`Archiving WAL fails: the last attempt was at ${lastFailedAt}, and `, ...since, "."], {
      noRemedy: "the archiving has to be mended on the server",
      facts: [{ name: "failed attempts", value: String(failed) }],
    });
  },
});
