/** Tools whose migrations are written in a programming language or a description of their own. */
import type { Folder } from "./layout.ts";

/** By what stands in the beginning of their files. */
const TOOLS: readonly [tool: string, words: RegExp][] = [
  ["Django", /\bdjango\.db\b/],
  ["Doctrine", /\bDoctrine\\Migrations\b/],
  ["Ecto", /\bEcto\.Migration\b/],
  ["Entity Framework Core", /\bMicrosoft\.EntityFrameworkCore\b/],
  ["FluentMigrator", /\bFluentMigrator\b/],
  ["Knex", /\bknex\b/i],
  ["Kysely", /\bkysely\b/i],
  ["Laravel", /\bIlluminate\\Database\b/],
  ["MikroORM", /@mikro-orm\//],
  ["Phinx", /\bPhinx\\Migration\b/],
  ["pgroll", /^\s*"?operations"?\s*:/m],
  ["SeaORM", /\bsea_orm_migration\b/],
  ["Sequel", /\bSequel\.migration\b/],
  ["Sequelize", /\bqueryInterface\b/i],
  ["TypeORM", /\btypeorm\b|\bMigrationInterface\b/],
  ["yoyo", /\bfrom yoyo import\b/],
];

/** By what a project has around them. */
const SIGNS: readonly [tool: string, name: RegExp, says?: RegExp][] = [
  ["Alembic", /^alembic\.ini$/],
  ["Django", /^manage\.py$/],
  ["Drizzle", /^drizzle\.config\.\w+$/],
  ["Ecto", /^mix\.exs$/, /:ecto_sql\b/],
  ["Knex", /^knexfile\.\w+$/],
  ["Prisma", /\.prisma$/],
  ["Rails", /^Gemfile$/, /^\s*gem ["']rails["']/m],
  ["Sequelize", /^\.sequelizerc$/],
  ["TypeORM", /^package\.json$/, /"typeorm"\s*:/],
];

/** The tool that the files are written for; `null` where none of them says so. */
export function toolOfFiles(folder: Folder, files: readonly string[]): string | null {
  for (const file of files) {
    const head = folder.head(file);
    const found = TOOLS.find(([, words]) => words.test(head));
    if (found !== undefined) return found[0];
  }
  return null;
}

/** The tool that the project around the folder uses; `null` where nothing says so. */
export function toolAround({ around }: Folder): string | null {
  return SIGNS.find(([, name, says]) => around.find(name, says) !== null)?.[0] ?? null;
}
