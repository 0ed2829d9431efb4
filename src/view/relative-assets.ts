/**
 * Astro writes addresses of its assets from the host's root (`/_astro/…`) and has no setting for relative ones. After
 * its build this is run over every `.html` and `.css` file of the output; nothing else needs to be changed there.
 */
import { rootFrom } from "./urls.ts";

/** An asset's address where an attribute's value or a `url(…)` begins. */
const ASSET = /(["'(]|&quot;)\/(?=_astro\/)/g;

/**
 * The text with addresses of assets relative to the file.
 * @param file path of the file within the site, with `/`
 */
export function toRelativeAssets(text: string, file: string): string {
  const root = rootFrom(file) || "./";
  if (!file.endsWith(".html")) return text.replace(ASSET, `$1${root}`);
  // Only inside tags: text that speaks of such an address stays as it is.
  return text.replace(/<(?:link|script|img|source)\b[^>]*>|<style\b[^>]*>[^<]*<\/style>/g, (tag) =>
    tag.replace(ASSET, `$1${root}`),
  );
}
