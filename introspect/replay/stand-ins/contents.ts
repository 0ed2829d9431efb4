/** What extensions bring that the embedded engine lacks, so far as migrations speak of it. */

/** Names in lower case, with spaces between them. What is left out is not brought. */
interface Contents {
  types?: string;
  /** Tables and views. */
  relations?: string;
  /** Functions that make or change tables where a script selects them. */
  makers?: string;
  requires?: string;
}

const CONTENTS: ReadonlyMap<string, Contents> = new Map([
  [
    "postgis",
    {
      types: "geometry geography box2d box3d box2df gidx spheroid geometry_dump valid_detail",
      relations: "spatial_ref_sys geometry_columns geography_columns",
      makers: "addgeometrycolumn dropgeometrycolumn dropgeometrytable updategeometrysrid populate_geometry_columns",
    },
  ],
  [
    "postgis_raster",
    {
      types: "raster geomval addbandarg rastbandarg reclassarg unionarg agg_count agg_samealignment summarystats",
      relations: "raster_columns raster_overviews",
      makers: "addrasterconstraints droprasterconstraints addoverviewconstraints dropoverviewconstraints",
      requires: "postgis",
    },
  ],
  [
    "postgis_topology",
    {
      types: "topogeometry topoelement topoelementarray getfaceedges_returntype validatetopology_returntype",
      relations: "topology layer",
      makers: "createtopology droptopology addtopogeometrycolumn droptopogeometrycolumn",
      requires: "postgis",
    },
  ],
  ["postgis_sfcgal", { requires: "postgis" }],
  ["postgis_tiger_geocoder", { types: "norm_addy", requires: "postgis fuzzystrmatch" }],
  ["address_standardizer", { types: "stdaddr" }],
  ["pgrouting", { requires: "postgis" }],
  ["h3", { types: "h3index" }],
  ["h3_postgis", { requires: "h3 postgis" }],
  ["vectorscale", { requires: "vector" }],
  ["timescaledb", { makers: "create_hypertable create_distributed_hypertable add_dimension" }],
  ["timescaledb_toolkit", { types: "timeweightsummary statssummary1d statssummary2d uddsketch tdigest hyperloglog" }],
  [
    "pg_partman",
    {
      relations: "part_config part_config_sub",
      makers:
        "create_parent create_sub_parent create_partition create_partition_time create_partition_id run_maintenance",
    },
  ],
  [
    "pgmq",
    { types: "message_record queue_record metrics_result", makers: "create create_partitioned create_unlogged" },
  ],
  ["http", { types: "http_request http_response http_header http_method content_type" }],
  ["age", { types: "agtype graphid", makers: "create_graph create_vlabel create_elabel drop_graph" }],
  ["ip4r", { types: "ip4 ip4r ip6 ip6r ipaddress iprange" }],
  ["hll", { types: "hll hll_hashval" }],
  ["tdigest", { types: "tdigest" }],
  ["topn", { types: "topn" }],
  ["roaringbitmap", { types: "roaringbitmap roaringbitmap64" }],
  ["semver", { types: "semver" }],
  ["prefix", { types: "prefix_range" }],
  ["unit", { types: "unit" }],
  ["ulid", { types: "ulid" }],
  ["pgx_ulid", { types: "ulid" }],
  ["pgmp", { types: "mpz mpq" }],
  ["uint", { types: "int1 uint1 uint2 uint4 uint8" }],
  ["uint128", { types: "uint1 uint2 uint4 uint8 uint16 int16" }],
  ["supabase_vault", { relations: "secrets decrypted_secrets" }],
  // Neither types nor tables of the kind that scripts name.
  ...(
    "pg_cron pg_net pg_graphql pg_jsonschema pgjwt pgaudit pgsodium pg_repack pg_squeeze pg_hint_plan pg_uuidv7 " +
    "pg_hashids pg_idkit pg_stat_monitor pg_wait_sampling pg_qualstats pg_prewarm pgstattuple pgrowlocks sslinfo " +
    "postgres_fdw dblink oracle_fdw mysql_fdw tds_fdw mongo_fdw sqlite_fdw wrappers plpgsql_check plpython3u plperl " +
    "plperlu pltcl plv8 hypopg index_advisor pg_bigm pgroonga rum temporal_tables citus_columnar pg_textsearch"
  )
    .split(" ")
    .map((name): [string, Contents] => [name, {}]),
]);

function holds(list: string | undefined, name: string): boolean {
  return (list ?? "").split(" ").includes(name);
}

/** Whether a missing type may be the extension's; one that is not known here may bring any. */
export function mayBringType(extension: string, type: string): boolean {
  const contents = CONTENTS.get(extension);
  return contents === undefined || holds(contents.types, type);
}

/** The extensions that are known to bring a type of that name. */
export function bringersOfType(type: string): string[] {
  return [...CONTENTS].filter(([, { types }]) => holds(types, type)).map(([name]) => name);
}

/** Whether the extension is known to bring a relation of that name. */
export function bringsRelation(extension: string, relation: string): boolean {
  return holds(CONTENTS.get(extension)?.relations, relation);
}

/** Whether a function of this name makes or changes tables. */
export function makesTables(extension: string, routine: string): boolean {
  return holds(CONTENTS.get(extension)?.makers, routine);
}

/** Whether a missing foreign-data wrapper may be the extension's: most are called alike. */
export function bringsWrapper(extension: string, wrapper: string): boolean {
  return wrapper === extension || wrapper === `${extension}_fdw` || !CONTENTS.has(extension);
}

/** Extensions that have to be there first, or come along with CASCADE. */
export function requiredBy(extension: string): string[] {
  return CONTENTS.get(extension)?.requires?.split(" ") ?? [];
}
