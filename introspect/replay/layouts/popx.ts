/** popx and pop: pairs that may be of one database, such as `20240101_orders.postgres.up.sql`, or of `.fizz`. */
import { fileNamed, type Layout } from "./layout.ts";

export const popx: Layout = {
  tool: "popx",
  recognise: (folder) =>
    fileNamed(folder, /^\d+_.*\.(postgres|cockroach|mysql|sqlite3?|autocommit)\.(up|down)\.sql$/) ??
    fileNamed(folder, /^\d+_.*\.(up|down)\.fizz$/),
};
