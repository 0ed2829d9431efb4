/** pg_subscription of this database, without the connection string, which only superusers may read. */
import { joinComment } from "./scope.ts";

export type SubscriptionRow = {
  subname: string;
  subowner: string;
  subenabled: string;
  subpublications: string;
  description: string | null;
};

export const SUBSCRIPTIONS_SQL = `
SELECT sub.subname, sub.subowner, sub.subenabled, sub.subpublications, d.description
FROM pg_subscription sub
JOIN pg_database db ON db.oid = sub.subdbid AND db.datname = current_database()
${joinComment("pg_subscription", "sub.oid")}`;
