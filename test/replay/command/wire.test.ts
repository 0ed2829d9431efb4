import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildIntegers, buildMessage, buildStrings, typeOf } from "../../../introspect/replay/command/messages.ts";
import type { ProtocolEngine } from "../../../introspect/replay/engine/engine.ts";
import { openEmbeddedEngine } from "../../../introspect/replay/engine/pglite.ts";
import { BareClient, openWire, PASSWORD, type Wire } from "../../support/wire.ts";

let engine: ProtocolEngine;
let wire: Wire;

beforeAll(async () => {
  engine = await openEmbeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  wire = await openWire(engine);
});
afterEach(() => wire.close());

/** What a failed query is refused with. */
async function refusal(query: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await query.then(
    () => ({ code: "none", message: "none" }),
    (failure: { code: string; message: string }) => failure,
  );
  return { code: error.code, message: error.message };
}

const types = (messages: readonly Buffer[]) => messages.map(typeOf).join("");
const query = (sql: string) => buildMessage("Q", buildStrings(sql));
const [DONE, SYNC] = [buildMessage("c"), buildMessage("S")];
const data = (text: string) => buildMessage("d", Buffer.from(text));

describe("several connections on the one session", () => {
  test("each has its own settings and its own role, also those that it connected with", async () => {
    const first = await wire.connect({ options: "-c search_path=one,public -c statement_timeout=7s" });
    const second = await wire.connect({ application_name: "second" });
    await first.query("CREATE ROLE reader; SET ROLE reader; SET lock_timeout = '3s'");
    const state = `SELECT current_setting('search_path') AS path, current_setting('statement_timeout') AS statement,
      current_setting('lock_timeout') AS lock, current_user AS role, current_setting('application_name') AS name`;
    const seen = [await second.query(state), await first.query(state), await second.query(state)];
    const ofSecond = { path: '"$user", public', statement: "0", lock: "0", role: "postgres", name: "second" };
    expect(seen.map(({ rows }) => rows[0])).toEqual([
      ofSecond,
      { path: "one,public", statement: "7s", lock: "3s", role: "reader", name: "" },
      ofSecond,
    ]);
    await first.query("RESET ROLE; DROP ROLE reader");
  });

  test("nobody's transaction is another's", async () => {
    const [first, second] = [await wire.connect(), await wire.connect()];
    await first.query("BEGIN; CREATE TABLE kept_apart (id int)");
    const waiting = second.query("SELECT to_regclass('kept_apart') AS made");
    await first.query("ROLLBACK");
    expect((await waiting).rows).toEqual([{ made: null }]);
  });

  test("a prepared statement is its client's, whatever others call theirs", async () => {
    const [first, second] = [await wire.connect(), await wire.connect()];
    const ask = (client: typeof first, text: string) => client.query({ name: "ask", text, values: ["x"] });
    expect((await ask(first, "SELECT $1::text || '1' AS a")).rows).toEqual([{ a: "x1" }]);
    expect((await ask(second, "SELECT $1::text || '2' AS a")).rows).toEqual([{ a: "x2" }]);
    expect((await ask(first, "SELECT $1::text || '1' AS a")).rows).toEqual([{ a: "x1" }]);
    // The engine's own words for what a client has not prepared.
    expect(await refusal((await wire.connect()).query('EXECUTE "ask"(1)'))).toEqual({
      code: "26000",
      message: 'prepared statement "ask" does not exist',
    });
  });

  test("what another client throws away is prepared again", async () => {
    const [first, second] = [await wire.connect(), await wire.connect()];
    const ask = () => first.query({ name: "ask", text: "SELECT $1::int + 1 AS a", values: [1] });
    await ask();
    await second.query("DISCARD ALL");
    expect((await ask()).rows).toEqual([{ a: 2 }]);
    await second.query("DEALLOCATE ALL");
    expect((await ask()).rows).toEqual([{ a: 2 }]);
  });

  test("DEALLOCATE takes away the client's own by the name that it gave", async () => {
    const client = await wire.connect();
    const ask = (text: string) => client.query({ name: "_pg3_0", text, values: [] });
    await ask("SELECT 1 AS a");
    await client.query('DEALLOCATE "_pg3_0"');
    const { rows } = await client.query(
      "SELECT count(*)::int AS left FROM pg_prepared_statements WHERE name LIKE '%_pg3_0'",
    );
    expect(rows).toEqual([{ left: 0 }]);
  });

  test("a statement without a name outlives another client's turn", async () => {
    const [first, second] = [await BareClient.connect(wire.server.port), await wire.connect()];
    first.send(buildMessage("P", buildStrings("", "SELECT 41 + 1"), Buffer.alloc(2)), SYNC);
    await first.until("Z");
    await second.query("SELECT $1::int", [1]);
    first.send(
      buildMessage("B", buildStrings("", ""), Buffer.alloc(6)),
      buildMessage("E", buildStrings(""), buildIntegers(0)),
      SYNC,
    );
    const answer = await first.until("Z");
    expect(types(answer)).toBe("2DCZ");
    expect(answer[1]?.toString("latin1").slice(-2)).toBe("42");
    first.socket.destroy();
  });

  test("who waits for a transaction that stays silent is told of the deadlock, and what was last done in it", async () => {
    await wire.close();
    wire = await openWire(engine, { deadlockSeconds: 0.05 });
    const [holder, waiter] = [await wire.connect(), await wire.connect()];
    await holder.query("BEGIN");
    await holder.query("SELECT 'the lock of a migration tool'");
    expect(await refusal(waiter.query("CREATE TABLE t (id int)"))).toEqual({
      code: "40P01",
      message:
        "The embedded engine has one session, and another connection of the command holds a transaction open in it, " +
        "whose last statement was: SELECT 'the lock of a migration tool'",
    });
    await holder.query("COMMIT");
    expect((await waiter.query("SELECT 1 AS a")).rows).toEqual([{ a: 1 }]);
  });

  test("a client that waits can be cancelled", async () => {
    const [holder, waiter] = [await wire.connect(), await BareClient.open(wire.server.port)];
    waiter.greet(196_608, ["user", "postgres", "database", "postgres", ""]);
    await waiter.until("R");
    waiter.send(buildMessage("p", buildStrings(PASSWORD)));
    const key = (await waiter.until("Z")).find((message) => typeOf(message) === "K");
    await holder.query("BEGIN");
    waiter.send(query("SELECT 1"));
    const canceller = await BareClient.open(wire.server.port);
    const closed = once(canceller.socket, "close");
    canceller.send(buildIntegers(16, 80_877_102), key?.subarray(5) ?? Buffer.alloc(0));
    const answer = await waiter.until("Z");
    expect(answer[0]?.toString("utf8")).toContain("C57014");
    await closed;
    waiter.socket.destroy();
  });

  test("a connection that is cut off within a transaction takes that with it, and the others go on", async () => {
    const [first, second] = [await BareClient.connect(wire.server.port), await wire.connect()];
    first.send(query("BEGIN; CREATE TABLE cut_off (id int)"));
    await first.until("Z");
    first.socket.destroy();
    expect((await second.query("SELECT to_regclass('cut_off') AS made")).rows).toEqual([{ made: null }]);
    expect(wire.abandoned).toEqual(["BEGIN; CREATE TABLE cut_off (id int)"]);
  });

  test("a connection that goes within a transaction that only read is no matter", async () => {
    const first = await BareClient.connect(wire.server.port);
    first.send(query("BEGIN; SELECT 1"));
    await first.until("Z");
    first.send(buildMessage("X"));
    await (await wire.connect()).query("SELECT 1");
    expect(wire.abandoned).toEqual([]);
  });

  test("what the last one to go has set and locked does not outlive it", async () => {
    const first = await wire.connect();
    await first.query("SET search_path = nowhere; CREATE TEMPORARY TABLE passing (id int); SELECT pg_advisory_lock(7)");
    await first.end();
    const next = await wire.connect();
    const { rows } = await next.query(`SELECT current_setting('search_path') AS path, to_regclass('passing') AS passing,
      (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory') AS locks`);
    expect(rows).toEqual([{ path: '"$user", public', passing: null, locks: 0 }]);
  });
});

