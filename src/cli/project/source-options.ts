/** What the command line says of the source. */

/** Options of every command that reads a source. */
export interface SourceOptions {
  config?: string;
  asOf?: string;
  /** False for `--no-counters`. */
  counters?: boolean;
  stepTimeout: number;
  /** A command that migrates an empty database; the config's where left out. */
  migrate?: string;
  /** Seconds that it may take; left out, ten minutes. */
  migrateTimeout?: number;
  /** The server on which a scratch database is made for that command; left out, the embedded PostgreSQL. */
  engine?: string;
  allowOmissions?: boolean;
  quiet?: boolean;
}
