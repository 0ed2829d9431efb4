import { join } from "node:path";
import { defineConfig } from "vitest/config";

// The command line and the embedded engine are started hundreds of times: Node compiles their sources once.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "test", ".cache", "compiled");

/** Milliseconds after which a test hangs for sure: on a machine with much else to do, one of two seconds takes a minute. */
const PATIENCE = 180_000;

/**
 * Three projects: `unit` needs no server, `postgres` runs on real servers, `site` builds sites and opens them in
 * Chromium. CONTRIBUTING.md says where a test goes.
 */
export default defineConfig({
  resolve: { conditions: ["node"] },
  // Node gets these as --conditions: with "import" or "module" among them, pg's own require() would load a module.
  ssr: { resolve: { conditions: ["node"] } },
  test: {
    // Left out, one core of a small machine stays idle.
    maxWorkers: "100%",
    // Test files of one process share modules, and through them an embedded engine or a browser.
    isolate: false,
    reporters: ["default", "./test/support/closing-line-reporter.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/postgres/**", "test/site/**", "test/cli/**"],
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: ["test/postgres/**/*.test.ts"],
          testTimeout: 2 * PATIENCE,
          hookTimeout: 2 * PATIENCE,
        },
      },
      {
        extends: true,
        test: {
          name: "site",
          include: ["test/site/**/*.test.ts", "test/cli/**/*.test.ts"],
          testTimeout: 2 * PATIENCE,
          hookTimeout: 2 * PATIENCE,
        },
      },
    ],
  },
});
