import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";

/** What a skipped test may want that a machine need not have: the schemas that stand beside the repository. */
const BESIDE_THE_REPOSITORY = "../shared";

/**
 * Ends the run with one plain line of counts, `312 passed, 0 failed`, that scripts can read. With CI set a test that is
 * skipped has failed, unless its name or its reason names ../shared; the lines before the last one list them all.
 */
export default class ClosingLineReporter implements Reporter {
  #judgesSkips = false;

  onInit({ config }: Vitest): void {
    // Whoever picks tests by their names skips the others on purpose.
    this.#judgesSkips = Boolean(process.env.CI) && config.testNamePattern === undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandled.length;
    const skipped: string[] = [];
    for (const module of modules) {
      failed += module.state() === "failed" && module.children.size === 0 ? 1 : 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        else if (state === "failed") failed += 1;
        else skipped.push(describeSkipped(test));
      }
    }
    const refused = this.#judgesSkips ? skipped.filter((test) => !test.includes(BESIDE_THE_REPOSITORY)) : [];
    if (refused.length > 0) process.exitCode = 1;
    const lines = [
      ...(this.#judgesSkips ? skipped.filter((test) => !refused.includes(test)).map((test) => `skipped: ${test}`) : []),
      ...refused.map((test) => `failed, since it was skipped with CI set: ${test}`),
      `${passed} passed, ${failed + refused.length} failed${formatSkipped(skipped.length - refused.length)}`,
    ];
    process.on("exit", () => process.stdout.write(`${lines.join("\n")}\n`));
  }
}

function describeSkipped(test: TestCase): string {
  const result = test.result();
  const reason = result.state === "skipped" ? result.note : undefined;
  return `${test.fullName}${reason === undefined ? "" : ` (${reason})`}`;
}

function formatSkipped(count: number): string {
  return count === 0 ? "" : `, ${count} skipped`;
}
