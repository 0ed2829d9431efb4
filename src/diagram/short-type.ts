/** Types as short as PostgreSQL itself accepts them. */

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/^timestamp(\(\d\))? with time zone/, "timestamptz$1"],
  [/^timestamp(\(\d\))? without time zone/, "timestamp$1"],
  [/^time(\(\d\))? with time zone/, "timetz$1"],
  [/^time(\(\d\))? without time zone/, "time$1"],
  [/^character varying/, "varchar"],
  [/^character\b/, "char"],
  [/^bit varying/, "varbit"],
  [/^double precision/, "float8"],
];

/** `timestamp with time zone` becomes `timestamptz`; what has no shorter name stays. */
export function toShortType(type: string): string {
  for (const [long, short] of SHORT) if (long.test(type)) return type.replace(long, short);
  return type;
}
