/** Types and foreign-data wrappers in the place of those that a missing extension brings. */
import { quoteIdentifier, quoteQualified } from "../../../src/model/names.ts";
import { asOurselves } from "../engine/as-ourselves.ts";
import type { FailedStatement } from "../limits/failed-statement.ts";
import { note } from "../limits/limit.ts";
import type { ReplayState } from "../replay-state.ts";
import { toWrittenName } from "../statement/statement-tree.ts";
import { bringsWrapper, mayBringType } from "./contents.ts";
import { readStandIns } from "./extension.ts";
import { missingType, typesIn } from "./named-types.ts";
import { buildStandInType, MODIFIERS } from "./type-sql.ts";

/** The type that the server misses, where an extension that is stood in for may bring it. */
export async function makeType({ statement, error }: FailedStatement, state: ReplayState): Promise<boolean> {
  const said = missingType(error.message);
  if (said === null) return false;
  const written = typesIn(statement).find(
    ({ schema, name }) => (schema === null ? name : `${schema}.${name}`) === said,
  );
  const { schema, name } = written ?? toWrittenName(said.split("."));
  const owners = (await readStandIns(state.engine)).filter(
    (each) => mayBringType(each.name, name) && (schema === null || each.schemas.includes(schema)),
  );
  const [owner] = owners;
  if (owner === undefined) return false;
  const { engine, omissions } = state;
  const type = {
    schema: schema ?? (owner.schemas[0] as string),
    name,
    extension: owner.name,
    number: state.standInTypes,
  };
  state.standInTypes += 1;
  await asOurselves(engine, async () => {
    const [known] = await engine.query("SELECT pg_catalog.to_regtype('pg_catalog.cartulary_modifier') AS type");
    if (known?.type == null) await engine.execute(MODIFIERS);
    await engine.execute(buildStandInType(type));
  });
  const what = `type ${quoteQualified(type.schema, name)}`;
  // One that the script rolled back has been told of.
  if (omissions.some((omission) => omission.what === what)) return true;
  const extensions = owners.map((each) => each.name).join(" or ");
  const reason = `It stands in for a type of extension ${extensions}: it has its name and its modifiers, and takes any text.`;
  omissions.push({ ...note(what, reason), place: `${statement.file}:${statement.line}` });
  return true;
}

/** A foreign-data wrapper that reads nothing, so that servers and foreign tables are there. */
export async function makeWrapper({ error }: FailedStatement, state: ReplayState): Promise<boolean> {
  const name = /^foreign-data wrapper "(.+)" does not exist$/.exec(error.message)?.[1];
  if (name === undefined) return false;
  const owner = (await readStandIns(state.engine)).find((each) => bringsWrapper(each.name, name));
  if (owner === undefined) return false;
  const wrapper = `FOREIGN DATA WRAPPER ${quoteIdentifier(name)}`;
  await asOurselves(state.engine, () =>
    state.engine.execute(`CREATE ${wrapper}; ALTER EXTENSION ${quoteIdentifier(owner.name)} ADD ${wrapper}`),
  );
  return true;
}
