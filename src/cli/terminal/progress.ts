/** Progress on long work: a spinner on a terminal, plain lines elsewhere, with --quiet only what the run fails for. */
import ora, { type Ora } from "ora";
import { printable } from "../reports/printable.ts";
import { formatMessage, say } from "./output.ts";

/** A finished stage, for the summary. */
export interface Stage {
  name: string;
  /** Wall time. */
  seconds: number;
}

export class Progress {
  readonly stages: Stage[] = [];
  readonly #quiet: boolean;

  constructor({ quiet }: { quiet: boolean }) {
    this.#quiet = quiet;
  }

  /**
   * Runs one stage. `name` says what is being done ("Replaying"); `work` may tell how far it is. A failure stops the
   * spinner and goes on to the caller.
   */
  async stage<T>(name: string, work: (tell: (detail: string) => void) => Promise<T> | T): Promise<T> {
    const started = performance.now();
    const spinner = this.#spin(formatLine(name));
    try {
      const result = await work((detail) => {
        if (spinner !== null) spinner.text = formatLine(`${name}: ${detail}`);
      });
      const seconds = (performance.now() - started) / 1000;
      this.stages.push({ name, seconds });
      const done = formatLine(`${name} ${seconds.toFixed(1)} s`);
      if (spinner === null) this.#say(done);
      else spinner.succeed(done);
      return result;
    } catch (error) {
      spinner?.fail(formatLine(name));
      throw error;
    }
  }

  /** One line that stays. Names in it are made printable here. */
  warn(text: string): void {
    this.#say(`! ${printable(text)}`);
  }

  /** As `warn`, and told with --quiet too: the run fails for it. */
  fault(text: string): void {
    say(`! ${printable(text)}\n`);
  }

  #say(text: string): void {
    if (!this.#quiet) say(`${text}\n`);
  }

  /**
   * `null` where nobody looks: then finished stages are plain lines. A terminal that says it has no columns (`docker
   * run -t`, `script`) would keep the spinner counting lines for ever.
   */
  #spin(name: string): Ora | null {
    if (this.#quiet || process.stderr.isTTY !== true || process.stderr.columns === 0) return null;
    return ora({ text: name, stream: process.stderr, discardStdin: false }).start();
  }
}

/** Names as they may be shown, for what the spinner prints by itself. */
function formatLine(text: string): string {
  return formatMessage(printable(text));
}
