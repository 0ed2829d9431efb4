import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import mermaid12 from "mermaid";
import mermaid11 from "mermaid-11";
import { describe, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { buildNeighbourhood, formatMermaid } from "../../src/diagram/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { buildLookup } from "../../src/model/lookup.ts";
import { aCatalog } from "../support/catalog.ts";
import { replayShared } from "../support/replaying.ts";
import { aLinkedTable, generatedCatalog, tortureCatalog, trading } from "./neighbourhoods.ts";

/** The texts of a catalog that one of the two versions refuses, with what it says. */
async function refusedOf(catalog: Catalog): Promise<string[]> {
  const lookup = buildLookup(catalog);
  const refused: string[] = [];
  for (const relation of catalog.relations) {
    const text = formatMermaid(buildNeighbourhood(relation, lookup));
    for (const [version, mermaid] of [
      ["11", mermaid11],
      ["12", mermaid12],
    ] as const) {
      try {
        await mermaid.parse(text);
      } catch (error) {
        refused.push(`${version}: ${relation.name}: ${(error as Error).message}`);
      }
    }
  }
  return refused;
}

describe("Mermaid text", () => {
  test("says the neighbourhood with keys, cardinalities and labels", () => {
    const relations = Object.values(trading);
    expect(formatMermaid(buildNeighbourhood(trading.orders, buildLookup(aCatalog({ relations }))))).toBe(`erDiagram
    public_orders["orders"] {
        uuid id PK
        uuid parent_order_id FK
        uuid user_id FK
        uuid instrument_id FK
        text side
        text status
    }
    public_users["users"] {
        uuid id PK
        text email
        text status
    }
    public_instruments["instruments"] {
        uuid id PK
        text symbol
        text isin
    }
    audit_order_events["audit.order_events"] {
        uuid id PK
        uuid cause_id FK
        uuid order_id FK
    }
    public_order_fills["order_fills"] {
        uuid id PK
        uuid order_id FK
        text price
    }
    public_tickets["tickets"] {
        uuid id PK
        uuid order_id FK
    }
    public_users ||--o{ public_orders : "user_id"
    public_instruments |o--o{ public_orders : "instrument_id"
    public_orders |o--o{ public_orders : "parent_order_id"
    public_orders |o--o{ audit_order_events : "cause_id"
    public_orders ||--o{ audit_order_events : "order_id"
    public_orders ||--o{ public_order_fills : "order_id"
    public_orders ||--o| public_tickets : "order_id"
`);
  });

  test("is read by Mermaid 11 and 12 whatever the names are", async () => {
    expect(await refusedOf(tortureCatalog())).toEqual([]);
  });

  test("is read by Mermaid 11 and 12 for generated catalogs", async () => {
    expect(await refusedOf(generatedCatalog(5, 80))).toEqual([]);
  });

  const SCHEMAS = resolve(import.meta.dirname, "../../../shared/schemas");
  for (const file of ["pagila/schema.sql", "musicbrainz/schema.sql", "torture.sql"]) {
    const path = join(SCHEMAS, file);
    test.skipIf(!existsSync(path))(
      `is read by Mermaid 11 and 12 for every relation of ${file} (needs ../shared/schemas)`,
      async () => {
        expect(await refusedOf(await replayShared(await readHistory(path), { asOf: null }))).toEqual([]);
      },
      120_000,
    );
  }

  test("gives names that become the same word entities of their own", () => {
    const hub = aLinkedTable("hub");
    const reader = (name: string) => aLinkedTable(name, [{ column: "hub_id", to: hub }]);
    const lookup = buildLookup(aCatalog({ relations: [hub, reader("a b"), reader("a.b"), reader("a_b")] }));
    const text = formatMermaid(buildNeighbourhood(hub, lookup));
    expect(text.match(/^ {4}\w+\[".*"\]/gm)).toEqual([
      '    public_hub["hub"]',
      '    public_a_b["a b"]',
      '    public_a_b_2["a.b"]',
      '    public_a_b_3["a_b"]',
    ]);
  });

  test("keeps names through Mermaid's own reading", async () => {
    const { db } = await mermaid12.mermaidAPI.getDiagramFromText(
      formatMermaid(buildNeighbourhood(trading.orders, buildLookup(aCatalog({ relations: Object.values(trading) })))),
    );
    const { getEntities, getRelationships } = db as unknown as {
      getEntities(): Map<string, { alias: string; attributes: { name: string; keys: string[] }[] }>;
      getRelationships(): { roleA: string }[];
    };
    expect([...getEntities.call(db).values()].map(({ alias, attributes }) => [alias, attributes.length])).toEqual([
      ["orders", 6],
      ["users", 3],
      ["instruments", 3],
      ["audit.order_events", 3],
      ["order_fills", 3],
      ["tickets", 2],
    ]);
    expect(getRelationships.call(db).length).toBe(7);
  });

  test("of the largest neighbourhood stays under Mermaid's limit of 50,000 characters", async () => {
    const long = (index: number) => `${"n".repeat(57)}_${String(index).padStart(4, "0")}`;
    const hub = aLinkedTable("hub");
    const readers = Array.from({ length: 60 }, (_, index) =>
      aLinkedTable(
        long(index),
        [
          { column: long(1), to: hub },
          { column: long(2), to: hub },
        ],
        [],
        long(3),
      ),
    );
    const text = formatMermaid(buildNeighbourhood(hub, buildLookup(aCatalog({ relations: [hub, ...readers] }))));
    expect(text.length).toBeLessThan(50_000);
    await mermaid12.parse(text);
  });
});
