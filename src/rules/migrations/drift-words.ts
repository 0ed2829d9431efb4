/** A difference between the server and its migrations in words. */
import { quoteIdentifier } from "../../model/names.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import type { Fact } from "../../model/verdict.ts";
import type { Drift } from "./drift.ts";

/** Characters of both texts that still fit into a sentence. */
const MOST_SHOWN = 160;
/** Characters of a definition that a finding keeps. */
const MOST_KEPT = 500;

/** The message and the facts of a finding. */
export function toMessage({ subject, live, made }: Drift): [message: Sentence, more: { facts: Fact[] }] {
  const { schema, relation, kind, name } = subject;
  const path = [schema, relation === name ? null : relation].filter((part) => part !== null).map(quoteIdentifier);
  const object: Sentence = [kind[0]?.toUpperCase() + kind.slice(1), " ", { code: [...path, name].join(".") }];
  const facts = [
    { name: "on the server", value: (live ?? "not there").slice(0, MOST_KEPT) },
    { name: "by the migrations", value: (made ?? "not there").slice(0, MOST_KEPT) },
  ];
  return [[...object, ...toPredicate(live, made)], { facts }];
}

function toPredicate(live: string | null, made: string | null): Sentence {
  if (made === null) return [" is on the server, and no migration makes it."];
  if (live === null) return [" is made by the migrations and missing on the server."];
  if (live.length + made.length > MOST_SHOWN) return [" is not on the server what the migrations make it."];
  return say` is ${live} on the server; the migrations make it ${made}.`;
}
