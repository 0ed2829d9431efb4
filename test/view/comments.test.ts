/** Every comment that PostgreSQL accepts stands on a page: on one made from a schema that comments on everything. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { replay } from "../../introspect/replay/index.ts";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { listPages } from "../../src/view/pages.ts";
import { renderBody, renderHead } from "../../src/view/render/html.ts";
import { renderMarkdown } from "../../src/view/render/markdown.ts";
import type { Site } from "../../src/view/site.ts";
import { fileOf } from "../../src/view/urls.ts";
import { makeFolders } from "../support/folders.ts";
import { markdownOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const SQL = `
CREATE SCHEMA mill; COMMENT ON SCHEMA mill IS 'said-of-schema';
CREATE SCHEMA attic;
CREATE TYPE mill.grain AS ENUM ('rye', 'oats'); COMMENT ON TYPE mill.grain IS 'said-of-enum';
CREATE DOMAIN mill.share AS numeric CONSTRAINT share_range CHECK (VALUE BETWEEN 0 AND 1);
COMMENT ON DOMAIN mill.share IS 'said-of-domain'; COMMENT ON CONSTRAINT share_range ON DOMAIN mill.share IS 'said-of-domain-check';
CREATE TYPE mill.pair AS (a int, b int); COMMENT ON TYPE mill.pair IS 'said-of-composite'; COMMENT ON COLUMN mill.pair.a IS 'said-of-attribute';
CREATE TYPE mill.span AS RANGE (subtype = int4); COMMENT ON TYPE mill.span IS 'said-of-range'; COMMENT ON TYPE mill.span_multirange IS 'said-of-multirange';
CREATE SEQUENCE mill.counter; COMMENT ON SEQUENCE mill.counter IS 'said-of-sequence';
CREATE TABLE mill.sack (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT sack_pk PRIMARY KEY, grain mill.grain, share mill.share,
  CONSTRAINT sack_ck CHECK (id > 0));
COMMENT ON TABLE mill.sack IS 'said-of-table'; COMMENT ON COLUMN mill.sack.grain IS 'said-of-column';
COMMENT ON CONSTRAINT sack_pk ON mill.sack IS 'said-of-key'; COMMENT ON CONSTRAINT sack_ck ON mill.sack IS 'said-of-check';
COMMENT ON SEQUENCE mill.sack_id_seq IS 'said-of-identity';
CREATE INDEX sack_grain ON mill.sack (grain); COMMENT ON INDEX mill.sack_grain IS 'said-of-index';
CREATE FUNCTION mill.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
COMMENT ON FUNCTION mill.touch() IS 'said-of-function';
CREATE TRIGGER sack_touch BEFORE UPDATE ON mill.sack FOR EACH ROW EXECUTE FUNCTION mill.touch();
COMMENT ON TRIGGER sack_touch ON mill.sack IS 'said-of-trigger';
CREATE CONSTRAINT TRIGGER sack_late AFTER INSERT ON mill.sack DEFERRABLE FOR EACH ROW EXECUTE FUNCTION mill.touch();
COMMENT ON CONSTRAINT sack_late ON mill.sack IS 'said-of-constraint-trigger';
ALTER TABLE mill.sack ENABLE ROW LEVEL SECURITY;
CREATE POLICY sack_all ON mill.sack USING (true); COMMENT ON POLICY sack_all ON mill.sack IS 'said-of-policy';
CREATE RULE sack_kept AS ON DELETE TO mill.sack DO INSTEAD NOTHING; COMMENT ON RULE sack_kept ON mill.sack IS 'said-of-rule';
CREATE STATISTICS mill.sack_st ON id, grain FROM mill.sack; COMMENT ON STATISTICS mill.sack_st IS 'said-of-statistics';
CREATE VIEW mill.sacks AS SELECT id FROM mill.sack; COMMENT ON VIEW mill.sacks IS 'said-of-view'; COMMENT ON COLUMN mill.sacks.id IS 'said-of-view-column';
CREATE MATERIALIZED VIEW mill.heap AS SELECT id FROM mill.sack; COMMENT ON MATERIALIZED VIEW mill.heap IS 'said-of-matview';
CREATE TABLE mill.load (at date NOT NULL, kg int) PARTITION BY RANGE (at);
CREATE TABLE attic.load_2025 PARTITION OF mill.load FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
COMMENT ON TABLE attic.load_2025 IS 'said-of-partition'; COMMENT ON COLUMN attic.load_2025.kg IS 'said-of-partition-column';
CREATE PROCEDURE mill.sweep() LANGUAGE sql AS ''; COMMENT ON PROCEDURE mill.sweep() IS 'said-of-procedure';
CREATE AGGREGATE mill.total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0'); COMMENT ON AGGREGATE mill.total(int) IS 'said-of-aggregate';
CREATE FUNCTION mill.weigh(a int, b text DEFAULT 'x, y', gap interval DEFAULT interval '1 day') RETURNS int LANGUAGE sql AS 'select 1';
CREATE PROCEDURE mill.weigh(IN a numeric, INOUT b numeric DEFAULT 1.50) LANGUAGE sql AS 'select b';
CREATE COLLATION mill.plain FROM "C"; COMMENT ON COLLATION mill.plain IS 'said-of-collation';
CREATE CONVERSION mill.narrow FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8; COMMENT ON CONVERSION mill.narrow IS 'said-of-conversion';
CREATE TEXT SEARCH CONFIGURATION mill.words (COPY = simple); COMMENT ON TEXT SEARCH CONFIGURATION mill.words IS 'said-of-ts-configuration';
CREATE TEXT SEARCH DICTIONARY mill.book (TEMPLATE = simple); COMMENT ON TEXT SEARCH DICTIONARY mill.book IS 'said-of-ts-dictionary';
CREATE OPERATOR mill.<+> (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl); COMMENT ON OPERATOR mill.<+> (int, int) IS 'said-of-operator';
CREATE OPERATOR FAMILY mill.fam USING btree; COMMENT ON OPERATOR FAMILY mill.fam USING btree IS 'said-of-family';
CREATE FUNCTION mill.ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER watch_ddl ON ddl_command_end EXECUTE FUNCTION mill.ddl(); COMMENT ON EVENT TRIGGER watch_ddl IS 'said-of-event-trigger';
CREATE PUBLICATION feed FOR TABLE mill.sack; COMMENT ON PUBLICATION feed IS 'said-of-publication';
CREATE CAST (mill.pair AS text) WITH INOUT; COMMENT ON CAST (mill.pair AS text) IS 'said-of-cast';
CREATE ROLE miller; GRANT USAGE ON SCHEMA mill TO miller; COMMENT ON ROLE miller IS 'said-of-role';
CREATE FOREIGN DATA WRAPPER far; COMMENT ON FOREIGN DATA WRAPPER far IS 'said-of-wrapper';
CREATE SERVER away FOREIGN DATA WRAPPER far; COMMENT ON SERVER away IS 'said-of-server';
CREATE ACCESS METHOD piled TYPE TABLE HANDLER heap_tableam_handler; COMMENT ON ACCESS METHOD piled IS 'said-of-access-method';
`;

const folders = makeFolders();
let site: Site;

beforeAll(async () => {
  const folder = folders.folderOf({ "mill.sql": SQL });
  const catalog = await replay(await readHistory(join(folder, "mill.sql")), { asOf: null, deadlineSeconds: 60 });
  site = aSmallSite({ catalog });
}, 120_000);

afterAll(() => folders.remove());

test("every comment stands on a page, and in its Markdown", () => {
  let html = "";
  let markdown = "";
  for (const { address, title, build } of listPages(site)) {
    const page = build();
    const file = fileOf(address);
    html += renderHead(page, file) + renderBody(page, file);
    markdown += renderMarkdown(page, title, fileOf(address, "md"));
  }
  const comments = [...new Set(SQL.match(/said-of-[a-z-]+/g))];
  expect(comments).toHaveLength(41);
  expect(comments.filter((comment) => !html.includes(`${comment}<`))).toEqual([]);
  expect(comments.filter((comment) => !new RegExp(`${comment}(?![\\w-])`).test(markdown))).toEqual([]);
});

test("a partition in another schema is named on both schemas' pages, with its bound and its schema", () => {
  const row = "| `attic.load_2025` | `FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')` said-of-partition";
  expect(markdownOf(site, { page: "relation", schema: "mill", name: "load" })).toContain(row);
  expect(markdownOf(site, { page: "schema", schema: "attic" })).toContain(
    "| [`load_2025`](../mill/load.md) | [`mill.load`](../mill/load.md) | `FOR VALUES FROM ('2025-01-01')",
  );
});

test("each overload of a routine is listed with its arguments' defaults", () => {
  const lines = markdownOf(site, { page: "schema", schema: "mill" })
    .split("\n")
    .filter((line) => line.startsWith("| `weigh`"));
  expect(lines).toEqual([
    "| `weigh` | procedure | `(a numeric, INOUT b numeric DEFAULT 1.50)` |",
    "| `weigh` | function | `(a integer, b text DEFAULT 'x, y'::text, gap interval DEFAULT '1 day'::interval) → integer` |",
  ]);
});
