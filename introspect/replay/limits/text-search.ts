/** Text search dictionaries that need files beside the server. */
import { find, follows, identifierAt, type Limit, missing, nameAt } from "./limit.ts";

/** Files of these templates that the engine ships; ispell and hunspell have none. */
const SHIPPED_FILES = new Set(["synonym_sample", "thesaurus_sample", "xsyn_sample", "unaccent"]);

export const dictionary: Limit = {
  construct: "text search dictionaries whose file is not shipped (hunspell, ispell, synonym, thesaurus)",
  treat: ({ words }) => {
    if (!follows(words, 0, "CREATE", "TEXT", "SEARCH", "DICTIONARY")) return null;
    const at = find(words, "DICTFILE|AFFFILE|SYNONYMS|RULES");
    const file = at === -1 ? null : identifierAt(words, at + 2);
    if (file === null || SHIPPED_FILES.has(file)) return null;
    const name = nameAt(words, 4);
    return missing(
      `text search dictionary ${name?.source ?? ""}`,
      `The embedded engine does not ship the dictionary file ${file}.`,
      name === null ? [] : [{ kind: "object", name: name.bare }],
    );
  },
};
