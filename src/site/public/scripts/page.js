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
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const says = button.textContent;
    button.addEventListener("click", async () => {
      const code = button.previousElementSibling?.textContent ?? "";
      await copy(button.dataset.copy === "link" ? location.href : code);
      button.textContent = "Copied";
      setTimeout(() => {
        button.textContent = says;
      }, 1500);
    });
  }

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

  // Search: the names and the engine are fetched when it is first opened.
  const opener = document.querySelector(".search");
  if (opener === null) return;
  const MOST = 30;
  let finder = null;

  const load = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = () => failed(new Error(address));
      document.head.append(script);
    });

  /** Lists of what can be found: its text, its kind, its address from the root. */
  const toHaystack = ({ words, entries: pages, anchors }) => {
    const anchorOf = new Map(anchors);
    const texts = [];
    const found = [];
    for (const [text, kind, address] of pages) {
      texts.push(text);
      found.push([kind, address]);
    }
    for (const [text, , address, columns = []] of pages) {
      const table = text.slice(text.indexOf(".") + 1);
      for (const place of columns) {
        texts.push(`${table}.${words[place]}`);
        found.push([`column of ${text}`, `${address}#${anchorOf.get(place) ?? `column-${words[place]}`}`]);
      }
    }
    return { texts, found };
  };

  const open = async () => {
    if (finder !== null) {
      finder.showModal();
      finder.querySelector("input").select();
      return;
    }
    finder = document.createElement("dialog");
    finder.className = "finder";
    finder.setAttribute("aria-label", "Search");
    const input = document.createElement("input");
    input.type = "search";
    input.placeholder = "Search tables, columns, rules";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-label", "Search tables, columns, rules");
    input.setAttribute("aria-controls", "finder-list");
    input.setAttribute("aria-expanded", "true");
    const list = document.createElement("ol");
    list.id = "finder-list";
    list.setAttribute("role", "listbox");
    const note = document.createElement("p");
    note.textContent = "Loading the names.";
    finder.append(input, list, note);
    document.body.append(finder);
    finder.showModal();
    finder.addEventListener("click", (event) => {
      if (event.target === finder) finder.close();
    });
    try {
      await Promise.all([load(opener.dataset.engine), load(opener.dataset.names)]);
    } catch {
      note.textContent = "The names could not be loaded.";
      return;
    }
    const { texts, found } = toHaystack(window.cartularyNames);
    // Letters left out first; where nothing is found, one wrong or swapped letter.
    const engines = [new window.uFuzzy({ intraIns: 2 }), new window.uFuzzy({ intraMode: 1 })];
    let chosen = 0;
    const choose = (next) => {
      const links = [...list.querySelectorAll("a")];
      chosen = Math.max(0, Math.min(next, links.length - 1));
      links.forEach((link, index) => {
        link.setAttribute("aria-selected", String(index === chosen));
      });
      links[chosen]?.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", links[chosen]?.id ?? "");
    };
    const search = () => {
      const needle = input.value.trim();
      let order = [];
      for (const engine of engines) {
        if (needle === "" || order.length > 0) break;
        const [matches, info, sorted] = engine.search(texts, needle, 1, 5000);
        order = sorted ? sorted.map((place) => info.idx[place]) : (matches ?? []);
      }
      list.replaceChildren(
        ...order.slice(0, MOST).map((place, index) => {
          const [kind, address] = found[place];
          const item = document.createElement("li");
          const link = document.createElement("a");
          const about = document.createElement("span");
          link.href = root.dataset.root + address;
          link.id = `found-${index}`;
          link.setAttribute("role", "option");
          link.textContent = texts[place];
          about.textContent = kind;
          link.append(about);
          item.append(link);
          return item;
        }),
      );
      note.hidden = order.length > 0;
      note.textContent = needle === "" ? `${texts.length} names.` : "Nothing has such a name.";
      choose(0);
    };
    input.addEventListener("input", search);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Enter") list.querySelectorAll("a")[chosen]?.click();
      else return;
      event.preventDefault();
    });
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) finder.close();
    });
    search();
  };

  opener.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    open();
  });
})();
