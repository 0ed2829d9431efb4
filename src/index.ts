/** What a user's configuration imports from `cartulary`. */
export type { Catalog } from "./model/catalog.ts";
export { defineConfig, type UserConfig } from "./model/config.ts";
export type { Scorecard } from "./model/scorecard.ts";
