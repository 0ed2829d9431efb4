/** Steps that are written in a programming language: a replay can name them, and cannot run them. */
import type { PassedOver } from "../history.ts";
import { compareNaturally } from "./steps.ts";

/** Languages in which migrations are written, by the ending of their files. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ["cjs", "JavaScript"],
  ["clj", "Clojure"],
  ["cs", "C#"],
  ["cts", "TypeScript"],
  ["dart", "Dart"],
  ["ex", "Elixir"],
  ["exs", "Elixir"],
  ["fs", "F#"],
  ["go", "Go"],
  ["groovy", "Groovy"],
  ["hs", "Haskell"],
  ["java", "Java"],
  ["js", "JavaScript"],
  ["kt", "Kotlin"],
  ["kts", "Kotlin"],
  ["mjs", "JavaScript"],
  ["mts", "TypeScript"],
  ["php", "PHP"],
  ["pl", "Perl"],
  ["py", "Python"],
  ["rb", "Ruby"],
  ["rs", "Rust"],
  ["scala", "Scala"],
  ["sh", "shell"],
  ["swift", "Swift"],
  ["ts", "TypeScript"],
  ["vb", "Visual Basic"],
]);

/** What stands before a step's name: digits, behind one letter or none. */
const VERSION = /^[a-z]?\d+/i;
/** Tests, declarations, what a generator made of SQL, and the code that takes a step back. */
const NO_STEP = /[._-](test|spec|d|down|undo|revert|rollback)\.\w+$|\.sql\.\w+$/i;

/** The language that a file is written in by its name; `null` for none of those. */
export function languageOf(file: string): string | null {
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase();
  return (ending === undefined ? undefined : LANGUAGES.get(ending)) ?? null;
}

/** The files that have a version in front as steps do, and are code. */
export function findCodeSteps(files: readonly string[]): string[] {
  return files.filter((file) => VERSION.test(file) && languageOf(file) !== null && !NO_STEP.test(file));
}

/** What is said of the steps in code among the others. `files` are all that the steps were found among. */
export function passOverCode(files: readonly string[], steps: readonly { file: string }[]): PassedOver[] {
  return findCodeSteps(files).map((file) => {
    const twin = steps.find((step) => withoutEnding(step.file) === withoutEnding(file));
    if (twin === undefined) {
      return buildCodeStep(file, steps.filter((step) => compareNaturally(step.file, file) < 0).length);
    }
    const reason = `It is ${languageOf(file)} beside ${twin.file} of the same name, and only the SQL is run.`;
    return { file, reason, stepsBefore: null };
  });
}

/** A step in code, before which so many others run. */
export function buildCodeStep(file: string, stepsBefore: number): PassedOver {
  const reason = `It is a step in ${languageOf(file)}, and a replay runs SQL alone: what it makes is missing.`;
  return { file, reason, stepsBefore };
}

function withoutEnding(file: string): string {
  return file.replace(/\.\w+$/, "");
}
