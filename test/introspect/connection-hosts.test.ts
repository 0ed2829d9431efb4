import { describe, expect, test } from "vitest";
import { readConnectionParameters } from "../../introspect/connect/connection-parameters.ts";
import { UserError } from "../../src/model/user-error.ts";

const read = (target: string | null, environment = {}) =>
  readConnectionParameters(target, { HOME: "/nowhere", APPDATA: "/nowhere", PGUSER: "app", ...environment });
const placesOf = (target: string | null, environment = {}) =>
  read(target, environment).places.map(({ host, address, port }) => `${host} ${address} ${port}`);

describe("several hosts", () => {
  test.each([
    ["postgres://one:1,two:2/shop", {}, ["one one 1", "two two 2"]],
    ["postgres://one,two:2/shop", {}, ["one one 5432", "two two 2"]],
    ["postgres://one,two/shop", {}, ["one one 5432", "two two 5432"]],
    ["postgres://one,two/shop?port=7", {}, ["one one 7", "two two 7"]],
    ["postgres://[::1]:1,[::2]/shop", {}, ["::1 ::1 1", "::2 ::2 5432"]],
    ["postgres:///shop?host=one,/run/pg&port=1,2", {}, ["one one 1", "/run/pg /run/pg 2"]],
    ["host=one,two port=1,2 dbname=shop", {}, ["one one 1", "two two 2"]],
    ["host=one,two hostaddr=10.0.0.1,10.0.0.2 dbname=shop", {}, ["one 10.0.0.1 5432", "two 10.0.0.2 5432"]],
    ["hostaddr=10.0.0.1 dbname=shop", {}, ["10.0.0.1 10.0.0.1 5432"]],
    [null, { PGHOST: "one,two", PGPORT: "1,2" }, ["one one 1", "two two 2"]],
    [null, { PGHOST: "one", PGPORT: "" }, ["one one 5432"]],
  ])("%s %o are tried in their order", (target, environment, places) => {
    expect(placesOf(target, environment)).toEqual(places);
  });

  test.each([
    ["host=a,b,c port=1,2", "host and port are lists of different lengths, 3 and 2."],
    ["host=a,b hostaddr=10.0.0.1", "hostaddr and host are lists of different lengths, 1 and 2."],
    ["postgres://a:1,b:x/shop", "The connection string cannot be read."],
    ["postgres://a:1,b:70000/shop", 'The port "70000" of the connection is not a number from 1 to 65535.'],
    ["postgres://a/shop?target_session_attrs=best", 'target_session_attrs "best" is unknown.'],
  ])("%s is refused", (target, message) => {
    expect(() => read(target)).toThrow(UserError);
    expect(() => read(target)).toThrow(message);
  });

  test("are asked for one kind of server, or for a standby first", () => {
    expect(read("postgres://a/b").kinds).toEqual(["any"]);
    expect(read("postgres://a/b?target_session_attrs=read-write").kinds).toEqual(["read-write"]);
    expect(read(null, { PGTARGETSESSIONATTRS: "prefer-standby" }).kinds).toEqual(["standby", "any"]);
  });
});
