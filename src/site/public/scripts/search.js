// The search dialog: a combobox with a list of groups. The page's own script loads this when it is first opened.
(() => {
  const root = document.documentElement.dataset.root;
  const opener = document.querySelector("button.search");
  const finder = window.cartularyFinder();
  const SEEN = "cartulary-seen";

  const make = (tag, attributes = {}, ...content) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
    made.append(...content);
    return made;
  };

  const dialog = document.querySelector("dialog.finder");
  const input = dialog.querySelector("input");
  const list = make("div", { class: "found", role: "listbox", id: "finder-list", "aria-label": "Results" });
  const none = make("div", { class: "none", role: "status" });
  const total = make("span", { role: "status" });
  const key = (...names) => names.map((name) => make("kbd", {}, name));
  const foot = make(
    "div",
    { class: "foot" },
    make("span", {}, ...key("↑", "↓"), "move"),
    make("span", {}, ...key("↵"), "open"),
    make("span", {}, ...key("esc"), "close"),
    total,
  );
  dialog.append(list, none, foot);

  let options = [];
  let chosen = 0;
  const choose = (next) => {
    chosen = Math.max(0, Math.min(next, options.length - 1));
    for (const [index, option] of options.entries()) option.setAttribute("aria-selected", String(index === chosen));
    options[chosen]?.scrollIntoView({ block: "nearest" });
    if (chosen === 0) list.scrollTop = 0;
    if (options.length === 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const marked = (text, words) =>
    window.cartularyMarks(text, words).map((piece, index) => (index % 2 === 0 ? piece : make("mark", {}, piece)));

  const drawOption = ({ before, name, place, grade, about, address, fill }, words) => {
    const option = make(
      "a",
      { role: "option", tabindex: "-1", id: `found-${options.length}`, "aria-selected": "false" },
      make("span", { class: "name" }, ...(before ? [make("em", {}, before)] : []), ...marked(name, words)),
      make("span", { class: "place" }, place, ...(grade ? [make("span", { class: `grade g${grade}` }, grade)] : [])),
      ...(about ? [make("span", { class: "about" }, ...marked(about, words))] : []),
    );
    if (fill === undefined) option.href = root + address;
    else option.dataset.fill = fill;
    options.push(option);
    return option;
  };

  const draw = (groups, words) => {
    options = [];
    list.replaceChildren(
      ...groups.map(({ title, total: all, entries }) => {
        const count = all > entries.length ? `${entries.length} of ${all}` : all > 1 ? String(all) : "";
        const head = make("p", { role: "presentation" }, make("span", {}, title), make("span", {}, count));
        return make(
          "div",
          { role: "group", "aria-label": title },
          head,
          ...entries.map((each) => drawOption(each, words)),
        );
      }),
    );
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    choose(0);
  };

  /** What was seen lately, and what narrows a search. */
  const suggest = () => {
    let seen = [];
    try {
      seen = JSON.parse(localStorage.getItem(SEEN) ?? "[]");
    } catch {
      // Storage may be switched off.
    }
    const here = seen.filter(({ site }) => site === new URL(root || ".", location.href).href).slice(0, 6);
    const narrow = [
      { name: "column:status", fill: "column:", place: "columns of that name" },
      { name: "rule:index-fk", fill: "rule:", place: "a rule, and what breaks it" },
      { name: "schema:public", fill: "schema:", place: "within a schema" },
    ];
    return [
      ...(here.length === 0 ? [] : [{ title: "Seen lately", total: 0, entries: here }]),
      { title: "Narrow by typing", total: 0, entries: narrow },
    ];
  };

  let engines = null;
  let wanted = 0;
  const search = async () => {
    const text = input.value;
    const turn = ++wanted;
    none.replaceChildren();
    if (text.trim() === "") {
      draw(suggest(), []);
      total.textContent = "/ or Ctrl K opens this";
      return;
    }
    const { groups, words, total: found } = finder.find(text);
    draw(groups, words);
    total.textContent = `${found} found`;
    if (found > 0 || pending > 0) return;
    engines ??= load(opener.dataset.engine).then(() => [
      new window.uFuzzy({ intraIns: 2 }),
      new window.uFuzzy({ intraMode: 1 }),
    ]);
    const near = finder.near(text, await engines.catch(() => []));
    if (turn !== wanted) return;
    if (near.length > 0) draw([{ title: "Nearly so", total: 0, entries: near }], []);
    const { relations, columns, others } = finder.counts();
    none.append(
      make("p", {}, "Nothing is named ", make("code", {}, text.trim()), ", and no comment has it."),
      make("p", {}, `Looked in ${relations} relations, ${columns} columns, ${others} other names and all comments.`),
    );
  };

  const load = (address) =>
    new Promise((done, failed) => {
      const script = make("script", { src: address });
      script.onload = done;
      script.onerror = () => failed(new Error(address));
      document.head.append(script);
    });

  const parts = ["tables", "columns", "objects", "comments"];
  let pending = parts.length;
  (async () => {
    try {
      for (const part of parts) {
        finder.add(part, await window.cartularyPart(part));
        pending -= 1;
        search();
      }
    } catch {
      none.replaceChildren(make("p", {}, "The names could not be loaded."));
    }
  })();

  const take = (option) => {
    if (option === undefined) return;
    if (option.dataset.fill === undefined) {
      option.click();
      return;
    }
    input.value = option.dataset.fill;
    input.focus();
    search();
  };
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen === options.length - 1 ? 0 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen === 0 ? options.length - 1 : chosen - 1);
    else if (event.key === "Enter") take(options[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option?.dataset.fill !== undefined) take(option);
    else if (option) dialog.close();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  search();
})();
