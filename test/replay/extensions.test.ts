import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  embeddedExtension,
  embeddedExtensions,
  loadableExtensions,
} from "../../introspect/replay/engine/embedded-extensions.ts";
import type { Engine } from "../../introspect/replay/engine/engine.ts";
import { openEmbeddedEngine } from "../../introspect/replay/engine/pglite.ts";
import { replay } from "../../introspect/replay/index.ts";

describe("the extensions that the embedded engine ships", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEmbeddedEngine({ extensions: embeddedExtensions });
  });
  afterAll(() => engine.close());

  test("are all that the package has, but for auto_explain, which is no extension in SQL", () => {
    const contrib = join(dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite")), "contrib");
    const modules = readdirSync(contrib)
      .filter((file) => file.endsWith(".js"))
      .map((file) => file.replace(/\.js$/, ""));
    const known = new Set(embeddedExtensions.map((name) => embeddedExtension(name)?.key));
    expect(modules.filter((name) => !known.has(name))).toEqual(["auto_explain"]);
  });

  test.each(embeddedExtensions)("%s can be created", async (name) => {
    await engine.execute(`CREATE EXTENSION IF NOT EXISTS "${name}" CASCADE`);
    expect(await engine.query(`SELECT extname FROM pg_extension WHERE extname = '${name}'`)).toEqual([
      { extname: name },
    ]);
  });

  test("bring what they require along, and leave out what is not shipped", () => {
    expect(loadableExtensions(["earthdistance", "postgis", "plpgsql"])).toEqual(["cube", "earthdistance"]);
  });
});

test("an extension that the engine ships is there for blocks and functions that make it too", async () => {
  const text = `DO $$ DECLARE name text; BEGIN
    CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
    FOREACH name IN ARRAY ARRAY['citext', 'hstore'] LOOP EXECUTE format('CREATE EXTENSION %I', name); END LOOP;
  END $$;`;
  const files = [{ version: "1", name: "one", file: "1.sql", text }];
  const catalog = await replay({ kind: "script", name: "s", tool: null, folder: "/nowhere", files }, { asOf: null });
  expect(catalog.omissions).toEqual([]);
  expect(catalog.extensions.map(({ name }) => name)).toEqual(["citext", "hstore", "plpgsql", "uuid-ossp"]);
});
