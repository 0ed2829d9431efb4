/**
 * The layouts that are recognised; the first that fits is the folder's. What names and folders say comes before what
 * comments in files say, and that before what the project has around it.
 */
import { alembic } from "./alembic.ts";
import { atlas } from "./atlas.ts";
import { dbmate } from "./dbmate.ts";
import { diesel } from "./diesel.ts";
import { drizzle } from "./drizzle.ts";
import { flyway } from "./flyway.ts";
import { golangMigrate } from "./golang-migrate.ts";
import { goose } from "./goose.ts";
import { graphileMigrate } from "./graphile-migrate.ts";
import { homeMadePairs } from "./home-made-pairs.ts";
import type { Layout } from "./layout.ts";
import { liquibase } from "./liquibase.ts";
import { nodePgMigrate } from "./node-pg-migrate.ts";
import { play } from "./play.ts";
import { popx } from "./popx.ts";
import { postgrator } from "./postgrator.ts";
import { prisma } from "./prisma.ts";
import { rails } from "./rails.ts";
import { rambler } from "./rambler.ts";
import { refinery } from "./refinery.ts";
import { sqitch } from "./sqitch.ts";
import { sqlMigrate } from "./sql-migrate.ts";
import { sqlxFiles, sqlxPairs } from "./sqlx.ts";
import { supabase } from "./supabase.ts";
import { tern } from "./tern.ts";

export const layouts: readonly Layout[] = [
  drizzle,
  prisma,
  popx,
  sqlxPairs,
  golangMigrate,
  homeMadePairs,
  diesel,
  sqitch,
  graphileMigrate,
  // Flyway's files may have the same names.
  refinery,
  flyway,
  postgrator,
  rails,
  alembic,
  liquibase,
  dbmate,
  goose,
  sqlMigrate,
  rambler,
  tern,
  nodePgMigrate,
  play,
  sqlxFiles,
  supabase,
  // What it keeps stands beside the files of other tools too.
  atlas,
];
