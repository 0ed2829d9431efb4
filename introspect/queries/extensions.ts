/** pg_extension. */
import { joinComment } from "./scope.ts";

export type ExtensionRow = {
  extname: string;
  extversion: string;
  /** pg_available_extensions; `null` on a scratch engine, and where the extension's control file is gone. */
  default_version: string | null;
  nspname: string;
  description: string | null;
};

/** `live`: what could be installed is looked up too, which reads the server's folder of extensions. */
export function formatExtensionsSql(live: boolean): string {
  return `
SELECT ext.extname, ext.extversion, n.nspname, d.description, ${live ? "available.default_version" : "NULL AS default_version"}
FROM pg_extension ext
JOIN pg_namespace n ON n.oid = ext.extnamespace${
    live ? "\nLEFT JOIN pg_available_extensions available ON available.name = ext.extname" : ""
  }
${joinComment("pg_extension", "ext.oid")}`;
}
