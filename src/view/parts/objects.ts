/** What a schema or the database holds beside relations: types, sequences, routines and all that has no schema. */
import type { Catalog } from "../../model/catalog.ts";
import { compareText, quoteIdentifier, quoteQualified } from "../../model/names.ts";
import type { Routine } from "../../model/routine.ts";
import type { Type } from "../../model/types-and-sequences.ts";
import { codeLink, join, type Prose, values } from "../text.ts";
import { type Address, anchors, type RelationTargets } from "../urls.ts";
import { relationLink } from "./relation-link.ts";

/** A thing with a name that has an entry on a page, and no page. */
export interface NamedObject {
  /** In PostgreSQL's words: `enum`, `function`, `event trigger`. */
  kind: string;
  /** What its kind stands under: `Types`, `Routines`. */
  title: string;
  name: string;
  /** `null` where it belongs to the database. */
  schema: string | null;
  definition: Prose;
  comment: string | null;
  /** What it consists of: attributes, checks. */
  parts: { definition: Prose; comment: string | null }[];
  /** The page that it stands on, and where. */
  at: Address & { anchor: string };
}

interface CatalogTargets extends RelationTargets {
  catalog: Catalog;
}

type Listed = Omit<NamedObject, "at" | "title" | "schema" | "parts"> & {
  schema?: string | undefined;
  parts?: NamedObject["parts"];
  /** Tells overloads apart. */
  identity?: string;
};

const OTHER = "Other objects";
const TITLES: Readonly<Record<string, string>> = {
  enum: "Types",
  domain: "Types",
  composite: "Types",
  range: "Types",
  base: "Types",
  sequence: "Sequences",
  function: "Routines",
  procedure: "Routines",
  aggregate: "Routines",
  "window function": "Routines",
  extension: "Extensions",
  role: "Roles",
  publication: "Publications",
  subscription: "Subscriptions",
  "event trigger": "Event triggers",
};

/** Everything that no extension brought, in PostgreSQL's order of kinds, each by name. */
export function listObjects(site: CatalogTargets): NamedObject[] {
  const { catalog } = site;
  const own = <T extends { extension: string | null }>(objects: readonly T[]) =>
    objects.filter(({ extension }) => extension === null);
  const listed: Listed[] = [
    ...own(catalog.types).map((type) => ({ ...type, ...describeType(type) })),
    ...own(catalog.sequences).map((each) => ({ ...each, definition: describeSequence(site, each) })),
    ...own(catalog.routines).map((each) => ({ ...each, definition: [{ code: formatSignature(each) }] })),
    ...own(catalog.collations).map((each) => ({ ...each, definition: describeCollation(each) })),
    ...own(catalog.conversions).map((each) => ({ ...each, definition: [`${each.source} to ${each.target}`] })),
    ...own(catalog.textSearchObjects).map((each) => ({
      ...each,
      definition: join(each.definition.map((code) => ({ code }))),
    })),
    ...own(catalog.operators).map((each) => ({
      ...each,
      identity: `${each.left ?? ""},${each.right ?? ""}`,
      definition: [{ code: [each.left ?? "", each.name, each.right ?? "", "→", each.result].join(" ").trim() }],
    })),
    ...own(catalog.operatorClasses).map((each) => ({
      ...each,
      identity: each.method,
      definition: [each.kind === "operator class" ? `for ${each.type}, ${each.method}` : each.method],
    })),
    ...own(catalog.statisticsObjects).map((each) => ({
      ...each,
      definition: [relationLink(site, each.relation), ": ", { code: each.definition }],
    })),
    ...listOfDatabase(site),
  ];
  return listed.map(({ kind, name, schema = null, definition, comment, parts = [], identity }) => ({
    kind,
    title: TITLES[kind] ?? OTHER,
    name,
    schema,
    definition,
    comment,
    parts,
    at: {
      ...(schema === null ? { page: "database" } : { page: "schema", schema }),
      anchor: anchors.object(kind, identity === undefined ? name : `${name}(${identity})`),
    },
  }));
}

