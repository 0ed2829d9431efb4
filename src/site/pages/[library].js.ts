/** Libraries for the browser, copied into the site: search, and Mermaid where a design note holds a diagram. */
import { readFile } from "node:fs/promises";
import * as libraries from "virtual:browser-libraries";
import type { APIRoute, GetStaticPaths } from "astro";
import { needsMermaid } from "#view/note-pages";
import { paths } from "#view/urls";
import { site } from "../site.ts";

const name = (path: string) => path.replace(/\.js$/, "");

export const getStaticPaths = (() => [
  { params: { library: name(paths.searchEngine) }, props: { file: libraries.search } },
  ...(needsMermaid(site)
    ? [{ params: { library: name(paths.diagramEngine) }, props: { file: libraries.diagrams } }]
    : []),
]) satisfies GetStaticPaths;

export const GET: APIRoute<{ file: string }> = async ({ props }) => new Response(await readFile(props.file, "utf8"));
