import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { archivingOf, isArchiving, isWithoutCommand } from "./archiving.ts";

export const opsBackupScheduled = defineProjectRule({
  id: "ops-backup-scheduled",
  statement: "8.1",
  title: "Backups run by themselves, on a schedule.",
  why: "A backup that somebody has to remember is the one that is missing.",
  severity: "critical",
  score: "operations",
  group: "Backup",
  profile: "guide",
  evidence: "attestation",
  subjects: "projects",
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [],
  validity: 90,
  find: () => [PROJECT],
  judge(_subject, { catalog }) {
    const none: Sentence = ["no design note attests it"];
    if (catalog.source.kind !== "server") return notAssessed(none);
    if (!isArchiving(catalog))
      return notAssessed([...none, ...say`; the server archives no WAL (${"archive_mode"} is off)`]);
    if (isWithoutCommand(catalog))
      return notAssessed([...none, ...say`; the server archives no WAL (${"archive_command"} is empty)`]);
    const archiver = archivingOf(catalog);
    const last = archiver?.lastArchivedAt ?? null;
    const when = archiver === null ? [] : last === null ? [", none of it so far"] : say`, last at ${last}`;
    return notAssessed([...none, "; the server archives WAL", ...when, ", which is half a backup"]);
  },
});
