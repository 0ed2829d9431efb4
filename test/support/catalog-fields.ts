/** A catalog with something in every field, made from its zod schemas, and every way to change one field of it. */
import { z } from "zod";
import { type Catalog, catalogSchema } from "../../src/model/catalog.ts";

/** Two catalogs that differ in one field. */
export interface ChangedField {
  /** `relations.columns.type`; of objects of several kinds in one list, the same for each. */
  path: string;
  before: Catalog;
  after: Catalog;
}

/** Fields that are empty unless they are changed: with something in them, others mean nothing. */
const EMPTY = /\.(extension|indexes\.constraint)$/;

/** One object of every kind, all fields filled. */
export function aFullCatalog(): Catalog {
  return sampleOf(catalogSchema, "") as Catalog;
}

/** Each field of the full catalog changed in turn; of its lists, only the object with the field is there. */
export function* changedFields(): Generator<ChangedField> {
  const full = aFullCatalog();
  const isList = (value: unknown): value is unknown[] => Array.isArray(value);
  const bare = Object.fromEntries(Object.entries(full).map(([field, each]) => [field, isList(each) ? [] : each]));
  for (const [field, schema] of Object.entries<z.core.$ZodType>(catalogSchema.shape)) {
    const whole = full[field as keyof Catalog] as unknown;
    for (const value of isList(whole) ? whole.map((entry) => [entry]) : [whole]) {
      const before = { ...bare, [field]: value } as Catalog;
      for (const change of changesOf(schema, value, field)) {
        yield { path: change.path, before, after: { ...before, [field]: change.value } };
      }
    }
  }
}

function under(path: string, field: string): string {
  return path === "" ? field : `${path}.${field}`;
}

function sampleOf(schema: z.core.$ZodType, path: string): unknown {
  if (schema instanceof z.ZodNullable) return EMPTY.test(path) ? null : sampleOf(schema.unwrap(), path);
  if (schema instanceof z.ZodLazy) return sampleOf(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return entriesOf(schema.element, path);
  if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion) {
    return sampleOf(schema.options[0] as z.core.$ZodType, path);
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(schema.shape);
    return Object.fromEntries(fields.map(([field, each]) => [field, sampleOf(each, under(path, field))]));
  }
  if (schema instanceof z.ZodString) return `some ${path}`;
  if (schema instanceof z.ZodNumber) return 7;
  if (schema instanceof z.ZodBoolean) return true;
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodLiteral) return schema.value;
  throw new Error(`No value is known for ${path}, which is ${schema.constructor.name}.`);
}

/** One entry of a list; where they are of several kinds, one of each. */
function entriesOf(schema: z.core.$ZodType, path: string): unknown[] {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const options = schema.options as z.ZodObject[];
    return options.map((option) => sampleOf(option, `${path}.${(option.shape.kind as z.ZodLiteral).value}`));
  }
  const [first, ...others] = kindsOf(schema);
  const entry = sampleOf(schema, path) as object;
  // What the first has inside it is not taken apart again for each of the others.
  const bare = Object.fromEntries(Object.entries(entry).map(([field, each]) => [field, hasKinds(each) ? [] : each]));
  return [entry, ...others.map((kind) => ({ ...bare, kind }))].slice(0, first === undefined ? 1 : undefined);
}

/** The kinds that objects of the schema may be of, where there are several. */
function kindsOf(schema: z.core.$ZodType): unknown[] {
  const kind = schema instanceof z.ZodObject ? schema.shape.kind : undefined;
  return kind instanceof z.ZodEnum ? kind.options : [];
}

function hasKinds(value: unknown): boolean {
  return Array.isArray(value) && value.some((each) => Object.hasOwn(Object(each), "kind"));
}

/** Each other value of the schema that differs from the given one in one place. */
function* changesOf(
  schema: z.core.$ZodType,
  value: unknown,
  path: string,
): Generator<{ path: string; value: unknown }> {
  if (schema instanceof z.ZodNullable) {
    if (value === null) yield { path, value: sampleOf(schema.unwrap(), `${path}*`) };
    else {
      yield { path, value: null };
      yield* changesOf(schema.unwrap(), value, path);
    }
  } else if (schema instanceof z.ZodLazy) yield* changesOf(schema.unwrap(), value, path);
  else if (schema instanceof z.ZodArray) yield* changesOfList(schema, value as unknown[], path);
  else if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion) {
    const option = schema.options.find((each) => (each as z.ZodType).safeParse(value).success);
    yield* changesOf(option as z.core.$ZodType, value, path);
  } else if (schema instanceof z.ZodObject) {
    const whole = value as Record<string, unknown>;
    for (const [field, each] of Object.entries<z.core.$ZodType>(schema.shape)) {
      for (const change of changesOf(each, whole[field], under(path, field))) {
        yield { path: change.path, value: { ...whole, [field]: change.value } };
      }
    }
  } else if (schema instanceof z.ZodString) yield { path, value: `${value} else` };
  else if (schema instanceof z.ZodNumber) yield { path, value: Number(value) + 1 };
  else if (schema instanceof z.ZodBoolean) yield { path, value: value !== true };
  else if (schema instanceof z.ZodEnum)
    for (const option of schema.options.filter((each) => each !== value)) yield { path, value: option };
  else if (!(schema instanceof z.ZodLiteral)) throw new Error(`No change is known for ${path}.`);
}

function* changesOfList(
  schema: z.ZodArray,
  value: readonly unknown[],
  path: string,
): Generator<{ path: string; value: unknown }> {
  if (value.length > 0) yield { path, value: [] };
  for (const [at, entry] of value.entries()) {
    for (const change of changesOf(schema.element, entry, path)) {
      yield { path: change.path, value: value.with(at, change.value) };
    }
  }
}
