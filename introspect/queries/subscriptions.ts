/** pg_subscription of this database, without the connection string, which only superusers may read. */
import { columnSince } from "../connect/server-version.ts";
import { joinComment, type Scope } from "./scope.ts";

export type SubscriptionRow = {
  oid: string;
  subname: string;
  subowner: string;
  subenabled: string;
  subpublications: string;
  subslotname: string | null;
  subsynccommit: string;
  subbinary: string;
  /** `f`, `t` and, 16 and later, `p`. */
  substream: string;
  /** `d` where it is not wanted. */
  subtwophasestate: string;
  subdisableonerr: string;
  subpasswordrequired: string;
  subrunasowner: string;
  suborigin: string;
  subfailover: string;
  description: string | null;
};

const RECENT = [
  "subtwophasestate",
  "subdisableonerr",
  "subpasswordrequired",
  "subrunasowner",
  "suborigin",
  "subfailover",
] as const;

export function subscriptionsSql(scope: Scope): string {
  const recent = RECENT.map((column) => `${columnSince(scope.major, "sub", column)} AS ${column}`);
  return `
SELECT sub.oid, sub.subname, sub.subowner, sub.subenabled, sub.subpublications, sub.subslotname, sub.subsynccommit,
  sub.subbinary, sub.substream,
  ${recent.join(", ")}, d.description
FROM pg_subscription sub
JOIN pg_database db ON db.oid = sub.subdbid AND db.datname = current_database()
${joinComment("pg_subscription", "sub.oid")}`;
}
