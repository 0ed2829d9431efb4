/** `cartulary introspect`: the catalog of a source, as JSON or as the SQL that makes it. */
import { toPrintableSql } from "../../../introspect/replay/script/printable-sql.ts";
import { formatDdl } from "../../ddl/index.ts";
import type { Catalog } from "../../model/catalog.ts";
import { count } from "../../model/sentence.ts";
import { formatCatalogChunks } from "../../model/write-json.ts";
import { checkOutput, writeOutput } from "../files/output-file.ts";
import { readCatalog, readSetup } from "../project/index.ts";
import { reportOmissions } from "../project/omissions.ts";
import type { SourceOptions } from "../project/source-options.ts";
import { print } from "../terminal/output.ts";
import { Progress } from "../terminal/progress.ts";

export interface IntrospectOptions extends SourceOptions {
  format: "json" | "sql";
  /** `catalog.json` where left out; SQL goes to standard output. */
  out?: string;
}

const MARKS = {
  json: '{\n"formatVersion"',
  sql: "-- Written by `cartulary introspect`, which overwrites only files that begin with this line.",
};

/** Returns the exit code. */
export async function introspectSource(source: string | undefined, options: IntrospectOptions): Promise<number> {
  const out = await checkOutput(options.out ?? (options.format === "json" ? "catalog.json" : "-"), {
    own: { mark: MARKS[options.format], command: "cartulary introspect" },
  });
  const progress = new Progress({ quiet: options.quiet === true });
  const setup = await readSetup(source, options);
  const catalog = await readCatalog(setup, options, progress);
  await writeOutput(out, options.format === "json" ? formatCatalogChunks(catalog) : formatSqlChunks(catalog));
  const exitCode = reportOmissions({ catalog, migrated: null }, options.allowOmissions === true, progress);
  if (out !== "-" && options.quiet !== true) {
    print(`${out}: ${count(catalog.relations.length, "relation")} in ${count(catalog.schemas.length, "schema")}\n`);
  }
  return exitCode;
}

function* formatSqlChunks(catalog: Catalog): Generator<string> {
  yield `${MARKS.sql}\n\n`;
  for (const statement of formatDdl(catalog)) yield `${toPrintableSql(statement)};\n`;
}
