/** Renames, with the patience that Windows asks for. */
import { rename } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { systemCode } from "../terminal/system-error.ts";

const PATIENCE = [10, 30, 100, 300, 600, 1000];

/**
 * `rename` of Node. Virus scanners and search indexers of Windows hold new files open for a moment, and a rename is
 * refused that long; elsewhere a refusal is final.
 */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (const milliseconds of process.platform === "win32" ? PATIENCE : []) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!["EPERM", "EACCES", "EBUSY"].includes(systemCode(error))) throw error;
      await wait(milliseconds);
    }
  }
  await rename(from, to);
}
