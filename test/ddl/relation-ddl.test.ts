import { describe, expect, test } from "vitest";
import { formatRelationDdl } from "../../src/ddl/index.ts";
import { buildLookup } from "../../src/model/lookup.ts";
import { aCatalog, aCheck, aColumn, aForeignKey, anIndex, aPrimaryKey, aTable, aView } from "../support/catalog.ts";

const identity = (name: string, given = {}) => ({
  generation: "always" as const,
  sequence: {
    schema: "public",
    name,
    start: "1",
    increment: "1",
    minimum: "1",
    maximum: "2147483647",
    cache: "1",
    cycle: false,
    lastValue: null,
    comment: null,
    privileges: [],
    ...given,
  },
});

describe("the statements that make a relation", () => {
  test("say what a table is, shortly where everything is usual", () => {
    const table = aTable("jars", {
      comment: "of jam",
      columns: [
        aColumn("id", "integer", { identity: identity("jars_id_seq") }),
        aColumn("shelf", "integer", { identity: identity("places", { start: "10", cache: "5", cycle: true }) }),
        aColumn("Label", "text", { nullable: true, default: "'plum'::text", comment: "as written" }),
      ],
      constraints: [
        aCheck("label_short", '(length("Label") < 20)', ["Label"], { definition: 'CHECK ((length("Label") < 20))' }),
        aForeignKey("jars_shelf_fk", ["shelf"], { relation: "shelves" }),
        aPrimaryKey("jars_pk", ["id"]),
      ],
      indexes: [
        anIndex("jars_pk", ["id"], { unique: true, constraint: "jars_pk" }),
        anIndex("jars_shelf", ["shelf"], { definition: "CREATE INDEX jars_shelf ON public.jars USING btree (shelf)" }),
      ],
      rowSecurity: { enabled: true, forced: false },
    });
    expect(formatRelationDdl(table, buildLookup(aCatalog({ relations: [table] })))).toEqual([
      `CREATE TABLE public.jars (
    id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
    shelf integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.places START WITH 10 CACHE 5 CYCLE) NOT NULL,
    "Label" text DEFAULT 'plum'::text,
    CONSTRAINT label_short CHECK ((length("Label") < 20))
)`,
      "ALTER TABLE public.jars ADD CONSTRAINT jars_pk PRIMARY KEY (id)",
      "CREATE INDEX jars_shelf ON public.jars USING btree (shelf)",
      "ALTER TABLE public.jars ADD CONSTRAINT jars_shelf_fk FOREIGN KEY (shelf) REFERENCES public.shelves(id)",
      "ALTER TABLE public.jars ENABLE ROW LEVEL SECURITY",
      "COMMENT ON TABLE public.jars IS 'of jam'",
      `COMMENT ON COLUMN public.jars."Label" IS 'as written'`,
    ]);
  });

  test("attach a partition whose columns stand in another order, with the checks that its parents ask for", () => {
    const parent = aTable("log", {
      kind: "partitioned table",
      accessMethod: null,
      columns: [aColumn("id"), aColumn("at")],
      constraints: [aCheck("id_there", "(id <> '')", ["id"], { definition: "CHECK ((id <> ''))" })],
      partitionKey: { strategy: "list", columns: ["at"], definition: "LIST (at)" },
    });
    const of = { schema: "public", name: "log" };
    const swapped = aTable("log_a", {
      columns: [aColumn("at", "text", { local: false }), aColumn("id", "text", { local: false })],
      partition: { of, bound: "FOR VALUES IN ('a')" },
    });
    const same = aTable("log_b", {
      columns: [
        aColumn("id", "text", { local: false, default: "'b'::text" }),
        aColumn("at", "text", { local: false, storage: "plain" }),
      ],
      partition: { of, bound: "FOR VALUES IN ('b')" },
    });
    const lookup = buildLookup(aCatalog({ relations: [parent, swapped, same] }));
    expect(formatRelationDdl(swapped, lookup)).toEqual([
      "CREATE TABLE public.log_a (\n    at text NOT NULL,\n    id text NOT NULL,\n    CONSTRAINT id_there CHECK ((id <> ''))\n)",
      "ALTER TABLE public.log ATTACH PARTITION public.log_a FOR VALUES IN ('a')",
    ]);
    expect(formatRelationDdl(same, lookup)).toEqual([
      "CREATE TABLE public.log_b PARTITION OF public.log FOR VALUES IN ('b')",
      "ALTER TABLE public.log_b ALTER COLUMN id SET DEFAULT 'b'::text",
      "ALTER TABLE public.log_b ALTER COLUMN at SET STORAGE PLAIN",
    ]);
  });

  test("hold a view's query as PostgreSQL prints it, and nothing where it could not be read", () => {
    const view = aView("late", {
      definition: " SELECT 1 AS one;",
      options: [{ name: "security_invoker", value: "true" }],
    });
    const lookup = buildLookup(aCatalog({ relations: [view] }));
    expect(formatRelationDdl(view, lookup)).toEqual([
      "CREATE VIEW public.late WITH (security_invoker='true') AS\nSELECT 1 AS one",
    ]);
    expect(formatRelationDdl({ ...view, definition: null }, lookup)).toEqual([]);
  });
});
