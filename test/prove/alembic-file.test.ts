import { expect, test } from "vitest";
import { formatAlembicFile } from "../../src/prove/alembic-file.ts";
import { ofSql, proofWithCatalog } from "./proving.ts";

const SCHEMA = `
  CREATE TABLE parcels (id uuid PRIMARY KEY, label varchar(20) NOT NULL, is_lost boolean DEFAULT false);
  ALTER TABLE parcels ADD CONSTRAINT "odd "":name
" CHECK (label <> '');
  COMMENT ON TABLE parcels IS 'todo
@waive pk-uuid until 2027-01-31: it is :legacy or [:alpha:] ‮';`;

test("the revision mends upwards, and takes back downwards what loses nothing", async () => {
  const { proof, catalog } = await proofWithCatalog(ofSql(SCHEMA), {
    only: ["type-text", "not-null", "name-check", "doc-table-comment"],
  });
  const text = formatAlembicFile(proof, catalog, "post");
  expect(text.replace(/"[0-9a-f]{12}"/, '"<revision>"').replace(/PostgreSQL [\d.]+/, "PostgreSQL 18")).toBe(`\
# Written by \`cartulary fix\`, which overwrites only files that begin with this line.
# Proven on PostgreSQL 18 (embedded), on a database with this schema and without rows.
"Mend what the style guide finds in post."

from alembic import op

revision = "<revision>"
down_revision = None  # the revision that this one follows
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET statement_timeout = 0")
        # type-text, public.parcels.label: Column label is character varying(20); the guide's type is text.
        # Locks: ACCESS EXCLUSIVE while all rows are read for the checks of the column; nothing is rewritten.
        op.execute("SET lock_timeout = '5s'")
        op.execute("ALTER TABLE public.parcels ALTER COLUMN label TYPE text")
        # not-null, public.parcels.is_lost: Column is_lost may be null: a yes-or-no with a third answer.
        # Locks: ACCESS EXCLUSIVE on the table for a moment. Then SHARE UPDATE EXCLUSIVE while all rows are checked: reads and writes go on. It fails while a row holds NULL: fill those first.
        op.execute("SET lock_timeout = '5s'")
        op.execute("BEGIN")
        op.execute("ALTER TABLE public.parcels DROP CONSTRAINT IF EXISTS cartulary_not_null_is_lost")
        op.execute("ALTER TABLE public.parcels ADD CONSTRAINT cartulary_not_null_is_lost CHECK (is_lost IS NOT NULL) NOT VALID")
        op.execute("COMMIT")
        op.execute("SET lock_timeout = '5s'")
        op.execute("ALTER TABLE public.parcels VALIDATE CONSTRAINT cartulary_not_null_is_lost")
        op.execute("SET lock_timeout = '5s'")
        op.execute("BEGIN")
        op.execute("ALTER TABLE public.parcels ALTER COLUMN is_lost SET NOT NULL")
        op.execute("ALTER TABLE public.parcels DROP CONSTRAINT cartulary_not_null_is_lost")
        op.execute("COMMIT")
        # name-check, public.parcels#"odd "":name\\u000a": Check odd ":name\\u000a is not called ck_parcels_odd_name.
        # Locks: ACCESS EXCLUSIVE on the table for a moment; only the catalog changes. Code that names the constraint, such as ON CONFLICT ON CONSTRAINT, must follow.
        op.execute("SET lock_timeout = '5s'")
        op.execute("ALTER TABLE public.parcels RENAME CONSTRAINT \\"odd \\"\\"\\\\:name\\n\\" TO ck_parcels_odd_name")
        op.execute("RESET lock_timeout")
        op.execute("RESET statement_timeout")
        # Comments to write: fill the quotes and take the marks away, here and in downgrade.
        # op.execute("COMMENT ON TABLE public.parcels IS '\\n@waive pk-uuid until 2027-01-31: it is \\\\:legacy or [:alpha:] \\U0000202e'")


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET statement_timeout = 0")
        # name-check, public.parcels#"odd "":name\\u000a"
        op.execute("SET lock_timeout = '5s'")
        op.execute("ALTER TABLE public.parcels RENAME CONSTRAINT ck_parcels_odd_name TO \\"odd \\"\\"\\\\:name\\n\\"")
        # not-null, public.parcels.is_lost
        op.execute("SET lock_timeout = '5s'")
        op.execute("ALTER TABLE public.parcels ALTER COLUMN is_lost DROP NOT NULL")
        # type-text, public.parcels.label is not taken back: something could be lost.
        op.execute("RESET lock_timeout")
        op.execute("RESET statement_timeout")
        # Comments as they were: take the marks away where you took them away in upgrade.
        # op.execute("COMMENT ON TABLE public.parcels IS 'todo\\n@waive pk-uuid until 2027-01-31: it is \\\\:legacy or [:alpha:] \\U0000202e'")
`);
});
