/** A schema in which every kind of text that the product repeats holds what a terminal or a build's runner obeys. */

/** Commands of runners, escapes of both halves, marks of direction, no width, separators, tags; 63 bytes at most a name. */
const TEXTS = [
  "##vso[task.setvariable variable=PATH]/tmp/evil",
  "##teamcity[buildStop comment='x']",
  "##[group]::add-mask::x",
  "::error file=a.sql::b",
  "a\u001b[31mb\u0007\u001b]8;;https://evil.example\u001b\\c",
  "a\u009b31mb\u0085c",
  "right\u202eto\u2066left\u200f",
  "no\u200bwidth\ufeff\u00ad",
  "lone\rreturn and \u2028line",
  "tag\u{e0041}\u{e007f}",
  "section_start:1:x\r\u001b[0Kx",
  "back\\slash \"and\" 'quotes' \u0001",
];

const name = (text: string) => `"${text.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

const tables = TEXTS.map((text, index) => {
  const next = TEXTS[(index + 1) % TEXTS.length] as string;
  return `
CREATE TABLE ${name(text)} (
  ${name(`id${text}`.slice(0, 40))} int CONSTRAINT ${name(`pk${text}`.slice(0, 40))} PRIMARY KEY,
  ${name(`t${text}`.slice(0, 40))} real DEFAULT 0 CONSTRAINT ${name(`ck${text}`.slice(0, 40))} CHECK (${name(`t${text}`.slice(0, 40))}::text <> ${literal(text)}),
  note text DEFAULT ${literal(text)},
  flag boolean
);
CREATE INDEX ${name(`ix${text}`.slice(0, 40))} ON ${name(text)} (flag) WHERE note <> ${literal(text)};
COMMENT ON TABLE ${name(text)} IS ${literal(`Holds ${text}\n${next}\n@owner ${text}`)};
COMMENT ON COLUMN ${name(text)}.note IS ${literal(`${next} and ${text}`)};
CREATE VIEW ${name(`v${text}`.slice(0, 40))} AS SELECT flag AS ${name(text)}, ${literal(text)}::text AS said FROM ${name(text)};
CREATE POLICY ${name(`p${text}`.slice(0, 40))} ON ${name(text)} USING (note <> ${literal(text)});
CREATE FUNCTION ${name(`f${text}`.slice(0, 40))}() RETURNS text LANGUAGE plpgsql AS $body$
BEGIN\r
  -- ${text.replaceAll("\r", " ")}
  RETURN ${literal(text)};
END $body$;
CREATE TYPE ${name(`e${text}`.slice(0, 40))} AS ENUM (${literal(text)});
`;
});

/** The script that makes it. */
export const HOSTILE_SQL = tables.join("");

/** What must stand raw in nothing that a terminal or a browser shows, JSON and SQL included. */
export const RAW =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\r(?!\n)|[\u{e0000}-\u{e0fff}]/u;

/** What a build's runner obeys. GitHub's own report begins its lines with `::`, and is told apart by its test. */
export const RUNNER_COMMAND = /##\w*\[|^\s*::[a-z].*::/im;
