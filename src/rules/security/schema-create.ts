/** Schemas in which everybody may make objects. */
import type { Catalog, Schema } from "../../model/catalog.ts";
import { buildRemedy } from "../../model/remedy.ts";
import { fail, type Judgement, notAssessed, pass } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { say } from "../../model/sentence.ts";
import { ofPublic } from "./public-writes.ts";

export function buildSchemaSubject({ kind, name }: Schema): FindingSubject {
  return { schema: null, relation: null, kind, name };
}

export function judgeSchema(subject: FindingSubject, { schemas, source, server }: Catalog): Judgement {
  const schema = schemas.find(({ name }) => name === subject.name);
  if (schema === undefined || ofPublic(schema.privileges, ["create"]).length === 0) return pass;
  // Until 15 every new database had it so, that of a scratch engine too.
  if (schema.name === "public" && source.kind !== "server" && server.major < 15)
    return notAssessed(say`who may create in ${schema.name} is decided on the server`);
  return fail(say`Everybody may create objects in schema ${schema.name}.`, {
    remedy: buildRemedy(
      [{ kind: "revoke from public", privileges: ["CREATE"], schema: schema.name, table: null }],
      "Roles that create objects there need a grant of their own.",
    ),
  });
}
