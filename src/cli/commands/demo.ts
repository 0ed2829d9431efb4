/** `cartulary demo`: the sample's site, from the files that ship with the package. */
import { packageFile } from "../package-root.ts";
import { build } from "./build.ts";

export interface DemoOptions {
  out: string;
  quiet?: boolean;
}

/** The day that the sample's attestations are judged at, so that the demo is the same on every day. */
const AS_OF = "2026-11-23T00:00:00Z";

/** Returns the exit code. */
export function demo(options: DemoOptions): Promise<number> {
  return build(packageFile("content", "creampie"), { ...options, asOf: AS_OF, stepTimeout: 120 });
}
