/** Made by a plugin in astro.config.mjs: files of packages that a site gets a copy of. */
declare module "virtual:browser-libraries" {
  /** Path of uFuzzy as a classic script. */
  export const search: string;
  /** Path of Mermaid as a classic script. */
  export const diagrams: string;
}

/** Pages are built, not served by the development server. */
declare const BUILT: boolean;
