/** pg_user_mappings, whose options are hidden (NULL) from most roles. */
export type UserMappingRow = { srvname: string; umuser: string; umoptions: string | null };

export const USER_MAPPINGS_SQL = `
SELECT um.srvname, um.umuser, um.umoptions
FROM pg_user_mappings um`;
