/** Passwords in text, told by the form of what they stand in. */

/** What stands where a secret stood. */
export const MASK = "********";

const DATABASE =
  "postgres(?:ql)?|pg|pgsql|psql|postgis|timescale(?:gis)?|mysql|mariadb|mssql|sqlserver|oracle|redis|mongodb";
const DATABASE_LOGIN = String.raw`:\/\/(?<=\b(?:${DATABASE})(?:\+\w+)?:\/\/)[^\s:@/"'\x60<>\\[]{0,200}:`;
/** Characters of a secret: enough for a cloud's token, and few enough that no text is searched again and again. */
const MOST = "{1,2000}";
/** A backslash is one character with the next, but for a line break or a quote as JSON writes them. */
const ESCAPED = String.raw`\\[^nrt"]`;
/** A port is no password. */
const NO_PORT = String.raw`(?!\d{1,5}(?:[/?,\s"'\x60]|$))`;

/** In apostrophes, which SQL within SQL doubles. */
const LITERAL = String.raw`(?<quotes>'{2,8})[^'"]{0,2000}\k<quotes>|E?'(?:[^'"\\]|\\.|''){0,2000}'`;
/** A value of `keyword=value`: in quotes, or up to a blank. */
const VALUE = String.raw`${LITERAL}|\\"[^"\\]{0,2000}\\"|(?:[^\s"'&;\\]|${ESCAPED})${MOST}`;
const KEYWORD = "host|hostaddr|port|dbname|user|passfile|sslmode|connect_timeout|application_name|options|service";
const BEHIND_KEYWORD = String.raw`\bpassword(?<=\b(?:${KEYWORD})\s*=\s*(?:'[^'"]{0,200}'|[^\s"']{1,200})\s+password)\s*=\s*`;
const BEFORE_KEYWORD = String.raw`\s+(?:${KEYWORD})\s*=`;
const IN_ROLE = String.raw`\bpassword(?<=(?:\b(?:role|user)\s[^;'"]{1,300}|\boptions\s*\([^;)]{0,300})password)\s+`;

/** The text before the secret, the secret with its quotes, and what stands behind it. */
type Pattern = readonly [before: string, secret: string, behind?: string];

/**
 * Connection strings. They are told from all else, so that they may be looked for in anybody's SQL and prose. None
 * reaches over a double quote: in JSON's text a masked string is still one string.
 */
const CONNECTION_STRINGS = compile([
  // postgres://user:password@host, also with characters that somebody forgot to escape
  [DATABASE_LOGIN, String.raw`(?:[^\s"'\x60<>\\]|${ESCAPED})${MOST}`, "@"],
  // https://user:password@host
  [String.raw`:\/\/[^\s:@/"'\x60<>\\]{0,200}:`, String.raw`(?:[^\s/"'\x60<>\\]|${ESCAPED})${MOST}`, "@"],
  // user:password@host:5432/database
  [String.raw`(?<![\w:/@.%-])[\w.%-]{1,200}:`, String.raw`[^\s:@/"'\x60<>\\]${MOST}`, String.raw`@[\w.-]+:\d{2,5}\/\w`],
  // ?password=…
  ["[?&;](?:ssl)?(?:password|passwd|pwd)=", String.raw`(?:[^\s"'\x60<>&;\\]|${ESCAPED})${MOST}`],
  // host=… password=…
  [BEHIND_KEYWORD, VALUE],
  [String.raw`\bpassword\s*=\s*`, `(?:${VALUE})(?<!,)`, BEFORE_KEYWORD],
  [String.raw`\bPGPASSWORD\s*=\s*`, VALUE],
  // CREATE ROLE … PASSWORD '…', OPTIONS (user '…', password '…')
  [IN_ROLE, LITERAL],
]);