/** Objects of no schema. */
function listOfDatabase({ catalog, targetOf }: CatalogTargets): Listed[] {
  const own = <T extends { extension: string | null }>(objects: readonly T[]) =>
    objects.filter(({ extension }) => extension === null);
  const words = (...parts: (string | false | null)[]): Prose => [parts.filter((part) => part).join(", ")];
  const called = ({ schema, name }: { schema: string; name: string }) => quoteQualified(schema, name);
  return [
    ...catalog.extensions.map((each) => ({
      ...each,
      schema: undefined,
      definition: words(each.version && `version ${each.version}`, `in ${each.schema}`),
    })),
    ...catalog.roles.map((each) => ({
      ...each,
      definition: words(
        each.invented ? "named by the source, which does not make it" : each.login ? "may log in" : "may not log in",
        each.superuser && "superuser",
        each.createDatabase && "may create databases",
        each.createRole && "may create roles",
        each.replication && "replication",
        each.bypassRowSecurity && "not bound by row security",
        ...each.memberOf.map(({ role }) => `member of ${role}`),
      ),
    })),
    ...catalog.publications.map((each) => ({
      ...each,
      definition: [
        ...(each.allTables ? ["all tables"] : []),
        ...join([
          ...each.schemas.map((schema) => `all tables of ${schema}`),
          ...each.tables.map(({ schema, relation }) =>
            codeLink(quoteQualified(schema, relation), targetOf(schema, relation)),
          ),
        ]),
        `: ${each.operations.join(", ")}`,
      ],
    })),
    ...catalog.subscriptions.map((each) => ({
      ...each,
      definition: words(`to ${each.publications.join(", ")}`, !each.enabled && "disabled"),
    })),
    ...own(catalog.eventTriggers).map((each) => ({
      ...each,
      definition: [`on ${each.event}, calls `, { code: `${called(each.function)}()` }],
    })),
    ...own(catalog.foreignDataWrappers).map((each) => ({
      ...each,
      definition: words(each.handler && `handler ${called(each.handler)}`),
    })),
    ...own(catalog.foreignServers).map((each) => ({ ...each, definition: words(`by ${each.wrapper}`, each.type) })),
    ...own(catalog.languages).map((each) => ({ ...each, definition: words(each.trusted ? "trusted" : "not trusted") })),
    ...own(catalog.transforms).map((each) => ({ ...each, name: `${each.type}, ${each.language}`, definition: [] })),
    ...own(catalog.accessMethods).map((each) => ({ ...each, definition: words(`for each ${each.type}`) })),
    ...own(catalog.casts).map((each) => ({
      ...each,
      name: `${each.source} → ${each.target}`,
      definition: words(each.context, each.function === null ? each.method : `by ${each.function}`),
    })),
  ];
}

function describeType(type: Type): { definition: Prose; parts?: NamedObject["parts"] } {
  switch (type.kind) {
    case "enum":
      return { definition: values(type.values) };
    case "domain": {
      const whole = [
        type.type,
        ...(type.collation === null ? [] : [`COLLATE ${quoteQualified(type.collation.schema, type.collation.name)}`]),
        ...(type.default === null ? [] : [`DEFAULT ${type.default}`]),
        ...(type.notNull ? ["NOT NULL"] : []),
      ];
      const notNull = type.notNullConstraint;
      return {
        definition: [{ code: whole.join(" ") }],
        parts: [
          ...(notNull === null
            ? []
            : [{ definition: [{ code: `${notNull.name} NOT NULL` }], comment: notNull.comment }]),
          ...type.constraints.map(({ name, definition, comment }) => ({
            definition: [{ code: `${quoteIdentifier(name)} ${definition}` }],
            comment,
          })),
        ],
      };
    }
    case "composite":
      return {
        definition: [],
        parts: type.attributes.map(({ name, type: of, comment }) => ({
          definition: [{ code: `${quoteIdentifier(name)} ${of}` }],
          comment,
        })),
      };
    case "range":
      return {
        definition: ["of ", { code: type.subtype }],
        parts: [
          {
            definition: ["multirange ", { code: quoteQualified(type.multirange.schema, type.multirange.name) }],
            comment: type.multirangeComment,
          },
        ],
      };
    case "base":
      return { definition: [] };
  }
}

function describeSequence(site: RelationTargets, { type, ownedBy }: Catalog["sequences"][number]): Prose {
  if (ownedBy === null) return [{ code: type }];
  const { schema, relation, column } = ownedBy;
  const name = `${quoteIdentifier(relation)}.${quoteIdentifier(column)}`;
  return [{ code: type }, ", owned by ", codeLink(name, site.targetOf(schema, relation, anchors.column(column)))];
}

function describeCollation({ provider, locale, deterministic }: Catalog["collations"][number]): Prose {
  return [[provider, ...(locale === null ? [] : [locale]), ...(deterministic ? [] : ["not deterministic"])].join(", ")];
}

const MODES = { in: "", out: "OUT ", inout: "INOUT ", variadic: "VARIADIC ", table: "" } as const;

/** `(a integer, b text DEFAULT 'x'::text) → integer`. */
export function formatSignature({ arguments: all, returns, kind, identity }: Routine): string {
  const given = all
    .filter(({ mode }) => mode !== "table")
    .map(({ name, mode, type, default: value }) => {
      const typed = name === null ? type : `${quoteIdentifier(name)} ${type}`;
      return `${MODES[mode]}${typed}${value === null ? "" : ` DEFAULT ${value}`}`;
    });
  // What an aggregate takes is not only a list: `*`, or an ORDER BY.
  const inside = kind === "aggregate" ? identity : given.join(", ");
  return `(${inside})${returns === null ? "" : ` → ${returns}`}`;
}

/** Objects by the headings that their kinds stand under, in the order of the headings. */
export function groupObjects(objects: readonly NamedObject[]): { title: string; objects: NamedObject[] }[] {
  const groups = Map.groupBy(objects, ({ title }) => title);
  return [...new Set(Object.values(TITLES)), OTHER].flatMap((title) => {
    const own = groups.get(title) ?? [];
    return own.length === 0 ? [] : [{ title, objects: own.toSorted((a, b) => compareText(a.name, b.name)) }];
  });
}
