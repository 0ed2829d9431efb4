import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCartularyHere } from "../support/cartulary.ts";
import { type PostgresServer, startServer } from "../support/postgres-server.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-bad-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(resolve(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Runs a build that must end with exit code 2, no stack and no site, and gives what it said. */
async function refusalOf(args: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  const out = join(folder, "never-built");
  const run = await runCartularyHere(["build", ...args, "--out", out, "--quiet"], { cwd: folder, environment });
  expect({ code: run.code, stdout: run.stdout, site: existsSync(out) }).toEqual({ code: 2, stdout: "", site: false });
  expect(run.stderr).not.toMatch(/\n {4}at /);
  return run.stderr;
}

describe("a source that cannot be read", () => {
  test("is named where it does not exist", async () => {
    expect(await refusalOf(["nowhere"])).toContain("There is no file or folder nowhere.");
  });

  test("is refused where the folder is empty", async () => {
    mkdirSync(join(folder, "empty"));
    expect(await refusalOf(["empty"])).toContain("empty");
  });

  test("is refused where the file is no SQL", async () => {
    write("picture.sql", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 255]));
    expect(await refusalOf(["picture.sql"])).toContain("picture.sql");
  });

  test("is refused with file, line, SQLSTATE and statement where the 40th file has a syntax error", async () => {
    for (let number = 1; number <= 45; number += 1) {
      const name = `steps/${String(number).padStart(4, "0")}_create_things_${number}.sql`;
      const bad = number === 40 ? "-- größer\n\nCREATE TABEL broken_40 (id int);\n" : "";
      write(name, `CREATE TABLE things_${number} (id uuid PRIMARY KEY);\n${bad}`);
    }
    const message = await refusalOf(["steps"]);
    expect(message).toContain("0040_create_things_40.sql:4");
    expect(message).toContain("42601");
    expect(message).toContain("CREATE TABEL broken_40");
  });

  test("is recognised and refused with a way out where it is another tool's layout", async () => {
    write("db/committed/000001-create-users.sql", "CREATE TABLE users (id int);");
    write("db/.gmrc", "{}");
    const message = await refusalOf(["db"]);
    expect(message).toContain("graphile-migrate");
    expect(message).toContain('--migrate "<its command>"');
  });
});

describe("a server that cannot be read", () => {
  let server: PostgresServer | null = null;
  beforeAll(async () => {
    server = await startServer(18);
  });
  afterAll(() => server?.stop());

  test("is named with host and port, never with the password", async (context) => {
    if (server === null) return context.skip();
    const url = new URL(server.urlOf(await server.createDatabase("CREATE TABLE users (id uuid)")));
    const missing = Object.assign(new URL(url), { pathname: "/no_such_shop" });
    const wrong = Object.assign(new URL(url), { password: "s3cr3t-p4ss" });
    const cases = {
      "wrong password": wrong,
      "no such database": missing,
      "nothing there": Object.assign(new URL(wrong), { port: "1" }),
    };
    const said: Record<string, string> = {};
    for (const [name, target] of Object.entries(cases)) said[name] = await refusalOf([target.href]);
    expect(said["wrong password"]).toContain("password");
    expect(said["wrong password"]).toContain(url.host);
    expect(said["no such database"]).toContain("no_such_shop");
    expect(said["nothing there"]).toContain("127.0.0.1:1");
    expect(Object.values(said).join()).not.toContain("s3cr3t");
  });
});

describe("what the user has", () => {
  test("is left alone where the output folder holds something else", async () => {
    write("thesis/chapter.txt", "years");
    write("one.sql", "CREATE TABLE users (id uuid PRIMARY KEY);");
    const run = await runCartularyHere(["build", "one.sql", "--out", "thesis"], { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("thesis holds something that Cartulary did not make, so it is left alone.");
    expect(readdirSync(join(folder, "thesis"))).toEqual(["chapter.txt"]);
  });

  test.skipIf(process.platform !== "linux")("is not touched where the output folder cannot be written", async () => {
    const run = await runCartularyHere(["build", "one.sql", "--out", "/proc/cartulary-site"], { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("/proc/cartulary-site cannot be written");
  });

  test.skipIf(process.platform !== "linux")("is refused without a look into the folders in it", async () => {
    // Some folders of /proc cannot be listed, whoever asks.
    const run = await runCartularyHere(["build", "one.sql", "--out", "/proc"], { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^error \/proc (holds something that Cartulary did not make|cannot be written)/);
  });
});

describe("a project with a fault", () => {
  test("names the note, the line and the nearest table where a note names none", async () => {
    write("noted/cartulary.config.json", JSON.stringify({ source: "schema.sql" }));
    write("noted/schema.sql", "CREATE TABLE users (id uuid PRIMARY KEY);");
    write(
      "noted/content/notes/a-note.md",
      "---\ntitle: A note\ndate: 2026-01-01\ntables: [public.usres]\n---\n\nText.\n",
    );
    const message = await refusalOf(["noted"]);
    expect(message).toContain("a-note.md:4");
    expect(message).toContain("public.usres");
    expect(message).toContain("public.users");
  });

  test("names the file, the key and the nearest key where the config has an unknown one", async () => {
    write("keyed/cartulary.config.json", JSON.stringify({ source: "schema.sql", titel: "Shop" }));
    write("keyed/schema.sql", "CREATE TABLE users (id uuid PRIMARY KEY);");
    const message = await refusalOf(["keyed"]);
    expect(message).toContain("cartulary.config.json");
    expect(message).toContain("titel");
    expect(message).toContain("title");
  });

  test("names the path of the fault where a catalog was cut off or is of a newer format", async () => {
    write("cut.json", '{"formatVersion":1,"generatedAt":null,');
    write("newer.json", '{"formatVersion":99}');
    expect(await refusalOf(["cut.json"])).toContain("cut.json");
    expect(await refusalOf(["newer.json"])).toContain("99");
  });
});

describe("the command line itself", () => {
  test("refuses unknown options and commands with what is near, and exits with 2", async () => {
    const option = await runCartularyHere(["build", "--ot", "x"]);
    expect({ code: option.code, near: option.stderr.includes("--out") }).toEqual({ code: 2, near: true });
    const command = await runCartularyHere(["biuld"]);
    expect({ code: command.code, near: command.stderr.includes("build") }).toEqual({ code: 2, near: true });
  });

  test("refuses what a variable without a value left empty: it is not the current folder", async () => {
    const emptied = [
      ["score", ""],
      ["score", "one.sql", "--format", "json", "--out="],
      ["build", "one.sql", "-o", " "],
    ];
    const runs = await Promise.all(emptied.map((argv) => runCartularyHere(argv, { cwd: folder })));
    expect(runs).toEqual(
      ["score", "--out", "-o"].map((before) => ({
        code: 2,
        stdout: "",
        stderr: `error What stands behind ${before} is empty.\n      Is a variable not set that should be? Where nothing is meant, leave it out.\n`,
      })),
    );
  });

  test("tells its version and the meaning of its exit codes", async () => {
    const { version } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as { version: string };
    expect(await runCartularyHere(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    expect((await runCartularyHere(["build", "--help"])).stdout).toContain("Exit codes: 0 fine; 1 findings");
  });
});
