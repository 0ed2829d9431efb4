import { expect, test } from "vitest";
import { buildGraph, checkOneHead } from "../../../introspect/replay/alembic/graph.ts";
import { readRevision } from "../../../introspect/replay/alembic/revision.ts";

/** `"b2 a1"` is revision b2, which follows a1; what stands behind a second blank is added to the file. */
function graphOf(...revisions: string[]) {
  return buildGraph(
    revisions.map((each, place) => {
      const [name = "", follows = "", more = ""] = each.split(" ");
      const down = follows === "" ? "None" : `(${follows.split("+").map((one) => `"${one}"`)},)`;
      return readRevision(`revision = "${name}"\ndown_revision = ${down}\n${more}\n`, `v/${place}_${name}.py`);
    }),
  );
}
const orderOf = (...revisions: string[]) => graphOf(...revisions).revisions.map(({ revision }) => revision);
const headsOf = (...revisions: string[]) => graphOf(...revisions).heads.map(({ revision }) => revision);

test("every revision comes behind those that it follows and needs", () => {
  expect(orderOf("d b+c", "c a", "b a", "a")).toEqual(["a", "b", "c", "d"]);
  expect(orderOf('b a depends_on="x"', "a", 'c  branch_labels="x"')).toEqual(["a", "c", "b"]);
});

test("a chain of thousands is no deeper than any other", () => {
  const chain = Array.from({ length: 5000 }, (_, place) => (place === 0 ? "r0" : `r${place} r${place - 1}`));
  expect(orderOf(...chain.toReversed())).toHaveLength(5000);
});

test("heads are what no other follows", () => {
  expect(headsOf("a", "b a", "c a", "d b+c")).toEqual(["d"]);
  expect(headsOf("a", "b a", "c a")).toEqual(["b", "c"]);
});

test.each([
  [["a", "a"], "Two files are revision a: 0_a.py and 1_a.py.", "v/1_a.py"],
  [["b gone"], "Revision b follows gone, which no file is.", "v/0_b.py"],
  [["a b", "b a"], "The revisions go in a circle: a, which follows or needs b, which follows or needs a.", "v/0_a.py"],
  [["a a"], "The revisions go in a circle: a, which follows or needs a.", "v/0_a.py"],
])("%j is refused", (revisions, message, place) => {
  expect(() => graphOf(...revisions)).toThrow(expect.objectContaining({ message, place }));
});

test("two heads are refused where one is needed", () => {
  expect(() => checkOneHead(graphOf("a", "b a", "c a"))).toThrow(
    expect.objectContaining({
      message: "The history has 2 heads, so `alembic upgrade head` refuses to run: b (1_b.py), c (2_c.py).",
      place: "v/2_c.py",
      hint: "Put them together (alembic merge heads), or name all of them: alembic upgrade heads.",
    }),
  );
  expect(() => checkOneHead(graphOf("a", "b a"))).not.toThrow();
});

test.each([
  ["down_revision = None\n", "x.py", "The file does not say which revision it is, so Alembic refuses to run any."],
  ['revision = "a"\n', "x.py", "Revision a does not say which one it follows, so Alembic refuses to run any."],
])("%j is refused with what to write", (text, place, message) => {
  expect(() => buildGraph([readRevision(text, place)])).toThrow(
    expect.objectContaining({ message, place, hint: expect.stringMatching(/^Write it at the top of the file/) }),
  );
});
