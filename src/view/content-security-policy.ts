/** What a page may load and run. */

/**
 * The policy in a page's head: files of the site and nothing else, no script within the page, no other host.
 * `'self'` alone is enough over HTTP, and from the disk in Chromium, where it means any file. In Firefox it means none
 * on a page from the disk, so that the scheme is named too; a page that came over HTTP cannot load a file anyway.
 * @param drawn whether the page draws Mermaid, which places its colours and measures in `style`
 */
export function contentSecurityPolicy(drawn: boolean): string {
  const own = "'self' file:";
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}${drawn ? " 'unsafe-inline'" : ""}`,
    `img-src ${own} data:`,
    `font-src ${own}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
