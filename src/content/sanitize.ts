/** The allow-list that all rendered text passes. */
import sanitize from "sanitize-html";

const TAGS = (
  "a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp " +
  "small strong sub summary sup table tbody td tfoot th thead tr ul var"
).split(" ");

/** A path below the page's own folder or above it: no scheme, no host in any of the ways that browsers read one. */
const RELATIVE_IMAGE = /^(?:\.{1,2}\/)*[\w~%-][\w~%.-]*(?:\/[\w~%-][\w~%.-]*)*$/;

const OPTIONS: sanitize.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    a: ["href", "title", "rel"],
    abbr: ["title"],
    code: ["class"],
    img: ["src", "alt", "title"],
    ol: ["start"],
    pre: ["class"],
    td: ["align"],
    th: ["align"],
  },
  allowedClasses: { code: ["language-*"], pre: ["mermaid-source"] },
  allowedSchemes: ["http", "https", "mailto"],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  // All text inside these goes too, since it is not meant to be read.
  nonTextTags: ["script", "style", "textarea", "option", "noscript", "template", "title", "xmp", "iframe", "noembed"],
  transformTags: {
    a: (tagName, attributes) => {
      const { rel: _theirs, ...kept } = attributes;
      const outside = /^\s*[a-z][a-z0-9+.-]*:/i.test(attributes.href ?? "");
      return { tagName, attribs: outside ? { ...kept, rel: "noopener" } : kept };
    },
    img: (tagName, attributes) =>
      RELATIVE_IMAGE.test(attributes.src ?? "")
        ? { tagName, attribs: attributes }
        : { tagName: "span", attribs: {}, text: attributes.alt ?? "" },
  },
};

/** HTML that runs nothing, loads nothing from another host, and styles nothing. */
export function sanitizeHtml(html: string): string {
  return sanitize(html, OPTIONS);
}
