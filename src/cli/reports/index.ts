/** Every report by the name of its format, as `--format` takes it. */
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import type { Reporter } from "./report.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

export const reporters = { text, json, markdown, sarif, junit, github, gitlab } satisfies Record<string, Reporter>;

export type Format = keyof typeof reporters;
