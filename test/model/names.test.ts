import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseObjectKey, quoteIdentifier, quoteQualified, toObjectKey } from "../../src/model/names.ts";
import { toGlob } from "../../src/score/object-globs.ts";
import { identifiers, SEED, texts } from "../support/hostile-text.ts";

const parts = fc.option(
  fc.record({ kind: fc.constantFrom("column", "index", "constraint", "foreign key"), name: identifiers }),
);
const objects = fc.record({ schema: identifiers, relation: identifiers, part: parts });

/** What a key keeps of an object: of a part, whether it is a column. */
function keptOf({
  schema,
  relation,
  part,
}: {
  schema: string;
  relation: string;
  part: { kind: string; name: string } | null;
}) {
  return { schema, relation, part: part === null ? null : { column: part.kind === "column", name: part.name } };
}

const runs = { seed: SEED, numRuns: 2000 };

describe("object keys", () => {
  test("are read back as the object that they were made of", () => {
    fc.assert(
      fc.property(objects, (object) => {
        const key = toObjectKey(object.schema, object.relation, object.part ?? undefined);
        expect(parseObjectKey(key)).toEqual(keptOf(object));
      }),
      runs,
    );
  });

  test("are written again as they were read, or are no keys", () => {
    const written = fc.array(
      fc.oneof(identifiers.map(quoteIdentifier), fc.constantFrom(".", "#", " ", '"', "x"), texts),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(written, (tokens) => {
        const key = parseObjectKey(tokens.join(""));
        if (key === null) return;
        const { schema, relation, part } = key;
        const again = toObjectKey(
          schema,
          relation,
          part === null ? undefined : { kind: part.column ? "column" : "index", name: part.name },
        );
        expect(parseObjectKey(again)).toEqual(key);
      }),
      runs,
    );
  });

  test("have a dot or a hash before a part, and nothing else", () => {
    const near = ['"a"."b"x', '"a"."b"xc', '"a"."b" c', 'a."b"|c', 'a.b"c"', '"a"x"b"', "a#b", "a.b.c.d", "a..b", ""];
    expect(near.map(parseObjectKey)).toEqual(near.map(() => null));
    expect(parseObjectKey('a."b""c"#d')).toEqual({ schema: "a", relation: 'b"c', part: { column: false, name: "d" } });
  });

  test("mean, as a pattern, their own object and no other", () => {
    fc.assert(
      fc.property(objects, objects, (object, other) => {
        const glob = toGlob(toObjectKey(object.schema, object.relation, object.part ?? undefined));
        const same = JSON.stringify(keptOf(object)) === JSON.stringify(keptOf(other));
        expect(glob(object.schema, object.relation, object.part ?? undefined)).toBe(true);
        expect(glob(other.schema, other.relation, other.part ?? undefined)).toBe(same);
      }),
      runs,
    );
  });
});

describe("quoting", () => {
  test("tells names apart, whatever stands in them", () => {
    fc.assert(
      fc.property(identifiers, identifiers, identifiers, identifiers, (schema, name, otherSchema, otherName) => {
        const same = schema === otherSchema && name === otherName;
        expect(quoteQualified(schema, name) === quoteQualified(otherSchema, otherName)).toBe(same);
      }),
      runs,
    );
  });
});