/** What may be a secret as well, in texts of ours: there it is no loss to hide too much. */
const LOOSE = compile([
  // postgres://user:pass word@host
  [DATABASE_LOGIN + NO_PORT, String.raw`[^\n]${MOST}`, "@"],
  // postgres://user:password
  [
    String.raw`:\/\/[^\s:@/"'\x60<>[]{1,200}:${NO_PORT}`,
    String.raw`[^\s"'\x60<>/?@]${MOST}(?![^\s"'\x60<>/?]{0,2000}@)`,
  ],
  // user:password@host, postgres:user:password@host; a stack names files, and folders of packages with an @
  [
    String.raw`(?<![\w@.%-])(?!file:|node:|mailto:)[\w.%+-]{1,200}:(?!\/\/)${NO_PORT}`,
    String.raw`[^\s"'\x60<>\\]{0,2000}[^\s"'\x60<>\\/]`,
    String.raw`@[\w.[-]`,
  ],
  // user/password@host:1521/database
  [String.raw`(?<![\w:/@.%-])[\w.%-]{1,200}\/`, String.raw`[^\s:@/"'\x60<>\\]${MOST}`, String.raw`@[\w.-]+:\d{2,5}\b`],
  // host=… password=pass word
  [BEHIND_KEYWORD, String.raw`[^\s"'][^"'\n]{0,2000}?`, String.raw`${BEFORE_KEYWORD}|["'\n]|$`],
  // POSTGRES_PASSWORD=…, -Dpassword=…, password = "…", password := '…'
  [String.raw`\b\w{0,100}(?:password|passwd|passphrase|pwd)\s*(?::=|=>?)\s*`, `"[^"]*"|${VALUE}`],
  // "password": "…"
  [String.raw`\b(?:password|passwd|passphrase|pwd)["']?\s*:\s*`, String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`],
  // --password …
  [String.raw`--?(?:password|passwd|pwd)\s+`, String.raw`[^\s"'-][^\s"']*`],
  [String.raw`\bpassword\s+`, LITERAL],
]);

/** In an argument that names a connection, blanks end nothing. */
const ARGUMENT = compile([
  [String.raw`^\W*(?:\w[\w+.-]*:)+\/*[^:@/\s]*:`, String.raw`[\s\S]+`, "@"],
  [String.raw`\bpassword\s*=\s*`, String.raw`[^\s"'][^"']*?`, `${BEFORE_KEYWORD}|$`],
]);

interface Search {
  pattern: RegExp;
  /** What a text must hold for the pattern to match: an @ is found far faster than all words that may stand before it. */
  needs: RegExp | null;
}

function compile(patterns: readonly Pattern[]): Search[] {
  return patterns.map(([before, secret, behind]) => ({
    pattern: new RegExp(`(${before})(${secret})${behind === undefined ? "" : `(?=${behind})`}`, "gi"),
    needs: behind?.startsWith("@") ? new RegExp(behind) : null,
  }));
}

/** The text of data (SQL, comments, names, JSON of them) with the passwords of connection strings masked. */
export function maskConnectionStrings(text: string): string {
  return replaceSecrets(text, CONNECTION_STRINGS, () => MASK);
}

/** A message with everything masked that may be a password. */
export function maskSecrets(text: string): string {
  return replaceSecrets(text, [...LOOSE, ...CONNECTION_STRINGS], () => MASK);
}

/** The passwords that a text holds which names a connection: a command's argument, a variable, a setting. */
export function listSecrets(text: string): string[] {
  return [ARGUMENT, LOOSE, CONNECTION_STRINGS].flatMap((patterns) => {
    const found: string[] = [];
    replaceSecrets(text, patterns, (secret) => {
      found.push(secret);
      return MASK;
    });
    return found.filter((secret) => secret !== "" && !secret.includes(MASK));
  });
}

const QUOTED = /^(E?('+|\\"|"))(.*)\2$/s;

/** Quotes round a secret stay, so that SQL and JSON stay what they are. */
function replaceSecrets(text: string, searches: readonly Search[], write: (secret: string) => string): string {
  if (!/@|:\/\/|pass|pwd/i.test(text)) return text;
  return searches.reduce((masked, { pattern, needs }) => {
    if (needs !== null && !needs.test(masked)) return masked;
    return masked.replace(pattern, (whole, before: string, given: string) => {
      const [, open = "", close = "", secret = given] = QUOTED.exec(given) ?? [];
      return secret === MASK ? whole : `${before}${open}${write(secret)}${close}`;
    });
  }, text);
}
