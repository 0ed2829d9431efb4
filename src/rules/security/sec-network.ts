import type { Catalog } from "../../model/catalog.ts";
import { defineProjectRule, fail, type Judgement, notAssessed, PROJECT, pass } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { say } from "../../model/sentence.ts";
import { SERVER } from "../no-remedy.ts";
import {
  admits,
  asksForCertificate,
  buildNetworkSubjects,
  findRule,
  isForEverybody,
  listensHereOnly,
} from "./host-rules.ts";

const LISTENING: FindingSubject = { schema: null, relation: null, kind: "setting", name: "listen_addresses" };

export const secNetwork = defineProjectRule({
  id: "sec-network",
  statement: "7.5",
  title: "Only named networks reach the server.",
  why: "A server that everybody may try to log in to is tried day and night, and lives by its weakest password.",
  severity: "medium",
  score: "operations",
  group: "Security",
  profile: "guide",
  evidence: "server",
  subjects: "ways to connect",
  justifiable: false,
  options: {},
  sameAs: ["pgdsat 5.2", "pgdsat 5.9", "pglinter C001", "pglinter C002"],
  exempt: [
    "Lines of pg_hba.conf that ask for a certificate, and those behind one that rejects everybody.",
    "Firewalls, which a server does not see: not assessed until somebody attests them.",
    "A pg_hba.conf that the role may not read: not assessed.",
  ],
  validity: 365,
  find({ catalog }) {
    if (catalog.source.kind !== "server") return [PROJECT];
    if (listensHereOnly(catalog)) return [LISTENING];
    return [LISTENING, ...buildNetworkSubjects(catalog.operations?.hostRules ?? [])];
  },
  judge(subject, { catalog }) {
    if (subject.kind === PROJECT.kind) return notAssessed(["only a server knows how it is reached"]);
    if (subject.kind === LISTENING.kind) return judgeListening(catalog);
    const rules = catalog.operations?.hostRules ?? [];
    const rule = findRule(rules, subject);
    if (rule === undefined || !isForEverybody(rule) || asksForCertificate(rule)) return pass;
    if (!(["plain", "tls", "gss"] as const).some((encryption) => admits(rules, rule, encryption))) return pass;
    const facts = [{ name: "line", value: String(rule.line) }];
    return fail(say`The line ${subject.name} of pg_hba.conf is open to every address.`, { ...SERVER, facts });
  },
});

function judgeListening(catalog: Catalog): Judgement {
  if (listensHereOnly(catalog)) return pass;
  const rules = catalog.operations?.hostRules ?? null;
  if (rules === null) return notAssessed(["who may connect stands in pg_hba.conf, which could not be read"]);
  if (buildNetworkSubjects(rules).length === 0) return pass;
  return notAssessed(["the server answers other machines, and does not see the firewall before it"]);
}
