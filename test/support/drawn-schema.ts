/** Schemas for property-based tests: every name, comment and literal drawn, the SQL that makes them, and what they are. */
import fc from "fast-check";
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../../src/model/names.ts";
import { cutIdentifier, identifiers, texts, uncutIdentifiers } from "./hostile-text.ts";

/** An expression as it is written, and as PostgreSQL prints it. */
export interface Expression {
  sql: string;
  printed: string;
}

/** With standard strings PostgreSQL doubles quotes, and nothing else. */
const printedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const literals = texts.map((text): Expression => ({ sql: quoteLiteral(text), printed: `${printedText(text)}::text` }));

const { textExpressions } = fc.letrec<{ textExpressions: Expression }>((tie) => ({
  textExpressions: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    literals,
    tie("textExpressions").map(({ sql, printed }) => ({ sql: `upper(${sql})`, printed: `upper(${printed})` })),
    fc.tuple(tie("textExpressions"), tie("textExpressions")).map(([left, right]) => ({
      sql: `(${left.sql}) || (${right.sql})`,
      printed: `(${left.printed} || ${right.printed})`,
    })),
  ),
}));

const asIs = (text: string): Expression => ({ sql: text, printed: text });
const quotedBelowZero = (type: string) => (text: string) => ({
  sql: text,
  printed: text.startsWith("-") ? `'${text}'::${type}` : text,
});
const integers = fc.integer().map(String).map(quotedBelowZero("integer"));
const decimals = fc
  .tuple(fc.integer(), fc.integer({ min: 0, max: 999 }))
  .map(([whole, part]) => quotedBelowZero("numeric")(`${whole}.${String(part).padStart(3, "0")}`));

/** Types with what a default of each looks like. */
const typed = fc.oneof(
  fc.record({ type: fc.constant("text"), default: fc.option(textExpressions) }),
  fc.record({ type: fc.constant("integer"), default: fc.option(integers) }),
  fc.record({ type: fc.constant("numeric"), default: fc.option(decimals) }),
  fc.record({
    type: fc.constant("boolean"),
    default: fc.option(fc.constantFrom("true", "false", "(1 < 2)", "(NOT true)").map(asIs)),
  }),
  fc.record({
    type: fc.constant("timestamp with time zone"),
    default: fc.option(fc.constantFrom("now()", "CURRENT_TIMESTAMP", "(now() + '1 day'::interval)").map(asIs)),
  }),
);

/** Some of them are longer than PostgreSQL keeps; no two are the same once they are cut. */
const namesOf = (count: number) =>
  fc.uniqueArray(uncutIdentifiers, { selector: cutIdentifier, minLength: count, maxLength: count });

const comments = fc.option(texts);

const TABLES = 3;
/** Of the table, its key, its index, its view, its foreign key and its check. */
const NAMES_A_TABLE = 6;
const FREE_COLUMNS = 4;

const tables = fc.record({
  comments: fc.tuple(comments, comments, comments, comments, comments),
  /** The key, a reference, a text, a label, and the free ones. */
  columnNames: namesOf(4 + FREE_COLUMNS),
  free: fc.array(fc.record({ value: typed, nullable: fc.boolean(), comment: comments }), {
    minLength: FREE_COLUMNS,
    maxLength: FREE_COLUMNS,
  }),
  label: fc.nat(),
  text: texts,
  trigger: fc.record({ name: uncutIdentifiers, arguments: fc.array(texts, { maxLength: 3 }) }),
  policyName: uncutIdentifiers,
});

/** Names are as they are written, before PostgreSQL cuts them. */
export const drawnSchemas = fc.record({
  name: uncutIdentifiers.filter((name) => !name.startsWith("pg_")),
  comment: comments,
  /** Those of the tables, then of an enum and a sequence. */
  names: namesOf(TABLES * NAMES_A_TABLE + 2),
  labels: fc.uniqueArray(identifiers, { minLength: 1, maxLength: 12 }),
  enumComment: comments,
  tables: fc.array(tables, { minLength: TABLES, maxLength: TABLES }),
  routine: fc.record({
    /** Of the function, its arguments, and the tables' trigger function. */
    names: namesOf(4),
    defaults: fc.tuple(textExpressions, textExpressions),
    body: texts,
    comment: comments,
  }),
});
type Drawn<T> = T extends fc.Arbitrary<infer Value> ? Value : never;
export type DrawnSchema = Drawn<typeof drawnSchemas>;

