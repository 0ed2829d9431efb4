// Draws the fenced Mermaid diagrams of a design note. The text stays where the library does not load or refuses it.
(() => {
  const address = document.currentScript.dataset.engine;
  const sources = [...document.querySelectorAll("pre.mermaid-source")];
  if (sources.length === 0) return;
  const script = document.createElement("script");
  script.src = address;
  script.onload = async () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : window.matchMedia("(prefers-color-scheme: dark)").matches;
    window.mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      theme: dark ? "dark" : "neutral",
      fontFamily: "var(--sans)",
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
  document.head.append(script);
})();
