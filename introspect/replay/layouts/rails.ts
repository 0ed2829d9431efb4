/** Rails: `20250127093000_create_orders.rb`. */
import { type Layout, mostlyNamed } from "./layout.ts";

export const rails: Layout = {
  tool: "Rails",
  recognise: (folder) => mostlyNamed(folder, /^\d+_\w+\.rb$/),
};
