/** An error that the user can mend. The command line prints it without a stack and exits with 2. */
export class UserError extends Error {
  override readonly name = "UserError";
  /** Where: `file:line`, a schema object, an option; `null` where the message says it. */
  readonly place: string | null;
  /** What to do next, one sentence or more; `null` where the message says it. */
  readonly hint: string | null;

  constructor(message: string, more: { place?: string | null; hint?: string | null; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? {} : { cause: more.cause });
    this.place = more.place ?? null;
    this.hint = more.hint ?? null;
  }
}
