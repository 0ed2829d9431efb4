/** All that search finds beside relations and columns. */
import { quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import type { PageEntry } from "../pages.ts";
import { withoutTags } from "../parts/comment.ts";
import type { NamedObject } from "../parts/objects.ts";
import type { Site } from "../site.ts";
import { anchors, fileOf, hrefOf } from "../urls.ts";
import { FOUND_GROUPS, type FoundGroup, type FoundObject, type ObjectsPart } from "./parts.ts";
import { Positions } from "./positions.ts";

/** How anchors on relations' pages begin, by what stands there; other kinds are found by their whole address. */
const ANCHORED: Readonly<Record<string, string>> = {
  "primary key": "constraint-",
  unique: "constraint-",
  "foreign key": "constraint-",
  check: "constraint-",
  exclusion: "constraint-",
  "not null": "constraint-",
  index: "index-",
  trigger: "trigger-",
  policy: "policy-",
  rule: "rewrite-rule-",
};

export function buildObjectsPart(site: Site, pages: readonly PageEntry[]): ObjectsPart {
  const kinds = new Positions<string>();
  const schemas = new Positions(site.schemaNames);
  const objects: FoundObject[] = [];
  const add = (
    group: FoundGroup,
    kind: string,
    name: string,
    place: number | string,
    address: string | 0,
    rest: Rest = {},
  ) => {
    const { comment = null, schema = null, broken } = rest;
    const about = comment === null ? "" : withoutTags(comment).replace(/\s+/g, " ");
    const tail = [about, schema === null ? -1 : schemas.of(schema), ...(broken === undefined ? [] : [broken])];
    while (tail.at(-1) === -1 || tail.at(-1) === "") tail.pop();
    objects.push([FOUND_GROUPS.indexOf(group), kinds.of(kind), name, place, address, ...tail] as FoundObject);
  };
  const places = new Map(site.relations.map((relation, place) => [relation, place]));
  for (const { found, address } of pages) {
    if (found === null) continue;
    const broken = address.page === "rule" ? { broken: listBroken(site, places, address.rule) } : {};
    add(found.group, found.kind, found.text, "", fileOf(address), { ...found, ...broken });
  }
  for (const object of site.objects) addObject(add, object);
  addLabels(add, site);
  for (const [relation, place] of places) addParts(add, relation, place);
  for (const relation of site.catalog.relations) {
    if (relation.partition === null) continue;
    const root = site.lookup.root(relation);
    const to = site.targetOf(relation.schema, relation.name);
    if (to === null) continue;
    const { schema, comment } = relation;
    const where = `of ${quoteQualified(root.schema, root.name)}, in ${schema}`;
    add("Partitions", "partition", relation.name, where, hrefOf("", to), { schema, comment });
  }
  for (const { number, statements } of site.guide) {
    for (const statement of statements) {
      const to = { page: "guide section", section: number, anchor: anchors.statement(statement.number) } as const;
      add(
        "Rules and the guide",
        "guide",
        `${statement.number} ${statement.title.replaceAll("`", "")}`,
        "",
        hrefOf("", to),
      );
    }
  }
  return {
    groups: [...FOUND_GROUPS],
    kinds: kinds.list.map((kind) => [kind, ANCHORED[kind] ?? ""]),
    objects,
  };
}

interface Rest {
  comment?: string | null;
  schema?: string | null;
  broken?: number[];
}
type Add = (
  group: FoundGroup,
  kind: string,
  name: string,
  place: number | string,
  address: string | 0,
  rest?: Rest,
) => void;

/** The relations on which a rule fails. */
function listBroken(site: Site, places: ReadonlyMap<Relation, number>, rule: string): number[] {
  const broken = site.findingsOfRule(rule).flatMap(({ subject: { schema, relation }, verdict }) => {
    const found =
      schema === null || relation === null || verdict !== "fail" ? null : site.lookup.relation(schema, relation);
    return found === null ? [] : [places.get(found) ?? -1];
  });
  return [...new Set(broken)].filter((place) => place !== -1).sort((a, b) => a - b);
}

const GROUP_OF: Readonly<Record<string, FoundGroup>> = {
  Types: "Types and sequences",
  Sequences: "Types and sequences",
  Routines: "Routines",
};

function addObject(add: Add, { kind, title, name, schema, comment, parts, at }: NamedObject): void {
  const comments = [comment, ...parts.map((part) => part.comment)].filter((text) => text !== null);
  add(GROUP_OF[title] ?? "Roles and other objects", kind, name, schema === null ? "" : `in ${schema}`, hrefOf("", at), {
    schema,
    comment: comments.length === 0 ? null : comments.join(" "),
  });
}

function addLabels(add: Add, { catalog }: Site): void {
  for (const type of catalog.types) {
    if (type.kind !== "enum" || type.extension !== null) continue;
    const { schema, name } = type;
    const to = hrefOf("", { page: "schema", schema, anchor: anchors.object("enum", name) });
    for (const label of type.values)
      add("Enum labels", "label", label, `of ${quoteQualified(schema, name)}`, to, { schema });
  }
}

function addParts(add: Add, relation: Relation, place: number): void {
  const part = (group: FoundGroup, kind: string, name: string, anchor: string, comment: string | null) =>
    add(group, kind, name, place, anchor === `${ANCHORED[kind]}${name}` ? 0 : anchor, { comment });
  const behind = new Set(relation.constraints.map(({ name }) => name));
  for (const { kind, name, comment } of relation.constraints)
    part("Constraints", kind, name, anchors.constraint(name), comment);
  for (const { name, comment } of relation.indexes) {
    // A constraint of the same name is what a reader looks for.
    if (!behind.has(name)) part("Indexes", "index", name, anchors.index(name), comment);
  }
  for (const { kind, name, comment } of relation.triggers)
    part("Triggers and policies", kind, name, anchors.trigger(name), comment);
  for (const { kind, name, comment } of relation.policies)
    part("Triggers and policies", kind, name, anchors.policy(name), comment);
  for (const { kind, name, comment } of relation.rules)
    part("Triggers and policies", kind, name, anchors.rewriteRule(name), comment);
}
