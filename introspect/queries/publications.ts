/** pg_publication with its tables and (15 and later) its schemas. */
import { columnSince } from "../connect/server-version.ts";
import { ifPrintable, joinComment, type Scope } from "./scope.ts";

export type PublicationRow = {
  oid: string;
  pubname: string;
  pubowner: string;
  puballtables: string;
  pubviaroot: string;
  pubinsert: string;
  pubupdate: string;
  pubdelete: string;
  pubtruncate: string;
  pubgencols: string;
  schemas: string | null;
  description: string | null;
};

export function publicationsSql(scope: Scope): string {
  const schemas =
    scope.major < 15
      ? "NULL"
      : `ARRAY(SELECT n.nspname FROM pg_publication_namespace pn JOIN pg_namespace n ON n.oid = pn.pnnspid
    WHERE pn.pnpubid = pub.oid)`;
  return `
SELECT pub.oid, pub.pubname, pub.pubowner, pub.puballtables, pub.pubviaroot, pub.pubinsert, pub.pubupdate,
  pub.pubdelete, pub.pubtruncate, ${columnSince(scope.major, "pub", "pubgencols")} AS pubgencols, ${schemas} AS schemas,
  d.description
FROM pg_publication pub
${joinComment("pg_publication", "pub.oid")}`;
}

export type PublicationTableRow = {
  prpubid: string;
  prrelid: string;
  nspname: string;
  relname: string;
  attnames: string | null;
  prqual: string | null;
};

export function publicationTablesSql(scope: Scope): string {
  const columns = columnSince(scope.major, "pr", "prattrs");
  return `
SELECT pr.prpubid, pr.prrelid, n.nspname, c.relname,
  ARRAY(SELECT a.attname FROM pg_attribute a
    WHERE a.attrelid = pr.prrelid AND a.attnum = ANY (${columns}::int2[]) ORDER BY a.attnum) AS attnames,
  ${ifPrintable(scope, "relation", "pr.prrelid", `pg_get_expr(${columnSince(scope.major, "pr", "prqual")}, pr.prrelid)`)} AS prqual
FROM pg_publication_rel pr
JOIN pg_class c ON c.oid = pr.prrelid
JOIN pg_namespace n ON n.oid = c.relnamespace`;
}
