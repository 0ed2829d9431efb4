/** Settings of a live server. */
import type { Catalog } from "../../model/catalog.ts";

/** The value of a setting; `null` where the catalog does not hold it. */
export function settingOf(catalog: Catalog, name: string): string | null {
  return catalog.settings.find((setting) => setting.name === name)?.value ?? null;
}

/** Whether a switch is on; managed servers say 1. */
export function isOn(catalog: Catalog, name: string): boolean {
  return ["on", "1", "true"].includes(settingOf(catalog, name) ?? "");
}
