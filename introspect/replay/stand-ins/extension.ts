/** Extensions without anything in them, in the place of those that the embedded engine lacks. */
import { quoteIdentifier, quoteLiteral } from "../../../src/model/names.ts";
import { decodeArray } from "../../assemble/decode.ts";
import { STAND_IN_VERSION } from "../../stand-in.ts";
import { asOurselves } from "../engine/as-ourselves.ts";
import { embeddedExtension } from "../engine/embedded-extensions.ts";
import type { Engine } from "../engine/engine.ts";
import type { FailedStatement } from "../limits/failed-statement.ts";
import { note } from "../limits/limit.ts";
import type { ReplayState } from "../replay-state.ts";
import { treeOf } from "../statement/statement-tree.ts";
import { mayBringType, requiredBy } from "./contents.ts";
import { typesIn } from "./named-types.ts";
import type { StandIn } from "./stand-in.ts";

type StandInRow = { name: string; schema: string; brought: string; types: string };

const MEMBERS = (table: string, name: string) => `ARRAY(
  SELECT ${name}::text FROM pg_depend JOIN ${table} ON ${table}.oid = objid
  WHERE classid = '${table}'::regclass AND refclassid = 'pg_extension'::regclass AND refobjid = e.oid AND deptype = 'e')`;

/** All of them, in the order in which they were made. */
export async function readStandIns(engine: Engine): Promise<StandIn[]> {
  // Scripts cannot put anything before pg_catalog but by naming it in the path themselves.
  const rows = await engine.query<StandInRow>(`
    SELECT e.extname AS name, e.extnamespace::regnamespace::text AS schema, ${MEMBERS("pg_namespace", "nspname")} AS brought,
      ${MEMBERS("pg_type", "typname")} AS types
    FROM pg_extension e WHERE e.extversion = ${quoteLiteral(STAND_IN_VERSION)} ORDER BY e.oid`);
  return rows.map(({ name, schema, brought, types }) => ({
    name,
    schemas: [schema, ...decodeArray(brought)],
    types: decodeArray(types),
  }));
}

/** CREATE EXTENSION of one that the engine lacks, or of a version of it that was not asked for before. */
export async function makeExtension({ statement, error }: FailedStatement, state: ReplayState): Promise<boolean> {
  const [, name, version] = MISSING.exec(error.message) ?? [];
  if (name === undefined || embeddedExtension(name) !== null) return false;
  await asOurselves(state.engine, async () => {
    for (const missing of withRequired(name)) await writeFiles(missing, STAND_IN_VERSION, state.engine);
    if (version !== undefined) await writeFiles(name, version, state.engine);
  });
  if (version !== undefined) return true;
  state.losses.add([{ kind: "extension", name }]);
  const reason = "The embedded engine does not ship this extension; types of it that are needed are stood in for.";
  const hint = `Run the scripts on a server that has ${name}, and give its postgres:// URL instead.`;
  state.omissions.push({ ...note(`extension ${name}`, reason), hint, place: `${statement.file}:${statement.line}` });
  return true;
}

const MISSING = /^extension "(.+)" (?:is not available|has no installation script .+ for version "(.+)")$/;

/** The extension and those that it requires, as far as the engine lacks them. */
function withRequired(name: string): string[] {
  const required = requiredBy(name).filter((each) => embeddedExtension(each) === null);
  return [name, ...required.flatMap(withRequired)];
}

/**
 * The files by which PostgreSQL knows an extension and a version of it; the server writes them where it looks for
 * them. Whatever version is asked for, the extension is marked as a stand-in.
 */
async function writeFiles(name: string, version: string, engine: Engine): Promise<void> {
  const [found] = await engine.query("SELECT setting FROM pg_catalog.pg_config WHERE name = 'SHAREDIR'");
  const path = `${found?.setting}/extension/${name}`;
  const control = [
    `default_version = '${STAND_IN_VERSION}'`,
    "relocatable = true",
    "trusted = true",
    ...(requiredBy(name).length === 0 ? [] : [`requires = '${requiredBy(name).join(", ")}'`]),
  ];
  const mark = `UPDATE pg_extension SET extversion = ${quoteLiteral(STAND_IN_VERSION)} WHERE extname = ${quoteLiteral(name)};`;
  const script = version === STAND_IN_VERSION ? [] : ["SET LOCAL allow_system_table_mods = on;", mark];
  await engine.execute(`COPY (${formatRows(control)}) TO ${quoteLiteral(`${path}.control`)}`);
  await engine.execute(`COPY (${formatRows(script)}) TO ${quoteLiteral(`${path}--${version}.sql`)}`);
}

function formatRows(lines: readonly string[]): string {
  return lines.length === 0
    ? "SELECT WHERE false"
    : `VALUES ${lines.map((line) => `(${quoteLiteral(line)})`).join(", ")}`;
}

/** A schema that an extension brings: the one that it is to be put in, or one that a type is looked for in. */
export async function makeSchema({ statement, error }: FailedStatement, state: ReplayState): Promise<boolean> {
  const schema = /^schema "(.+)" does not exist$/.exec(error.message)?.[1];
  if (schema === undefined) return false;
  const create = `CREATE SCHEMA ${quoteIdentifier(schema)}`;
  const tree = treeOf(statement);
  if (tree !== null && "CreateExtensionStmt" in tree) {
    const { extname = "" } = tree.CreateExtensionStmt;
    if (embeddedExtension(extname) !== null) return false;
    await asOurselves(state.engine, () => state.engine.execute(create));
    const place = `${statement.file}:${statement.line}`;
    state.omissions.push({ ...note(`schema ${schema} was made up`, `Extension ${extname} is put in it.`), place });
    return true;
  }
  const types = typesIn(statement).filter((type) => type.schema === schema);
  const owner = (await readStandIns(state.engine)).find(({ name }) =>
    types.some((type) => mayBringType(name, type.name)),
  );
  if (owner === undefined) return false;
  const add = `ALTER EXTENSION ${quoteIdentifier(owner.name)} ADD SCHEMA ${quoteIdentifier(schema)}`;
  await asOurselves(state.engine, () => state.engine.execute(`${create}; ${add}`));
  return true;
}
