/** SQL cut into runs for colouring: keywords as PostgreSQL prints them, strings and comments. */

export interface SqlRun {
  kind: "plain" | "keyword" | "string" | "comment";
  text: string;
}

const TOKEN = /(--[^\n]*)|([EeBbXxNn]?'(?:[^']|'')*')|("(?:[^"]|"")*")|(\$\w*\$[\s\S]*?\$\w*\$)|([A-Za-z_][\w$]*)/g;

/** The runs put together are the text again. */
export function splitSql(sql: string): SqlRun[] {
  const runs: SqlRun[] = [];
  const push = (kind: SqlRun["kind"], text: string) => {
    const last = runs.at(-1);
    if (text === "") return;
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text });
  };
  let end = 0;
  for (const match of sql.matchAll(TOKEN)) {
    push("plain", sql.slice(end, match.index));
    const [text, comment, string, , , word] = match;
    if (comment !== undefined) push("comment", text);
    else if (string !== undefined) push("string", text);
    else push(word !== undefined && /^[A-Z]{2,}$/.test(word) ? "keyword" : "plain", text);
    end = match.index + text.length;
  }
  push("plain", sql.slice(end));
  return joinKeywords(runs);
}

/** One run for keywords that follow each other. */
function joinKeywords(runs: readonly SqlRun[]): SqlRun[] {
  const joined: SqlRun[] = [];
  for (const [index, run] of runs.entries()) {
    const before = joined.at(-1);
    const between = run.kind === "plain" && run.text === " " && runs[index + 1]?.kind === "keyword";
    if (before?.kind === "keyword" && (run.kind === "keyword" || between)) before.text += run.text;
    else joined.push({ ...run });
  }
  return joined;
}
