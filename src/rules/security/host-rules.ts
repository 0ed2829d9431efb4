/** pg_hba.conf read as the server reads it: the first line that fits a connection decides. */
import type { Catalog } from "../../model/catalog.ts";
import type { FindingSubject } from "../../model/scorecard.ts";
import type { HostRule } from "../../model/server-operations.ts";
import { contains, isLoopback, parseNetwork } from "./networks.ts";

/** How a connection over a network is encrypted. */
type Encryption = "plain" | "tls" | "gss";

const FITS: Readonly<Record<HostRule["type"], readonly Encryption[]>> = {
  local: [],
  host: ["plain", "tls", "gss"],
  hostssl: ["tls"],
  hostnossl: ["plain", "gss"],
  hostgssenc: ["gss"],
  hostnogssenc: ["plain", "tls"],
};

/** The line as it could stand in the file: `host all all 10.0.0.0/8 scram-sha-256`; without options. */
export function formatLine({ type, databases, users, address, netmask, method }: HostRule): string {
  const network = address === null ? null : parseNetwork(address, netmask);
  const where = network === null ? [address, netmask] : [`${address}/${network.prefix}`];
  return [type, databases.join(","), users.join(","), ...where, method].filter((part) => part !== null).join(" ");
}

/** The lines for other machines that reject nobody, each text once, as subjects. */
export function buildNetworkSubjects(rules: readonly HostRule[]): FindingSubject[] {
  const lines = new Set(rules.filter(isForOthers).map(formatLine));
  return [...lines].map((name) => ({ schema: null, relation: null, kind: "line of pg_hba.conf", name }));
}

/** The first line of that text. */
export function findRule(rules: readonly HostRule[], subject: FindingSubject): HostRule | undefined {
  return rules.find((rule) => formatLine(rule) === subject.name);
}

/**
 * Whether the line lets somebody in whose connection is encrypted like this, and no line before it rejects them all or
 * asks them for a certificate: after the first line that fits PostgreSQL looks at no other.
 */
export function admits(rules: readonly HostRule[], rule: HostRule, encryption: Encryption): boolean {
  if (rule.method === "reject" || !FITS[rule.type].includes(encryption)) return false;
  const deciding = rules
    .slice(0, rules.indexOf(rule))
    .filter(
      (other) =>
        (other.method === "reject" || asksForCertificate(other)) &&
        FITS[other.type].includes(encryption) &&
        rule.databases.every((name) => other.databases.includes(name) || isAmongAll(name, other.databases)) &&
        rule.users.every((name) => other.users.includes(name) || other.users.includes("all")),
    );
  return !coverAddress(deciding, rule);
}

/** Whether the line is for every address, or every one of IPv4 or IPv6. */
export function isForEverybody(rule: HostRule): boolean {
  return rule.address === "all" || buildNetwork(rule)?.prefix === 0;
}

/** Whether who connects must show a certificate. */
export function asksForCertificate({ method, options }: HostRule): boolean {
  return method === "cert" || options.some(({ name, value }) => name === "clientcert" && value.startsWith("verify"));
}

/** `listen_addresses` names this machine only; `null` where the setting is not known. */
export function listensHereOnly(catalog: Catalog): boolean | null {
  const setting = catalog.settings.find(({ name }) => name === "listen_addresses");
  if (setting === undefined) return null;
  const addresses = setting.value.split(",").map((address) => address.trim());
  return addresses.every((address) => /^(|localhost|127\.[\d.]+|::1)$/.test(address));
}

function isForOthers(rule: HostRule): boolean {
  if (rule.type === "local" || rule.method === "reject") return false;
  if (rule.address === "samehost" || rule.address === "localhost") return false;
  const network = buildNetwork(rule);
  return network === null || !isLoopback(network);
}

/** `all` does not stand for connections of replication. */
function isAmongAll(name: string, databases: readonly string[]): boolean {
  return name !== "replication" && databases.includes("all");
}

function coverAddress(deciding: readonly HostRule[], rule: HostRule): boolean {
  const networks = deciding.flatMap((other) => buildNetwork(other) ?? []);
  const everybody = ([4, 6] as const).every((family) =>
    networks.some((network) => network.family === family && network.prefix === 0),
  );
  const own = buildNetwork(rule);
  return (
    everybody ||
    deciding.some(
      ({ address, netmask }) => address === "all" || (address === rule.address && netmask === rule.netmask),
    ) ||
    (own !== null && networks.some((network) => contains(network, own)))
  );
}

function buildNetwork({ address, netmask }: HostRule) {
  return address === null ? null : parseNetwork(address, netmask);
}
