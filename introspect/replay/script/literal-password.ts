/** Tells whether a line gives a password away that is worth something. The password itself is never returned. */
import { isEverydayPassword } from "../../../src/model/secret-values.ts";

const URL = /\bpostgres(?:ql)?(?:\+\w+)?:\/\/([^\s:@/"'`]*):([^\s@/"'`]+)@(\[[^\s\]]+\]|[^\s:/?"'`,)]+)/gi;
/** As JDBC has it, and libpq takes it too: `?user=app&password=…`. */
const PARAMETERS =
  /\bpostgres(?:ql)?(?:\+\w+)?:\/\/(?:[^\s@/"'`]*@)?(\[[^\s\]]+\]|[^\s:/?"'`,)]+)[^\s?"'`]*\?(?:[^\s"'`]*&)?password=([^\s&"'`;)]+)/gi;
/** As the image of PostgreSQL, libpq and Spring read it: `POSTGRES_PASSWORD: …`, `PGPASSWORD=…`, `spring.datasource.password=…`. */
const ASSIGNED =
  /\b(?:PGPASSWORD|POSTGRES_PASSWORD|SPRING_DATASOURCE_PASSWORD|spring\.datasource\.(?:\w+\.)?password)["']?\s*[:=]\s*(?:"([^"]+)"|'([^']+)'|([^\s"'#;&|)]+))/g;
/** One for the machine of whoever develops, where a name does not say which machine it is for. */
const HOMELY = /pass|secret|test|dev|local|example|change|postgres|admin|root|demo|dummy|sample|your|vault|^enc\(|^!/i;
/** What stands for a value that is filled in elsewhere. `%40`, in an INI file `%%40`, is a character of the value itself. */
const FILLED_IN = /[${}<>]|%(?!%?[0-9a-f]{2})|^%\w+%$|^\*+$|^x+$|^\.{2,}$|…/i;
/** Machines that only their own user reaches, and names that are nobody's. A name without a dot is a container's. */
const LOCAL =
  /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[?::1\]?|[^.:]+|host\.docker\.internal|.+\.(local|localhost|test|example|invalid|internal\.example)|(.+\.)?example\.(com|org|net))$/i;

/** A password that no other word stands for, and that nobody writes for the container beside them. */
function isWorthSomething(password: string): boolean {
  const long = password.length >= 8 && /\d/.test(password) && /[a-z]/i.test(password);
  return long && !FILLED_IN.test(password) && !HOMELY.test(password) && !isEverydayPassword(password);
}

/** Whether a connection string, or a setting that PostgreSQL's tools read, on the line holds a literal password to a machine that others can reach. */
export function holdsPassword(line: string): boolean {
  const given = [
    ...[...line.matchAll(URL)].map(([, user = "", password = "", host = ""]) => ({ user, password, host })),
    ...[...line.matchAll(PARAMETERS)].map(([, host = "", password = ""]) => ({ user: "", password, host })),
  ];
  if ([...line.matchAll(ASSIGNED)].some(([, ...values]) => isWorthSomething(values.find((value) => value) ?? "")))
    return true;
  return given.some(({ user, password, host }) => {
    if (FILLED_IN.test(password) || FILLED_IN.test(host)) return false;
    return !isEverydayPassword(password) && password !== user && !LOCAL.test(host);
  });
}
