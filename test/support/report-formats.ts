/** What other programs make of our reports: read strictly, so that a report that they would refuse fails a test. */
import { createRequire } from "node:module";
import Ajv from "ajv-draft-04";
import { SaxesParser } from "saxes";

const schema = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new Ajv.default({
  allErrors: true,
  // The schema has a pattern that only reads without the u flag.
  unicodeRegExp: false,
  strictTypes: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    "uri-reference": (text: string) => /^[\x21-\x7e]*$/.test(text) && URL.canParse(text, "https://example.com/"),
    "date-time": (text: string) => !Number.isNaN(Date.parse(text)),
  },
});
const validate = ajv.compile(schema);

/** Where a log breaks the schema of SARIF 2.1.0, one line a fault. */
export function sarifFaults(text: string): string[] {
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** An element of an XML document. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** The root of a document. Throws where it is not well-formed. */
export function parseXml(text: string): Element {
  const parser = new SaxesParser();
  const top: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes } as Record<string, string>, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (part) => {
    (open.at(-1) as Element).text += part;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(text).close();
  return top.children[0] as Element;
}

/** A workflow command as GitHub's runner takes it apart (ActionCommand.cs): no line that begins with `::` is text. */
export function parseWorkflowCommand(line: string): {
  command: string;
  properties: Record<string, string>;
  data: string;
} {
  const [, command, list, data] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  if (command === undefined || list === undefined || data === undefined) throw new Error(`no command: ${line}`);
  const properties = list.split(",").map((property): [string, string] => {
    const at = property.indexOf("=");
    return [property.slice(0, at), withoutEscapes(property.slice(at + 1))];
  });
  return { command, properties: Object.fromEntries(properties), data: withoutEscapes(data) };
}

function withoutEscapes(text: string): string {
  const codes: Record<string, string> = { "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" };
  return text.replace(/%(0D|0A|3A|2C|25)/g, (code) => codes[code] as string);
}
