/** golang-migrate and its kin (sqlx, morph): `1_name.up.sql` and `1_name.down.sql`. */
import { fileNamed, type Layout } from "./layout.ts";

export const golangMigrate: Layout = {
  tool: "golang-migrate",
  recognise: (folder) => fileNamed(folder, /\.(up|down)\.sql$/i),
};