describe("the greeting", () => {
  test("a wrong password is refused", async () => {
    expect(await refusal(wire.connect({ password: "guessed" }))).toEqual({
      code: "28P01",
      message: "password authentication failed",
    });
    expect(wire.server.clients).toBe(0);
  });

  test("encryption is declined, and the client may go on without", async () => {
    const client = await BareClient.open(wire.server.port);
    client.send(buildIntegers(8, 80_877_103));
    expect(await client.byte()).toBe("N");
    client.send(buildIntegers(8, 80_877_104));
    expect(await client.byte()).toBe("N");
    client.greet(196_608, ["user", "postgres", ""]);
    expect(types(await client.until("R"))).toBe("R");
    client.socket.destroy();
  });

  test("a client of a newer protocol is told that this is 3.0, and which of its options are not known", async () => {
    const client = await BareClient.open(wire.server.port);
    client.greet(196_610, ["user", "postgres", "_pq_.report", "all", ""]);
    const [negotiated] = await client.until("R");
    expect(negotiated).toEqual(buildMessage("v", buildIntegers(196_608, 1), buildStrings("_pq_.report")));
    client.socket.destroy();
  });

  test("who speaks another protocol is sent away", async () => {
    const client = await BareClient.open(wire.server.port);
    client.socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    expect(await client.until("R")).toEqual([]);
  });
});

