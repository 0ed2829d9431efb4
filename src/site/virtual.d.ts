/** Made by a plugin in astro.config.mjs: files of packages that a site gets a copy of. */
declare module "virtual:browser-libraries" {
  /** Path of uFuzzy as a classic script. */
  export const search: string;
  /** Path of Mermaid as a classic script. */
  export const diagrams: string;
}

/** What Vite puts into the modules of a site. */
interface ImportMeta {
  readonly env: { readonly DEV: boolean };
}
