/** graphile-migrate: `committed/000001-name.sql`, each of which names the one before it; `.gmrc` above them. */
import { fileWith, type Layout } from "./layout.ts";

export const graphileMigrate: Layout = {
  tool: "graphile-migrate",
  recognise: (folder) =>
    fileWith(folder, /\.sql$/i, /^--! Previous: /m) ??
    (folder.inside("committed").some((file) => /\.sql$/i.test(file)) || folder.files.includes("current.sql")
      ? folder.around.find(/^\.gmrc(\.jsonc?|\.[cm]?js)?$/)
      : null),
};
