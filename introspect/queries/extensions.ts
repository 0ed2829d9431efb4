/** pg_extension. */
import { joinComment } from "./scope.ts";

export type ExtensionRow = { extname: string; extversion: string; nspname: string; description: string | null };

export const EXTENSIONS_SQL = `
SELECT ext.extname, ext.extversion, n.nspname, d.description
FROM pg_extension ext
JOIN pg_namespace n ON n.oid = ext.extnamespace
${joinComment("pg_extension", "ext.oid")}`;
