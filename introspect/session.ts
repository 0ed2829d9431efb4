/** The one way that queries reach a server, be it PostgreSQL or the embedded engine. */

/** One row: column name to text as PostgreSQL's text output format has it; `null` for SQL NULL. */
export type Row = Record<string, string | null>;

/**
 * Runs one query and returns text cells, from pg and PGlite alike: int8, name[], "char"[], aclitem[] and interval
 * come out differently otherwise. `decode.ts` turns them into values.
 */
export interface Session {
  /** Rows of the last statement. Throws `DatabaseError`. */
  query<R extends Row = Row>(sql: string): Promise<R[]>;
}

/** An error that PostgreSQL reported. `message` is the server's, without any connection detail. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** SQLSTATE, five characters. */
  readonly code: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** 1-based character position in the statement that was sent, or `null`. */
  readonly position: number | null;

  constructor(
    message: string,
    more: { code: string; detail?: string | null; hint?: string | null; position?: number | null },
  ) {
    super(message);
    this.code = more.code;
    this.detail = more.detail ?? null;
    this.hint = more.hint ?? null;
    this.position = more.position ?? null;
  }
}
