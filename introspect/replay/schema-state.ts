/** How a schema stands, object by object by name, so that two moments can be compared however they came about. */
import type { SchemaDifference } from "../../src/model/migration-facts.ts";
import { compareText, quoteIdentifier, toObjectKey } from "../../src/model/names.ts";
import type { Session } from "../session.ts";
import { BESIDE_SQL, type BesideRow } from "./beside-fingerprints.ts";
import { type ObjectPlace, placeKey } from "./change.ts";
import type { FingerprintReader } from "./fingerprint.ts";
import { OriginTracker } from "./origin.ts";

interface ObjectState extends ObjectPlace {
  /** Its name, as waivers have it. */
  shown: string;
  definition: string;
  /** Owner and privileges. */
  access: string;
  /** Empty for none. */
  comment: string;
}

/** By `placeKey`. */
export type SchemaState = ReadonlyMap<string, ObjectState>;

/** The schema as it stands now; the search_path has to be empty. */
export async function readSchemaState(session: Session, reader: FingerprintReader): Promise<SchemaState> {
  const tracker = new OriginTracker();
  tracker.observe("", await reader.readAll());
  const rows = await session.query<BesideRow>(BESIDE_SQL);
  const beside = new Map(rows.map(({ kind, catalog, oid, sub, value }) => [`${kind} ${catalog}:${oid}:${sub}`, value]));
  const objects: ObjectState[] = [
    ...tracker.objects().map(({ key, place, state }) => ({
      ...place,
      shown: toShown(place),
      definition: [state, beside.get(`detail ${key}`) ?? ""].join(" ").trimEnd(),
      access: beside.get(`access ${key}`) ?? "",
      comment: beside.get(`comment ${key}`) ?? "",
    })),
    ...rows
      .filter(({ kind }) => !OF_OTHERS.has(kind))
      .map(({ kind, catalog, oid, schema, relation, name, value }) => ({
        ...{ kind, schema, relation, name },
        shown: schema === null || relation === null ? name : toObjectKey(schema, relation, { kind, name }),
        definition: value,
        access: "",
        comment: beside.get(`comment ${catalog}:${oid}:0`) ?? "",
      })),
  ];
  return new Map(objects.map((object) => [placeKey(object), object]));
}

/** Rows that say something of another row's object. */
const OF_OTHERS = new Set(["access", "comment", "detail"]);

/** What is not as it was wanted to be. What went with its relation, or came with it, is not said again. */
export function compareSchemas(wanted: SchemaState, found: SchemaState): SchemaDifference[] {
  const differences: SchemaDifference[] = [];
  for (const [key, object] of wanted) {
    const other = found.get(key);
    if (other !== undefined) {
      const of = (["definition", "access", "comment"] as const).find((each) => !isSame(object, other, each));
      if (of !== undefined) differences.push({ what: "changed", of, kind: object.kind, name: object.shown });
    } else if (!isPartOfAnother(object, found))
      differences.push({ what: "missing", of: null, kind: object.kind, name: object.shown });
  }
  for (const [key, object] of found) {
    if (wanted.has(key) || isPartOfAnother(object, wanted)) continue;
    differences.push({ what: "left over", of: null, kind: object.kind, name: object.shown });
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

function toShown({ kind, schema, relation, name }: ObjectPlace): string {
  if (schema === null) return quoteIdentifier(name);
  if (relation !== null)
    return toObjectKey(schema, relation, RELATION_KINDS.includes(kind) ? undefined : { kind, name });
  return kind === "routine" ? `${quoteIdentifier(schema)}.${name}` : toObjectKey(schema, name);
}
