import { defineProjectRule, fail, notAssessed, PROJECT, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { sayList } from "../indexing/index-prose.ts";
import { buildRoleSubjects, findRole, membershipsOf } from "./role-reach.ts";

export const secNoSuperuserApp = defineProjectRule({
  id: "sec-no-superuser-app",
  statement: "7.2",
  title: "The application does not connect as a superuser.",
  why: "No privilege, policy or limit holds a superuser back: whoever takes over the application has the whole server.",
  severity: "critical",
  score: "operations",
  group: "Security",
  profile: "guide",
  evidence: "server",
  subjects: "roles of the application",
  justifiable: false,
  options: {
    adminRoles: {
      type: "strings",
      default: ["alloydbsuperuser", "azure_pg_admin", "cloudsqlsuperuser", "neon_superuser", "rds_superuser"],
      description: "The roles that managed services have in a superuser's place.",
    },
  },
  sameAs: ["pgdsat 5.11"],
  exempt: [
    "Roles that the config does not name in `security.appRoles`: superusers are needed, only not by the application.",
    "Catalogs that were not read from a server, and roles that it does not have: not assessed.",
  ],
  validity: 180,
  find: ({ security }) => (security.appRoles.length === 0 ? [PROJECT] : buildRoleSubjects(security.appRoles)),
  judge(subject, { catalog, options }) {
    if (catalog.source.kind !== "server") return notAssessed(["only a server knows who is a superuser"]);
    const isAdmin = (role: { name: string; superuser: boolean }) =>
      role.superuser || options.adminRoles.includes(role.name);
    if (subject.kind === PROJECT.kind) {
      const superusers = catalog.roles.filter((role) => role.login && role.superuser).map(({ name }) => name);
      const seen = superusers.length === 0 ? [] : ["; superusers that may log in: ", ...sayList(superusers)];
      return notAssessed([
        ...say`the config does not say what the application connects as (${"security.appRoles"})`,
        ...seen,
      ]);
    }
    const role = findRole(catalog, subject.name);
    if (role === null) return notAssessed(say`the server has no role ${subject.name} that may log in`);
    if (isAdmin(role))
      return fail(say`Role ${role.name}, which the application connects as, is a superuser.`, {
        noRemedy: "the application needs a role of its own first",
      });
    const above = membershipsOf(catalog, role).find(isAdmin);
    if (above === undefined) return pass;
    return fail(
      say`Role ${role.name}, which the application connects as, is a member of the superuser ${above.name}.`,
      { noRemedy: "the application needs a role of its own first" },
    );
  },
});
