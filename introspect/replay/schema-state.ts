/** How a schema stands, object by object by name, so that two moments can be compared however they came about. */
import type { SchemaDifference } from "../../src/model/migration-facts.ts";
import { compareText, quoteIdentifier, toObjectKey } from "../../src/model/names.ts";
import type { Row, Session } from "../session.ts";
import { type ObjectPlace, placeKey } from "./change.ts";
import type { FingerprintReader } from "./fingerprint.ts";
import { OriginTracker } from "./origin.ts";

interface ObjectState extends ObjectPlace {
  definition: string;
  /** Owner and privileges. */
  access: string;
  /** Empty for none. */
  comment: string;
}

/** By `placeKey`. */
export type SchemaState = ReadonlyMap<string, ObjectState>;

const FIRST_USER_OID = 16384;

/** A catalog's owners and privileges; what was granted and revoked again leaves the defaults written out. */
const access = (catalog: string, prefix: string, kind: string, condition: string): string =>
  `SELECT 'access', '${catalog}', oid::bigint, 0, concat_ws(' ', pg_get_userbyid(${prefix}owner), ARRAY(
      SELECT grants::text FROM unnest(coalesce(${prefix}acl, acldefault(${kind}, ${prefix}owner))) grants ORDER BY 1))
    FROM ${catalog} WHERE oid >= ${FIRST_USER_OID} AND ${condition}`;

/** What fingerprints leave out, by the object that it is of; an extension stands for its members. */
const BESIDE = `
  SELECT kind, catalog, oid, sub, value FROM (
    ${access("pg_class", "rel", `CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char"`, "relkind IN ('r','p','v','m','f','S')")}
    UNION ALL ${access("pg_proc", "pro", "'f'", "true")}
    UNION ALL ${access("pg_type", "typ", "'T'", "typtype IN ('e','d','r')")}
    UNION ALL ${access("pg_namespace", "nsp", "'n'", "true")}
    UNION ALL SELECT 'access', 'pg_attribute', attrelid, attnum,
      ARRAY(SELECT grants::text FROM unnest(attacl) grants ORDER BY 1)::text
      FROM pg_attribute WHERE attrelid >= ${FIRST_USER_OID} AND attacl <> '{}'
    UNION ALL SELECT 'extension', extversion, oid, 0, extname FROM pg_extension
    UNION ALL SELECT 'comment', CASE WHEN objsubid > 0 THEN 'pg_attribute' ELSE classoid::regclass::text END,
      objoid, objsubid, description FROM pg_description WHERE objoid >= ${FIRST_USER_OID}
  ) AS beside (kind, catalog, oid, sub, value)`;

type BesideRow = Row & {
  kind: "access" | "comment" | "extension";
  /** Of an extension, its version. */
  catalog: string;
  oid: string;
  sub: string;
  value: string;
};

/** The schema as it stands now; the search_path has to be empty. */
export async function readSchemaState(session: Session, reader: FingerprintReader): Promise<SchemaState> {
  const tracker = new OriginTracker();
  tracker.observe("", await reader.readAll());
  const rows = await session.query<BesideRow>(BESIDE);
  const beside = new Map(rows.map(({ kind, catalog, oid, sub, value }) => [`${kind} ${catalog}:${oid}:${sub}`, value]));
  const objects: ObjectState[] = [
    ...tracker.objects().map(({ key, place, state }) => ({
      ...place,
      definition: state,
      access: beside.get(`access ${key}`) ?? "",
      comment: beside.get(`comment ${key}`) ?? "",
    })),
    ...rows
      .filter(({ kind }) => kind === "extension")
      .map(({ catalog: version, value: name }) => {
        const place = { kind: "extension", schema: null, relation: null, name };
        return { ...place, definition: version, access: "", comment: "" };
      }),
  ];
  return new Map(objects.map((object) => [placeKey(object), object]));
}

/** What is not as it was wanted to be. What went with its relation, or came with it, is not said again. */
export function compareSchemas(wanted: SchemaState, found: SchemaState): SchemaDifference[] {
  const differences: SchemaDifference[] = [];
  for (const [key, object] of wanted) {
    const other = found.get(key);
    if (other !== undefined) {
      const of = (["definition", "access", "comment"] as const).find((each) => !isSame(object, other, each));
      if (of !== undefined) differences.push({ what: "changed", of, ...toNamed(object) });
    } else if (!isPartOfAnother(object, found)) differences.push({ what: "missing", of: null, ...toNamed(object) });
  }
  for (const [key, object] of found) {
    if (wanted.has(key) || isPartOfAnother(object, wanted)) continue;
    differences.push({ what: "left over", of: null, ...toNamed(object) });
  }
  return differences.sort((a, b) => compareText(a.name, b.name) || compareText(a.kind, b.kind));
}

/** Whether both stand alike. A view of `*` may have its columns in another order, and one of 'now' has another time in it. */
function isSame(object: ObjectState, other: ObjectState, of: "definition" | "access" | "comment"): boolean {
  if (object[of] === other[of]) return true;
  return of === "definition" && VIEW_KINDS.includes(object.kind) && toWords(object[of]) === toWords(other[of]);
}

const VIEW_KINDS = ["view", "materialized view"];

function toWords(definition: string): string {
  const timeless = definition.replaceAll(/'\d{4}-\d\d-\d\d[^']*'::(?=date|time)/g, "'now'::");
  return timeless
    .split(/[\s,]+/)
    .sort()
    .join(" ");
}

const RELATION_KINDS = ["table", "foreign table", "view", "materialized view"];

/** It is a part of a relation that the other state does not have. */
function isPartOfAnother({ kind, schema, relation }: ObjectPlace, other: SchemaState): boolean {
  if (relation === null || RELATION_KINDS.includes(kind)) return false;
  return !RELATION_KINDS.some((each) => other.has(placeKey({ kind: each, schema, relation, name: relation })));
}

function toNamed({ kind, schema, relation, name }: ObjectPlace): Pick<SchemaDifference, "kind" | "name"> {
  if (schema === null) return { kind, name: quoteIdentifier(name) };
  if (relation !== null) {
    return { kind, name: toObjectKey(schema, relation, RELATION_KINDS.includes(kind) ? undefined : { kind, name }) };
  }
  return { kind, name: kind === "routine" ? `${quoteIdentifier(schema)}.${name}` : toObjectKey(schema, name) };
}
