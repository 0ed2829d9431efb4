import { join } from "node:path";
import { defineConfig } from "vitest/config";

// The command line and the embedded engine are started hundreds of times: Node compiles their sources once.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "test", ".cache", "compiled");

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
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: ["test/postgres/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "site",
          include: ["test/site/**/*.test.ts", "test/cli/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
