/** The text of a statement without values, whoever wrote it down. */
import { normalizeSync, scanSync } from "libpg-query";
import { shorten } from "../../src/model/workload.ts";

/** Of longer texts the middle is left out. */
const LONGEST = 2000;

/** A constant that normalising leaves, where the grammar takes no parameter: a path of JSON_TABLE, for example. */
const CONSTANT = /^(SCONST|USCONST|BCONST|XCONST|FCONST)$/;

/**
 * The statement on one line, with `$1` for each value and without comments, which may hold values too. The server has
 * done so already, but not for every entry. Throws where libpg-query does not take the text.
 */
export function toStatementText(query: string): string {
  const normal = Buffer.from(normalizeSync(query), "utf8");
  let text = "";
  let end = 0;
  for (const { tokenName, start, end: next } of scanSync(normal.toString("utf8")).tokens) {
    if (start > end && text !== "" && !text.endsWith(" ")) text += " ";
    end = next;
    if (tokenName === "SQL_COMMENT" || tokenName === "C_COMMENT") continue;
    // Positions are in bytes.
    text += CONSTANT.test(tokenName) ? "'…'" : normal.subarray(start, next).toString("utf8");
  }
  return shorten(text.replace(/[\s;]+$/, ""), LONGEST);
}