/** Several schemas, no two of one name. */
export const drawnDatabases = fc.uniqueArray(drawnSchemas, {
  selector: (schema) => cutIdentifier(schema.name),
  minLength: 6,
  maxLength: 6,
});

/** A schema's tables with their names in place. */
function tablesOf({ name: schema, names, tables }: DrawnSchema) {
  return tables.map((table, position) => {
    const own = names.slice(position * NAMES_A_TABLE, (position + 1) * NAMES_A_TABLE);
    const [name, key, index, view, foreignKey, check] = own as [string, string, string, string, string, string];
    return { ...table, schema, name, key, index, view, foreignKey, check };
  });
}

const typeNameOf = ({ names }: DrawnSchema): string => names.at(-2) as string;

function comment(subject: string, text: string | null): string[] {
  return text === null ? [] : [`COMMENT ON ${subject} IS ${quoteLiteral(text)}`];
}

/** The statements that make it. Each table's foreign key refers to the table before it, the first to itself. */
export function toSql(schema: DrawnSchema): string[] {
  const named = quoteIdentifier(schema.name);
  const within = (name: string) => `${named}.${quoteIdentifier(name)}`;
  const [routine, first, second, triggered] = schema.routine.names.map(quoteIdentifier);
  const [firstDefault, secondDefault] = schema.routine.defaults;
  const type = within(typeNameOf(schema));
  const statements = [
    "SET check_function_bodies = off",
    // An empty database has the schema public, with a comment.
    `CREATE SCHEMA IF NOT EXISTS ${named}`,
    `COMMENT ON SCHEMA ${named} IS ${schema.comment === null ? "NULL" : quoteLiteral(schema.comment)}`,
    `CREATE TYPE ${type} AS ENUM (${schema.labels.map(quoteLiteral).join(", ")})`,
    ...comment(`TYPE ${type}`, schema.enumComment),
    `CREATE SEQUENCE ${within(schema.names.at(-1) as string)}`,
    `CREATE FUNCTION ${named}.${routine}(${first} text DEFAULT ${firstDefault.sql}, ${second} text DEFAULT ${secondDefault.sql})
      RETURNS text LANGUAGE sql AS ${quoteLiteral(schema.routine.body)}`,
    ...comment(`FUNCTION ${named}.${routine}`, schema.routine.comment),
    `CREATE FUNCTION ${named}.${triggered}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
  ];
  const all = tablesOf(schema);
  for (const [position, table] of all.entries()) {
    const target = all[Math.max(0, position - 1)] as (typeof all)[number];
    const name = within(table.name);
    const columns = table.columnNames.map(quoteIdentifier);
    const [id, reference, text, label] = columns;
    const literal = quoteLiteral(table.text);
    const free = table.free.map(({ value, nullable }, place) =>
      [
        columns[4 + place],
        value.type,
        value.default === null ? "" : `DEFAULT ${value.default.sql}`,
        nullable ? "" : "NOT NULL",
      ].join(" "),
    );
    const [ofTable, ofColumn, ofCheck, ofTrigger, ofPolicy] = table.comments;
    statements.push(
      `CREATE TABLE ${name} (
        ${id} integer CONSTRAINT ${quoteIdentifier(table.key)} PRIMARY KEY,
        ${reference} integer CONSTRAINT ${quoteIdentifier(table.foreignKey)} REFERENCES ${within(target.name)},
        ${text} text CONSTRAINT ${quoteIdentifier(table.check)} CHECK (${text} <> ${literal}),
        ${label} ${type} DEFAULT ${quoteLiteral(labelOf(schema, table))},
        ${free.join(", ")})`,
      ...comment(`TABLE ${name}`, ofTable),
      ...comment(`COLUMN ${name}.${text}`, ofColumn),
      ...table.free.flatMap((column, place) => comment(`COLUMN ${name}.${columns[4 + place]}`, column.comment)),
      ...comment(`CONSTRAINT ${quoteIdentifier(table.check)} ON ${name}`, ofCheck),
      `CREATE INDEX ${quoteIdentifier(table.index)} ON ${name} ((${text} || ${literal})) WHERE ${text} <> ${literal}`,
      `CREATE VIEW ${within(table.view)} AS SELECT ${id}, ${text} || ${literal} AS ${reference} FROM ${name}`,
      `CREATE TRIGGER ${quoteIdentifier(table.trigger.name)} BEFORE UPDATE ON ${name} FOR EACH ROW
        WHEN (OLD.${text} <> ${literal})
        EXECUTE FUNCTION ${named}.${triggered}(${table.trigger.arguments.map(quoteLiteral).join(", ")})`,
      ...comment(`TRIGGER ${quoteIdentifier(table.trigger.name)} ON ${name}`, ofTrigger),
      `CREATE POLICY ${quoteIdentifier(table.policyName)} ON ${name} USING (${text} = ${literal})`,
      ...comment(`POLICY ${quoteIdentifier(table.policyName)} ON ${name}`, ofPolicy),
    );
  }
  return statements;
}

function labelOf({ labels }: DrawnSchema, table: { label: number }): string {
  return labels[table.label % labels.length] as string;
}

/** What a catalog must say of it, with the names that PostgreSQL keeps. */
export function toFacts(schema: DrawnSchema) {
  const cut = cutIdentifier;
  const [routine, first, second] = schema.routine.names.map(cut);
  const all = tablesOf(schema);
  return {
    schema: { name: cut(schema.name), comment: schema.comment },
    enum: { name: cut(typeNameOf(schema)), values: schema.labels, comment: schema.enumComment },
    sequence: cut(schema.names.at(-1) as string),
    routine: {
      name: routine,
      arguments: [first, second].map((name, place) => ({ name, default: schema.routine.defaults[place]?.printed })),
      comment: schema.routine.comment,
      body: schema.routine.body,
    },
    tables: all.map((table, position) => {
      const names = table.columnNames.map(cut);
      const [id, reference, text, label] = names as [string, string, string, string];
      const target = all[Math.max(0, position - 1)] as (typeof all)[number];
      const literal = `${printedText(table.text)}::text`;
      const [ofTable, ofColumn, ofCheck, ofTrigger, ofPolicy] = table.comments;
      const type = quoteQualified(cut(schema.name), cut(typeNameOf(schema)));
      const plain = { nullable: true, default: null, comment: null };
      return {
        name: cut(table.name),
        comment: ofTable,
        columns: [
          { ...plain, name: id, type: "integer", nullable: false },
          { ...plain, name: reference, type: "integer" },
          { ...plain, name: text, type: "text", comment: ofColumn },
          { ...plain, name: label, type, default: `${printedText(labelOf(schema, table))}::${type}` },
          ...table.free.map(({ value, nullable, comment }, place) => ({
            name: names[4 + place],
            type: value.type,
            nullable,
            default: value.default?.printed ?? null,
            comment,
          })),
        ],
        key: { name: cut(table.key), columns: [id] },
        foreignKey: {
          name: cut(table.foreignKey),
          columns: [reference],
          references: [cut(schema.name), cut(target.name), cut(target.columnNames[0] as string)],
        },
        check: {
          name: cut(table.check),
          columns: [text],
          expression: `(${quoteIdentifier(text)} <> ${literal})`,
          comment: ofCheck,
        },
        index: {
          name: cut(table.index),
          expression: `((${quoteIdentifier(text)} || ${literal}))`,
          predicate: `(${quoteIdentifier(text)} <> ${literal})`,
        },
        view: { name: cut(table.view), columns: [id, reference], reads: [id, text].sort() },
        trigger: {
          name: cut(table.trigger.name),
          arguments: table.trigger.arguments,
          condition: `(old.${quoteIdentifier(text)} <> ${literal})`,
          comment: ofTrigger,
        },
        policy: { name: cut(table.policyName), using: `(${quoteIdentifier(text)} = ${literal})`, comment: ofPolicy },
      };
    }),
  };
}
