import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { aServerCatalog, hostRules } from "../support/server-catalog.ts";
import { ofProject } from "./project-rules.ts";

const ssl = (...lines: string[]) =>
  ofProject(aServerCatalog({ settings: { ssl: "on" }, operations: { hostRules: hostRules(...lines) } }), "sec-tls");
const WORLD = "0.0.0.0 0.0.0.0";
const fails = (line: string) =>
  `fail line of pg_hba.conf ${line}: The line ${line} of pg_hba.conf lets connections in that do not use TLS.`;

test("a server whose lines for other machines all ask for TLS passes", () => {
  expect(
    ssl(
      "local all all peer",
      "host all all 127.0.0.1 255.255.255.255 md5",
      "host all all ::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff md5",
      "host all all samehost md5",
      "host all all localhost md5",
      "hostssl all all 10.0.0.0 255.0.0.0 scram-sha-256",
      "hostgssenc all all 10.0.0.0 255.0.0.0 gss",
    ),
  ).toEqual([
    "pass line of pg_hba.conf hostgssenc all all 10.0.0.0/8 gss",
    "pass line of pg_hba.conf hostssl all all 10.0.0.0/8 scram-sha-256",
    "pass setting ssl",
  ]);
});

test("a line for other machines that lets plain connections in fails, whatever its address", () => {
  const lines = [
    "host all all all md5",
    "hostnossl shelf app .example.org md5",
    "hostnogssenc all all fe80:: ffff:ffff:ffff:ffff:: md5",
    "host replication keeper samenet md5",
    "host all all 126.0.0.0 254.0.0.0 md5",
    "host all all 10.0.0.1 255.0.0.255 md5",
    "host all all ::ffff:10.0.0.0 ffff:ffff:ffff:ffff:ffff:ffff:ff00:0 md5",
  ];
  expect(ssl(...lines)).toEqual([
    fails("host all all 10.0.0.1 255.0.0.255 md5"),
    fails("host all all 126.0.0.0/7 md5"),
    fails("host all all ::ffff:10.0.0.0/104 md5"),
    fails("host all all all md5"),
    fails("host replication keeper samenet md5"),
    fails("hostnogssenc all all fe80::/64 md5"),
    fails("hostnossl shelf app .example.org md5"),
    "pass setting ssl",
  ]);
});

test("a line behind one that rejects all its plain connections passes", () => {
  expect(ssl(`hostnossl all all ${WORLD} reject`, "host all all 10.0.0.0 255.0.0.0 md5")).toEqual([
    "pass line of pg_hba.conf host all all 10.0.0.0/8 md5",
    "pass setting ssl",
  ]);
  expect(ssl("hostnossl all all all reject", "host all app .example.org md5")).toEqual([
    "pass line of pg_hba.conf host all app .example.org md5",
    "pass setting ssl",
  ]);
  expect(ssl(`hostnossl all all ${WORLD} reject`, "hostnossl all all :: :: reject", "host all all all md5")).toEqual([
    "pass line of pg_hba.conf host all all all md5",
    "pass setting ssl",
  ]);
});

test.each([
  ["a part of its addresses", "hostnossl all all 10.0.0.0 255.255.0.0 reject", "host all all 10.0.0.0 255.0.0.0 md5"],
  ["the other family", `hostnossl all all ${WORLD} reject`, "host all all fd00:: ff00:: md5"],
  ["another role", `hostnossl all guest ${WORLD} reject`, "host all app 10.0.0.0 255.0.0.0 md5"],
  ["another database", `hostnossl shelf all ${WORLD} reject`, "host all all 10.0.0.0 255.0.0.0 md5"],
  ["all but replication", `hostnossl all all ${WORLD} reject`, "host replication all 10.0.0.0 255.0.0.0 md5"],
  ["those with TLS", `hostssl all all ${WORLD} reject`, "host all all 10.0.0.0 255.0.0.0 md5"],
])("a line behind one that rejects %s fails", (_what, first, second) => {
  expect(ssl(first, second).map((line) => line.split(" ")[0])).toEqual(["fail", "pass"]);
});

test("a line after the one that lets in is too late to reject", () => {
  expect(ssl("host all all all md5", "hostnossl all all all reject")).toEqual([
    fails("host all all all md5"),
    "pass setting ssl",
  ]);
});

test("a server without TLS fails once, one that only its own machine reaches has nothing to encrypt", () => {
  const off = { ssl: "off" };
  const operations = { hostRules: hostRules("host all all all md5") };
  expect(ofProject(aServerCatalog({ settings: off, operations }), "sec-tls")).toEqual([
    "fail setting ssl: The setting ssl is off: no connection can be encrypted.",
  ]);
  for (const listen_addresses of ["", "localhost", "127.0.0.1, ::1"]) {
    expect(ofProject(aServerCatalog({ settings: { ...off, listen_addresses }, operations }), "sec-tls")).toEqual([
      "n.a. setting ssl: the server listens on its own machine only",
    ]);
  }
});

test("where pg_hba.conf is hidden the service's own setting decides, or this very connection", () => {
  const hidden = (settings: Record<string, string>, connection = { remote: true, encrypted: true }) =>
    ofProject(aServerCatalog({ settings: { ssl: "on", ...settings }, operations: { connection } }), "sec-tls");
  expect(hidden({})).toEqual([
    "not assessed setting ssl: TLS is there; whether it is required stands in pg_hba.conf, which could not be read",
  ]);
  expect(hidden({}, { remote: false, encrypted: false })).toEqual(hidden({}));
  expect(hidden({}, { remote: true, encrypted: false })).toEqual([
    "fail setting ssl: The server let this reading in from another machine without TLS.",
  ]);
  expect(hidden({ "rds.force_ssl": "1" })).toEqual(["pass setting ssl"]);
  expect(hidden({ "rds.force_ssl": "0" })).toEqual([
    "fail setting ssl: The setting rds.force_ssl is off: connections that do not use TLS are let in.",
  ]);
});

test("a replayed history does not say how a server is reached", () => {
  expect(ofProject(aCatalog(), "sec-tls")).toEqual(["not assessed project: only a server knows how it is reached"]);
});
