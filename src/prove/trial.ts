/** A scratch database of the catalog, on which remedies are run and judged. */
import { openScratch, type Scratch } from "../../introspect/replay/engine/scratch.ts";
import { formatDdl } from "../ddl/index.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Role } from "../model/database-objects.ts";
import { quoteLiteral, quoteQualified } from "../model/names.ts";
import type { Finding, Scorecard } from "../model/scorecard.ts";
import { toFingerprint } from "../score/findings.ts";
import { withCounts } from "./counted.ts";
import { ObjectNames } from "./object-names.ts";
import { formatGroup, type StatementGroup } from "./statement.ts";

/** Judges a catalog by the same rules, config and decisions as the scorecard that is to be mended. */
export type Judge = (catalog: Catalog) => Scorecard;

/** Open findings by the fingerprint that they had, or would have had, before anything was renamed. */
export type OpenFindings = ReadonlyMap<string, Finding>;

/** How a remedy's statements ended. `dirty`: some of them were kept. */
export type Run = { message: null } | { message: string; dirty: boolean };

export class Trial {
  readonly scratch: Scratch;
  readonly #catalog: Catalog;
  readonly #judge: Judge;
  #names: ObjectNames;

  private constructor(scratch: Scratch, catalog: Catalog, judge: Judge, names: ObjectNames) {
    this.scratch = scratch;
    this.#catalog = catalog;
    this.#judge = judge;
    this.#names = names;
  }

  /** Throws `UserError` where the embedded engine cannot make the catalog. It must be closed. */
  static async open(catalog: Catalog, judge: Judge, deadlineSeconds?: number): Promise<Trial> {
    const scratch = await openScratch(formatDdl(catalog), {
      name: "the schema written anew",
      source: catalog.source,
      ...(deadlineSeconds === undefined ? {} : { deadlineSeconds }),
    });
    try {
      for (const index of invalidIndexesOf(catalog)) {
        // No statement makes an index that is not valid; a build that was broken off does.
        await scratch.attempt(
          `UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = ${quoteLiteral(index)}::pg_catalog.regclass`,
        );
      }
      return new Trial(scratch, catalog, judge, await ObjectNames.read(scratch));
    } catch (error) {
      await scratch.close();
      throw error;
    }
  }

  async run(groups: readonly StatementGroup[]): Promise<Run> {
    for (const [place, group] of groups.entries()) {
      const message = await this.scratch.attempt(formatGroup(group));
      if (message !== null) return { message, dirty: place > 0 || !group.transactional };
    }
    return { message: null };
  }

  /** Looks which objects are which; to be called between what makes objects anew and what renames them. */
  async followNames(): Promise<void> {
    this.#names = await ObjectNames.read(this.scratch, this.#names);
  }

  /** Reads the database and judges it. */
  async judge(): Promise<{ open: OpenFindings; server: Catalog["server"] }> {
    const read = await this.scratch.read();
    const { generatedAt, history, settings, operations } = this.#catalog;
    await this.followNames();
    const scorecard = this.#judge({
      ...withCounts(read, this.#catalog, this.#names),
      roles: this.#asKnown(read.roles),
      generatedAt,
      history,
      settings,
      operations,
    });
    const open = scorecard.findings.filter(isOpen);
    return {
      open: new Map(
        open.map((finding) => [toFingerprint(finding.rule, this.#names.toBeginning(finding.subject)), finding]),
      ),
      server: read.server,
    };
  }

  /** Roles that the script makes are real ones on the scratch engine: which of them were made up is known before. */
  #asKnown(roles: readonly Role[]): Role[] {
    const invented = new Set(this.#catalog.roles.filter((role) => role.invented).map((role) => role.name));
    return roles.map((role) => (invented.has(role.name) ? { ...role, invented: true } : role));
  }

  close(): Promise<void> {
    return this.scratch.close();
  }
}

/** Neither waived nor justified. */
export function isOpen(finding: Finding): boolean {
  return finding.verdict === "fail" || finding.verdict === "stale";
}

function invalidIndexesOf(catalog: Catalog): string[] {
  return catalog.relations.flatMap(({ schema, indexes }) =>
    indexes.filter((index) => !index.valid).map((index) => quoteQualified(schema, index.name)),
  );
}
