import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { buildCatalogJsonSchema, buildPlanJsonSchema, buildScorecardJsonSchema } from "../../scripts/json-schemas.ts";
import { readConfig } from "../../src/content/config.ts";
import { readNotes } from "../../src/content/notes.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { Scorecard } from "../../src/model/scorecard.ts";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aConfig } from "../support/catalog.ts";
import { replayShared } from "../support/replaying.ts";

type JsonSchema = z.core.JSONSchema.JSONSchema;

const SAMPLE = resolve(import.meta.dirname, "../../content/creampie");
const SCHEMAS = resolve(import.meta.dirname, "../../../shared/schemas");
const AS_OF = "2026-11-23T00:00:00.000Z";

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
const isCatalog = ajv.compile(buildCatalogJsonSchema());
const isScorecard = ajv.compile(buildScorecardJsonSchema());

let catalog: Catalog;
let scorecard: Scorecard;

beforeAll(async () => {
  const { config } = await readConfig(join(SAMPLE, "cartulary.config.json"), SAMPLE);
  const notes = await readNotes(join(SAMPLE, config.notes ?? "content/notes"));
  catalog = await replayShared(await readHistory(join(SAMPLE, config.source ?? "")), { asOf: AS_OF });
  scorecard = buildScorecard(catalog, {
    rules,
    config,
    decisions: notes.flatMap((note) => note.decisions),
    attestations: notes.flatMap((note) => note.attestations),
    asOf: AS_OF,
  });
}, 120_000);

/** Every fault that a schema finds in a value, as `path: message`. */
function faultsOf(validate: ValidateFunction, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** The value as JSON holds it, with one thing changed. */
function changed<T>(value: T, change: (copy: T & Record<string, unknown>) => void): unknown {
  const copy = JSON.parse(JSON.stringify(value));
  change(copy);
  return copy;
}

/** The paths of properties, and the names of definitions, that have no description. */
function undescribed(schema: JsonSchema, path: string): string[] {
  const parts = (value: unknown) => [value ?? []].flat() as JsonSchema[];
  const named = Object.entries({ ...schema.properties, ...schema.$defs }) as [string, JsonSchema][];
  return [
    ...named.flatMap(([name, part]) => [
      ...(part.description === undefined ? [`${path}/${name}`] : []),
      ...undescribed(part, `${path}/${name}`),
    ]),
    ...[...parts(schema.items), ...parts(schema.anyOf), ...parts(schema.oneOf)].flatMap((part) =>
      undescribed(part, path),
    ),
  ];
}

describe("the JSON Schema of catalog.json", () => {
  test("accepts the sample's", () => {
    expect(faultsOf(isCatalog, JSON.parse(JSON.stringify(catalog)))).toEqual([]);
  });

  test.skipIf(!existsSync(SCHEMAS)).each([
    { name: "a large one", script: "musicbrainz/schema.sql", relations: 500 },
    { name: "one with a bit of everything", script: "torture.sql", relations: 15 },
  ])(
    "accepts $name, and that of scorecard.json its scores (needs ../shared/schemas)",
    async ({ script, relations }) => {
      const read = await replayShared(await readHistory(join(SCHEMAS, script)), { asOf: null });
      const card = buildScorecard(read, { rules, config: aConfig(), decisions: [], attestations: [], asOf: null });
      expect(read.relations.length).toBeGreaterThan(relations);
      expect(faultsOf(isCatalog, JSON.parse(JSON.stringify(read)))).toEqual([]);
      expect(faultsOf(isScorecard, JSON.parse(JSON.stringify(card)))).toEqual([]);
    },
    120_000,
  );

  test("names the fault of a broken one by its path", () => {
    const broken = changed(catalog, (copy) => {
      copy.relations[3]?.columns.splice(1, 1, { ...copy.relations[3].columns[1], nullable: "no" } as never);
    });
    expect(faultsOf(isCatalog, broken)).toEqual(["/relations/3/columns/1/nullable: must be boolean"]);
  });

  test("refuses another version, a field that is missing, and one that it does not know", () => {
    const version = changed(catalog, (copy) => Object.assign(copy, { formatVersion: 1 }));
    const missing = changed(catalog, (copy) => Reflect.deleteProperty(copy, "sequences"));
    const unknown = changed(catalog, (copy) => Object.assign(copy.server, { host: "db.internal" }));
    expect([version, missing, unknown].map((value) => faultsOf(isCatalog, value))).toEqual([
      ["/formatVersion: must be equal to constant"],
      [": must have required property 'sequences'"],
      ["/server: must NOT have additional properties"],
    ]);
  });
});

describe("the JSON Schema of scorecard.json", () => {
  test("accepts the sample's", () => {
    expect(faultsOf(isScorecard, JSON.parse(JSON.stringify(scorecard)))).toEqual([]);
  });

  test("refuses a verdict that is none, a grade that is none, and a catalog", () => {
    const verdict = changed(scorecard, (copy) => Object.assign(copy.findings[0] as object, { verdict: "passed" }));
    const grade = changed(scorecard, (copy) => Object.assign(copy.scores.tables, { grade: "F" }));
    expect(faultsOf(isScorecard, verdict)).toEqual(["/findings/0/verdict: must be equal to one of the allowed values"]);
    expect(faultsOf(isScorecard, grade)[0]).toBe("/scores/tables/grade: must be equal to one of the allowed values");
    expect(isScorecard(JSON.parse(JSON.stringify(catalog)))).toBe(false);
  });
});

describe("both", () => {
  test("say what every property and definition means", () => {
    expect(undescribed(buildCatalogJsonSchema(), "catalog")).toEqual([]);
    expect(undescribed(buildScorecardJsonSchema(), "scorecard")).toEqual([]);
    expect(undescribed(buildPlanJsonSchema(), "plan")).toEqual([]);
  });

  test("are draft 2020-12, with an id and a title of their own", () => {
    const headOf = ({ $schema, $id, title }: JsonSchema) => ({ $schema, $id, title });
    const $schema = "https://json-schema.org/draft/2020-12/schema";
    expect([buildCatalogJsonSchema(), buildScorecardJsonSchema()].map(headOf)).toEqual([
      { $schema, $id: "urn:cartulary:catalog:2", title: "Cartulary catalog" },
      { $schema, $id: "urn:cartulary:scorecard:2", title: "Cartulary scorecard" },
    ]);
  });
});
