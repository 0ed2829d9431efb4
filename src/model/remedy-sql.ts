/** The SQL of a remedy's actions, as PostgreSQL's manual writes it, names quoted. */
import { quoteIdentifier, quoteLiteral, quoteQualified } from "./names.ts";
import type { RemedyAction } from "./remedy-action.ts";

/** A remedy's statements, without semicolons: in a transaction of their own where one sets something for the others. */
export function formatActions(actions: readonly RemedyAction[]): string[] {
  const statements = actions.map(formatAction);
  return actions.some(({ kind }) => kind === "set time zone") ? ["BEGIN", ...statements, "COMMIT"] : statements;
}

/** The statement, without a semicolon. */
export function formatAction(action: RemedyAction): string {
  switch (action.kind) {
    case "create index": {
      const { schema, table, name, unique, method, columns, concurrently } = action;
      const create = `CREATE ${unique ? "UNIQUE " : ""}INDEX ${concurrently ? "CONCURRENTLY " : ""}`;
      const on = `${quoteQualified(schema, table)}${method === null ? "" : ` USING ${method}`}`;
      return `${create}${quoteIdentifier(name)} ON ${on} (${columns.map(quoteIdentifier).join(", ")})`;
    }
    case "drop index":
      return `DROP INDEX ${action.concurrently ? "CONCURRENTLY " : ""}${quoteQualified(action.schema, action.name)}`;
    case "rebuild index":
      return `REINDEX INDEX CONCURRENTLY ${quoteQualified(action.schema, action.name)}`;
    case "rename index":
      return `ALTER INDEX ${quoteQualified(action.schema, action.name)} RENAME TO ${quoteIdentifier(action.to)}`;
    case "rename sequence":
      return `ALTER SEQUENCE ${quoteQualified(action.schema, action.name)} RENAME TO ${quoteIdentifier(action.to)}`;
    case "set security invoker":
      return `ALTER VIEW ${quoteQualified(action.schema, action.view)} SET (security_invoker = true)`;
    case "set search path": {
      const routine = `${quoteQualified(action.schema, action.name)}(${action.identity})`;
      const path = action.path.map(quoteIdentifier).join(", ");
      return `ALTER ${action.routine.toUpperCase()} ${routine} SET search_path = ${path}`;
    }
    case "revoke from public": {
      const { privileges, schema, table } = action;
      const on = table === null ? `SCHEMA ${quoteIdentifier(schema)}` : quoteQualified(schema, table);
      return `REVOKE ${privileges.join(", ")} ON ${on} FROM PUBLIC`;
    }
    case "revoke default from public": {
      const { role, schema, objects, privileges } = action;
      const where = schema === null ? "" : ` IN SCHEMA ${quoteIdentifier(schema)}`;
      const revoke = `REVOKE ${privileges.join(", ")} ON ${objects.toUpperCase()} FROM PUBLIC`;
      return `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdentifier(role)}${where} ${revoke}`;
    }
    case "take role attributes":
      return `ALTER ROLE ${quoteIdentifier(action.role)} ${action.attributes.map((word) => `NO${word}`).join(" ")}`;
    case "update extension":
      return `ALTER EXTENSION ${quoteIdentifier(action.name)} UPDATE TO ${quoteLiteral(action.version)}`;
    case "set time zone":
      return `SET LOCAL TimeZone = ${quoteLiteral(action.zone)}`;
    case "statement":
      return action.sql;
    default:
      return `ALTER TABLE ${quoteQualified(action.schema, action.table)} ${formatTablePart(action)}`;
  }
}

/** The actions that are forms of ALTER TABLE. */
type TableAction = Extract<
  RemedyAction,
  {
    kind:
      | `${"add" | "validate" | "enforce" | "drop" | "rename"} constraint`
      | "add constraint using index"
      | "make constraint deferrable"
      | `set ${"not null" | "default" | "type" | "logged" | "row security"}`
      | "reset options";
  }
>;

/** What follows the table's name. */
function formatTablePart(action: TableAction): string {
  switch (action.kind) {
    case "add constraint":
      return `ADD CONSTRAINT ${quoteIdentifier(action.name)} ${action.definition} NOT VALID`;
    case "add constraint using index": {
      const using = `${action.constraint.toUpperCase()} USING INDEX ${quoteIdentifier(action.index)}`;
      return `ADD CONSTRAINT ${quoteIdentifier(action.name)} ${using}`;
    }
    case "validate constraint":
      return `VALIDATE CONSTRAINT ${quoteIdentifier(action.name)}`;
    case "enforce constraint":
      return `ALTER CONSTRAINT ${quoteIdentifier(action.name)} ENFORCED`;
    case "make constraint deferrable":
      return `ALTER CONSTRAINT ${quoteIdentifier(action.name)} DEFERRABLE`;
    case "drop constraint":
      return `DROP CONSTRAINT ${quoteIdentifier(action.name)}`;
    case "rename constraint":
      return `RENAME CONSTRAINT ${quoteIdentifier(action.name)} TO ${quoteIdentifier(action.to)}`;
    case "set not null":
      return `ALTER COLUMN ${quoteIdentifier(action.column)} SET NOT NULL`;
    case "set default":
      return `ALTER COLUMN ${quoteIdentifier(action.column)} SET DEFAULT ${action.expression}`;
    case "set type": {
      const alter = `ALTER COLUMN ${quoteIdentifier(action.column)}`;
      const retype = `${alter} TYPE ${action.type}${action.using === null ? "" : ` USING ${action.using}`}`;
      if (action.default === null) return retype;
      return `${alter} DROP DEFAULT, ${retype}, ${alter} SET DEFAULT ${action.default}`;
    }
    case "reset options":
      return `RESET (${action.options.join(", ")})`;
    case "set logged":
      return "SET LOGGED";
    case "set row security":
      return `${action.action.toUpperCase()} ROW LEVEL SECURITY`;
  }
}
