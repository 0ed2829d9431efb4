/** The embedded engine's program, compiled once for all engines that are open together or soon after one another. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Node's part of the interface, which its types leave to those of browsers; the package is built without these. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<WebAssembly.Module> };

/** Held weakly: its machine code takes tens of megabytes, which nobody needs when the last engine is gone. */
let compiled: WeakRef<WebAssembly.Module> | null = null;

/** PostgreSQL as WebAssembly. Threads that are given the same module share its machine code. */
export async function compileEngineProgram(): Promise<WebAssembly.Module> {
  const known = compiled?.deref();
  if (known !== undefined) return known;
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const program = await WebAssembly.compile(await readFile(join(dirname(entry), "pglite.wasm")));
  compiled = new WeakRef(program);
  return program;
}
