/** Supabase: `supabase/migrations`; its steps need schemas and roles that the platform makes. */
import type { Layout } from "./layout.ts";

export const supabase: Layout = {
  tool: "Supabase",
  recognise: (folder) => {
    if (folder.path.at(-1) === "migrations" && folder.path.at(-2) === "supabase") return "supabase/migrations";
    const config = folder.files.includes("config.toml") && /^project_id\s*=/m.test(folder.head("config.toml"));
    return config && folder.folders.includes("migrations") ? "config.toml" : null;
  },
};
