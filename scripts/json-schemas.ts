/** The JSON Schemas of the public formats: shape from the zod model, descriptions from its doc comments. */
import { join } from "node:path";
import ts from "typescript";
import { z } from "zod";
import * as catalog from "../src/model/catalog.ts";
import * as change from "../src/model/change.ts";
import * as column from "../src/model/column.ts";
import * as constraint from "../src/model/constraint.ts";
import * as databaseObjects from "../src/model/database-objects.ts";
import * as history from "../src/model/history.ts";
import * as indexDefinition from "../src/model/index-definition.ts";
import * as migrationFacts from "../src/model/migration-facts.ts";
import * as plan from "../src/model/plan.ts";
import * as relation from "../src/model/relation.ts";
import * as relationParts from "../src/model/relation-parts.ts";
import * as remedy from "../src/model/remedy.ts";
import * as remedyAction from "../src/model/remedy-action.ts";
import * as routine from "../src/model/routine.ts";
import * as scorecard from "../src/model/scorecard.ts";
import * as sentence from "../src/model/sentence.ts";
import * as sharedParts from "../src/model/shared-parts.ts";
import * as typesAndSequences from "../src/model/types-and-sequences.ts";
import * as verdict from "../src/model/verdict.ts";
import { commentOf, type Declaration, readDeclarations } from "./doc-comments.ts";

type JsonSchema = z.core.JSONSchema.JSONSchema;

const MODULES = [
  catalog,
  change,
  column,
  constraint,
  databaseObjects,
  history,
  indexDefinition,
  migrationFacts,
  plan,
  relation,
  relationParts,
  remedy,
  remedyAction,
  routine,
  scorecard,
  sentence,
  sharedParts,
  typesAndSequences,
  verdict,
];

const MODEL = join(import.meta.dirname, "..", "src", "model");

/** JSON Schema, draft 2020-12, of `catalog.json`. */
export function buildCatalogJsonSchema(): JsonSchema {
  return buildJsonSchema("catalogSchema", "Cartulary catalog", catalog.CATALOG_FORMAT_VERSION);
}

/** JSON Schema, draft 2020-12, of `scorecard.json`. */
export function buildScorecardJsonSchema(): JsonSchema {
  return buildJsonSchema("scorecardSchema", "Cartulary scorecard", scorecard.SCORECARD_FORMAT_VERSION);
}

/** JSON Schema, draft 2020-12, of what `cartulary plan --format json` writes. */
export function buildPlanJsonSchema(): JsonSchema {
  return buildJsonSchema("planSchema", "Cartulary plan", plan.PLAN_FORMAT_VERSION);
}

function buildJsonSchema(root: string, title: string, version: number): JsonSchema {
  const declarations = readDeclarations(MODEL);
  const names = z.registry<{ id: string }>();
  const definitions = new Map<string, string>();
  let schema: z.ZodType | null = null;
  for (const [constant, value] of MODULES.flatMap((module) => Object.entries(module))) {
    // A text such as a name stands for itself wherever it is used.
    if (!(value instanceof z.ZodType) || value instanceof z.ZodString || value instanceof z.ZodNullable) continue;
    if (constant === root) {
      schema = value;
      continue;
    }
    const id = constant.replace(/Schema$/, "").replace(/^./, (letter) => letter.toUpperCase());
    names.add(value, { id });
    definitions.set(id, constant);
  }
  if (schema === null) throw new Error(`The model has no ${root}.`);
  const json = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    metadata: names,
    override: ({ jsonSchema }) => {
      // zod bounds integers by what a double holds exactly, which says nothing about the format.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  for (const [id, definition] of Object.entries(json.$defs ?? {})) {
    const declaration = found(declarations, definitions.get(id) as string);
    describeParts(definition as JsonSchema, declaration.expression, declarations);
    if (declaration.comment !== null) (definition as JsonSchema).description = declaration.comment;
    delete (definition as JsonSchema).id;
  }
  const declaration = found(declarations, root);
  describeParts(json, declaration.expression, declarations);
  const { $schema, ...rest } = json;
  return {
    ...($schema === undefined ? {} : { $schema }),
    $id: `urn:cartulary:${title.split(" ")[1]}:${version}`,
    title,
    ...(declaration.comment === null ? {} : { description: declaration.comment }),
    ...rest,
  };
}

