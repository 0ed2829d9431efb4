/**
 * Libraries for the browser, copied into the site: search, and Mermaid where a page draws it. For the development
 * server also every file that is no page; of a build they are there before Astro runs.
 */
import { readFile } from "node:fs/promises";
import * as packages from "virtual:browser-libraries";
import type { APIRoute, GetStaticPaths } from "astro";
import { libraries, listFiles } from "../staged.ts";

export const getStaticPaths = (async () => {
  const sources = new Map(BUILT ? [] : await listFiles());
  sources.set(libraries.search, packages.search);
  if (libraries.diagrams !== null) sources.set(libraries.diagrams, packages.diagrams);
  return [...sources].map(([file, source]) => ({ params: { file }, props: { source } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ source: string }> = async ({ props }) =>
  new Response(await readFile(props.source, "utf8"));
