/** pg_language: what is not built in. */
import { explodeAcl, joinComment, joinExtension } from "./scope.ts";

export type LanguageRow = {
  oid: string;
  lanname: string;
  lanowner: string;
  lanpltrusted: string;
  handlernamespace: string;
  handlername: string;
  inlinenamespace: string | null;
  inlinename: string | null;
  validatornamespace: string | null;
  validatorname: string | null;
  lanacl: string | null;
  description: string | null;
  extname: string | null;
};

export const LANGUAGES_SQL = `
SELECT l.oid, l.lanname, l.lanowner, l.lanpltrusted, hn.nspname AS handlernamespace, hp.proname AS handlername,
  inn.nspname AS inlinenamespace, inp.proname AS inlinename, vn.nspname AS validatornamespace,
  vp.proname AS validatorname, ${explodeAcl("l.lanacl")} AS lanacl, d.description, x.extname
FROM pg_language l
JOIN pg_proc hp ON hp.oid = l.lanplcallfoid
JOIN pg_namespace hn ON hn.oid = hp.pronamespace
LEFT JOIN pg_proc inp ON inp.oid = l.laninline
LEFT JOIN pg_namespace inn ON inn.oid = inp.pronamespace
LEFT JOIN pg_proc vp ON vp.oid = l.lanvalidator
LEFT JOIN pg_namespace vn ON vn.oid = vp.pronamespace
${joinComment("pg_language", "l.oid")}
${joinExtension("pg_language", "l.oid")}
WHERE l.lanispl`;
