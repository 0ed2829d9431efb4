const VERSIONS: ReadonlyMap<string, string> = new Map([
  ["gen_random_uuid", "4"],
  ["uuid_generate_v4", "4"],
  ["uuidv4", "4"],
  ["uuidv7", "7"],
  ["uuid_generate_v7", "7"],
  ["uuid_generate_v1", "1"],
  ["uuid_generate_v1mc", "1"],
]);

/** The version of the UUIDs that a function makes; `null` where the function is not known. */
export function versionOf(called: string): string | null {
  return VERSIONS.get(called) ?? null;
}
