/** Where sequences stand, which no ROLLBACK takes back. */
import { quoteLiteral, quoteQualified } from "../../../src/model/names.ts";
import type { Engine } from "./engine.ts";

type SequenceRow = { schema: string; name: string };
type PositionRow = { sequence: string; last_value: string; is_called: string };

/** By the sequence's name as SQL writes it: what `setval` would be told to bring it back there. */
export type SequencePositions = ReadonlyMap<string, string>;

/** The positions of all sequences that the role may move. Throws `DatabaseError`. */
export async function readSequencePositions(engine: Engine): Promise<SequencePositions> {
  const sequences = await engine.query<SequenceRow>(`
    SELECT n.nspname AS schema, c.relname AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE CASE WHEN c.relkind = 'S' AND c.relpersistence <> 't'
      THEN has_sequence_privilege(c.oid, 'SELECT') AND has_sequence_privilege(c.oid, 'UPDATE') END`);
  if (sequences.length === 0) return new Map();
  // Only the sequence itself says whether its value was given out: pg_sequences hides one that was not.
  const each = sequences.map(({ schema, name }) => {
    const sequence = quoteQualified(schema, name);
    return `SELECT ${quoteLiteral(sequence)} AS sequence, last_value, is_called FROM ${sequence}`;
  });
  const rows = await engine.query<PositionRow>(each.join(" UNION ALL "));
  return new Map(rows.map((row) => [row.sequence, `${row.last_value}, ${row.is_called === "t"}`]));
}

/** Puts those that have gone on since back where they stood. Throws `DatabaseError`. */
export async function restoreSequencePositions(engine: Engine, wanted: SequencePositions): Promise<void> {
  const found = await readSequencePositions(engine);
  const moved = [...wanted].filter(([sequence, position]) => found.get(sequence) !== position);
  if (moved.length === 0) return;
  const calls = moved.map(([sequence, position]) => `pg_catalog.setval(${quoteLiteral(sequence)}, ${position})`);
  await engine.execute(calls.map((call) => `SELECT ${call}`).join(";\n"));
}
