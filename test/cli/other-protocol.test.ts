import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { runCartularyHere } from "../support/cartulary.ts";

const sockets: Socket[] = [];
let server: Server;
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Keeps every connection open, whatever the other side does. */
function listen(answer: (socket: Socket) => void): Promise<number> {
  server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    answer(socket);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

test("the process ends where another protocol is spoken, though the other side keeps the connection", async () => {
  const port = await listen((socket) => socket.on("data", () => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n")));
  expect(await runCartularyHere(["introspect", "-q", `postgres://app@127.0.0.1:${port}/shop`])).toEqual({
    code: 2,
    stdout: "",
    stderr: [
      `error What answers on 127.0.0.1:${port} is no PostgreSQL server.`,
      `   at 127.0.0.1:${port}`,
      "      Check the port: another program listens there.",
      "",
    ].join("\n"),
  });
});

test("the process ends where nothing is said at all", async () => {
  const port = await listen(() => undefined);
  const { code, stderr } = await runCartularyHere(["score", `postgres://app@127.0.0.1:${port}/shop?connect_timeout=1`]);
  expect([code, stderr.match(/^error .*$/m)?.[0]]).toEqual([2, `error 127.0.0.1:${port} did not answer in 1 s.`]);
});
