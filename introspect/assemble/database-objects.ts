/** Rows of the objects beside relations, types and routines. */
import type {
  Collation,
  DefaultPrivilege,
  EventTrigger,
  Publication,
  StatisticsObject,
  Subscription,
  TextSearchObject,
} from "../../src/model/database-objects.ts";
import { compareText } from "../../src/model/names.ts";
import type { Rows } from "../read/rows.ts";
import {
  COLLATION_PROVIDERS,
  DEFAULT_PRIVILEGE_OBJECTS,
  decodeArray,
  decodeBoolean,
  decodeWord,
  ENABLED_STATES,
  PUBLISHED_GENERATED_COLUMNS,
  STREAMINGS,
  TEXT_SEARCH_KINDS,
} from "./decode.ts";
import { type Directory, groupBy } from "./directory.ts";

export function assembleDefaultPrivileges(rows: Rows, directory: Directory): DefaultPrivilege[] {
  return rows.defaultPrivileges
    .map((row) => ({
      role: directory.role(row.defaclrole),
      schema: row.nspname,
      objects: decodeWord(DEFAULT_PRIVILEGE_OBJECTS, row.defaclobjtype),
      privileges: directory.privileges(row.defaclacl),
    }))
    .sort(
      (a, b) =>
        compareText(a.role, b.role) || compareText(a.schema ?? "", b.schema ?? "") || compareText(a.objects, b.objects),
    );
}

export function assembleEventTriggers(rows: Rows, directory: Directory): EventTrigger[] {
  return rows.eventTriggers
    .map(
      (row): EventTrigger => ({
        kind: "event trigger",
        name: row.evtname,
        owner: directory.owner(row.evtowner),
        comment: row.description,
        event: row.evtevent,
        enabled: decodeWord(ENABLED_STATES, row.evtenabled),
        tags: decodeArray(row.evttags).sort(compareText),
        function: { schema: row.nspname, name: row.proname },
        extension: row.extname,
      }),
    )
    .sort(byName);
}

const OPERATIONS = ["insert", "update", "delete", "truncate"] as const;

export function assemblePublications(rows: Rows, directory: Directory): Publication[] {
  const tables = groupBy(rows.publicationTables, (row) => row.prpubid);
  return rows.publications
    .map(
      (row): Publication => ({
        kind: "publication",
        name: row.pubname,
        owner: directory.owner(row.pubowner),
        comment: row.description,
        allTables: decodeBoolean(row.puballtables),
        viaRoot: decodeBoolean(row.pubviaroot),
        operations: OPERATIONS.filter((operation) => decodeBoolean(row[`pub${operation}`])),
        generatedColumns: decodeWord(PUBLISHED_GENERATED_COLUMNS, row.pubgencols),
        tables: (tables.get(row.oid) ?? [])
          .map((table) => ({
            schema: table.nspname,
            relation: table.relname,
            columns: decodeArray(table.attnames),
            where: table.prqual,
          }))
          .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.relation, b.relation)),
        schemas: decodeArray(row.schemas).sort(compareText),
      }),
    )
    .sort(byName);
}

export function assembleSubscriptions(rows: Rows, directory: Directory): Subscription[] {
  return rows.subscriptions
    .map(
      (row): Subscription => ({
        kind: "subscription",
        name: row.subname,
        owner: directory.owner(row.subowner),
        comment: row.description,
        enabled: decodeBoolean(row.subenabled),
        publications: decodeArray(row.subpublications).sort(compareText),
        slotName: row.subslotname,
        synchronousCommit: row.subsynccommit,
        binary: decodeBoolean(row.subbinary),
        streaming: decodeWord(STREAMINGS, row.substream),
        twoPhase: row.subtwophasestate !== "d",
        disableOnError: decodeBoolean(row.subdisableonerr),
        passwordRequired: decodeBoolean(row.subpasswordrequired),
        runAsOwner: decodeBoolean(row.subrunasowner),
        origin: row.suborigin,
        failover: decodeBoolean(row.subfailover),
      }),
    )
    .sort(byName);
}

export function assembleCollations(rows: Rows, directory: Directory): Collation[] {
  return rows.collations
    .map((row): Collation => {
      const locale = row.colllocale ?? row.collcollate;
      return {
        kind: "collation",
        schema: row.nspname,
        name: row.collname,
        owner: directory.owner(row.collowner),
        comment: row.description,
        extension: row.extname,
        provider: decodeWord(COLLATION_PROVIDERS, row.collprovider),
        deterministic: decodeBoolean(row.collisdeterministic),
        locale,
        characterType: row.collprovider === "c" && row.collctype !== locale ? row.collctype : null,
        rules: row.collicurules,
      };
    })
    .sort(bySchemaAndName);
}

export function assembleTextSearchObjects(rows: Rows, directory: Directory): TextSearchObject[] {
  return rows.textSearchObjects
    .map(
      (row): TextSearchObject => ({
        kind: decodeWord(TEXT_SEARCH_KINDS, row.catalog),
        schema: row.nspname,
        name: row.name,
        owner: row.owner === null ? null : directory.owner(row.owner),
        comment: row.description,
        extension: row.extname,
        definition: decodeArray(row.definition),
      }),
    )
    .sort((a, b) => bySchemaAndName(a, b) || compareText(a.kind, b.kind));
}

/** Without those whose definition a lock hides. */
export function assembleStatisticsObjects(rows: Rows, directory: Directory): StatisticsObject[] {
  return rows.statisticsObjects
    .flatMap((row): StatisticsObject[] =>
      row.statisticsobjdef === null
        ? []
        : [
            {
              kind: "statistics object",
              schema: row.nspname,
              name: row.stxname,
              owner: directory.owner(row.stxowner),
              comment: row.description,
              extension: row.extname,
              relation: { schema: row.relnamespace, name: row.relname },
              definition: row.statisticsobjdef,
              statisticsTarget:
                row.stxstattarget === null || row.stxstattarget === "-1" ? null : Number(row.stxstattarget),
            },
          ],
    )
    .sort(bySchemaAndName);
}

function byName(a: { name: string }, b: { name: string }): number {
  return compareText(a.name, b.name);
}

function bySchemaAndName(a: { schema: string; name: string }, b: { schema: string; name: string }): number {
  return compareText(a.schema, b.schema) || compareText(a.name, b.name);
}
