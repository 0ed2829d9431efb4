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
  [
    "Celery",
    {
      celery_taskmeta: "task_id status result date_done traceback",
      celery_tasksetmeta: "taskset_id result date_done",
      django_celery_beat_periodictask: "task enabled",
      django_celery_results_taskresult: "task_id status content_type",
    },
  ],
  ["Delayed Job", { delayed_jobs: "priority attempts handler run_at locked_by" }],
  [
    "Django",
    {
      auth_user:
        "id password last_login is_superuser username first_name last_name email is_staff is_active date_joined",
      corsheaders_corsmodel: "id cors",
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
  ["Flipper", { flipper_features: "key", flipper_gates: "feature_key key value" }],
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
  [
    "Laravel",
    {
      failed_jobs: "connection queue payload exception failed_at",
      jobs: "queue payload attempts reserved_at available_at",
    },
  ],
  [
    "Oban",
    {
      oban_jobs: "state queue worker args errors attempt max_attempts",
      oban_peers: "name node started_at expires_at",
      oban_producers: "name node queue",
    },
  ],
  ["PaperTrail", { versions: "item_type item_id event whodunnit" }],
  [
    "pg-boss",
    { job: "name priority data state retry_limit singleton_key", schedule: "name cron timezone data options" },
  ],
  [
    "pg_partman",
    {
      part_config: "parent_table control partition_interval",
      part_config_sub: "sub_parent sub_control sub_partition_interval",
    },
  ],
  [
    "Quartz",
    {
      qrtz_blob_triggers: "sched_name trigger_name trigger_group blob_data",
      qrtz_calendars: "sched_name calendar_name calendar",
      qrtz_cron_triggers: "sched_name trigger_name trigger_group cron_expression",
      qrtz_fired_triggers: "sched_name entry_id trigger_name instance_name",
      qrtz_job_details: "sched_name job_name job_group job_class_name",
      qrtz_locks: "sched_name lock_name",
      qrtz_paused_trigger_grps: "sched_name trigger_group",
      qrtz_scheduler_state: "sched_name instance_name last_checkin_time",
      qrtz_simple_triggers: "sched_name trigger_name repeat_count repeat_interval",
      qrtz_simprop_triggers: "sched_name trigger_name str_prop_1",
      qrtz_triggers: "sched_name trigger_name next_fire_time trigger_state",
    },
  ],
  [
    "Que",
    {
      que_jobs: "priority run_at job_class args error_count",
      que_lockers: "pid worker_count",
      que_values: "key value",
    },
  ],
  [
    "River",
    {
      river_client: "id metadata paused_at",
      river_client_queue: "river_client_id name max_workers",
      river_job: "state attempt max_attempts kind queue args",
      river_leader: "elected_at expires_at leader_id",
      river_migration: "version created_at",
      river_queue: "name metadata paused_at",
    },
  ],
  ["Solid Cable", { solid_cable_messages: "channel payload channel_hash" }],
  ["Solid Cache", { solid_cache_entries: "key value key_hash byte_size" }],
  [
    "Solid Queue",
    {
      solid_queue_blocked_executions: "job_id queue_name concurrency_key",
      solid_queue_claimed_executions: "job_id process_id",
      solid_queue_failed_executions: "job_id error",
      solid_queue_jobs: "queue_name class_name arguments",
      solid_queue_pauses: "queue_name created_at",
      solid_queue_processes: "kind last_heartbeat_at pid",
      solid_queue_ready_executions: "job_id queue_name priority",
      solid_queue_recurring_executions: "job_id task_key run_at",
      solid_queue_recurring_tasks: "key schedule",
      solid_queue_scheduled_executions: "job_id queue_name scheduled_at",
      solid_queue_semaphores: "key value expires_at",
    },
  ],
  [
    // Its `storage.objects` stays: the policies on it are the project's own.
    "Supabase",
    {
      audit_log_entries: "instance_id payload ip_address",
      buckets: "file_size_limit allowed_mime_types avif_autodetection",
      buckets_analytics: "name format deleted_at",
      buckets_vectors: "id type created_at",
      custom_oauth_providers: "provider_type identifier acceptable_client_ids pkce_enabled",
      flow_state: "auth_code code_challenge code_challenge_method provider_type",
      identities: "provider_id user_id identity_data last_sign_in_at",
      instances: "uuid raw_base_config",
      messages: "topic extension payload event private inserted_at",
      mfa_amr_claims: "session_id authentication_method",
      mfa_challenges: "factor_id verified_at ip_address",
      mfa_factors: "user_id friendly_name factor_type status secret",
      migrations: "id name hash executed_at",
      oauth_authorizations: "authorization_id client_id code_challenge authorization_code",
      oauth_client_states: "provider_type code_verifier",
      oauth_clients: "client_secret_hash registration_type grant_types client_uri",
      oauth_consents: "user_id client_id granted_at revoked_at",
      one_time_tokens: "user_id token_type token_hash relates_to",
      refresh_tokens: "instance_id token user_id revoked",
      s3_multipart_uploads: "in_progress_size upload_signature bucket_id",
      s3_multipart_uploads_parts: "upload_id part_number bucket_id etag",
      saml_providers: "sso_provider_id entity_id metadata_xml",
      saml_relay_states: "sso_provider_id request_id redirect_to",
      sessions: "user_id factor_id aal not_after",
      sso_domains: "sso_provider_id domain",
      sso_providers: "resource_id created_at updated_at",
      subscription: "subscription_id entity filters claims",
      users: "instance_id aud encrypted_password confirmation_token recovery_token",
      vector_indexes: "bucket_id data_type dimension distance_metric",
    },
  ],
  [
    "Spring Session",
    {
      spring_session: "primary_id session_id max_inactive_interval",
      spring_session_attributes: "session_primary_id attribute_name attribute_bytes",
    },
  ],
  [
    "Spring Batch",
    {
      batch_job_execution: "job_execution_id job_instance_id exit_code",
      batch_job_execution_context: "job_execution_id short_context",
      batch_job_execution_params: "job_execution_id parameter_name parameter_type",
      batch_job_instance: "job_instance_id job_name job_key",
      batch_step_execution: "step_execution_id step_name commit_count",
      batch_step_execution_context: "step_execution_id short_context",
    },
  ],
];

const BY_NAME: ReadonlyMap<string, { framework: string; columns: readonly string[] }> = new Map(
  FRAMEWORKS.flatMap(([framework, tables]) =>
    Object.entries(tables).map(([name, columns]) => [name, { framework, columns: columns.split(" ") }] as const),
  ),
);

/** Schemas that a library keeps all to itself. */
const SCHEMAS: ReadonlyMap<string, string> = new Map([
  ["graphile_worker", "Graphile Worker"],
  ["pgboss", "pg-boss"],
]);

/** Whose table it is; `null` for one that has another name, or lacks a column. */
export function frameworkOf({ schema, name, columns }: Relation): string | null {
  // It copies the table whose partitions it is the template of.
  if (/partman/.test(schema) && name.startsWith("template_")) return "pg_partman";
  const keeper = SCHEMAS.get(schema);
  if (keeper !== undefined) return keeper;
  const known = BY_NAME.get(name.toLowerCase());
  const isShaped =
    known?.columns.every((wanted) => columns.some((column) => column.name.toLowerCase() === wanted)) ?? false;
  return isShaped ? (known?.framework ?? null) : null;
}
