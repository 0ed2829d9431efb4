/** What is read of a project's files, and what is refused: by name, without a word of what stands in it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { boundsOf, findRepository } from "../../src/files/bounds.ts";
import { checkFile, readBeginning, readInPieces, readLargeFile, readTextFile } from "../../src/files/read-file.ts";
import { UserError } from "../../src/model/user-error.ts";
import { makeFolders } from "../support/folders.ts";

const { folderOf, scratch, remove } = makeFolders();
afterAll(remove);

const SECRET = "a word that nobody may see";
const elsewhere = folderOf({ "secret.sql": SECRET });

/** A folder that git keeps, with a folder of migrations in it. */
function aRepository(files: Readonly<Record<string, string>>): { root: string; migrations: string } {
  const root = folderOf({ ".git/HEAD": "ref: refs/heads/main\n", "db/0001.sql": "SELECT 1;", ...files });
  return { root, migrations: join(root, "db") };
}

/** The message, place and hint of what reading throws. */
function refusalOf(read: () => unknown): unknown[] {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const { message, place, hint } = error as UserError;
    expect(`${message}${place}${hint}`).not.toContain(SECRET);
    return [message, place, hint];
  }
  return [];
}

function refusalOfFound(folder: string, file: string): unknown[] {
  return refusalOf(() => readLargeFile(join(folder, file), { place: `db/${file}`, bounds: boundsOf(folder) }));
}

const OUTSIDE =
  "Only what lies in the repository of the source, or in the source's own folder, is read. Copy the file there.";
const NO_FILE = "Put a file in its place, or take it away.";

describe("a file that was found", () => {
  test("is read, through links too, where it lies in the repository", () => {
    const { root, migrations } = aRepository({ "shared/types.sql": "SELECT 2;" });
    symlinkSync("../shared/types.sql", join(migrations, "0002.sql"));
    symlinkSync("shared", join(root, "link"));
    const bounds = boundsOf(migrations);
    const read = ["db/0001.sql", "db/0002.sql", "link/types.sql"].map((file) =>
      readTextFile(join(root, file), { place: file, bounds }),
    );
    expect(read).toEqual(["SELECT 1;", "SELECT 2;", "SELECT 2;"]);
  });

  test("is read where the folder that was named is a link itself", () => {
    const { migrations } = aRepository({});
    const link = join(scratch, "named");
    symlinkSync(migrations, link);
    expect(readTextFile(join(link, "0001.sql"), { place: "x", bounds: boundsOf(link) })).toBe("SELECT 1;");
  });

  test("is refused outside the repository, by path, by link, and by a link on the way", () => {
    const { migrations } = aRepository({});
    symlinkSync(join(elsewhere, "secret.sql"), join(migrations, "link.sql"));
    symlinkSync(elsewhere, join(migrations, "folder"));
    for (const file of ["link.sql", "folder/secret.sql", `../../${elsewhere.split("/").at(-1)}/secret.sql`]) {
      expect(refusalOfFound(migrations, file)).toEqual([
        "The file leads out of the repository.",
        `db/${file}`,
        OUTSIDE,
      ]);
    }
  });

  test("is refused outside the folder where git keeps none, whether or not it is there", () => {
    const folder = folderOf({ "0001.sql": "SELECT 1;" });
    for (const file of ["../secret.sql", join("..", elsewhere.split("/").at(-1) as string, "secret.sql")]) {
      expect(refusalOfFound(folder, file)[0]).toBe("The file leads out of the repository.");
    }
    // A name that begins like the folder's is not in it.
    mkdirSync(`${folder}-other`);
    writeFileSync(`${folder}-other/x.sql`, SECRET);
    expect(refusalOfFound(folder, `../${folder.split("/").at(-1)}-other/x.sql`)[0]).toMatch(/leads out/);
  });

  test("may lie beside the configuration that names the folder", () => {
    const project = folderOf({ "shared.sql": "SELECT 3;", "db/0001.sql": "SELECT 1;" });
    const reading = { place: "shared.sql", bounds: boundsOf(join(project, "db"), project) };
    expect(readTextFile(join(project, "shared.sql"), reading)).toBe("SELECT 3;");
  });

  test.skipIf(process.platform === "win32")(
    "is refused where it is a pipe, a socket, a device or a folder",
    async () => {
      const { root, migrations } = aRepository({});
      execFileSync("mkfifo", [join(migrations, "pipe.sql")]);
      mkdirSync(join(migrations, "folder.sql"));
      const server = createServer().listen(join(migrations, "socket.sql"));
      await new Promise((done) => server.once("listening", done));
      for (const kind of ["pipe", "socket", "folder"]) {
        const message = `The file is a ${kind}, not a file.`;
        expect(refusalOfFound(migrations, `${kind}.sql`)).toEqual([message, `db/${kind}.sql`, NO_FILE]);
      }
      server.close();
      symlinkSync("/dev/zero", join(migrations, "zero.sql"));
      expect(refusalOfFound(migrations, "zero.sql")[0]).toBe("The file leads out of the repository.");
      const reading = { place: "zero.sql", bounds: ["/dev", root] };
      expect(refusalOf(() => checkFile(join(migrations, "zero.sql"), reading))[0]).toBe(
        "The file is a device, not a file.",
      );
    },
  );

  test.skipIf(process.platform === "win32")("is refused where its link leads nowhere, or to itself", () => {
    const { migrations } = aRepository({});
    symlinkSync("gone.sql", join(migrations, "nowhere.sql"));
    symlinkSync("circle.sql", join(migrations, "circle.sql"));
    expect(refusalOfFound(migrations, "nowhere.sql")[0]).toBe("The file is not there.");
    expect(refusalOfFound(migrations, "circle.sql")[0]).toBe("The file is a link that leads to itself.");
  });

  test("is refused where it is larger than what is read, whatever its size says", () => {
    const { migrations } = aRepository({});
    writeFileSync(join(migrations, "large.md"), "");
    truncateSync(join(migrations, "large.md"), 4 * 1024 * 1024 + 1);
    const reading = { place: "db/large.md", bounds: boundsOf(migrations) };
    expect(refusalOf(() => readTextFile(join(migrations, "large.md"), reading))).toEqual([
      "The file is larger than 4 MB, the most that is read.",
      "db/large.md",
      "Take out what is not needed.",
    ]);
    expect(readLargeFile(join(migrations, "large.md"), reading).length).toBe(4 * 1024 * 1024 + 1);
    expect(readBeginning(join(migrations, "large.md"), reading, 10).length).toBe(10);
  });
});

