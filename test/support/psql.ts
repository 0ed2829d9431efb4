/** What psql makes of a script: the queries that it sends, told by a server that only listens. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Sends bytes of PostgreSQL's protocol: the message's letter, its length, its content. */
function send(socket: Socket, letter: string, content: Buffer = Buffer.alloc(0)): void {
  const head = Buffer.alloc(5);
  head.write(letter, "latin1");
  head.writeInt32BE(content.length + 4, 1);
  socket.write(Buffer.concat([head, content]));
}

const sendStatus = (socket: Socket, name: string, value: string) =>
  send(socket, "S", Buffer.from(`${name}\0${value}\0`));
const sendReady = (socket: Socket) => send(socket, "Z", Buffer.from("I"));

function welcome(socket: Socket): void {
  send(socket, "R", Buffer.alloc(4));
  sendStatus(socket, "server_version", "15.0");
  sendStatus(socket, "client_encoding", "UTF8");
  sendStatus(socket, "standard_conforming_strings", "on");
  sendReady(socket);
}

/** Answers as if all went well. COPY from the client is taken at its word. */
function answer(socket: Socket, query: string): void {
  const strings = /^\s*SET standard_conforming_strings = (on|off)/.exec(query)?.[1];
  if (strings !== undefined) sendStatus(socket, "standard_conforming_strings", strings);
  if (/^\s*COPY \w+ FROM stdin/i.test(query)) send(socket, "G", Buffer.alloc(3));
  else {
    send(socket, "C", Buffer.from("OK\0"));
    sendReady(socket);
  }
}

/** The queries that `psql -f` sends for a script, in their order; `null` where psql is not installed. */
export async function queriesOfPsql(script: string | Buffer): Promise<string[] | null> {
  const queries: string[] = [];
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    let started = false;
    socket.on("error", () => {});
    socket.on("data", (piece) => {
      bytes = Buffer.concat([bytes, piece as Buffer]);
      for (;;) {
        // The first message has no letter.
        const head = started ? 1 : 0;
        if (bytes.length < head + 4) return;
        const end = head + bytes.readInt32BE(head);
        if (bytes.length < end) return;
        const letter = started ? String.fromCharCode(bytes[0] as number) : "";
        const content = bytes.subarray(head + 4, end);
        bytes = bytes.subarray(end);
        if (!started) welcome(socket);
        started = true;
        if (letter === "Q") {
          queries.push(content.toString("utf8", 0, content.length - 1));
          answer(socket, queries.at(-1) as string);
        } else if (letter === "c" || letter === "f") {
          send(socket, "C", Buffer.from("COPY 0\0"));
          sendReady(socket);
        }
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  const folder = mkdtempSync(join(tmpdir(), "cartulary-psql-"));
  writeFileSync(join(folder, "script.sql"), script);
  try {
    const found = await run(folder, `host=127.0.0.1 port=${port} user=u dbname=d sslmode=disable gssencmode=disable`);
    return found ? queries : null;
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

/** False where there is no psql. */
function run(folder: string, connection: string): Promise<boolean> {
  const environment = { PATH: process.env.PATH, HOME: folder, PGCLIENTENCODING: "UTF8", LC_ALL: "C.UTF-8" };
  const child = spawn("psql", ["-X", "-q", "-f", "script.sql", "-d", connection], {
    cwd: folder,
    env: environment,
    stdio: "ignore",
  });
  return new Promise((done, failed) => {
    child.once("error", (error) => ("code" in error && error.code === "ENOENT" ? done(false) : failed(error)));
    child.once("close", () => done(true));
  });
}
