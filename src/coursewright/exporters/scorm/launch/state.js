// What a student did, as one short text that a learning platform keeps, and back.
//
//   1 ~ block ~ block …      block: letters of an entry, `*` if done, then `|` item `|` item …
//                            item:  beginning of a name `:` value, or `!` for what is kept elsewhere
//
// Entries and answers are found by (parts of) fingerprints of what they ask, so that a course that changes
// keeps what is still there, and never takes an answer for that to another question.
(() => {
  "use strict";

  const own = (window.coursewright ??= {});
  const FORMAT = "1";
  const TICKS = "+"; // the block of ticks that are no entries
  const LEAST = 3; // letters of a name

  const escaped = (text) => text.replace(/[%|~^\u0000-\u001f\u007f]/g, (sign) =>
    (sign === "\n" ? "^" : `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`));
  const clear = (text) => text.replace(/\^/g, "\n").replace(/%([0-9a-f]{2})/g, (all, code) =>
    String.fromCharCode(parseInt(code, 16)));

  // The shortest beginnings by which the names of one entry can be told apart; `-` ends a name beside another.
  const tags = (names) => {
    const cut = (length) => names.map((name) => name.slice(0, length) + (name.endsWith("-") ? "-" : ""));
    let length = LEAST;
    while (new Set(cut(length)).size < names.length && length < 20) length += 1;
    return cut(length);
  };
  const named = (tag, names) => {
    const begins = tag.replace("-", "");
    const fit = names.filter((name) => name.startsWith(begins) && name.endsWith("-") === tag.endsWith("-"));
    return fit.length === 1 ? fit[0] : null;
  };

  // Values by name, and the names of what is kept elsewhere. What is not understood is left out.
  own.decoded = (text, course) => {
    const values = new Map();
    const elsewhere = new Set();
    const [format, ...blocks] = text.split("~");
    if (format !== FORMAT) return { values, elsewhere };
    const entries = new Map(course.entries.map((entry) => [entry.short, entry]));
    for (const block of blocks) {
      const [head, ...items] = block.split("|");
      const entry = entries.get(head.replace("*", ""));
      if (head === TICKS) items.forEach((item) => values.set(`t:${clear(item)}`, "1"));
      if (!entry) continue;
      if (head.endsWith("*")) values.set(`e:${entry.key}`, "1");
      for (const item of items) {
        const [, tag, sign, value] = item.match(/^([^:!]+)([:!])(.*)$/s) ?? [];
        const name = tag && named(tag, entry.items);
        if (name && sign === "!") elsewhere.add(name);
        else if (name) values.set(name, clear(value));
      }
    }
    return { values, elsewhere };
  };

  const encoded = (values, elsewhere, course) => {
    const blocks = course.entries.map((entry) => {
      const short = tags(entry.items);
      const items = entry.items.flatMap((name, at) => {
        if (elsewhere.has(name)) return [`|${short[at]}!`];
        return values.has(name) ? [`|${short[at]}:${escaped(values.get(name))}`] : [];
      });
      const done = values.has(`e:${entry.key}`) ? "*" : "";
      return done || items.length ? `~${entry.short}${done}${items.join("")}` : "";
    });
    const ticks = [...values.keys()].filter((name) => name.startsWith("t:")).map((name) => `|${escaped(name.slice(2))}`);
    return FORMAT + blocks.join("") + (ticks.length ? `~${TICKS}${ticks.join("")}` : "");
  };

  // The text, no longer than there is room, and the names of what had to stay out: long texts first, then the
  // wording of answers (whether they were right stays), then choices, and marks at the very last.
  own.encoded = (all, kept, course, { stateRoom, size }) => {
    const values = new Map(all);
    const elsewhere = new Set(kept);
    // Of earlier versions of the course there is no name that could be cut short.
    const known = new Set(course.entries.flatMap((entry) => [`e:${entry.key}`, ...entry.items]));
    const out = new Set([...all.keys()].filter((name) => !known.has(name) && !name.startsWith("t:")));
    const text = () => encoded(values, elsewhere, course);
    let room = size(text()) - stateRoom;
    if (room <= 0) return { text: text(), out };

    const stepsOut = [
      [(name) => name in course.texts, 0],
      [(name) => name.startsWith("q") && values.get(name).length > 1, 1],
      [(name) => /^[dq]/.test(name), 0],
    ];
    for (const [fits, letters] of stepsOut) {
      const weighed = [...values.keys()].filter(fits).map((name) => [size(escaped(values.get(name))), name]);
      for (const [weight, name] of weighed.sort(([one], [other]) => other - one)) {
        if (room <= 0) break;
        out.add(name);
        if (letters) values.set(name, values.get(name).slice(0, letters));
        else if (values.delete(name)) elsewhere.add(name);
        room -= weight - letters;
      }
    }
    if (size(text()) > stateRoom) elsewhere.clear();
    for (const name of [...values.keys()].reverse()) {
      if (size(text()) <= stateRoom) break;
      values.delete(name);
      out.add(name);
    }
    return { text: text(), out };
  };
})();