/** Walks a zod expression and the JSON Schema that it made side by side, and puts comments on properties. */
function describeParts(
  json: JsonSchema,
  expression: ts.Expression,
  declarations: ReadonlyMap<string, Declaration>,
): void {
  if (json.$ref !== undefined) return;
  if (ts.isIdentifier(expression)) {
    describeParts(json, found(declarations, expression.text).expression, declarations);
    return;
  }
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return;
  const { name, expression: inner } = expression.expression;
  const [first, second] = expression.arguments;
  if (name.text === "strictObject" && first !== undefined) {
    describeProperties(json, first, declarations);
  } else if (name.text === "array" && first !== undefined) {
    describeParts(json.items as JsonSchema, first, declarations);
  } else if (name.text === "nullable") {
    const [value] = json.anyOf ?? [json];
    describeParts(value as JsonSchema, inner, declarations);
  } else if (name.text === "union" || name.text === "discriminatedUnion") {
    const members = (name.text === "union" ? first : second) as ts.ArrayLiteralExpression;
    const choices = json.anyOf ?? json.oneOf ?? [];
    for (const [index, member] of members.elements.entries()) {
      describeParts(choices[index] as JsonSchema, member, declarations);
    }
  } else if (!(ts.isIdentifier(inner) && inner.text === "z")) {
    // A refinement such as .min(1): what it stands on has the parts.
    describeParts(json, inner, declarations);
  }
}

function describeProperties(
  json: JsonSchema,
  shape: ts.Expression,
  declarations: ReadonlyMap<string, Declaration>,
): void {
  for (const entry of buildEntries(shape, declarations)) {
    const property = json.properties?.[entry.name.getText()] as JsonSchema;
    describeParts(property, entry.initializer, declarations);
    const comment =
      commentOf(entry) ?? formatLiteralComment(property) ?? referredComment(entry.initializer, declarations);
    if (comment !== null) property.description = comment;
  }
}

/** The properties of an object's shape, those that are spread from a constant or from another schema's shape too. */
function buildEntries(shape: ts.Expression, declarations: ReadonlyMap<string, Declaration>): ts.PropertyAssignment[] {
  if (ts.isIdentifier(shape)) return buildEntries(found(declarations, shape.text).expression, declarations);
  if (ts.isPropertyAccessExpression(shape) && ts.isIdentifier(shape.expression)) {
    const schema = found(declarations, shape.expression.text).expression as ts.CallExpression;
    return buildEntries(schema.arguments[0] as ts.Expression, declarations);
  }
  if (!ts.isObjectLiteralExpression(shape)) throw new Error(`A shape is written as ${shape.getText()}.`);
  return shape.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return buildEntries(property.expression, declarations);
    return ts.isPropertyAssignment(property) ? [property] : [];
  });
}

/** A `kind` that can only be one word needs no comment. */
function formatLiteralComment(property: JsonSchema): string | null {
  return typeof property.const === "string" ? `Always \`${property.const}\`.` : null;
}

/** The comment on the schema that a property, or each item of its list, is. */
function referredComment(expression: ts.Expression, declarations: ReadonlyMap<string, Declaration>): string | null {
  if (ts.isIdentifier(expression)) return found(declarations, expression.text).comment;
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return null;
  const { name, expression: inner } = expression.expression;
  if (name.text === "nullable") return referredComment(inner, declarations);
  const [item] = expression.arguments;
  return name.text === "array" && item !== undefined ? referredComment(item, declarations) : null;
}

function found(declarations: ReadonlyMap<string, Declaration>, name: string): Declaration {
  const declaration = declarations.get(name);
  if (declaration === undefined) throw new Error(`The model has no constant ${name}.`);
  return declaration;
}
