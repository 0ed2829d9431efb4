/** Which objects a step touched: those with rows in the system catalogs that it wrote, and those that are gone. */
import type { LastRead } from "./last-read.ts";
import { type KeyedList, WHOLE, type WholeList } from "./lists.ts";
import type { PreparedQueries } from "./prepared.ts";
import {
  addressedQuery,
  commentsQuery,
  listsOf,
  membersQuery,
  newRowsQuery,
  oidsLeftQuery,
} from "./touched-queries.ts";
import type { Written } from "./written.ts";

/** Objects to be read again, by list: the keys of their rows. */
export type Keys = Map<KeyedList, Set<string>>;

/** What has to be read again. */
export interface Touched {
  keys: Keys;
  lists: ReadonlySet<WholeList>;
  /** From now on, what comes is another step's. Returns what goes back to before. */
  keep(): () => void;
}

/** A transaction id that no row is older than. */
const EVER = "0";

const COMMENTS = "pg_description";
const DEPENDENCIES = "pg_depend";

export class TouchedObjects {
  readonly #queries: PreparedQueries;
  #comments: ReadonlySet<string> = new Set();
  #members: ReadonlySet<string> = new Set();
  #mark = EVER;

  constructor(queries: PreparedQueries) {
    this.#queries = queries;
  }

  /** `last` is what was read before. Throws `DatabaseError`. */
  async read({ written, deleted, mark }: Written, last: LastRead): Promise<Touched> {
    const keys: Keys = new Map();
    const add = (list: string, key: string) =>
      keys.set(list as KeyedList, (keys.get(list as KeyedList) ?? new Set()).add(key));
    const found = await this.#queries.run({
      ...(written.size > 0 && { rows: newRowsQuery(written, this.#mark) }),
      ...(deleted.size > 0 && { left: oidsLeftQuery(deleted) }),
      ...(written.has(COMMENTS) && { comments: commentsQuery(this.#mark) }),
      ...(deleted.has(COMMENTS) && { commentsLeft: commentsQuery(EVER) }),
      ...((written.has(DEPENDENCIES) || deleted.has(DEPENDENCIES)) && { members: membersQuery() }),
    });
    for (const { list, key } of found.rows ?? []) add(list ?? "", key ?? "");
    for (const { catalog, oids } of found.left ?? []) {
      if (!deleted.has(catalog ?? "")) continue;
      const left = new Set((oids ?? "").split(" "));
      for (const list of listsOf(catalog ?? "")) for (const oid of last.keys(list)) if (!left.has(oid)) add(list, oid);
    }
    // A table that has left its parents is not written itself.
    if (deleted.has("pg_inherits")) for (const oid of last.children()) add("relations", oid);

    const fresh = (found.comments ?? []).map(({ comment }) => comment ?? "");
    const comments = new Set(
      deleted.has(COMMENTS) ? found.commentsLeft?.map(({ comment }) => comment ?? "") : [...this.#comments, ...fresh],
    );
    const [answer] = found.members ?? [];
    const members = answer === undefined ? this.#members : new Set(answer.members?.split(",") ?? []);
    const touched = [
      ...fresh,
      ...without(this.#comments, comments),
      ...without(this.#members, members),
      ...without(members, this.#members),
    ];
    const { about } = await this.#queries.run({ ...(touched.length > 0 && { about: addressedQuery(touched) }) });
    const catalogs = new Set([...written, ...deleted]);
    for (const { list, key, catalog } of about ?? []) {
      if (list != null) add(list, key ?? "");
      else if (catalog != null) catalogs.add(catalog);
    }
    const before = { comments: this.#comments, mark: this.#mark };
    const keep = () => {
      this.#comments = comments;
      this.#members = members;
      this.#mark = mark;
      return () => {
        this.#comments = before.comments;
        this.#mark = before.mark;
      };
    };
    const lists = (Object.keys(WHOLE) as WholeList[]).filter((list) => WHOLE[list].some((each) => catalogs.has(each)));
    return { keys, lists: new Set(lists), keep };
  }
}

function without(all: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...all].filter((each) => !others.has(each));
}