describe("COPY", () => {
  beforeEach(() => engine.execute("DROP TABLE IF EXISTS copied; CREATE TABLE copied (a int, b text)"));
  const rows = () => engine.query("SELECT a, b FROM copied ORDER BY a");

  test("data from the client are taken, outside of a transaction and within one", async () => {
    const client = await BareClient.connect(wire.server.port);
    client.send(query("-- the data of a dump\nCOPY copied FROM STDIN"));
    expect(types(await client.until("G"))).toBe("G");
    client.send(data("1\tone\n"), data("2\ttwo\n"), DONE);
    expect(types(await client.until("Z"))).toBe("CZ");
    client.send(query("BEGIN; INSERT INTO copied VALUES (3, 'three')"));
    await client.until("Z");
    client.send(query("COPY copied FROM STDIN (FORMAT csv)"));
    expect(types(await client.until("G"))).toBe("G");
    client.send(data("4,four\n"), DONE);
    await client.until("Z");
    client.send(query("COMMIT"));
    await client.until("Z");
    expect(await rows()).toEqual([
      { a: "1", b: "one" },
      { a: "2", b: "two" },
      { a: "3", b: "three" },
      { a: "4", b: "four" },
    ]);
    client.socket.destroy();
  });

  test("by the extended protocol the data end with a Sync", async () => {
    const client = await BareClient.connect(wire.server.port);
    client.send(
      buildMessage("P", buildStrings("load", "COPY copied FROM STDIN"), Buffer.alloc(2)),
      buildMessage("B", buildStrings("", "load"), Buffer.alloc(6)),
      buildMessage("E", buildStrings(""), buildIntegers(0)),
      SYNC,
    );
    expect(types(await client.until("G"))).toBe("12G");
    client.send(data("5\tfive\n"), DONE, SYNC);
    expect(types(await client.until("Z"))).toBe("CZ");
    expect(await rows()).toEqual([{ a: "5", b: "five" }]);
    client.socket.destroy();
  });

  test("where the client has no data after all, the statement fails as on a server", async () => {
    const client = await BareClient.connect(wire.server.port);
    client.send(query("COPY copied FROM STDIN"));
    await client.until("G");
    client.send(buildMessage("f", buildStrings("the file is gone")));
    const [failed] = await client.until("Z");
    expect(failed?.toString("utf8")).toContain("COPY from stdin failed: the file is gone");
    client.socket.destroy();
  });

  test("a COPY that is refused is refused at once, and fails the transaction", async () => {
    const client = await BareClient.connect(wire.server.port);
    client.send(query("BEGIN"));
    await client.until("Z");
    client.send(query("COPY nowhere FROM STDIN"));
    const answer = await client.until("Z");
    expect(answer[0]?.toString("utf8")).toContain('relation "nowhere" does not exist');
    expect(answer.at(-1)?.toString("latin1").at(-1)).toBe("E");
    client.socket.destroy();
  });

  test("a statement that only speaks of it is run once", async () => {
    const client = await wire.connect();
    await client.query("BEGIN");
    await client.query("/* like COPY copied FROM STDIN */ INSERT INTO copied VALUES (6, 'COPY x FROM STDIN')");
    await client.query("COMMIT");
    expect(await rows()).toEqual([{ a: "6", b: "COPY x FROM STDIN" }]);
  });

  test("no program is run for it, and the transaction that asks for one fails", async () => {
    const client = await wire.connect();
    await client.query("BEGIN");
    expect(await refusal(client.query("COPY copied FROM PROGRAM 'id'"))).toEqual({
      code: "0A000",
      message: "The embedded engine runs no programs, so COPY … PROGRAM is refused.",
    });
    expect((await refusal(client.query("SELECT 1"))).code).toBe("25P02");
  });
});

test("another encoding than UTF-8 is refused, and UTF-8 is not", async () => {
  const client = await wire.connect();
  expect(await refusal(client.query("SET client_encoding TO 'LATIN1'"))).toEqual({
    code: "0A000",
    message: "The embedded engine speaks UTF-8 only, so another client_encoding is refused.",
  });
  await client.query("SET client_encoding TO 'UTF8'");
  expect((await client.query("SELECT 'Ünïcode' AS a")).rows).toEqual([{ a: "Ünïcode" }]);
});

test("an engine that is lost ends its connections with the reason", async () => {
  const own = await openEmbeddedEngine();
  const lost = await openWire(own);
  const client = await lost.connect();
  await own.close();
  expect(await refusal(client.query("SELECT 1"))).toEqual({ code: "58000", message: "The embedded engine was lost." });
  await lost.close();
});
