import { defineProjectRule, fail, notAssessed, PROJECT, pass } from "../../../model/rule.ts";
import type { FindingSubject } from "../../../model/scorecard.ts";
import { say } from "../../../model/sentence.ts";
import { settingOf } from "../../security/settings.ts";

const SETTING: FindingSubject = { schema: null, relation: null, kind: "setting", name: "password_encryption" };

export const passwordMd5 = defineProjectRule({
  id: "password-md5",
  statement: "extended",
  title: "New passwords are kept as SCRAM, not as MD5.",
  why: "Whoever reads an MD5 hash can log in with it; a SCRAM verifier has to be cracked first.",
  severity: "low",
  score: "none",
  group: "Security",
  profile: "extended",
  evidence: "server",
  subjects: "settings",
  justifiable: false,
  options: {},
  sameAs: ["pglinter C003"],
  exempt: ["Passwords that are there already: nobody but a superuser sees how they are kept."],
  validity: null,
  find: ({ catalog }) => [catalog.source.kind === "server" ? SETTING : PROJECT],
  judge(_subject, { catalog }) {
    if (catalog.source.kind !== "server") return notAssessed(["only a server knows how it keeps passwords"]);
    const value = settingOf(catalog, SETTING.name);
    if (value === null) return notAssessed(say`the setting ${SETTING.name} is not known`);
    if (value !== "md5") return pass;
    return fail(
      say`The setting ${SETTING.name} is ${value}: new passwords are kept as hashes that one can log in with.`,
      { noRemedy: "a setting of the server, and passwords have to be set anew" },
    );
  },
});
