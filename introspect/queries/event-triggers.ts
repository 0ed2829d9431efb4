/** pg_event_trigger. */
import { joinComment, joinExtension } from "./scope.ts";

export type EventTriggerRow = {
  oid: string;
  evtname: string;
  evtowner: string;
  evtevent: string;
  evtenabled: string;
  evttags: string | null;
  nspname: string;
  proname: string;
  description: string | null;
  extname: string | null;
};

export const EVENT_TRIGGERS_SQL = `
SELECT ev.oid, ev.evtname, ev.evtowner, ev.evtevent, ev.evtenabled, ev.evttags, n.nspname, p.proname, d.description, x.extname
FROM pg_event_trigger ev
JOIN pg_proc p ON p.oid = ev.evtfoid
JOIN pg_namespace n ON n.oid = p.pronamespace
${joinComment("pg_event_trigger", "ev.oid")}
${joinExtension("pg_event_trigger", "ev.oid")}`;
