import { expect, test } from "vitest";
import { aCatalog } from "../support/catalog.ts";
import { aHostRule, aServerCatalog, hostRules } from "../support/server-catalog.ts";
import { ofProject } from "./project-rules.ts";

const UNSEEN =
  "not assessed setting listen_addresses: the server answers other machines, and does not see the firewall before it";
const of = (...lines: string[]) =>
  ofProject(aServerCatalog({ operations: { hostRules: hostRules(...lines) } }), "sec-network");
const fails = (line: string) =>
  `fail line of pg_hba.conf ${line}: The line ${line} of pg_hba.conf is open to every address.`;

test("a line that is open to every address fails", () => {
  expect(
    of("host all all 0.0.0.0 0.0.0.0 md5", "hostssl all all :: :: scram-sha-256", "hostnossl shelf app all trust"),
  ).toEqual([
    fails("host all all 0.0.0.0/0 md5"),
    fails("hostnossl shelf app all trust"),
    fails("hostssl all all ::/0 scram-sha-256"),
    UNSEEN,
  ]);
});

test("lines for named networks pass, and the firewall is left to a person", () => {
  expect(of("host all all 10.0.0.0 255.0.0.0 md5", "hostssl all all .example.org md5")).toEqual([
    UNSEEN,
    "pass line of pg_hba.conf host all all 10.0.0.0/8 md5",
    "pass line of pg_hba.conf hostssl all all .example.org md5",
  ]);
});

test("a line that asks for a certificate passes", () => {
  const cert = aHostRule(1, "hostssl all all 0.0.0.0 0.0.0.0 cert");
  const asking = {
    ...aHostRule(2, "hostssl all all :: :: scram-sha-256"),
    options: [{ name: "clientcert", value: "verify-full" }],
  };
  expect(ofProject(aServerCatalog({ operations: { hostRules: [cert, asking] } }), "sec-network")).toEqual([
    UNSEEN,
    "pass line of pg_hba.conf hostssl all all 0.0.0.0/0 cert",
    "pass line of pg_hba.conf hostssl all all ::/0 scram-sha-256",
  ]);
});

test("a line behind one that rejects everybody passes; rejecting the plain ones leaves the others", () => {
  expect(of("host all all all reject", "host all all 0.0.0.0 0.0.0.0 md5")).toEqual([
    UNSEEN,
    "pass line of pg_hba.conf host all all 0.0.0.0/0 md5",
  ]);
  expect(of("hostnossl all all all reject", "host all all 0.0.0.0 0.0.0.0 md5")).toEqual([
    fails("host all all 0.0.0.0/0 md5"),
    UNSEEN,
  ]);
});

test("a line behind one that asks everybody for a certificate passes", () => {
  const cert = "hostssl all all 0.0.0.0 0.0.0.0 cert";
  expect(of(cert, "hostssl shelf app 0.0.0.0 0.0.0.0 md5", "hostssl all all all md5")).toEqual([
    fails("hostssl all all all md5"),
    UNSEEN,
    "pass line of pg_hba.conf hostssl all all 0.0.0.0/0 cert",
    "pass line of pg_hba.conf hostssl shelf app 0.0.0.0/0 md5",
  ]);
  expect(of(cert, "host all all 0.0.0.0 0.0.0.0 md5", "hostssl replication all 0.0.0.0 0.0.0.0 md5")).toEqual([
    fails("host all all 0.0.0.0/0 md5"),
    fails("hostssl replication all 0.0.0.0/0 md5"),
    UNSEEN,
    "pass line of pg_hba.conf hostssl all all 0.0.0.0/0 cert",
  ]);
});

test("a server that only its own machine reaches passes, by what it listens on or by its lines", () => {
  const settings = { listen_addresses: "localhost" };
  const operations = { hostRules: hostRules("host all all all md5") };
  expect(ofProject(aServerCatalog({ settings, operations }), "sec-network")).toEqual(["pass setting listen_addresses"]);
  expect(of("local all all peer", "host all all 127.0.0.0 255.0.0.0 md5", "host all all all reject")).toEqual([
    "pass setting listen_addresses",
  ]);
});

test("what cannot be seen is not assessed", () => {
  expect(ofProject(aServerCatalog(), "sec-network")).toEqual([
    "not assessed setting listen_addresses: who may connect stands in pg_hba.conf, which could not be read",
  ]);
  expect(ofProject(aCatalog(), "sec-network")).toEqual(["not assessed project: only a server knows how it is reached"]);
});
