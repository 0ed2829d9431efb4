/**
 * What became of every object from one moment to the next: the objects that were touched since are read again by the
 * catalog's own queries, and compared with what was last read of them.
 */
import { type CompareOptions, compare } from "../../../src/diff/index.ts";
import type { Change, ObjectName } from "../../../src/model/change.ts";
import { decodeArray } from "../../assemble/decode.ts";
import { SERVER_SQL, type ServerRow } from "../../queries/server.ts";
import type { ObjectRows } from "../../read/rows.ts";
import type { Engine } from "../engine/engine.ts";
import { assembleFragment, type FragmentOf, selectObjects } from "./fragment.ts";
import { LastRead, type Replacement } from "./last-read.ts";
import type { WholeList } from "./lists.ts";
import { PreparedQueries } from "./prepared.ts";
import { followNames } from "./renames.ts";
import { type NamedRow, namedRows } from "./row-names.ts";
import { RowReader } from "./row-reader.ts";
import { type Keys, type Touched, TouchedObjects } from "./touched.ts";
import { WrittenCatalogs } from "./written.ts";

export interface RecorderOptions {
  /** SQL that makes the session fit for reading: nothing in the way, an empty search_path. Run before each reading. */
  beforeReading: string;
  /** Roles that the replay made up; more may be added to it later. */
  inventedRoles: ReadonlySet<string>;
}

/** What became of the objects since the last observation. */
export interface Observation {
  changes: Change[];
  /** Objects that go on under another name. */
  renames: Required<CompareOptions>["renames"];
  /** Brings what was last read back to what it was before. */
  undo: readonly Replacement[];
  /** Goes back to before it: what it saw was rolled back. Those that came after it must have gone back before. */
  takeBack(): void;
}

export class CatalogRecorder {
  /** What was read last of every object. */
  readonly lastRead = new LastRead();
  readonly #queries: PreparedQueries;
  readonly #written: WrittenCatalogs;
  readonly #touched: TouchedObjects;
  readonly #reader: RowReader;
  readonly #of: FragmentOf;
  readonly #beforeReading: string;

  private constructor(engine: Pick<Engine, "kind" | "queryAll">, of: FragmentOf, beforeReading: string) {
    const queries = new PreparedQueries(engine);
    this.#queries = queries;
    this.#written = new WrittenCatalogs(queries, engine.kind);
    this.#touched = new TouchedObjects(queries);
    this.#reader = new RowReader(queries, of.server.major);
    this.#of = of;
    this.#beforeReading = beforeReading;
  }

  /** Reads all that is there now. Throws `DatabaseError`, as all else here. */
  static async begin(
    engine: Pick<Engine, "kind" | "query" | "queryAll">,
    options: RecorderOptions,
  ): Promise<CatalogRecorder> {
    const [row] = await engine.query<ServerRow>(SERVER_SQL);
    if (row === undefined) throw new Error("The engine gave no row for its own database.");
    const major = Math.floor(Number(row.server_version_num) / 10_000);
    const server = { version: row.server_version, major, engine: "postgresql" } as const;
    const of = { server, role: row.current_user, inventedRoles: options.inventedRoles };
    const recorder = new CatalogRecorder(engine, of, options.beforeReading);
    const { replacements, keep } = await recorder.#readTouched();
    recorder.lastRead.swap(replacements);
    keep();
    return recorder;
  }

