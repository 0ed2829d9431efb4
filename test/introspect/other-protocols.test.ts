import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { connect } from "../../introspect/connect/index.ts";

let server: Server | null = null;
let sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  server?.close();
});

/** Listens until the test ends, and never hangs up by itself. */
function listen(answering: Server): Promise<number> {
  server = answering;
  answering.on("connection", (socket: Socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
  });
  return new Promise((resolve) => {
    answering.listen(0, "127.0.0.1", () => resolve((answering.address() as AddressInfo).port));
  });
}

const greets = (text: string) => createServer((socket) => socket.write(text, "latin1"));
/** Has no TLS, and answers the first message with these bytes. */
const answers = (...bytes: Buffer[]) =>
  createServer((socket) => {
    socket.on("data", (chunk) => socket.write(chunk.length === 8 ? "N" : Buffer.concat(bytes)));
  });
const AUTHENTICATED = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);

const failureOf = (port: number, parameters = "") =>
  connect(`postgres://app:throw@127.0.0.1:${port}/shop?connect_timeout=1${parameters}`, {}).then(
    () => null,
    (error: Error) => `${error.name}: ${error.message}`,
  );

test.each<[string, () => Server]>([
  ["HTTP", () => createHttpServer((_, response) => response.end("hello"))],
  ["SSH", () => greets("SSH-2.0-OpenSSH_9.2\r\n")],
  ["MySQL", () => greets("J\0\0\0\x0a8.0.36\0\x08\0\0\0")],
  ["Redis", () => answers(Buffer.from("-ERR unknown command\r\n"))],
  ["noise", () => answers(Buffer.alloc(5000, 0xa7))],
  [
    "the first message, then noise",
    () => answers(AUTHENTICATED, Buffer.from("T\0\0\0\x10\xff\xff_noise_noise_", "latin1")),
  ],
  [
    "a message of two gigabytes",
    () => answers(AUTHENTICATED, Buffer.from([0x4e, 0x7f, 0xff, 0xff, 0xff]), Buffer.alloc(2e6)),
  ],
])("what speaks %s is called no PostgreSQL server", async (_what, toServer) => {
  const port = await listen(toServer());
  expect(await failureOf(port)).toBe(`UserError: What answers on 127.0.0.1:${port} is no PostgreSQL server.`);
});

test("what asks for TLS and answers something else is called so too", async () => {
  const port = await listen(greets("HTTP/1.1 400 Bad Request\r\n"));
  expect(await failureOf(port, "&sslmode=require")).toBe(
    `UserError: What answers on 127.0.0.1:${port} is no PostgreSQL server.`,
  );
});

test("what says nothing is waited for as long as connect_timeout says, before and after it lets us in", async () => {
  for (const silent of [() => createServer(), () => answers(AUTHENTICATED)]) {
    const port = await listen(silent());
    expect(await failureOf(port)).toBe(`UserError: 127.0.0.1:${port} did not answer in 1 s.`);
    server?.close();
  }
});

test("what hangs up is said to", async () => {
  const port = await listen(createServer((socket) => socket.end()));
  expect(await failureOf(port)).toBe(`UserError: 127.0.0.1:${port} ends the connection without a word.`);
});
