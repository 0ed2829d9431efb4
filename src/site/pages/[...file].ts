/** Every file of the site that is no page, for the development server; the build writes them without Astro. */
import type { APIRoute, GetStaticPaths } from "astro";
import { type SiteFile, toFiles } from "#view/files";
import { site } from "../site.ts";

export const getStaticPaths = (() =>
  BUILT
    ? []
    : toFiles(site).map((file) => ({ params: { file: file.path }, props: { file } }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ file: SiteFile }> = ({ props }) => new Response(props.file.text());
