/** Addresses and the networks that they stand for. */

interface Network {
  family: 4 | 6;
  bits: bigint;
  /** How many of the bits count, from the left. */
  prefix: number;
}

/** `null` for a host's name, or a mask that is no prefix. */
export function parseNetwork(address: string, netmask: string | null): Network | null {
  const base = toBits(address);
  const mask = netmask === null ? null : toBits(netmask);
  if (base === null || mask === null || base.family !== mask.family) return null;
  const width = base.family === 4 ? 32 : 128;
  const ones = mask.bits.toString(2).padStart(width, "0");
  const prefix = ones.indexOf("0") === -1 ? width : ones.indexOf("0");
  return ones.includes("1", prefix) ? null : { family: base.family, bits: base.bits, prefix };
}

/** Whether every address of the second is one of the first. */
export function contains(outer: Network, inner: Network): boolean {
  const rest = BigInt((outer.family === 4 ? 32 : 128) - outer.prefix);
  return outer.family === inner.family && outer.prefix <= inner.prefix && outer.bits >> rest === inner.bits >> rest;
}

const LOOPBACKS: readonly Network[] = [
  { family: 4, bits: 127n << 24n, prefix: 8 },
  { family: 6, bits: 1n, prefix: 128 },
];

/** Whether all of it is on the machine itself. */
export function isLoopback(network: Network): boolean {
  return LOOPBACKS.some((loopback) => contains(loopback, network));
}

function toBits(address: string): Pick<Network, "family" | "bits"> | null {
  if (/^\d+(\.\d+){3}$/.test(address)) return { family: 4, bits: join(address.split("."), 10, 8n) };
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(address)) return null;
  // The last two groups may be written as an IPv4 address.
  const whole = address.replace(/\d+(\.\d+){3}$/, (dotted) => {
    const bits = join(dotted.split("."), 10, 8n);
    return `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
  });
  const [left = "", right = ""] = whole.split("::");
  const groups = [left, right].map((half) => half.split(":").filter((group) => group !== ""));
  const missing = 8 - groups.flat().length;
  const zeros = Array.from({ length: Math.max(0, missing) }, () => "0");
  return { family: 6, bits: join([...(groups[0] ?? []), ...zeros, ...(groups[1] ?? [])], 16, 16n) };
}

function join(parts: readonly string[], radix: number, width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(Number.parseInt(part, radix)), 0n);
}
