/** What everybody will hold on objects that are not there yet: ALTER DEFAULT PRIVILEGES. */
import type { Catalog } from "../../model/catalog.ts";
import type { DefaultPrivilege } from "../../model/database-objects.ts";
import { buildRemedy } from "../../model/remedy.ts";
import { fail, type Judgement, pass } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { say } from "../../model/sentence.ts";
import { ofPublic } from "./public-writes.ts";

const KIND = "default privileges";

export function findDefaultSubjects(catalog: Catalog): FindingSubject[] {
  return judgedIn(catalog).map((entry) => ({
    schema: null,
    relation: null,
    kind: KIND,
    name: formatName(entry, catalog),
  }));
}

export function isDefaultSubject(subject: FindingSubject): boolean {
  return subject.kind === KIND;
}

export function judgeDefault(subject: FindingSubject, catalog: Catalog): Judgement {
  const entry = judgedIn(catalog).find((one) => formatName(one, catalog) === subject.name);
  if (entry === undefined) return pass;
  const held = heldBy(entry);
  if (held.length === 0) return pass;
  const { role, schema, objects } = entry;
  const privileges = held.map((privilege) => privilege.toUpperCase());
  return fail(say`By default everybody may ${held.join(", ")} in new ${subject.name}.`, {
    // A role that only the scratch engine has is not the one that made the grant.
    ...(isInvented(role, catalog)
      ? {}
      : {
          remedy: buildRemedy(
            [{ kind: "revoke default from public", role, schema, objects, privileges }],
            "Objects that are there keep what was granted on them.",
          ),
        }),
  });
}

function judgedIn({ defaultPrivileges }: Catalog): DefaultPrivilege[] {
  return defaultPrivileges.filter(({ objects }) => objects === "tables" || objects === "schemas");
}

function heldBy({ objects, privileges }: DefaultPrivilege): string[] {
  return objects === "schemas" ? ofPublic(privileges, ["create"]) : ofPublic(privileges);
}

/** `tables of alice in app`. */
function formatName({ role, schema, objects }: DefaultPrivilege, catalog: Catalog): string {
  return `${objects}${isInvented(role, catalog) ? "" : ` of ${role}`}${schema === null ? "" : ` in ${schema}`}`;
}

function isInvented(role: string, { roles }: Catalog): boolean {
  return roles.some(({ name, invented }) => name === role && invented);
}
