/** Tells whether a line gives a password away that is worth something. The password itself is never returned. */
import { isEverydayPassword } from "../../../src/model/secret-values.ts";

const URL = /\bpostgres(?:ql)?(?:\+\w+)?:\/\/([^\s:@/"'`]*):([^\s@/"'`]+)@(\[[^\s\]]+\]|[^\s:/?"'`,)]+)/gi;
/** As JDBC has it, and libpq takes it too: `?user=app&password=…`. */
const PARAMETERS =
  /\bpostgres(?:ql)?(?:\+\w+)?:\/\/(?:[^\s@/"'`]*@)?(\[[^\s\]]+\]|[^\s:/?"'`,)]+)[^\s?"'`]*\?(?:[^\s"'`]*&)?password=([^\s&"'`;)]+)/gi;
/** What stands for a value that is filled in elsewhere. `%40`, in an INI file `%%40`, is a character of the value itself. */
const FILLED_IN = /[${}<>]|%(?!%?[0-9a-f]{2})|^%\w+%$|^\*+$|^x+$|^\.{2,}$|…/i;
/** Machines that only their own user reaches, and names that are nobody's. A name without a dot is a container's. */
const LOCAL =
  /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[?::1\]?|[^.:]+|host\.docker\.internal|.+\.(local|localhost|test|example|invalid|internal\.example)|(.+\.)?example\.(com|org|net))$/i;

/** Whether a connection string on the line holds a literal password to a machine that others can reach. */
export function holdsPassword(line: string): boolean {
  const given = [
    ...[...line.matchAll(URL)].map(([, user = "", password = "", host = ""]) => ({ user, password, host })),
    ...[...line.matchAll(PARAMETERS)].map(([, host = "", password = ""]) => ({ user: "", password, host })),
  ];
  return given.some(({ user, password, host }) => {
    if (FILLED_IN.test(password) || FILLED_IN.test(host)) return false;
    return !isEverydayPassword(password) && password !== user && !LOCAL.test(host);
  });
}
