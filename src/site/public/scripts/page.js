// Comforts of a page: theme, copying, contents, search. A classic script, since modules do not load from file://.
(() => {
  const root = document.documentElement;

  document.querySelector(".theme")?.addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("cartulary-theme", root.dataset.theme);
    } catch {
      // Storage may be switched off; the theme then holds for this page.
    }
  });

  /** The clipboard where the browser gives it (not on file:// everywhere), else a selection that is copied. */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "out-of-sight";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  /** The address as others can open it: as the site's own says, where it has one. */
  const address = () => {
    const own = document.querySelector('link[rel="canonical"]')?.href;
    return own === undefined ? location.href : own + location.hash;
  };
  const escapeHtml = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const escapeMarkdown = (text) => text.replace(/[\\`*_[\]<>|]/g, "\\$&");

  /** What the page says of its subject, for a comment in a review: its grade, and what was found by rule. */
  const review = () => {
    const title = document.querySelector("h1")?.textContent ?? "";
    const home = [...document.querySelectorAll(".crumb a")].slice(1).map((link) => link.textContent);
    const grade = document.querySelector(".relhead .seal")?.getAttribute("aria-label");
    const found = [...document.querySelectorAll(".fg > summary")].map((summary) => {
      const [level, , by] = [...summary.querySelectorAll(".out-of-sight, .what, .by")].map((part) => part.textContent);
      const what = summary.querySelector(".what").textContent;
      return `- **${level}** ${escapeMarkdown(what)} (\`${by}\`)`;
    });
    const link = `[${escapeMarkdown([...home, title].join("."))}](${address().split("#")[0]})`;
    return [`${link}${grade ? `: ${grade}` : ""}`, ...(found.length > 0 ? ["", ...found] : [])].join("\n");
  };
  const texts = {
    link: address,
    review,
    previous: (button) => button.previousElementSibling?.textContent ?? "",
    "badge-markdown"(button) {
      const picture = new URL(button.dataset.badge, address()).href;
      return `[![${escapeMarkdown(button.dataset.label)}](${picture})](${address().split("#")[0]})`;
    },
    "badge-html"(button) {
      const picture = new URL(button.dataset.badge, address()).href;
      return `<a href="${escapeHtml(address().split("#")[0])}"><img src="${escapeHtml(picture)}" alt="${escapeHtml(button.dataset.label)}"></a>`;
    },
  };
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const says = button.textContent;
    button.addEventListener("click", async () => {
      await copy(texts[button.dataset.copy](button));
      button.textContent = "Copied";
      setTimeout(() => {
        button.textContent = says;
      }, 1500);
    });
  }
  // A place's own link goes there, and is copied whole.
  document.addEventListener("click", (event) => {
    const hash = event.target.closest?.("a.hash");
    if (hash) copy(address().split("#")[0] + hash.hash);
  });

  // What a link leads to may be folded; not every browser opens it.
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    const folds = [...target.querySelectorAll(":scope > details.fg")];
    for (let part = target; part !== null; part = part.parentElement) if (part.tagName === "DETAILS") folds.push(part);
    if (folds.every((fold) => fold.open)) return;
    for (const fold of folds) fold.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  const entries = [...document.querySelectorAll('.toc nav a[href^="#"]')].flatMap((link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target === null ? [] : [{ link, target }];
  });
  const mark = () => {
    let current = entries[0];
    for (const entry of entries) if (entry.target.getBoundingClientRect().top < 120) current = entry;
    for (const { link } of entries) link.classList.toggle("on", link === current.link);
  };
  if (entries.length > 0) {
    let waiting = false;
    addEventListener(
      "scroll",
      () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          mark();
        });
      },
      { passive: true },
    );
    mark();
  }

  // What was seen lately, for search to offer.
  const site = new URL(root.dataset.root || ".", location.href).href;
  const title = document.querySelector("h1")?.textContent;
  if (title && location.href.startsWith(site)) {
    const kind = document.querySelector(".title .chip")?.textContent;
    const home = [...document.querySelectorAll(".crumb a")].at(-1)?.textContent;
    const grade = document.querySelector(".title .seal")?.dataset.grade;
    const here = {
      site,
      name: title,
      place: [kind, home].filter(Boolean).join(" in "),
      grade,
      address: location.pathname.slice(new URL(site).pathname.length),
    };
    try {
      const seen = JSON.parse(localStorage.getItem("cartulary-seen") ?? "[]");
      const others = seen.filter((each) => each.site !== site || each.address !== here.address);
      localStorage.setItem("cartulary-seen", JSON.stringify([here, ...others].slice(0, 24)));
    } catch {
      // Storage may be switched off.
    }
  }

  // Search: its scripts and names are fetched when it is first opened; what is typed meanwhile is kept.
  const opener = document.querySelector("button.search");
  if (opener === null) return;

  /** A script of ours; loaded once. */
  const scripts = new Map();
  window.cartularyScript = (name) => {
    if (!scripts.has(name)) {
      const script = document.createElement("script");
      script.src = `${root.dataset.root}scripts/${name}`;
      script.async = false;
      const loaded = new Promise((done, failed) => {
        script.onload = done;
        script.onerror = () => failed(new Error(script.src));
      });
      scripts.set(name, loaded);
      document.head.append(script);
    }
    return scripts.get(name);
  };
  /** A part of the names that search and the tree look through, by its name; loaded once. */
  const parts = new Map();
  const files = opener.dataset.parts.split(" ");
  window.cartularyPart = (name) => {
    if (!parts.has(name)) {
      const part = {};
      part.data = new Promise((done, failed) => {
        part.done = done;
        const script = document.createElement("script");
        script.src = files.find((file) => file.endsWith(`search-${name}.js`));
        script.onerror = () => failed(new Error(script.src));
        document.head.append(script);
      });
      parts.set(name, part);
    }
    return parts.get(name).data;
  };
  window.cartularySearchPart = (name, data) => parts.get(name)?.done(data);

  let finder = null;
  const open = () => {
    if (finder === null) {
      finder = document.createElement("dialog");
      finder.className = "finder";
      finder.setAttribute("aria-label", "Search");
      const input = document.createElement("input");
      const about = {
        type: "text",
        placeholder: "Table, column, enum label, routine, comment",
        role: "combobox",
        autocomplete: "off",
        spellcheck: "false",
        enterkeyhint: "go",
        "aria-label": "Search",
        "aria-autocomplete": "list",
        "aria-controls": "finder-list",
        "aria-expanded": "false",
      };
      for (const [name, value] of Object.entries(about)) input.setAttribute(name, value);
      finder.append(input);
      document.body.append(finder);
      for (const name of ["search-find.js", "search.js"]) window.cartularyScript(name).catch(() => {});
    }
    finder.showModal();
    finder.querySelector("input").select();
  };
  opener.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    if (event.altKey || event.isComposing) return;
    const byLetter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const bySlash = event.key === "/" && !event.ctrlKey && !event.metaKey;
    if (!byLetter && !bySlash) return;
    if (bySlash && event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    open();
  });
})();
