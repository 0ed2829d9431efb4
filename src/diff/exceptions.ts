/** What is not compared, and why: all else is. */
import type { Catalog } from "../model/catalog.ts";
import type { ObjectKind } from "../model/change.ts";
import { constraintKindSchema } from "../model/constraint.ts";
import { relationKindSchema } from "../model/relation.ts";
import { routineSchema } from "../model/routine.ts";
import type { ObjectNode } from "./objects.ts";

/** When an exception holds: ever, between servers of two major versions, between a server and a scratch engine. */
export type Circumstance = "always" | "other major" | "scratch engine";

/** Stands in `fields` for the object's being there: that it is added or removed. */
export const PRESENCE = "(itself)";

export interface Exception {
  when: Circumstance;
  of: "any" | readonly ObjectKind[];
  /** Paths of fields, through lists too, and `PRESENCE`; `all` is the object with everything in it. */
  fields: "all" | readonly string[];
  /** The objects for which it holds; left out, all of the kind. Both sides must be such. */
  where?: (object: ObjectNode) => boolean;
  reason: string;
}

const RELATIONS = relationKindSchema.options;
const CONSTRAINTS = constraintKindSchema.options;
const ROUTINES = routineSchema.shape.kind.options;

export const EXCEPTIONS: readonly Exception[] = [
  {
    when: "always",
    of: ["database"],
    fields: ["name", "formatVersion", "generatedAt", "source", "server", "history", "repository", "omissions"],
    reason: "It says where, when and how the catalog was read.",
  },
  {
    when: "always",
    of: ["database"],
    fields: ["settings", "operations", "workload"],
    reason: "It says how the server is run and used, which is no part of a schema.",
  },
  {
    when: "always",
    of: [...RELATIONS, "column", ...CONSTRAINTS, "index", "trigger", "policy", "type", ...ROUTINES, "sequence"],
    fields: ["origin"],
    reason: "It says which step made the object, not what it is.",
  },
  {
    when: "always",
    of: "any",
    fields: ["statistics", "lastValue"],
    reason: "It counts and measures what is stored, which changes with every row.",
  },
  {
    when: "always",
    of: "any",
    fields: "all",
    where: ({ fields }) => typeof fields.extension === "string",
    reason: "A member of an extension comes, changes and goes with it, and the extension is compared.",
  },
  {
    when: "always",
    of: ["privilege"],
    fields: "all",
    where: (object) => object.fields.grantee === ownerOf(object),
    reason: "What the owner may do follows from owning the object, and is listed only once somebody else may too.",
  },
  {
    when: "always",
    of: ["extension"],
    fields: ["defaultVersion"],
    reason: "It says what the server has on its disk, not what the database has.",
  },
  {
    when: "always",
    of: ["role"],
    fields: ["mentioned", "invented"],
    reason: "It says how the role came into the catalog.",
  },
  {
    when: "always",
    of: ["column"],
    fields: ["typeParts"],
    reason: "It takes the field type apart; where a domain below it changes, that is a change of the domain.",
  },
  {
    when: "always",
    of: ["column", ...CONSTRAINTS],
    fields: ["inheritedFrom", "local", "inherited"],
    reason: "It follows from the parents of the table, which are compared.",
  },
  { when: "always", of: RELATIONS, fields: ["dependsOn"], reason: "It follows from the field definition." },
  {
    when: "always",
    of: ["column"],
    fields: [PRESENCE, "type", "nullable", "collation", "storage", "compression"],
    where: ({ parent }) => parent?.name.kind === "view" || parent?.name.kind === "materialized view",
    reason: "What columns a view has follows from its field definition.",
  },
  {
    when: "always",
    of: ["index"],
    fields: [
      PRESENCE,
      "name",
      "constraint",
      "definition",
      "method",
      "unique",
      "nullsNotDistinct",
      "key",
      "included",
      "predicate",
    ],
    where: ({ fields }) => typeof fields.constraint === "string",
    reason: "The index of a key comes and goes with its constraint, which is compared.",
  },
  {
    when: "other major",
    of: ["column", ...CONSTRAINTS, "index", "trigger", "policy", "rule", ...RELATIONS, "type", ...ROUTINES],
    fields: [
      ...["default", "generated.expression", "expression", "definition", "predicate", "key.expression", "condition"],
      ...["using", "withCheck", "partition.bound", "partitionKey.definition", "arguments.default"],
    ],
    reason: "Each major version prints expressions and bodies in its own way.",
  },
  {
    when: "other major",
    of: ["statistics object", "published table", "text search configuration", "text search dictionary"],
    fields: ["definition", "where"],
    reason: "Each major version prints expressions and bodies in its own way.",
  },
  {
    when: "other major",
    of: ["not null"],
    fields: [PRESENCE],
    reason: "18 names the constraint behind every NOT NULL, and older versions have none.",
  },
  {
    when: "other major",
    of: ["type"],
    fields: ["notNullConstraint"],
    reason: "17 names the constraint behind a domain's NOT NULL, and older versions have none.",
  },
  {
    when: "other major",
    of: ["column"],
    fields: ["identity"],
    where: ({ parent }) => parent?.fields.partition !== null,
    reason: "17 gives partitions the identity of their parent, and older versions give them none.",
  },
  {
    when: "other major",
    of: ["collation"],
    fields: ["locale"],
    reason: "16 writes the locale of ICU as a language tag, and older versions keep what was written.",
  },
  {
    when: "other major",
    of: ["schema"],
    fields: ["owner", "privileges"],
    where: ({ name }) => name.name === "public",
    reason: "15 gives the schema public another owner and lets fewer roles create in it.",
  },
  {
    when: "other major",
    of: ["extension"],
    fields: ["version"],
    reason: "Each major version ships its own.",
  },
  {
    when: "scratch engine",
    of: "any",
    fields: ["owner"],
    reason: "What nobody else owns there is the replaying role's.",
  },
  {
    when: "scratch engine",
    of: ["privilege"],
    fields: ["grantor"],
    reason: "The replaying role grants what the owner grants on a server.",
  },
  {
    when: "scratch engine",
    of: ["default privileges"],
    fields: "all",
    reason: "They hold for what the replaying role makes, whose name is the engine's.",
  },
  {
    when: "scratch engine",
    of: ["role"],
    fields: "all",
    reason: "Roles are the server's; a scratch engine makes up those that the scripts name.",
  },
  {
    when: "scratch engine",
    of: "any",
    fields: ["tablespace"],
    reason: "A scratch engine has one, and leaves the clause out.",
  },
  {
    when: "scratch engine",
    of: ["extension"],
    fields: ["version"],
    reason: "A scratch engine ships its own, and servers update theirs by themselves.",
  },
  {
    when: "scratch engine",
    of: ["materialized view"],
    fields: ["populated"],
    reason: "Whether it was refreshed is a matter of its rows.",
  },
  { when: "scratch engine", of: ["subscription"], fields: "all", reason: "A scratch engine connects to no publisher." },
  {
    when: "scratch engine",
    of: ["database"],
    fields: ["comment"],
    reason: "The database of a scratch engine is nobody's.",
  },
];

