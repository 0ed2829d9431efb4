/** What happens when the program is told to stop in the middle of work that leaves something lying about. */

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** What runs now, so that work within work is not ended before what is around it. */
let current: AbortSignal | null = null;

/**
 * Runs work that undoes what it began before the process ends. SIGINT, SIGTERM and SIGHUP abort the signal that it is
 * given; once it has ended, with whatever result, the process dies of what it was sent, so that its caller sees that.
 * The same signal a second time ends the process at once.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (current !== null) return work(current);
  const controller = new AbortController();
  current = controller.signal;
  let received: keyof typeof SIGNALS | null = null;
  const names = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  const listeners = names.map((name) => {
    const listener = () => {
      received ??= name;
      controller.abort();
    };
    process.once(name, listener);
    return [name, listener] as const;
  });
  try {
    return await work(controller.signal);
  } finally {
    current = null;
    for (const [name, listener] of listeners) process.removeListener(name, listener);
    if (received !== null) await dieOf(received);
  }
}

/** Does not return: what waits for the interrupted work must not report it as failed. */
async function dieOf(name: keyof typeof SIGNALS): Promise<never> {
  process.kill(process.pid, name);
  // A spinner listens too and passes the signal on when it has put the cursor back; this is for whatever does not.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  process.exit(128 + SIGNALS[name]);
}
