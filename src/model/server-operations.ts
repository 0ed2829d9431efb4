/** What a live server says of how it is run: who may connect how, and whether its WAL is archived. */
import { z } from "zod";
import { optionSchema } from "./shared-parts.ts";

/** One line of pg_hba.conf, as pg_hba_file_rules shows it. The first line that fits a connection decides. */
export const hostRuleSchema = z.strictObject({
  /** Its line in the file that it stands in. */
  line: z.number().int(),
  /** The connections that it is for: `local` ones, or those over a network with or without encryption. */
  type: z.enum(["local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc"]),
  /** Names of databases, or `all`, `sameuser`, `samerole`, `replication`. */
  databases: z.array(z.string()),
  /** Names of roles, or `all`; `+` before a name means its members. */
  users: z.array(z.string()),
  /** A host's name or address, or `all`, `samehost`, `samenet`; `null` for a local connection. */
  address: z.string().nullable(),
  /** The mask of an address; `null` for a name. */
  netmask: z.string().nullable(),
  /** The authentication method, or `reject`. */
  method: z.string(),
  /** Options of the method, secrets masked. */
  options: z.array(optionSchema),
});
export type HostRule = z.infer<typeof hostRuleSchema>;

/** pg_stat_archiver: what became of the WAL files since the counters were last reset. */
export const archiverSchema = z.strictObject({
  /** archived_count. */
  archived: z.number().int(),
  /** last_archived_time, ISO 8601 in UTC; `null` for never. */
  lastArchivedAt: z.string().nullable(),
  /** failed_count. */
  failed: z.number().int(),
  /** last_failed_time, ISO 8601 in UTC; `null` for never. */
  lastFailedAt: z.string().nullable(),
});
export type Archiver = z.infer<typeof archiverSchema>;

export const operationsSchema = z.strictObject({
  /**
   * pg_hba.conf in its order, as it stands in the file: whether the server has read it since is not known. `null`
   * where the role may not see it, or where the file is faulty, so that the server goes by an older one.
   */
  hostRules: z.array(hostRuleSchema).nullable(),
  /** `null` where counters and times were left out. */
  archiver: archiverSchema.nullable(),
  /** The connection that the catalog was read over. */
  connection: z.strictObject({
    /** It came from another machine. */
    remote: z.boolean(),
    /** pg_stat_ssl.ssl. */
    encrypted: z.boolean(),
  }),
});
export type Operations = z.infer<typeof operationsSchema>;
