/** Tells which extension brings what a statement misses, where no step has created it. */
import { quoteIdentifier } from "../../../src/model/names.ts";
import type { DatabaseError } from "../../session.ts";
import { bringersOfType } from "../stand-ins/contents.ts";
import { missingType } from "../stand-ins/named-types.ts";

/** What the engine's own extensions bring that scripts name: types, functions, operator classes. */
const BROUGHT: ReadonlyMap<string, string> = new Map([
  ["citext", "citext"],
  ["cube", "cube"],
  ["earthdistance", "earth ll_to_earth earth_box earth_distance"],
  ["fuzzystrmatch", "levenshtein soundex difference metaphone dmetaphone daitch_mokotoff"],
  ["hstore", "hstore hstore_to_json hstore_to_jsonb akeys avals"],
  ["intarray", "gist__int_ops gist__intbig_ops gin__int_ops query_int"],
  ["isn", "isbn isbn13 issn issn13 ismn upc ean13"],
  ["ltree", "ltree lquery ltxtquery nlevel subpath lca"],
  ["pg_trgm", "similarity word_similarity strict_word_similarity show_trgm gin_trgm_ops gist_trgm_ops"],
  ["pgcrypto", "crypt gen_salt digest hmac gen_random_bytes pgp_sym_encrypt pgp_sym_decrypt pgp_pub_encrypt encrypt"],
  ["seg", "seg"],
  ["tablefunc", "crosstab connectby normal_rand"],
  ["unaccent", "unaccent"],
  ["uuid-ossp", "uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5 uuid_nil"],
  [
    "vector",
    "vector halfvec sparsevec vector_l2_ops vector_cosine_ops vector_ip_ops halfvec_l2_ops halfvec_cosine_ops",
  ],
]);

/** `null` where no extension is known to bring it. */
export function explainMissingExtension({ message }: DatabaseError): string | null {
  const extension = bringerOf(message);
  if (extension === undefined) return null;
  return `It is part of extension ${extension}: is CREATE EXTENSION ${quoteIdentifier(extension)} missing in a script that runs before?`;
}

function bringerOf(message: string): string | undefined {
  const type = missingType(message)?.replace(/^.*\./, "");
  if (type !== undefined) return owning(type) ?? bringersOfType(type)[0];
  const called = /^function (?:[^(]*\.)?([^(.]+)\(.* does not exist$/.exec(message)?.[1];
  if (called !== undefined) return /^st_\w+$/.test(called) ? "postgis" : owning(called);
  const operators = /^operator class "(?:.*\.)?(.+)" does not exist for access method/.exec(message)?.[1];
  if (operators !== undefined) return owning(operators);
  const method = /^data type \S.* has no default operator class for access method "(gist|gin)"$/.exec(message)?.[1];
  return method === undefined ? undefined : `btree_${method}`;
}

function owning(name: string): string | undefined {
  return [...BROUGHT].find(([, names]) => names.split(" ").includes(name))?.[0];
}
