/** Keeps V8 from optimizing WebAssembly while a replay runs. */
import { setFlagsFromString } from "node:v8";

let holders = 0;

/**
 * The baseline compiler alone, until what is returned is called: the optimizing one costs half a gigabyte for the engine
 * and a fifth for the parser, and more time than it gains on all but the largest schemas. V8 has these flags for the
 * whole process.
 */
export function holdBaselineCompiler(): () => void {
  holders += 1;
  if (holders === 1) setTiering(false);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    holders -= 1;
    if (holders === 0) setTiering(true);
  };
}

function setTiering(on: boolean): void {
  for (const flag of ["wasm-tier-up", "wasm-dynamic-tiering"]) setFlagsFromString(on ? `--${flag}` : `--no-${flag}`);
}
