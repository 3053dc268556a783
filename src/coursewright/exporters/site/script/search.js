// Search in titles and texts, offline. Accents and case do not matter; titles come first. The index is fetched
// when somebody turns to the field, as a script, because pages opened from a folder may fetch nothing else.
(() => {
  "use strict";

  const own = window.coursewright;
  const { say, make } = own;
  const FIRST = 20;
  const AROUND = 70; // characters shown on either side of what was found

  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").normalize("NFC").toLowerCase();

  let loading = null;
  const index = () => (loading ??= new Promise((resolve) => {
    const ready = () => resolve((window.coursewrightSearch ?? []).map(([title, address, where, text]) => ({
      title, address, where, text, inTitle: fold(title), inText: fold(`${where} ${text}`),
    })));
    if (window.coursewrightSearch) return ready();
    const script = make("script", { src: `${own.root}data/search-index.js` });
    script.addEventListener("load", ready);
    script.addEventListener("error", () => { loading = null; resolve([]); });
    return document.head.append(script);
  }));

  // Words of the query must all be there. A title that begins with one counts most, then a word of the title
  // that does, then anywhere in the title, then in the text.
  const score = (page, words) => {
    let sum = 0;
    for (const word of words) {
      const at = page.inTitle.indexOf(word);
      if (at === 0) sum += 8;
      else if (at > 0) sum += /[^\p{L}\p{N}]/u.test(page.inTitle[at - 1]) ? 6 : 4;
      else if (page.inText.includes(word)) sum += 1;
      else return 0;
    }
    return sum;
  };

  // A piece of the text around the first word that was found, which is marked.
  const excerpt = (text, words) => {
    let folded = "";
    const from = [];
    [...text].reduce((at, letter) => {
      for (const one of fold(letter)) { folded += one; from.push(...Array(one.length).fill(at)); }
      return at + letter.length;
    }, 0);
    from.push(text.length);
    const hits = words.map((word) => [folded.indexOf(word), word.length]).filter(([at]) => at >= 0);
    if (!hits.length) return text.length > 2 * AROUND ? [`${text.slice(0, 2 * AROUND)}…`] : [text];
    const [at, length] = hits.sort((one, other) => one[0] - other[0])[0];
    const [start, end] = [from[at], from[at + length]];
    // Words are not cut in two, where a language has spaces between them.
    const before = text.slice(Math.max(0, start - AROUND), start).replace(start > AROUND ? /^\S*\s+/ : "", "");
    const after = text.slice(end, end + AROUND).replace(end + AROUND < text.length ? /\s+\S*$/ : "", "");
    return [
      start > AROUND ? `…${before}` : before,
      make("mark", {}, text.slice(start, end)),
      end + AROUND < text.length ? `${after}…` : after,
    ];
  };

  own.each("[data-cw-search]", (form) => {
    const field = form.querySelector("input");
    const results = document.querySelector("[data-cw-results]");
    const count = make("p", { role: "status", class: "cw-found" });
    const list = make("ol", { class: "cw-hits" });
    const more = make("p", { class: "cw-bar" });
    results.append(count, list, more);
    const all = document.querySelector("[data-cw-all]"); // what there is to see before one searches
    let asked = 0;

    const hit = ({ title, address, where, text }, words) => make("li", {},
      make("a", { href: own.root + address }, title), " ",
      make("span", { class: "cw-where" }, where),
      make("p", {}, ...excerpt(text, words)));

    const find = async () => {
      const query = (asked += 1);
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      const pages = words.length ? await index() : [];
      if (query !== asked) return;
      const found = pages.map((page) => [score(page, words), page]).filter(([weight]) => weight)
        .sort(([one], [other]) => other - one).map(([, page]) => page);
      const told = ["found-none", "found-one"][found.length] ?? "found";
      count.textContent = words.length ? say(told, { count: found.length }) : "";
      if (all) all.hidden = words.length > 0;
      list.replaceChildren(...found.slice(0, FIRST).map((page) => hit(page, words)));
      more.replaceChildren();
      if (found.length > FIRST) {
        more.append(own.button("show-all", () => {
          list.append(...found.slice(FIRST).map((page) => hit(page, words)));
          more.replaceChildren();
          list.children[FIRST].querySelector("a").focus();
        }));
      }
    };

    let waiting = 0;
    field.addEventListener("focus", () => index(), { once: true });
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 150); });
    form.addEventListener("submit", (event) => { event.preventDefault(); find(); });
    form.hidden = false;
    field.value ||= new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) find();
  });
})();
