/** Supabase: `supabase/migrations`; its steps need schemas and roles that the platform makes. */
import type { Layout } from "./layout.ts";

export const supabase: Layout = {
  tool: "Supabase",
  recognise: (folder) =>
    folder.path.at(-1) === "migrations" && folder.path.at(-2) === "supabase" ? "supabase/migrations" : null,
};
