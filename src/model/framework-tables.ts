/** Tables that frameworks and libraries make and change by themselves, known by their shape: name and columns. */
import type { Relation } from "./relation.ts";

/** By the framework, the tables with columns that no table of one's own of that name is likely to have together. */
const FRAMEWORKS: readonly (readonly [framework: string, tables: Readonly<Record<string, string>>])[] = [
  [
    "Active Storage",
    {
      active_storage_attachments: "name record_type record_id blob_id",
      active_storage_blobs: "key filename checksum",
      active_storage_variant_records: "blob_id variation_digest",
    },
  ],
  ["Delayed Job", { delayed_jobs: "priority attempts handler run_at locked_by" }],
  [
    "Django",
    {
      auth_group: "id name",
      auth_group_permissions: "group_id permission_id",
      auth_permission: "name content_type_id codename",
      auth_user_groups: "user_id group_id",
      auth_user_user_permissions: "user_id permission_id",
      django_admin_log: "action_time object_repr action_flag",
      django_content_type: "app_label model",
      django_session: "session_key session_data expire_date",
      django_site: "domain name",
    },
  ],
  [
    "Doorkeeper",
    {
      oauth_access_grants: "resource_owner_id application_id token redirect_uri",
      oauth_access_tokens: "resource_owner_id application_id token",
      oauth_applications: "uid secret redirect_uri",
    },
  ],
  [
    "GoodJob",
    {
      good_job_batches: "serialized_properties on_finish",
      good_job_executions: "active_job_id serialized_params",
      good_job_processes: "state created_at",
      good_job_settings: "key value",
      good_jobs: "serialized_params active_job_id",
    },
  ],
  [
    "Hangfire",
    {
      counter: "key value expireat",
      hash: "key field value expireat",
      job: "stateid statename invocationdata",
      jobparameter: "jobid name value",
      jobqueue: "jobid queue fetchedat",
      list: "key value expireat updatecount",
      server: "data lastheartbeat updatecount",
      set: "key score value expireat",
      state: "jobid name reason createdat data",
    },
  ],
];

const BY_NAME: ReadonlyMap<string, { framework: string; columns: readonly string[] }> = new Map(
  FRAMEWORKS.flatMap(([framework, tables]) =>
    Object.entries(tables).map(([name, columns]) => [name, { framework, columns: columns.split(" ") }] as const),
  ),
);

/** Whose table it is; `null` for one that has another name, or lacks a column. */
export function frameworkOf({ schema, name, columns }: Relation): string | null {
  // It copies the table whose partitions it is the template of.
  if (schema === "partman" && name.startsWith("template_")) return "pg_partman";
  const known = BY_NAME.get(name);
  const isShaped = known?.columns.every((wanted) => columns.some((column) => column.name === wanted)) ?? false;
  return isShaped ? (known?.framework ?? null) : null;
}
