/** Replays for tests that are not about the engine itself. */
import type { History } from "../../introspect/replay/history.ts";
import { type ReplayOptions, replay } from "../../introspect/replay/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { lendEngine, SHARED_EXTENSIONS } from "./fixture-engine.ts";

const CREATED = /\bextension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)/gi;

/**
 * Replays in an engine that the test files of one process share, one after the other, since to start one takes longer
 * than most replays. What creates another extension than it brings has an engine of its own: a replay writes files into
 * the engine for those that are not shipped, and they would still be there for the next one.
 */
export async function replayShared(history: History, options: ReplayOptions): Promise<Catalog> {
  const named = history.files.flatMap(({ text }) => [...text.matchAll(CREATED)].map(([, name]) => name as string));
  const isShared = named.every((name) => SHARED_EXTENSIONS.includes(name));
  return replay(history, isShared ? { ...options, engine: await lendEngine() } : options);
}
