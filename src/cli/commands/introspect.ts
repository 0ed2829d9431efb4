/** `cartulary introspect`: the catalog of a source, as JSON. */
import { toCatalogChunks } from "../../model/write-json.ts";
import { reportOmissions } from "../omissions.ts";
import { Progress } from "../progress.ts";
import { readCatalog, type SourceOptions, toSetup } from "../project.ts";
import { writeWhole } from "../write-file.ts";

export interface IntrospectOptions extends SourceOptions {
  out: string;
}

/** Returns the exit code. */
export async function introspectSource(source: string | undefined, options: IntrospectOptions): Promise<number> {
  const progress = new Progress({ quiet: options.quiet === true });
  const setup = await toSetup(source, options);
  const catalog = await readCatalog(setup, options, progress);
  await writeWhole(options.out, toCatalogChunks(catalog));
  const exitCode = reportOmissions(catalog, options.allowOmissions === true, progress);
  if (options.out !== "-" && options.quiet !== true) {
    process.stdout.write(
      `${options.out}: ${catalog.relations.length} relations in ${catalog.schemas.length} schemas\n`,
    );
  }
  return exitCode;
}
