/**
 * SQL that sees the end of each step: a trigger on the table in which the tool keeps what it has run, planted when that
 * table is made. It notes the row that was written, in the same transaction, and says so in a notice.
 */
import { quoteLiteral } from "../../../src/model/names.ts";

/** Where the notes stand until the command has ended. */
export const NOTES_SCHEMA = "cartulary_notes";

/** A write into a table of the tool's own, or that such a table was made. */
export interface NoteRow {
  [column: string]: string | null;
  n: string;
  operation: "INSERT" | "UPDATE" | "DELETE" | "TABLE";
  schema: string;
  name: string;
  /** The row as it is now, as JSON; `null` for what was deleted, and for the table itself. */
  written: string | null;
}

/** `migrations` is many things; these columns make it TypeORM's or Laravel's. */
const IS_RECORD = `k.relname = ANY (SELECT name FROM ${NOTES_SCHEMA}.tables WHERE schema IS NULL OR schema = n.nspname)
  AND (k.relname <> 'migrations' OR EXISTS (SELECT FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = k.oid AND a.attname IN ('timestamp', 'batch')))`;

/** A table by its name; with the schema `null`, in whatever schema it stands. */
export interface TableName {
  schema: string | null;
  name: string;
}

/** Sets the recording up. `mark` is the notice's text: letters and digits. */
export function buildSetUp(tables: readonly TableName[], mark: string): string[] {
  const rows = tables.map(
    ({ schema, name }) => `(${schema === null ? "NULL" : quoteLiteral(schema)}, ${quoteLiteral(name)})`,
  );
  const settings = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''";
  return [
    `CREATE SCHEMA ${NOTES_SCHEMA}`,
    `CREATE TABLE ${NOTES_SCHEMA}.tables (schema text, name text)`,
    ...(rows.length === 0 ? [] : [`INSERT INTO ${NOTES_SCHEMA}.tables VALUES ${rows.join(", ")}`]),
    `CREATE TABLE ${NOTES_SCHEMA}.notes (n int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, operation text, schema text,
      name text, written jsonb)`,
    `CREATE FUNCTION ${NOTES_SCHEMA}.note(operation text, schema text, name text, written jsonb) RETURNS void ${settings}
      AS $cartulary$ BEGIN
        INSERT INTO ${NOTES_SCHEMA}.notes (operation, schema, name, written) VALUES ($1, $2, $3, $4);
        -- INFO reaches the client whatever it has set.
        RAISE INFO ${quoteLiteral(mark)};
      END $cartulary$`,
    `CREATE FUNCTION ${NOTES_SCHEMA}.written() RETURNS trigger ${settings}
      AS $cartulary$ BEGIN
        PERFORM ${NOTES_SCHEMA}.note(TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME,
          CASE WHEN TG_OP <> 'DELETE' THEN pg_catalog.to_jsonb(NEW) END);
        RETURN NULL;
      END $cartulary$`,
    `CREATE FUNCTION ${NOTES_SCHEMA}.plant() RETURNS void ${settings}
      AS $cartulary$ DECLARE made record; BEGIN
        FOR made IN SELECT n.nspname, k.relname FROM pg_catalog.pg_class k
          JOIN pg_catalog.pg_namespace n ON n.oid = k.relnamespace
          WHERE k.relkind = 'r' AND k.relpersistence <> 't' AND ${IS_RECORD}
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger g WHERE g.tgrelid = k.oid AND g.tgname = 'cartulary_written')
        LOOP
          EXECUTE pg_catalog.format('CREATE TRIGGER cartulary_written AFTER INSERT OR UPDATE OR DELETE ON %I.%I
            FOR EACH ROW EXECUTE FUNCTION ${NOTES_SCHEMA}.written()', made.nspname, made.relname);
          -- A script that loads data with session_replication_role = replica writes there too.
          EXECUTE pg_catalog.format('ALTER TABLE %I.%I ENABLE ALWAYS TRIGGER cartulary_written', made.nspname, made.relname);
          PERFORM ${NOTES_SCHEMA}.note('TABLE', made.nspname, made.relname, NULL);
        END LOOP;
      END $cartulary$`,
    `CREATE FUNCTION ${NOTES_SCHEMA}.ended() RETURNS event_trigger ${settings}
      AS $cartulary$ BEGIN
        IF EXISTS (SELECT FROM pg_catalog.pg_event_trigger_ddl_commands() e
          WHERE e.object_type = 'table' AND e.schema_name IS DISTINCT FROM '${NOTES_SCHEMA}')
        THEN PERFORM ${NOTES_SCHEMA}.plant(); END IF;
      END $cartulary$`,
    `GRANT USAGE ON SCHEMA ${NOTES_SCHEMA} TO PUBLIC`,
    `CREATE EVENT TRIGGER cartulary_ended ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO',
      'ALTER TABLE') EXECUTE FUNCTION ${NOTES_SCHEMA}.ended()`,
    "ALTER EVENT TRIGGER cartulary_ended ENABLE ALWAYS",
  ];
}

/** Takes it all away again, with the triggers on the tool's tables. */
export const TAKE_DOWN = [
  "DROP EVENT TRIGGER IF EXISTS cartulary_ended",
  `DROP SCHEMA IF EXISTS ${NOTES_SCHEMA} CASCADE`,
];

/** The notes behind one, in their order; what was rolled back is not among them. */
export function buildNotesQuery(after: number): string {
  return `SELECT n, operation, schema, name, written::text FROM ${NOTES_SCHEMA}.notes WHERE n > ${after} ORDER BY n`;
}
