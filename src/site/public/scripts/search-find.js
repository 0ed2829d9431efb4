// What search finds, and in which order. It knows nothing of the page: the parts of the index go in, groups come out.
// Ranks: 0 the whole name, 1 its beginning, 2 the beginning of a word in it, 3 anywhere in it, 4 its words apart.
(() => {
  const SHOWN = { exact: 12, tables: 12, columns: 8, others: 4, filtered: 60 };
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i" };

  /** As people type it: without case, accents and ligatures. What is typed and what is looked through alike. */
  const fold = (text) =>
    /^[ -~]*$/.test(text)
      ? text.toLowerCase()
      : text
          .normalize("NFKD")
          .toLowerCase()
          .replace(/\p{M}/gu, "")
          .replace(/[ßæœøđðþłħı]/g, (letter) => PLAIN[letter]);

  window.cartularyFold = fold;

  const isLetter = (character) => /[\p{L}\p{N}]/u.test(character);
  const rankOfWord = (name, word) => {
    const at = name.indexOf(word);
    if (at === -1) return -1;
    if (at === 0) return name.length === word.length ? 0 : 1;
    for (let place = at; place !== -1; place = name.indexOf(word, place + 1)) if (!isLetter(name[place - 1])) return 2;
    return 3;
  };
  /** -1 where not all words are in the name. */
  const rankOf = (name, words) => {
    if (words.length === 1) return rankOfWord(name, words[0]);
    for (const between of ["_", " "]) {
      const rank = rankOfWord(name, words.join(between));
      if (rank !== -1) return rank;
    }
    return words.every((word) => name.includes(word)) ? 4 : -1;
  };

  /** Which of the words are in it, as bits. */
  const maskOf = (name, words) =>
    words.reduce((mask, word, bit) => (name.includes(word) ? mask | (1 << bit) : mask), 0);

  const FILTER = /^(column|rule|schema):(.*)$/i;
  /** `column:`, `rule:` and `schema:` may stand anywhere; what follows them without a blank belongs to them. */
  const readQuery = (text) => {
    const filters = {};
    const words = [];
    for (const word of text.trim().split(/\s+/)) {
      const [, name, value] = FILTER.exec(word) ?? [];
      if (name === undefined) words.push(fold(word).replaceAll('"', ""));
      else filters[name.toLowerCase()] = fold(value);
    }
    for (const name of ["column", "rule"]) if (filters[name]) words.unshift(filters[name]);
    return { filters, words: words.filter((word) => word !== "").slice(0, 20) };
  };

  /** Short names before long ones. Names are put in order once, so that a key need only sort them by rank. */
  const inOrder = (names) =>
    names
      .map((_, at) => at)
      .sort((a, b) => {
        const [one, other] = [names[a], names[b]];
        return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0) || a - b;
      });

  /** Takes what is found in order, and keeps the best of it. */
  const rank = (most) => {
    const ranks = [];
    const ranking = {
      total: 0,
      add(at, entry) {
        ranking.total += 1;
        ranks[at] ??= [];
        if (ranks[at].length < most) ranks[at].push(entry);
      },
      best: () => ranks.flatMap((entries) => entries ?? []).slice(0, most),
    };
    return ranking;
  };

  window.cartularyFinder = () => {
    let tables = [];
    let schemas = [];
    let tableOrder = [];
    let columns = { words: [], folded: [], order: [], places: [], types: [], anchors: new Map(), count: 0 };
    let groups = [];
    let objects = [];
    let objectOrder = [];
    const comments = { relations: new Map(), columns: new Map(), folded: [] };
    let said = new Map();

    const add = {
      tables(part) {
        schemas = part.schemas.map(([name]) => fold(name));
        tables = part.relations.map(([schema, name, kind, grade, about, stem = name]) => ({
          name,
          folded: fold(name),
          schema,
          schemaName: part.schemas[schema][0],
          kind: part.kinds[kind],
          grade,
          about,
          foldedAbout: fold(about),
          address: `schemas/${part.schemas[schema][1]}/${stem}.html`,
        }));
        tableOrder = inOrder(tables.map(({ folded }) => folded));
      },
      columns(part) {
        const folded = part.words.map(fold);
        const places = part.words.map(() => []);
        for (const [relation, list] of part.relations.entries())
          for (let at = 0; at < list.length; at += 2)
            places[list[at]].push({ relation, word: list[at], type: list[at + 1] });
        const count = part.relations.reduce((sum, list) => sum + list.length / 2, 0);
        const { words, types } = part;
        columns = { words, types, folded, order: inOrder(folded), places, anchors: new Map(part.anchors), count };
      },
      objects(part) {
        groups = part.groups;
        objects = part.objects.map(([group, kind, name, place, address, about = "", schema = -1, broken = []]) => {
          const [word, anchor] = part.kinds[kind];
          const table = typeof place === "number" ? tables[place] : null;
          return {
            group,
            name,
            folded: fold(name),
            schema: table === null ? schema : table.schema,
            place: table === null ? `${word} ${place}`.trim() : `${word} of ${table.name}`,
            address: table === null ? address : `${table.address}#${address === 0 ? anchor + name : address}`,
            about,
            foldedAbout: fold(about),
            isRule: word === "rule" && table === null,
            broken,
          };
        });
        objectOrder = inOrder(objects.map(({ folded }) => folded));
      },
      comments(part) {
        comments.relations = new Map(part.relations);
        comments.folded = part.columns.map(([relation, word, text]) => ({ relation, word, text, folded: fold(text) }));
        said = new Map(part.columns.map(([relation, word, text]) => [`${relation} ${word}`, text]));
        for (const [relation, text] of part.relations) tables[relation].foldedAbout = fold(text);
      },
    };

    const tableEntry = (table) => ({
      name: table.name,
      place: `${table.kind} in ${table.schemaName}`,
      grade: table.grade,
      about: table.about,
      address: table.address,
    });
    const columnEntry = ({ relation, word, type, about }) => {
      const table = tables[relation];
      const name = columns.words[word];
      return {
        before: `${table.name}.`,
        name,
        place: `${type === undefined ? "" : `${columns.types[type]}, `}column${schemas.length > 1 ? ` in ${table.schemaName}` : ""}`,
        about: about ?? said.get(`${relation} ${word}`) ?? "",
        address: `${table.address}#${columns.anchors.get(word) ?? `column-${name}`}`,
      };
    };
    const inSchemas = (filter) => {
      if (filter === undefined) return () => true;
      const exact = schemas.includes(filter);
      const kept = schemas.map((name) => (exact ? name === filter : name.startsWith(filter)));
      return (schema) => kept[schema] === true;
    };

    const rankOfTable = (table, words, whole) => {
      const { folded, schema } = table;
      if (folded === whole || `${schemas[schema]}.${folded}` === whole) return 0;
      const own = rankOf(folded, words);
      if (own !== -1 || words.length === 1) return own;
      const mask = maskOf(folded, words);
      return mask !== 0 && (mask | maskOf(schemas[schema], words)) === 2 ** words.length - 1 ? 4 : -1;
    };

    /** Every word is in the column's own name or its table's, and one at least in its own. */
    const findColumns = (words, keeps, most) => {
      const all = 2 ** words.length - 1;
      const found = rank(most);
      for (const word of columns.order) {
        const mask = maskOf(columns.folded[word], words);
        if (mask === 0) continue;
        const own = words.filter((_, bit) => mask & (1 << bit));
        const others = words.filter((_, bit) => !(mask & (1 << bit)));
        const ownRank = rankOf(columns.folded[word], own);
        for (const place of columns.places[word]) {
          const table = tables[place.relation];
          if (!keeps(table.schema)) continue;
          if (others.length > 0) {
            if ((mask | maskOf(table.folded, words) | maskOf(schemas[table.schema], words)) !== all) continue;
          }
          found.add(2 * ownRank + (others.length === 0 || rankOf(table.folded, others) === 0 ? 0 : 1), place);
        }
      }
      return found;
    };

    /** Comments that hold all words, of what is not found by its name. */
    const findComments = (words, keeps, isNamed, most) => {
      const holds = (text) => words.every((word) => text.includes(word));
      const found = rank(most);
      for (const [at, table] of tables.entries()) {
        if (!holds(table.foldedAbout) || !keeps(table.schema) || isNamed(table)) continue;
        found.add(0, { ...tableEntry(table), about: comments.relations.get(at) ?? table.about });
      }
      const namedWords = columns.folded.map((name) => holds(name));
      for (const place of comments.folded) {
        if (!holds(place.folded) || namedWords[place.word] || !keeps(tables[place.relation].schema)) continue;
        found.add(0, { ...place, column: true });
      }
      for (const each of objects)
        if (each.foldedAbout !== "" && holds(each.foldedAbout) && keeps(each.schema) && !isNamed(each))
          found.add(0, each);
      return { total: found.total, entries: found.best().map((each) => (each.column ? columnEntry(each) : each)) };
    };

    /** Groups of what a query finds, each with how many there are, in the order in which they are shown. */
    const find = (text) => {
      const { filters, words: typed } = readQuery(text);
      const narrowed = "column" in filters || "rule" in filters;
      const whole = fold(text.trim().replaceAll('"', ""));
      const isName = (word) => narrowed || tables.some(({ folded }) => folded === word);
      const words = typed.flatMap((word) => (isName(word) ? [word] : word.split(".").filter((part) => part !== "")));
      const keeps = inSchemas(filters.schema);
      const result = [];
      const push = (title, total, entries) => {
        if (total > 0) result.push({ title, total, entries });
      };
      const pushAll = (title, entries) => push(title, entries.length, entries.slice(0, SHOWN.filtered));
      const pushColumns = (wanted, most) => {
        const found = findColumns(wanted, keeps, most);
        push("Columns", found.total, found.best().map(columnEntry));
      };
      const anything = words.length === 0 ? [""] : words;
      if ("rule" in filters) {
        const rules = objects.filter(({ isRule, folded }) => isRule && rankOf(folded, anything) !== -1);
        pushAll("Rules", rules);
        const meant =
          rules.find(({ folded }) => folded === filters.rule) ?? (rules.length === 1 ? rules[0] : undefined);
        const broken = (meant?.broken ?? []).map((at) => tables[at]).filter(({ schema }) => keeps(schema));
        pushAll(`Tables that break ${meant?.name}`, broken.map(tableEntry));
      } else if ("column" in filters) {
        pushColumns(anything, SHOWN.filtered);
      } else if (words.length > 0) {
        findAll(words, whole, keeps, push, pushColumns);
      } else if ("schema" in filters) {
        pushAll("Tables and views", tables.filter(({ schema }) => keeps(schema)).map(tableEntry));
      }
      return { groups: result, words, total: result.reduce((sum, { total }) => sum + total, 0) };
    };

    const findAll = (words, whole, keeps, push, pushColumns) => {
      const exact = rank(SHOWN.exact);
      const named = rank(SHOWN.tables);
      for (const at of tableOrder) {
        const table = tables[at];
        const own = keeps(table.schema) ? rankOfTable(table, words, whole) : -1;
        if (own === 0) exact.add(0, tableEntry(table));
        else if (own !== -1) named.add(own, table);
      }
      const others = groups.map(() => rank(SHOWN.others));
      for (const at of objectOrder) {
        const each = objects[at];
        const own = each.folded === whole ? 0 : rankOf(each.folded, words);
        if (own === -1 || !keeps(each.schema)) continue;
        if (own === 0 && groups[each.group] !== "Enum labels") exact.add(1, each);
        else others[each.group].add(own, each);
      }
      push("Exact name", exact.total, exact.best());
      push("Tables and views", named.total, named.best().map(tableEntry));
      pushColumns(words, SHOWN.columns);
      for (const [group, title] of groups.entries()) push(title, others[group].total, others[group].best());
      // A letter or two is in every comment.
      if (!words.some((word) => word.length > 2 || /[^ -~]/.test(word))) return;
      const found = findComments(words, keeps, ({ folded }) => rankOf(folded, words) !== -1, SHOWN.others);
      push("Comments", found.total, found.entries);
    };

    /** Names that are nearly what was typed, by an engine that forgives letters. */
    const near = (text, engines) => {
      const needle = fold(text.trim());
      for (const engine of engines) {
        const names = tables.map(({ folded }) => folded);
        const [matches, info, order] = engine.search(names, needle, 0, 5000);
        const places = order ? order.map((place) => info.idx[place]) : (matches ?? []);
        if (places.length > 0) return places.slice(0, 5).map((place) => tableEntry(tables[place]));
      }
      return [];
    };

    return {
      add: (name, part) => add[name](part),
      find,
      near,
      /** How much has been looked through. */
      counts: () => ({
        relations: tables.length,
        columns: columns.count,
        others: objects.length,
      }),
    };
  };

  /** A name in pieces, every other of which is what was typed. */
  window.cartularyMarks = (text, words) => {
    const letters = [...text];
    const folded = letters.map(fold);
    const whole = folded.join("");
    const starts = [];
    for (const [index, letter] of folded.entries()) for (let n = 0; n < letter.length; n += 1) starts.push(index);
    const marked = new Array(letters.length).fill(false);
    for (const word of words) {
      const at = word === "" ? -1 : whole.indexOf(word);
      if (at !== -1) marked.fill(true, starts[at], (starts[at + word.length - 1] ?? 0) + 1);
    }
    const pieces = [""];
    for (const [index, letter] of letters.entries()) {
      if ((pieces.length % 2 === 0) !== marked[index]) pieces.push("");
      pieces[pieces.length - 1] += letter;
    }
    return pieces;
  };
})();
