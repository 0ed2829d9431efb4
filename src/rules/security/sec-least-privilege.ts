import { defineProjectRule, notAssessed, PROJECT } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { judgeAppRole } from "./app-role.ts";
import { findDefaultSubjects, isDefaultSubject, judgeDefault } from "./default-writes.ts";
import { judgePublicWrites } from "./public-writes.ts";
import { buildRoleSubjects } from "./role-reach.ts";
import { buildSchemaSubject, judgeSchema } from "./schema-create.ts";

export const secLeastPrivilege = defineProjectRule({
  id: "sec-least-privilege",
  statement: "7.1",
  title: "Everybody writes nowhere, and the application's role has no more than it needs.",
  why: "What a role may do is what whoever takes it over may do, and what PUBLIC may do every role may.",
  severity: "high",
  score: "operations",
  group: "Security",
  profile: "guide",
  evidence: "server",
  subjects: "tables, schemas and roles",
  justifiable: false,
  options: {},
  sameAs: ["pglinter S003", "pglinter S004", "pgdsat 4.3", "pgdsat 4.6", "pgdsat 4.10"],
  exempt: [
    "What PUBLIC may read, and schemas without tables of yours, which schema-public-create judges.",
    "The roles of a replayed history, and any while the config names none in `security.appRoles`: not assessed. What migrations grant to PUBLIC is judged all the same.",
  ],
  validity: 180,
  find({ catalog, tables, security }) {
    const inUse = new Set(tables.map(({ schema }) => schema));
    return [
      ...tables.map(({ schema, name, kind }) => ({ schema, relation: name, kind, name })),
      ...catalog.schemas.filter(({ name }) => inUse.has(name)).map(buildSchemaSubject),
      ...findDefaultSubjects(catalog),
      ...(security.appRoles.length === 0 ? [PROJECT] : buildRoleSubjects(security.appRoles)),
    ];
  },
  judge(subject, context) {
    if (subject.kind === PROJECT.kind)
      return notAssessed(say`the config does not say what the application connects as (${"security.appRoles"})`);
    if (subject.kind === "role") return judgeAppRole(subject, context);
    if (subject.kind === "schema") return judgeSchema(subject, context.catalog);
    if (isDefaultSubject(subject)) return judgeDefault(subject, context.catalog);
    return judgePublicWrites(subject, context);
  },
});
