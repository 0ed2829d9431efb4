/** The SQL of a type that stands in for one of an extension: it takes any text, can be ordered, and keeps modifiers. */
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../../../src/model/names.ts";

/** PostGIS prints the kinds of shapes so, whatever they were written like. */
const SHAPES =
  "Geometry Point LineString Polygon MultiPoint MultiLineString MultiPolygon GeometryCollection CircularString " +
  "CompoundCurve CurvePolygon MultiCurve MultiSurface PolyhedralSurface Triangle Tin";

/**
 * Modifiers such as `(Point,4326)` are text, of which a type keeps a number. PostgreSQL has one function that makes
 * text of a number by looking it up: the output of an enum, whose labels the modifiers become. They are written into
 * pg_enum, since ALTER TYPE cannot run within a function that CREATE TABLE calls. All of it stands in pg_catalog,
 * which no catalog of ours shows, and is a member of an extension that every database has, so that no step made it.
 */
export const MODIFIERS = `
CREATE TYPE pg_catalog.cartulary_modifier AS ENUM ();
CREATE FUNCTION pg_catalog.cartulary_modifier_label(cstring[]) RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT '(' || pg_catalog.array_to_string(pg_catalog.array_agg(coalesce(
      (SELECT shape || pg_catalog.upper(pg_catalog.substr(modifier, pg_catalog.length(shape) + 1))
        FROM pg_catalog.unnest('{${SHAPES.replaceAll(" ", ",")}}'::pg_catalog.text[]) AS shape
        WHERE modifier OPERATOR(pg_catalog.~*) ('^' || shape || '(z|m|zm)?$')), modifier)
    ORDER BY place), ',') || ')'
  FROM pg_catalog.unnest(pg_catalog.string_to_array(pg_catalog.array_to_string($1, ','), ',')) WITH ORDINALITY AS given (modifier, place) $$;
CREATE FUNCTION pg_catalog.cartulary_modifier_in(cstring[]) RETURNS int4 LANGUAGE sql VOLATILE STRICT SECURITY DEFINER
  SET allow_system_table_mods = on SET search_path = pg_catalog AS $$
  INSERT INTO pg_enum
    SELECT coalesce((SELECT max(oid::int8) + 1 FROM pg_enum), 16384)::oid, 'cartulary_modifier'::regtype,
      (SELECT count(*) FROM pg_enum), cartulary_modifier_label($1)::name
    WHERE cartulary_modifier_label($1)::name <> ALL (
      SELECT enumlabel FROM pg_enum WHERE enumtypid = 'cartulary_modifier'::regtype);
  SELECT oid::int4 FROM pg_enum
    WHERE enumtypid = 'cartulary_modifier'::regtype AND enumlabel = cartulary_modifier_label($1)::name $$;
CREATE FUNCTION pg_catalog.cartulary_modifier_out(int4) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'enum_out';
ALTER EXTENSION plpgsql ADD TYPE pg_catalog.cartulary_modifier;
ALTER EXTENSION plpgsql ADD FUNCTION pg_catalog.cartulary_modifier_label(cstring[]);
ALTER EXTENSION plpgsql ADD FUNCTION pg_catalog.cartulary_modifier_in(cstring[]);
ALTER EXTENSION plpgsql ADD FUNCTION pg_catalog.cartulary_modifier_out(int4)`;

/** Comparisons of bytes, whose values are laid out as those of text. */
const OPERATORS = [
  ["<", "bytealt"],
  ["<=", "byteale"],
  ["=", "byteaeq"],
  [">=", "byteage"],
  [">", "byteagt"],
  ["<>", "byteane"],
] as const;

export interface StandInType {
  schema: string;
  name: string;
  /** The extension that it becomes a member of, so that it goes when that goes. */
  extension: string;
  /** Unique within the engine: PostgreSQL tells no two input functions apart by the type that they make. */
  number: number;
}

/** The statements that make the type, and an order of its values, so that it can be a key. MODIFIERS come before. */
export function buildStandInType({ schema, name, extension, number }: StandInType): string {
  const type = quoteQualified(schema, name);
  const input = `pg_catalog.cartulary_in_${number}`;
  const members = [`TYPE ${type}`, `FUNCTION ${input}(cstring)`, `FUNCTION pg_catalog.cartulary_out(${type})`];
  const statements = [
    `CREATE TYPE ${type}`,
    `CREATE FUNCTION ${input}(cstring) RETURNS ${type} LANGUAGE internal IMMUTABLE STRICT AS 'textin'`,
    `CREATE FUNCTION pg_catalog.cartulary_out(${type}) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout'`,
    `CREATE TYPE ${type} (INPUT = ${input}, OUTPUT = pg_catalog.cartulary_out, STORAGE = extended,
      TYPMOD_IN = pg_catalog.cartulary_modifier_in, TYPMOD_OUT = pg_catalog.cartulary_modifier_out)`,
  ];
  for (const [operator, compare] of OPERATORS) {
    const routine = `pg_catalog.cartulary_${compare}(${type}, ${type})`;
    statements.push(
      `CREATE FUNCTION ${routine} RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS ${quoteLiteral(compare)}`,
      `CREATE OPERATOR pg_catalog.${operator} (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = pg_catalog.cartulary_${compare})`,
    );
    members.push(`FUNCTION ${routine}`, `OPERATOR pg_catalog.${operator} (${type}, ${type})`);
  }
  const compare = `pg_catalog.cartulary_compare(${type}, ${type})`;
  const order = `pg_catalog.cartulary_order_${number}`;
  const strategies = ["<", "<=", "=", ">=", ">"].map((operator, at) => `OPERATOR ${at + 1} pg_catalog.${operator}`);
  const [hash, extended] = [`pg_catalog.cartulary_hash(${type})`, `pg_catalog.cartulary_hash(${type}, int8)`];
  statements.push(
    `CREATE FUNCTION ${compare} RETURNS int4 LANGUAGE internal IMMUTABLE STRICT AS 'byteacmp'`,
    `CREATE OPERATOR CLASS ${order} DEFAULT FOR TYPE ${type} USING btree AS ${strategies.join(", ")}, FUNCTION 1 ${compare}`,
    `CREATE FUNCTION ${hash} RETURNS int4 LANGUAGE internal IMMUTABLE STRICT AS 'hashvarlena'`,
    `CREATE FUNCTION ${extended} RETURNS int8 LANGUAGE internal IMMUTABLE STRICT AS 'hashvarlenaextended'`,
    `CREATE OPERATOR CLASS ${order} DEFAULT FOR TYPE ${type} USING hash AS OPERATOR 1 pg_catalog.=,
      FUNCTION 1 ${hash}, FUNCTION 2 ${extended}`,
  );
  members.push(...[compare, hash, extended].map((routine) => `FUNCTION ${routine}`));
  for (const method of ["btree", "hash"]) {
    members.push(`OPERATOR CLASS ${order} USING ${method}`, `OPERATOR FAMILY ${order} USING ${method}`);
  }
  const owner = `ALTER EXTENSION ${quoteIdentifier(extension)} ADD`;
  return [...statements, ...members.map((member) => `${owner} ${member}`)].join(";\n");
}
