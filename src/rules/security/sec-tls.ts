import { defineProjectRule, fail, notAssessed, PROJECT, pass } from "../../model/rule.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import { say } from "../../model/sentence.ts";
import { SERVER } from "../no-remedy.ts";
import { admits, buildNetworkSubjects, findRule, listensHereOnly } from "./host-rules.ts";
import { isOn } from "./settings.ts";
import { judgeTlsSettings } from "./tls-settings.ts";

const SSL: FindingSubject = { schema: null, relation: null, kind: "setting", name: "ssl" };

export const secTls = defineProjectRule({
  id: "sec-tls",
  statement: "7.4",
  title: "Whoever connects over a network must use TLS.",
  why: "Without TLS passwords and rows cross the network as they are, and where it is optional some client does without.",
  severity: "high",
  score: "operations",
  group: "Security",
  profile: "guide",
  evidence: "server",
  subjects: "ways to connect",
  justifiable: false,
  options: {},
  sameAs: ["pgdsat 5.8", "pgdsat 6.8"],
  exempt: [
    "Unix sockets and addresses of the machine itself; a server that listens there only.",
    "Lines of pg_hba.conf behind one that rejects everybody without TLS.",
    "A pg_hba.conf that the role may not read: not assessed.",
  ],
  validity: 365,
  find({ catalog }) {
    if (catalog.source.kind !== "server") return [PROJECT];
    const plain = listensHereOnly(catalog) || !isOn(catalog, "ssl");
    return plain ? [SSL] : [SSL, ...buildNetworkSubjects(catalog.operations?.hostRules ?? [])];
  },
  judge(subject, { catalog }) {
    if (subject.kind === PROJECT.kind) return notAssessed(["only a server knows how it is reached"]);
    if (subject.kind === SSL.kind) return judgeTlsSettings(catalog);
    const rules = catalog.operations?.hostRules ?? [];
    const rule = findRule(rules, subject);
    if (rule === undefined || !admits(rules, rule, "plain")) return pass;
    return fail(say`The line ${subject.name} of pg_hba.conf lets connections in that do not use TLS.`, {
      ...SERVER,
      facts: [{ name: "line", value: String(rule.line) }],
    });
  },
});
