/** Text search dictionaries that need files beside the server. */
import type { Node } from "libpg-query";
import { formatWrittenName, optionOf, partsOf, toWrittenName } from "../statement/statement-tree.ts";
import { type Limit, missing } from "./limit.ts";

/** Files of these templates that the engine ships; ispell and hunspell have none. */
const SHIPPED_FILES = new Set(["synonym_sample", "thesaurus_sample", "xsyn_sample", "unaccent"]);

/** Options that name a file. */
const FILES = ["dictfile", "afffile", "synonyms", "rules"];

export const dictionary: Limit = {
  construct: "text search dictionaries whose file is not shipped (hunspell, ispell, synonym, thesaurus)",
  treat: ({ tree }) => {
    if (!("DefineStmt" in tree) || tree.DefineStmt.kind !== "OBJECT_TSDICTIONARY") return null;
    const { definition, defnames } = tree.DefineStmt;
    const file = FILES.map((option) => wordOf(optionOf(definition, option))).find((word) => word !== undefined);
    if (file === undefined || SHIPPED_FILES.has(file)) return null;
    const name = toWrittenName(partsOf(defnames));
    return missing(
      `text search dictionary ${formatWrittenName(name)}`,
      `The embedded engine does not ship the dictionary file ${file}.`,
      [{ kind: "object", name: name.name }],
    );
  },
};

/** A value that is written as a name or a string. */
function wordOf(value: Node | undefined): string | undefined {
  return value !== undefined && "TypeName" in value ? partsOf(value.TypeName.names).at(-1) : partsOf(value)[0];
}
