/** Postgrator: `001.do.create_orders.sql` and `001.undo.create_orders.sql`. */
import { fileNamed, type Layout } from "./layout.ts";

export const postgrator: Layout = {
  tool: "Postgrator",
  recognise: (folder) => fileNamed(folder, /^\d+\.(do|undo)\..*sql$/i),
};
