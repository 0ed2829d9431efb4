import { describe, expect, test } from "vitest";
import { isConnectionString, parseConnectionString } from "../../introspect/connect/connection-string.ts";
import { UserError } from "../../src/model/user-error.ts";

const WHOLE = { user: "app", password: "s3cret", host: "db.local", port: "5433", dbname: "shop" };

describe("the same address, however it is written, is read as the same parameters", () => {
  test.each([
    "postgres://app:s3cret@db.local:5433/shop",
    "postgresql://app:s3cret@db.local:5433/shop",
    "POSTGRES://app:s3cret@db.local:5433/shop",
    "postgresql+psycopg://app:s3cret@db.local:5433/shop",
    "postgis://app:s3cret@db.local:5433/shop",
    "  postgres://app:s3cret@db.local:5433/shop\n",
    "'postgres://app:s3cret@db.local:5433/shop'",
    `"'postgres://app:s3cret@db.local:5433/shop' "`,
    "“postgres://app:s3cret@db.local:5433/shop”",
    "<postgres://app:s3cret@db.local:5433/shop>",
    "postgres://db.local:5433/shop?user=app&password=s3cret",
    "postgres:///shop?host=db.local&port=5433&user=app&password=s3cret&application_name=x&schema=public",
    "jdbc:postgresql://db.local:5433/shop?user=app&password=s3cret",
    "host=db.local port=5433 user=app password=s3cret dbname=shop",
    " password = 's3cret'user=app\thost =db.local port= 5433 dbname='shop' application_name=x",
    "'host=db.local port=5433 user=app password=s3cret dbname=shop'",
  ])("%s", (text) => {
    expect(isConnectionString(text)).toBe(true);
    expect(parseConnectionString(text)).toEqual(WHOLE);
  });
});

/** Each beside what libpq's own PQconninfoParse gives, but for passwords that libpq refuses or cuts. */
test.each([
  ["postgres://", {}],
  ["postgres:///shop", { dbname: "shop" }],
  ["postgres://app@/shop?host=/run/pg", { user: "app", host: "/run/pg", dbname: "shop" }],
  ["postgres://%2Frun%2Fpg/shop", { host: "/run/pg", dbname: "shop" }],
  ["postgres://[::1]:5433/shop", { host: "::1", port: "5433", dbname: "shop" }],
  ["postgres://one:1,two:2/shop", { host: "one,two", port: "1,2", dbname: "shop" }],
  ["postgres://one,[::1]:2/shop", { host: "one,::1", port: ",2", dbname: "shop" }],
  ["postgres://host:/shop?options=-c%20geqo%3Doff", { host: "host", dbname: "shop", options: "-c geqo=off" }],
  ["postgres://host/shop?ssl=true", { host: "host", dbname: "shop", sslmode: "require" }],
  ["postgres://a b:c d@host/e f", { user: "a b", password: "c d", host: "host", dbname: "e f" }],
  ["postgres://host/?password=p+w", { host: "host", password: "p+w" }],
  ["jdbc:postgresql://host/?password=p+w%2B", { host: "host", password: "p w+" }],
  ["jdbc:postgresql:shop?user=app", { host: "localhost", dbname: "shop", user: "app" }],
  ["host=h password='it\\'s \\\\' dbname=''", { host: "h", password: "it's \\" }],
  ["host=h password=a\\ b\\'c", { host: "h", password: "a b'c" }],
  ["password= dbname=shop", { password: "dbname=shop" }],
  ["hostaddr=127.0.0.1 service=desk", { hostaddr: "127.0.0.1", service: "desk" }],
])("%s is read as libpq reads it", (text, settings) => {
  expect(parseConnectionString(text)).toEqual(settings);
});

test.each([
  ["postgres://app:p@ss@host/shop", "p@ss"],
  ["postgres://app:p:ss@host/shop", "p:ss"],
  ["postgres://app:p/ss@host:5433/shop", "p/ss"],
  ["postgres://app:5/ss@host:5433/shop", "5/ss"],
  ["postgres://app:p#s/s@host/shop", "p#s/s"],
  ["postgres://app:p?s@host/shop", "p?s"],
  ["postgres://app:p?s@host/shop?sslmode=disable", "p?s"],
  ["postgres://app:p%zz%4@host/shop", "p%zz%4"],
  ["postgres://app:%C3%A4%40%ff@host/shop", "%C3%A4%40%ff"],
  ["postgres://app:p@host/shop?password=a@b", "a@b"],
])("a password that is not escaped is taken as it stands: %s", (text, password) => {
  expect(parseConnectionString(text)).toMatchObject({ user: "app", password, host: "host", dbname: "shop" });
});

test.each([
  "migrations/",
  "a=b.sql",
  "catalog.json",
  "app:s3cret@host/shop",
  "postgres:app:s3cret@host/shop",
  "mysql://h/d",
])("%s is no connection string", (text) => {
  expect(isConnectionString(text)).toBe(false);
});

test.each([
  ["postgres://app:s3cret@host:port/shop", "The connection string cannot be read."],
  ["postgres://app:s3cret@[::1/shop", "The connection string cannot be read."],
  ["postgres://app%00:s3cret@host/shop", "The connection string cannot be read."],
  ["host=h password=s3cret secret2", "The connection string is no list of keyword=value."],
  ["host=h password='s3cret", "The connection string is no list of keyword=value."],
])("%s is refused without a word of it", (text, message) => {
  const error = (() => {
    try {
      return parseConnectionString(text);
    } catch (caught) {
      return caught;
    }
  })();
  expect(error).toBeInstanceOf(UserError);
  const { message: said, hint, place } = error as UserError;
  expect(said).toBe(message);
  expect(`${hint} ${place}`).not.toMatch(/s3cret|secret2|app/);
});
