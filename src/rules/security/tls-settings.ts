/** What the settings say of TLS. */

import type { Catalog } from "../../model/catalog.ts";
import { fail, type Judgement, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { SERVER } from "../no-remedy.ts";
import { listensHereOnly } from "./host-rules.ts";
import { isOn, settingOf } from "./settings.ts";

/** Whether the settings let connections in without TLS; where they leave it open, pg_hba.conf says, or how this reading came in. */
export function judgeTlsSettings(catalog: Catalog): Judgement {
  if (listensHereOnly(catalog)) return notApplicable(["the server listens on its own machine only"]);
  if (settingOf(catalog, "ssl") === null) return notAssessed(say`the setting ${"ssl"} is not known`);
  if (!isOn(catalog, "ssl")) return fail(say`The setting ${"ssl"} is off: no connection can be encrypted.`, SERVER);
  if (settingOf(catalog, "rds.force_ssl") !== null) {
    if (isOn(catalog, "rds.force_ssl")) return pass;
    return fail(say`The setting ${"rds.force_ssl"} is off: connections that do not use TLS are let in.`, SERVER);
  }
  const { hostRules = null, connection } = catalog.operations ?? {};
  if (hostRules !== null) return pass;
  if (connection?.remote && !connection.encrypted)
    return fail(["The server let this reading in from another machine without TLS."], SERVER);
  return notAssessed(["TLS is there; whether it is required stands in pg_hba.conf, which could not be read"]);
}
