/** Languages that the embedded engine does not run. */
import type { Node } from "libpg-query";
import { embeddedExtension } from "../engine/embedded-extensions.ts";
import { formatWrittenName, optionOf, partsOf, toWrittenName } from "../statement/statement-tree.ts";
import { type Limit, missing, rewritten } from "./limit.ts";

/** Languages of a server itself; `c` is one, but its libraries are not here. */
const LANGUAGES = new Set(["sql", "plpgsql", "internal"]);

/** The language where it is not one of those; `null` also where the body is SQL and names none. */
function languageOf(options: readonly Node[] | undefined): string | null {
  const [language] = partsOf(optionOf(options, "language"));
  return language === undefined || LANGUAGES.has(language.toLowerCase()) ? null : language;
}

export const foreignLanguage: Limit = {
  construct: "functions in C, PL/Python, PL/Perl and other languages",
  treat: ({ tree }) => {
    if (!("CreateFunctionStmt" in tree)) return null;
    const { options, funcname, is_procedure = false } = tree.CreateFunctionStmt;
    const language = languageOf(options);
    if (language === null || (/^c$/i.test(language) && libraryOf(tree) !== null)) return null;
    const name = toWrittenName(partsOf(funcname));
    return missing(
      `${is_procedure ? "procedure" : "function"} ${formatWrittenName(name)}`,
      `It is written in ${language}, which the embedded engine does not run.`,
      [{ kind: "object", name: name.name }],
    );
  },
};

/** The shipped extension whose library a function in C is in, as in `AS '$libdir/unaccent', 'unaccent_dict'`. */
export function libraryOf(tree: Node): string | null {
  if (!("CreateFunctionStmt" in tree)) return null;
  const [file = ""] = partsOf(optionOf(tree.CreateFunctionStmt.options, "as"));
  const library = /^\$libdir\/([\w-]+)$/.exec(file)?.[1];
  return library !== undefined && embeddedExtension(library) !== null ? library : null;
}

export const foreignBlock: Limit = {
  construct: "DO LANGUAGE of another language",
  treat: ({ tree }) => {
    const language = "DoStmt" in tree ? languageOf(tree.DoStmt.args) : null;
    return language === null
      ? null
      : missing("a DO block", `It is written in ${language}, which the embedded engine does not run.`);
  },
};

export const createLanguage: Limit = {
  construct: "CREATE LANGUAGE",
  treat: ({ text, tree }) => {
    const made = languageMadeBy(text, tree);
    if (made === null) return null;
    const { name, replace } = made;
    if (name !== "plpgsql") {
      const lost = { kind: "extension", name } as const;
      return missing(`language ${name}`, "The embedded engine does not ship this language.", [lost]);
    }
    // Old dumps make the language that every server has had since.
    if (replace) return null;
    const sql = text.replace(/^CREATE/i, "CREATE OR REPLACE");
    return rewritten(sql, `CREATE LANGUAGE ${name}`, "The engine has it already.");
  },
};

/** Without a handler it is CREATE EXTENSION by another name, and parsed so. */
function languageMadeBy(text: string, tree: Node): { name: string; replace: boolean } | null {
  if ("CreatePLangStmt" in tree) {
    const { plname: name = "", replace = false } = tree.CreatePLangStmt;
    return { name, replace };
  }
  if (!("CreateExtensionStmt" in tree) || /^CREATE\s+EXTENSION\b/i.test(text)) return null;
  const { extname: name = "", if_not_exists: replace = false } = tree.CreateExtensionStmt;
  return { name, replace };
}
