/** Rails: `20250127093000_create_orders.rb`. */
import { fileNamed, type Layout } from "./layout.ts";

export const rails: Layout = {
  tool: "Rails",
  recognise: (folder) => fileNamed(folder, /^\d+_\w+\.rb$/),
};
