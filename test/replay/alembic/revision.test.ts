import { describe, expect, test } from "vitest";
import { readRevision } from "../../../introspect/replay/alembic/revision.ts";

const HEAD = 'from alembic import op\nimport sqlalchemy as sa\nrevision = "b2"\ndown_revision = "a1"\n';

/** A revision with these functions. */
function revisionOf(functions: string, file = "b2_add_note.py") {
  return readRevision(`${HEAD}\n${functions}`, file);
}

test("the guide's own example is read as it stands, without the revision that it lacks", () => {
  const text = `# 20250127_add_user_status_column.py
from alembic import op
import sqlalchemy as sa

def upgrade():
    op.add_column('users', sa.Column('status', sa.Text(), nullable=False, server_default='active'))

def downgrade():
    op.drop_column('users', 'status')
`;
  expect(readRevision(text, "versions/20250127_add_user_status_column.py")).toEqual({
    place: "versions/20250127_add_user_status_column.py",
    file: "20250127_add_user_status_column.py",
    revision: null,
    follows: null,
    labels: [],
    dependsOn: [],
    message: "add user status column",
    written: "2025-01-27",
    upgrade: { line: 5, operations: [{ name: "add_column", line: 6 }], effect: "changes", autocommit: null },
    downgrade: { line: 8, operations: [{ name: "drop_column", line: 9 }], effect: "changes", autocommit: null },
    irreversible: null,
  });
});

describe("what a revision says of itself", () => {
  test("stands in its documentation and its names, annotated, in parentheses or in parts", () => {
    const text = `"""Put the branches
together

Revision ID: ab\\x63
Revises: a1, b2
Create Date: 2024-03-09 10:11:12.131415

"""
from typing import Sequence, Union
revision: str = ("a" "b"
  r'c')
FIRST = "a1"
down_revision: Union[str, Sequence[str], None] = (FIRST, "b\\u0032",)
branch_labels, depends_on = ["billing"], "d4"
`;
    const { message, written, revision, follows, labels, dependsOn, upgrade } = readRevision(text, "x.py");
    expect({ message, written, revision, follows, labels, dependsOn, upgrade }).toEqual({
      message: "Put the branches together",
      written: "2024-03-09",
      revision: "abc",
      follows: ["a1", "b2"],
      labels: ["billing"],
      dependsOn: ["d4"],
      upgrade: null,
    });
  });

  const names: [file: string, message: string, written: string | null][] = [
    ["b2_add_order_note.py", "add order note", null],
    ["2024-03-09_10-11_b2_add_note.py", "add note", "2024-03-09"],
    ["20240309101112_add_note.py", "add note", "2024-03-09"],
    ["2024_03_09_101112-b2.py", "b2", "2024-03-09"],
    ["0042_x.py", "0042 x", null],
  ];
  test.each(names)("comes from the name of %s where it has no documentation", (file, message, written) => {
    const read = revisionOf("", file);
    expect([read.message, read.written]).toEqual([message, written]);
  });

  test("is the file's name where Alembic takes that for the revision", () => {
    expect(readRevision("down_revision = None\n", "27c6a30d.py").revision).toBe("27c6a30d");
  });

  test("is refused where only running it would tell", () => {
    expect(() => readRevision('revision = "a"\ndown_revision = find()\n', "v/a.py")).toThrow(
      expect.objectContaining({
        message: "What `down_revision` is cannot be told without running the file.",
        place: "v/a.py:2",
      }),
    );
  });
});

describe("what a function calls", () => {
  const operationsOf = (functions: string) => revisionOf(functions).upgrade?.operations.map(({ name }) => name);

  test("is every operation, also in blocks, of batches, of connections and of the file's own functions", () => {
    const text = `
def fill(connection):
    connection.execute(sa.text("UPDATE orders SET note = ''"))

def upgrade():
    with op.batch_alter_table("orders") as batch:
        batch.add_column(sa.Column("note", sa.Text()))
        batch.create_index(op.f("idx_orders_note"), ["note"])
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        fill(bind)
    op.alter_column("orders", "note", nullable=False)
`;
    expect(operationsOf(text)).toEqual(["batch_alter_table", "add_column", "create_index", "execute", "alter_column"]);
  });

  test("is found by whatever the file calls Alembic's operations", () => {
    const read = (imports: string, call: string) =>
      readRevision(`${imports}\ndef upgrade():\n    ${call}\n`, "a.py").upgrade?.operations;
    expect([
      read("from alembic import context, op as do", 'do.drop_table("a")'),
      read("import alembic", 'alembic.op.drop_table("a")'),
      read("from elsewhere import op", 'op.drop_table("a")'),
    ]).toEqual([[{ name: "drop_table", line: 3 }], [{ name: "drop_table", line: 3 }], []]);
  });

  test("of several databases is what the functions of all call", () => {
    const text = `
def upgrade(engine_name):
    globals()["upgrade_%s" % engine_name]()

def upgrade_main():
    op.drop_table("a")

def upgrade_stats():
    op.drop_index("b")
`;
    expect(operationsOf(text)).toEqual(["drop_table", "drop_index"]);
  });

  test("never ends where functions call each other in a circle", () => {
    expect(operationsOf("def again():\n    upgrade()\ndef upgrade():\n    op.drop_table('a')\n    again()\n")).toEqual([
      "drop_table",
    ]);
  });

  test("may stand in an autocommit block", () => {
    const text = `
def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("i", "t", ["a"], postgresql_concurrently=True)
`;
    expect(revisionOf(text).upgrade).toMatchObject({ autocommit: 8, operations: [{ name: "create_index", line: 9 }] });
  });
});

describe("a way back", () => {
  const cases: [body: string, effect: string][] = [
    ["pass", "nothing"],
    ['"""Nothing to do."""', "nothing"],
    ["...", "nothing"],
    ["return", "nothing"],
    ["# nobody goes back\n    pass", "nothing"],
    ['raise NotImplementedError("one way")', "refuses"],
    ['op.drop_table("a")\n    raise RuntimeError', "refuses"],
    ['if offline():\n        raise RuntimeError\n    op.drop_table("a")', "changes"],
    ["helpers.take_back()", "changes"],
  ];
  test.each(cases)("that is `%s` has the effect: %s", (body, effect) => {
    expect(revisionOf(`def downgrade():\n    ${body}\n`).downgrade?.effect).toBe(effect);
  });

  test("may be missing, or be said not to exist", () => {
    const { downgrade, irreversible } = revisionOf("# irreversible: the rows are gone\ndef upgrade():\n    pass\n");
    expect({ downgrade, irreversible }).toEqual({ downgrade: null, irreversible: "the rows are gone" });
  });
});

describe("a file that cannot be read is refused at its line", () => {
  test("with a merge conflict", () => {
    const text = `${HEAD}<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n`;
    expect(() => readRevision(text, "v/b.py")).toThrow(
      expect.objectContaining({
        message: "The file holds a merge conflict that is not resolved (`<<<<<<< HEAD`).",
        place: "v/b.py:5",
      }),
    );
  });

  test("with what is no Python", () => {
    expect(() => revisionOf("def upgrade(:\n    pass\n")).toThrow(
      expect.objectContaining({ message: "The file is not Python that can be read.", place: "b2_add_note.py:6" }),
    );
  });
});
