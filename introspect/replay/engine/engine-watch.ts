/** Watches from outside over the time and the memory that the embedded engine takes, since it bounds neither. */

export interface EngineBounds {
  /** One 32-bit number, written by the engine's thread: the place of the statement that is running. */
  progress: SharedArrayBuffer;
  /** Seconds that one statement may take. */
  deadlineSeconds: number;
  /** Bytes by which the process may grow. */
  memoryBytes: number;
  /** Told once, in a sentence. */
  onExcess(reason: string): void;
}

const INTERVAL_MILLISECONDS = 100;

export class EngineWatch {
  readonly #bounds: EngineBounds;
  readonly #progress: Int32Array;
  /** Bytes of the process without the engine: what was in it before, so far as it has not been freed since. */
  #before = process.memoryUsage.rss();
  #timer: NodeJS.Timeout | null = null;
  /** The statement that ran when last looked, and since when. */
  #seen = { place: -1, since: 0 };

  constructor(bounds: EngineBounds) {
    this.#bounds = bounds;
    this.#progress = new Int32Array(bounds.progress);
  }

  /** The place of the statement that is running, among those that were sent last. */
  get running(): number {
    return Atomics.load(this.#progress, 0);
  }

  begin(): void {
    this.#seen = { place: this.running, since: performance.now() };
    this.#timer ??= setInterval(() => this.#look(), INTERVAL_MILLISECONDS);
  }

  end(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #look(): void {
    const { deadlineSeconds, memoryBytes, onExcess } = this.#bounds;
    const [now, place, bytes] = [performance.now(), this.running, process.memoryUsage.rss()];
    this.#before = Math.min(this.#before, bytes);
    if (place !== this.#seen.place) this.#seen = { place, since: now };
    if (now - this.#seen.since > deadlineSeconds * 1000) {
      onExcess(`The embedded engine did not answer within ${deadlineSeconds} s.`);
    } else if (bytes - this.#before > memoryBytes) {
      onExcess(`The embedded engine took more than ${formatAmount(memoryBytes)} of memory.`);
    }
  }
}

function formatAmount(bytes: number): string {
  const megabytes = Math.round(bytes / 1024 ** 2);
  return megabytes < 1024 ? `${megabytes} MB` : `${Math.round(megabytes / 102.4) / 10} GB`;
}
