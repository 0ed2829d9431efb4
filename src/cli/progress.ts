/** Progress on long work: a spinner on a terminal, plain lines elsewhere, nothing with --quiet. */
import ora, { type Ora } from "ora";

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
    const spinner = this.#start(name);
    try {
      const result = await work((detail) => {
        if (spinner?.isSpinning === true) spinner.text = `${name}: ${detail}`;
      });
      const seconds = (performance.now() - started) / 1000;
      this.stages.push({ name, seconds });
      spinner?.succeed(`${name} ${seconds.toFixed(1)} s`);
      return result;
    } catch (error) {
      spinner?.fail(name);
      throw error;
    }
  }

  /** One line that stays. */
  warn(text: string): void {
    if (this.#quiet) return;
    process.stderr.write(`! ${text}\n`);
  }

  #start(name: string): Ora | null {
    if (this.#quiet) return null;
    const terminal = process.stderr.isTTY === true;
    const spinner = ora({ text: name, stream: process.stderr, isEnabled: terminal, discardStdin: false });
    return terminal ? spinner.start() : spinner;
  }
}
