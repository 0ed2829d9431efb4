// Draws the fenced Mermaid diagrams of a design note. The text stays where the library does not load or refuses it.
(() => {
  const address = document.currentScript.dataset.engine;
  const sources = [...document.querySelectorAll("pre.mermaid-source")];
  if (sources.length === 0) return;
  const script = document.createElement("script");
  script.src = address;
  /** From here on the page loads its icon at most: a diagram's text may name any picture, on this host too. */
  const close = () => {
    const policy = document.createElement("meta");
    const icon = location.protocol === "file:" ? "" : document.querySelector('link[rel="icon"]').href;
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = `img-src data: ${icon}; style-src 'unsafe-inline'`;
    document.head.append(policy);
    document.head.append(script);
  };
  /** What a diagram's text may not set, at any depth: all that ends up in styles and markup. Colours are the page's. */
  const secure = [
    ...["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering", "logLevel"],
    ...["theme", "themeCSS", "themeVariables", "darkMode", "fontFamily", "altFontFamily", "htmlLabels"],
    ...["dompurifyConfig", "arrowMarkerAbsolute"],
  ];
  script.onload = async () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    window.mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      secure,
      theme: "base",
      fontFamily: colour("sans"),
      themeVariables: {
        background: colour("paper"),
        primaryColor: colour("surface"),
        primaryTextColor: colour("ink"),
        primaryBorderColor: colour("line-strong"),
        secondaryColor: colour("sunken"),
        tertiaryColor: colour("sunken"),
        lineColor: colour("ink-3"),
        textColor: colour("ink"),
        edgeLabelBackground: colour("paper"),
        labelBackgroundColor: colour("paper"),
        noteBkgColor: colour("warn-soft"),
        noteTextColor: colour("ink"),
        noteBorderColor: colour("line-strong"),
      },
    });
    for (const [index, source] of sources.entries()) {
      try {
        const { svg } = await window.mermaid.render(`mermaid-${index}`, source.textContent);
        const figure = document.createElement("div");
        figure.className = "mermaid";
        figure.innerHTML = svg;
        source.replaceWith(figure);
      } catch {
        document.getElementById(`dmermaid-${index}`)?.remove();
      }
    }
  };
  // The page's own pictures are there by then.
  if (document.readyState === "complete") close();
  else addEventListener("load", close);
})();