  /** What became of all objects since the last observation. */
  async observe(): Promise<Observation> {
    const { touched, replacements, keep } = await this.#readTouched();
    const names = followNames(this.#namesOf(replacements, "before"), this.#namesOf(replacements, "after"));
    const changes = this.#compare([], replacements, names);
    const gone = [...names.renames.map(({ before }) => bareName(before)), ...this.#goneLabels(replacements)];
    const undo = this.lastRead.swap(replacements);
    undo.unshift(...(await this.#refresh(gone, touched)));
    const goBack = keep();
    const takeBack = () => {
      this.lastRead.swap(undo);
      goBack();
    };
    return { changes, renames: names.renames, undo, takeBack };
  }

  /** Whoever shares the session has thrown all prepared statements away. */
  forgetPrepared(): void {
    this.#queries.forget();
  }

  /**
   * What is not as it was before the observation that `undo` is of; with none, not as it was last observed. Nothing of
   * it is kept: what is there now may be rolled back.
   */
  async preview(undo: readonly Replacement[]): Promise<Change[]> {
    // What was read again then for the names in it is printed as it stands now, whether it is touched or not.
    const { replacements } = await this.#readTouched(undo);
    return this.#compare(undo, replacements, {});
  }

  async #readTouched(alsoRead: readonly Replacement[] = []) {
    const written = await this.#written.read(`${this.#beforeReading}; `);
    const touched = await this.#touched.read(written, this.lastRead);
    for (const { list, key } of alsoRead) {
      if (key !== null) touched.keys.set(list, (touched.keys.get(list) ?? new Set()).add(key));
    }
    const replacements = await this.#reader.readChanged(touched.keys, touched.lists, this.lastRead);
    const keep = () => {
      const goBack = [written.keep(), touched.keep()];
      return () => {
        for (const each of goBack) each();
      };
    };
    return { touched, replacements, keep };
  }

  /** Compares what was last read, `back` being taken back, with the same, `forth` being put in. */
  #compare(back: readonly Replacement[], forth: readonly Replacement[], options: CompareOptions): Change[] {
    if (back.length + forth.length === 0) return [];
    const selection = selectObjects(this.lastRead, [...back, ...forth]);
    const assembleAfter = (replacements: readonly Replacement[]) => {
      const undo = this.lastRead.swap(replacements);
      const fragment = assembleFragment(this.lastRead, selection, this.#of);
      this.lastRead.swap(undo.toReversed());
      return fragment;
    };
    return compare(assembleAfter(back), assembleAfter(forth), options);
  }

  #namesOf(replacements: readonly Replacement[], side: "before" | "after"): NamedRow[] {
    const relations = new Map(
      replacements.flatMap(({ list, key, rows }) => (list === "relations" ? [[key, rows[0]] as const] : [])),
    ) as Map<string | null, ObjectRows["relations"][number] | undefined>;
    const find = (oid: string) =>
      side === "after" && relations.has(oid) ? relations.get(oid) : this.lastRead.rows("relations", oid)[0];
    return replacements.flatMap((each) => {
      if (side === "after") return namedRows(each.list, each.rows as never, find);
      const rows = each.key === null ? this.lastRead.whole(each.list) : this.lastRead.rows(each.list, each.key);
      return namedRows(each.list, rows as never, find);
    });
  }

  /** Values of enums that have another name now: they are printed in defaults and conditions. */
  #goneLabels(replacements: readonly Replacement[]): string[] {
    return replacements.flatMap((each) => {
      if (each.list !== "types") return [];
      const [old, now] = [this.lastRead.rows("types", each.key)[0], each.rows[0]];
      const left = new Set(decodeArray(now?.enumlabels ?? null));
      return now === undefined ? [] : decodeArray(old?.enumlabels ?? null).filter((label) => !left.has(label));
    });
  }

  /**
   * Reads again what is printed with one of the names that are gone, though it was not touched itself: a view of a
   * table that was renamed. Nothing became of that, and a later change of it must not be told from the old text.
   */
  async #refresh(names: readonly string[], touched: Touched): Promise<Replacement[]> {
    if (names.length === 0) return [];
    const keys: Keys = new Map();
    const lists = new Set<WholeList>();
    for (const each of this.lastRead.mentions(names)) {
      if (each.key === null) lists.add(each.list);
      else if (touched.keys.get(each.list)?.has(each.key) !== true) {
        keys.set(each.list, (keys.get(each.list) ?? new Set()).add(each.key));
      }
    }
    return this.lastRead.swap(await this.#reader.readChanged(keys, lists, this.lastRead));
  }
}

/** A routine's name without its arguments, as definitions speak of it. */
function bareName({ name }: ObjectName): string {
  const at = name.indexOf("(");
  return at === -1 ? name : name.slice(0, at);
}
