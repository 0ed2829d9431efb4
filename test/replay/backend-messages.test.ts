import { expect, test } from "vitest";
import { BackendAnswer } from "../../introspect/replay/engine/backend-messages.ts";

/** A message of the server: type, length, body. */
function message(type: string, ...parts: (string | number | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(String(part)))));
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

const description = (...names: string[]) =>
  message("T", int16(names.length), ...names.flatMap((name) => [name, Buffer.alloc(1 + 18)]));
const row = (...cells: (string | null)[]) =>
  message(
    "D",
    int16(cells.length),
    ...cells.flatMap((cell) => (cell === null ? [int32(-1)] : [int32(Buffer.byteLength(cell)), cell])),
  );

const ANSWER = Buffer.concat([
  description("first"),
  row("of another result"),
  message("N", "SNOTICE\0\0"),
  description("größe", "__proto__", "empty"),
  row("😀", null, ""),
  row("a", "b", "c"),
  message("E", 'SERROR\0C42703\0Mcolumn "é" does not exist\0P8\0\0'),
  message("Z", "E"),
]);

function answerOf(bytes: readonly Buffer[], wanted = true) {
  const answer = new BackendAnswer(wanted);
  for (const chunk of bytes) answer.take(chunk);
  const { rows, error, status } = answer;
  return { rows: rows.map((each) => Object.entries(each)), error: error === null ? null : [...error], status };
}

const WHOLE = {
  rows: [
    [
      ["größe", "😀"],
      ["__proto__", null],
      ["empty", ""],
    ],
    [
      ["größe", "a"],
      ["__proto__", "b"],
      ["empty", "c"],
    ],
  ],
  error: [
    ["S", "ERROR"],
    ["C", "42703"],
    ["M", 'column "é" does not exist'],
    ["P", "8"],
  ],
  status: "E",
};

test("the rows of the last result, the error and the state of the transaction are read", () => {
  expect(answerOf([ANSWER])).toEqual(WHOLE);
});

test("messages may come in pieces of any size", () => {
  expect(answerOf([...ANSWER].map((byte) => Buffer.from([byte])))).toEqual(WHOLE);
});

test("rows that are not wanted are let go, and an answer without an end has no state", () => {
  expect(answerOf([ANSWER.subarray(0, -2)], false)).toEqual({ ...WHOLE, rows: [], status: null });
});
