// The tree beside a page: its current entry in sight, and a filter over the names of all relations.
(() => {
  const tree = document.querySelector(".tree");
  const filter = document.getElementById("tree-filter");
  if (tree === null || filter === null) return;
  const MOST = 200;

  const showCurrent = () => {
    const current = tree.querySelector("[aria-current]");
    if (current === null) return;
    // On a narrow screen the whole drawer scrolls, else the tree alone.
    const box = tree.scrollHeight > tree.clientHeight ? tree : tree.closest(".side");
    const [item, frame] = [current.getBoundingClientRect(), box.getBoundingClientRect()];
    if (item.top < frame.top || item.bottom > frame.bottom - 24)
      box.scrollTop += item.top - frame.top - frame.height * 0.4;
  };
  showCurrent();
  document.getElementById("drawer")?.addEventListener("change", showCurrent);

  const found = document.createElement("ul");
  found.className = "filtered";
  found.hidden = true;
  tree.prepend(found);

  const drawEntry = ({ name, schema, folder, stem, grade }, wanted) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const text = document.createElement("span");
    text.className = "nm";
    for (const [index, piece] of window.cartularyMarks(name, [wanted]).entries()) {
      const mark = index % 2 === 0 ? null : document.createElement("mark");
      mark?.append(piece);
      text.append(mark ?? piece);
    }
    link.href = `${document.documentElement.dataset.root}schemas/${folder}/${stem}.html`;
    link.title = `${schema}.${name}`;
    link.append(text);
    if (grade !== "") {
      const letter = document.createElement("span");
      letter.className = `grade g${grade}`;
      letter.textContent = grade;
      link.append(letter);
    }
    item.append(link);
    return item;
  };

  /** The names of all relations, folded as search folds them. */
  const loadNames = async () => {
    const [{ schemas, relations }] = await Promise.all([
      window.cartularyPart("tables"),
      window.cartularyScript("search-find.js"),
    ]);
    return relations.map(([schema, name, , grade, , stem = name]) => ({
      name,
      folded: window.cartularyFold(name),
      schema: schemas[schema][0],
      folder: schemas[schema][1],
      stem,
      grade,
    }));
  };
  let names = null;
  const apply = async () => {
    const typed = filter.value.trim();
    if (typed !== "") names ??= loadNames();
    const all = typed === "" ? [] : await names.catch(() => []);
    if (typed !== filter.value.trim()) return;
    const wanted = typed === "" ? "" : (window.cartularyFold?.(typed) ?? typed);
    const matching = all.filter(({ folded }) => folded.includes(wanted));
    for (const part of tree.querySelectorAll(".sch")) part.hidden = wanted !== "";
    found.hidden = wanted === "";
    const entries = matching.slice(0, MOST).map((each) => drawEntry(each, wanted));
    const rest = document.createElement("li");
    rest.textContent = matching.length === 0 ? "No relation has such a name." : `and ${matching.length - MOST} more`;
    found.replaceChildren(...entries, ...(matching.length === 0 || matching.length > MOST ? [rest] : []));
    if (wanted === "") showCurrent();
    else tree.scrollTop = 0;
  };
  filter.addEventListener("input", apply);
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") found.querySelector("a")?.click();
    if (event.key !== "Escape" || filter.value === "") return;
    event.preventDefault();
    filter.value = "";
    apply();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "f" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    filter.focus();
  });
})();
