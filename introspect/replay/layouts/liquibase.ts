/** Liquibase: formatted SQL, or a change log in XML, YAML or JSON. */
import { fileWith, type Layout } from "./layout.ts";

export const liquibase: Layout = {
  tool: "Liquibase",
  recognise: (folder) =>
    fileWith(folder, /\.sql$/i, /^--\s*liquibase formatted sql/im) ??
    fileWith(folder, /\.(xml|ya?ml|json)$/i, /databaseChangeLog/),
};
