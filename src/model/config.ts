/** The user's configuration (`cartulary.config.ts`, `.mjs` or `.json`), as it is written. */
import { z } from "zod";
import { type OwnRule, ownRuleSchema } from "./own-rule.ts";
import { securityConfigSchema } from "./security-config.ts";
import { severitySchema } from "./verdict.ts";

/** How a team changes one rule. `off` takes it out of the score and the site. */
export const ruleSettingSchema = z.strictObject({
  off: z.boolean().optional(),
  severity: severitySchema.optional(),
  /** What holds where the rule is met, in the team's words: where its options ask for something else than the guide. */
  title: z.string().min(1).optional(),
  /** By option name; checked against the rule's own option definitions. */
  options: z.record(z.string(), z.unknown()).optional(),
});
export type RuleSetting = z.output<typeof ruleSettingSchema>;

/** A waiver for many objects at once. `subjects` are globs over object keys: `public.*`, `legacy.**`. */
export const configWaiverSchema = z.strictObject({
  rule: z.string(),
  subjects: z.array(z.string()).min(1),
  kind: z.enum(["waived", "justified"]).default("waived"),
  reason: z.string(),
  owner: z.string().optional(),
  reviewBy: z.iso.date().optional(),
});

/** Ways of naming indexes, keys and checks that `naming` may ask for in place of the guide's. */
export const NAMING_STYLES = [
  "postgresql",
  "rails",
  "django",
  "prisma",
  "ef",
  "sqlalchemy",
  "laravel",
  "typeorm",
  "hibernate",
] as const;
export type NamingStyle = (typeof NAMING_STYLES)[number];

export const configSchema = z.strictObject({
  /** What to read when the command line names no source. A `postgres://` URL is better left to DATABASE_URL. */
  source: z.string().optional(),
  /** The migrations that make the schema, as a path from the config, where the source is a server: both are compared. */
  migrations: z.string().optional(),
  /**
   * A command of the team's own that migrates an empty database, as a shell reads it: `alembic upgrade head`. It is run
   * on an embedded PostgreSQL, in the source's folder or else the config's; beside a server as source, as `migrations`.
   */
  migrate: z.string().optional(),
  /**
   * The table in which that command's tool keeps what it has run, where it is not one that is known: `table` or
   * `schema.table`. `none`: there is none, and all that the command makes is one step.
   */
  bookkeeping: z.string().min(1).optional(),
  /**
   * Whether the replay takes each migration back and runs it again, in a transaction that is rolled back, so that
   * mig-roundtrip can judge the ways back. A long history takes nine times as long.
   */
  roundtrip: z.boolean().default(false),
  /**
   * Migrations, by their files, that are run from end to end though they look as if they took back what they do: by a
   * comment such as `-- down`, by their name, or because none of their tables is left.
   */
  wholeSteps: z.array(z.string()).default([]),
  /**
   * The first migration, by its version, or the day from which a team wants to hear of migrations: what is found on
   * older ones costs nothing and is told in one line, since they have run and cannot be changed.
   */
  migrationsSince: z.string().optional(),
  /** The site's title; the database's or the folder's name where left out. */
  title: z.string().optional(),
  /** One sentence under the title; the database's comment where left out. Markdown. */
  description: z.string().optional(),
  /** The folder of design notes, relative to the config; `content/notes` where left out. */
  notes: z.string().optional(),
  /** The folder of pages of the team's own, of its own rules and in place of ours; `content/rules` where left out. */
  rulePages: z.string().optional(),
  /** The address that the site is served at; only for previews and canonical links. */
  siteUrl: z.url().optional(),
  /** Schemas or relations to leave out of judging and of the site, as globs over `schema.relation`. */
  exclude: z.array(z.string()).default([]),
  /** Tables of a migration tool's own, besides the built-in list, as `schema.table` or `table`. */
  toolTables: z.array(z.string()).default([]),
  /** Whether tables that a framework makes for itself, as Active Storage or Django do, are judged like one's own. */
  judgeFrameworkTables: z.boolean().default(false),
  /**
   * How indexes, keys and checks are named here: as a tool names them, instead of as the guide asks. Options of single
   * rules still win.
   */
  naming: z.enum(NAMING_STYLES).optional(),
  /** Words that are the same in singular and plural, besides the built-in list. */
  uncountable: z.array(z.string()).default([]),
  security: securityConfigSchema.prefault({}),
  /** By rule id. */
  rules: z.record(z.string(), ruleSettingSchema).default({}),
  waivers: z.array(configWaiverSchema).default([]),
});

/** The configuration with its defaults filled in. */
export type Config = z.output<typeof configSchema>;

/** Where the team's page of a rule stands, relative to the config. */
export function pagePathOf({ rulePages = "content/rules" }: Pick<Config, "rulePages">, rule: string): string {
  return `${rulePages}/${rule}.md`;
}

/** What a user's file holds: the configuration, and rules of the team's own, which are functions and no data. */
export const userConfigSchema = configSchema.extend({ ownRules: z.array(ownRuleSchema).default([]) });

/** The configuration as a user writes it. */
export type UserConfig = z.input<typeof configSchema> & {
  /** Rules of your own, made with `defineRule`. They are judged beside ours. */
  ownRules?: readonly OwnRule[];
};

/** Types a configuration file: `export default defineConfig({ … })`. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
