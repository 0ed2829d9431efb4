/** What a line of the history says of an object that was made, beside its name. */
import type { Change, FieldValue } from "../../model/change.ts";
import { count } from "../numbers.ts";
import type { Prose } from "../text.ts";

/** Characters of a definition that still fit into a line. */
const MOST_SHOWN = 120;

/** To follow the name; empty where the name says all. `all` are the changes of the step. */
export function describeAdded(change: Change, all: readonly Change[]): Prose {
  const text = detailOf(change, all);
  return text === "" || text.includes("\n") || text.length > MOST_SHOWN ? [] : [` ${text}`];
}

function detailOf({ object, after }: Change, all: readonly Change[]): string {
  const fields = Object(after) as { readonly [field: string]: FieldValue };
  const text = (field: string, before = ""): string => {
    const value = fields[field];
    const said = Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : "";
    return said === "" ? "" : `${before}${said}`;
  };
  switch (object.kind) {
    case "table":
    case "partitioned table":
    case "foreign table":
      return count(all.filter((each) => isColumnOf(each, object)).length, "column");
    case "column":
      return join(text("type"), fields.nullable === true ? "" : "NOT NULL", text("default", "DEFAULT "));
    case "policy":
      return join(
        fields.permissive === true ? "permissive" : "restrictive",
        text("command", "for "),
        text("roles", "to "),
        text("using", "using "),
        text("withCheck", "with check "),
      );
    case "type":
      return join(text("kind"), text("values"), text("type", "of "), text("subtype", "of "));
    case "option":
    case "foreign option":
      return text("value", "= ");
    case "primary key":
    case "unique":
    case "foreign key":
    case "check":
    case "exclusion":
    case "not null":
      return text("definition");
    default:
      return "";
  }
}

function isColumnOf({ action, object }: Change, table: Change["object"]): boolean {
  const [whole] = object.partOf;
  return (
    action === "added" &&
    object.kind === "column" &&
    object.schema === table.schema &&
    whole?.kind === table.kind &&
    whole.name === table.name
  );
}

function join(...words: string[]): string {
  return words.filter((word) => word !== "").join(" ");
}