describe("a file that the user named", () => {
  test("may lie anywhere", () => {
    expect(readTextFile(join(elsewhere, "secret.sql"), { place: "x", bounds: null })).toBe(SECRET);
  });

  test.skipIf(process.platform === "win32")("may be a pipe, and ends at the size that is read at most", () => {
    const pipe = join(folderOf({}), "pipe");
    execFileSync("mkfifo", [pipe]);
    execFileSync("sh", ["-c", `printf 'SELECT 4;' > '${pipe}' &`], { stdio: "ignore" });
    expect(readTextFile(pipe, { place: "pipe", bounds: null })).toBe("SELECT 4;");
    expect(refusalOf(() => readTextFile("/dev/zero", { place: "/dev/zero", bounds: null }))).toEqual([
      "The file is larger than 4 MB, the most that is read.",
      "/dev/zero",
      "Take out what is not needed.",
    ]);
  });

  test.skipIf(process.platform === "win32")("is no device where it is read piece by piece", async () => {
    expect(refusalOf(() => readInPieces("/dev/zero", "catalog.json"))).toEqual([
      "The file is a device, not a file.",
      "catalog.json",
      NO_FILE,
    ]);
    const pieces: string[] = [];
    for await (const piece of readInPieces(join(elsewhere, "secret.sql"), "x")) pieces.push(piece);
    expect(pieces).toEqual([SECRET]);
  });

  test("is refused where it is a folder", () => {
    expect(refusalOf(() => readTextFile(elsewhere, { place: "x", bounds: null }))[0]).toBe(
      "The file is a folder, not a file.",
    );
  });
});

test("the repository is the nearest folder upwards that git keeps", () => {
  const { root, migrations } = aRepository({});
  expect([findRepository(migrations), findRepository(root)]).toEqual([root, root]);
  rmSync(join(root, ".git"), { recursive: true });
  // A work tree or a submodule has a file of that name.
  writeFileSync(join(migrations, ".git"), "gitdir: ../x\n");
  expect(findRepository(migrations)).toBe(migrations);
  expect(boundsOf(join(migrations, "0001.sql"), migrations)).toEqual(boundsOf(migrations));
});