/** The role that owns the object, or what it is a part of. */
function ownerOf({ fields, parent }: ObjectNode): unknown {
  return typeof fields.owner === "string" || parent === null ? fields.owner : ownerOf(parent);
}

/** What holds between two catalogs, looked up by kind and path. */
export class ExceptionLookup {
  readonly #byKind = new Map<ObjectKind, ReadonlyMap<string, readonly Exception[]>>();
  readonly #held: readonly Exception[];

  constructor(before: Catalog, after: Catalog) {
    const isServer = ({ source }: Catalog) => source.kind === "server";
    const holds: Record<Circumstance, boolean> = {
      always: true,
      "other major": before.server.major !== after.server.major,
      "scratch engine": isServer(before) !== isServer(after),
    };
    this.#held = EXCEPTIONS.filter(({ when }) => holds[when]);
  }

  /** Whether nothing of the object is compared; of a pair, where it holds for both sides. */
  leavesOutAll(...sides: readonly ObjectNode[]): boolean {
    return this.leavesOut("*", ...sides);
  }

  /** Whether the field, or with `PRESENCE` the object's being there, is not compared; of a pair, as `leavesOutAll`. */
  leavesOut(path: string, ...sides: readonly ObjectNode[]): boolean {
    const exceptions = sides[0] === undefined ? undefined : this.#ofKind(sides[0].name.kind).get(path);
    return exceptions?.some(({ where }) => where === undefined || sides.every(where)) ?? false;
  }

  #ofKind(kind: ObjectKind): ReadonlyMap<string, readonly Exception[]> {
    const known = this.#byKind.get(kind);
    if (known !== undefined) return known;
    const exceptions = this.#held.filter(({ of }) => of === "any" || of.includes(kind));
    const places = exceptions.flatMap((each) =>
      (each.fields === "all" ? ["*"] : each.fields).map((path) => ({ path, each })),
    );
    const byPath = new Map<string, Exception[]>();
    for (const { path, each } of places) byPath.set(path, [...(byPath.get(path) ?? []), each]);
    this.#byKind.set(kind, byPath);
    return byPath;
  }
}
