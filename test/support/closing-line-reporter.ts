import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with one plain line of counts, `312 passed, 0 failed`, that scripts can read. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0;
    let skipped = 0;
    let failed = unhandled.length;
    for (const module of modules) {
      failed += module.state() === "failed" && module.children.size === 0 ? 1 : 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        else if (state === "failed") failed += 1;
        else skipped += 1;
      }
    }
    const rest = skipped === 0 ? "" : `, ${skipped} skipped`;
    process.on("exit", () => process.stdout.write(`${passed} passed, ${failed} failed${rest}\n`));
  }
}
