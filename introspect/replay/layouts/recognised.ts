/** The layouts that are recognised; the first that fits is the folder's. */
import { alembic } from "./alembic.ts";
import { atlas } from "./atlas.ts";
import { dbmate } from "./dbmate.ts";
import { diesel } from "./diesel.ts";
import { drizzle } from "./drizzle.ts";
import { flyway } from "./flyway.ts";
import { golangMigrate } from "./golang-migrate.ts";
import { goose } from "./goose.ts";
import type { Layout } from "./layout.ts";
import { liquibase } from "./liquibase.ts";
import { nodePgMigrate } from "./node-pg-migrate.ts";
import { prisma } from "./prisma.ts";
import { rails } from "./rails.ts";
import { refinery } from "./refinery.ts";
import { sqitch } from "./sqitch.ts";
import { sqlx } from "./sqlx.ts";
import { supabase } from "./supabase.ts";

export const layouts: readonly Layout[] = [
  drizzle,
  prisma,
  diesel,
  alembic,
  sqitch,
  atlas,
  liquibase,
  dbmate,
  goose,
  nodePgMigrate,
  flyway,
  refinery,
  rails,
  sqlx,
  golangMigrate,
  supabase,
];
