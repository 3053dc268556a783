// What is done: marked by the student, or because everything on a page is answered. Ticks of the planner are the
// same marks. Progress counts what everybody is to do; what is optional can be marked, and is not counted.
(() => {
  "use strict";

  const own = window.coursewright;
  const { course, store, say, make, each } = own;
  const entries = new Map(course.entries.map((entry) => [entry.key, entry]));
  const mark = (key) => (entries.has(key) ? `e:${key}` : `t:${key}`);
  const isDone = (key) => store.get(mark(key)) !== "";
  const setDone = (key, done) => store.set(mark(key), done ? "1" : "");

  const painters = [];
  const paint = () => painters.forEach((one) => one());

  const marked = make("span", { class: "cw-kept", role: "status" });
  each("[data-cw-done]", (place) => {
    const key = place.dataset.cwDone;
    const box = make("input", { type: "checkbox" });
    const label = place.dataset.cwTickLabel ?? say("done");
    place.append(make("label", { class: "cw-done" }, box, " ", label), " ", marked);
    place.hidden = false;
    box.addEventListener("change", () => setDone(key, box.checked));
    painters.push(() => { box.checked = isDone(key); });
  });

  each("input[data-cw-tick]", (box) => {
    box.addEventListener("change", () => setDone(box.dataset.cwTick, box.checked));
    painters.push(() => { box.checked = isDone(box.dataset.cwTick); });
  });

  // Beside the name of an entry: whether it is done.
  each("[data-cw-state]", (place) => {
    place.textContent = say("is-done");
    painters.push(() => { place.hidden = !isDone(place.dataset.cwState); });
  });

  each("[data-cw-entry-item]", (item) => {
    const word = make("span", { class: "cw-hidden" }, say("is-done"));
    (item.querySelector("a") ?? item).append(" ", word);
    painters.push(() => {
      item.classList.toggle("cw-is-done", isDone(item.dataset.cwEntryItem));
      word.hidden = !isDone(item.dataset.cwEntryItem);
    });
  });

  // The keys of the entries that a page is about; none for the whole course.
  each("[data-cw-progress]", (place) => {
    const keys = place.dataset.cwProgress.split(" ").filter(Boolean);
    const counted = course.entries.filter((one) => one.counts && (!keys.length || keys.includes(one.key)));
    if (!counted.length) return;
    const bar = make("progress", { max: counted.length });
    const text = make("span", {});
    bar.setAttribute("aria-labelledby", own.id(text));
    place.append(bar, " ", text);
    place.hidden = false;
    if (own.session && counted.length === course.entries.filter((one) => one.counts).length) {
      const { mastery } = own.session.rules;
      const checked = course.entries.some((one) => Object.keys(one.points).length);
      const scoring = mastery ? say("rules-pass", { pass: mastery }) : checked ? say("rules-score") : "";
      place.after(make("p", { class: "cw-kept" }, say("rules", { all: counted.length }), " ", scoring));
    }
    painters.push(() => {
      bar.value = counted.filter((one) => isDone(one.key)).length;
      text.textContent = say("progress", { done: bar.value, all: counted.length });
    });
  });

  // Where to go on: the first that is to do and not done, once something is done. It takes the place of the beginning.
  each("[data-cw-start]", (place) => {
    const begin = document.querySelector("[data-cw-begin]");
    painters.push(() => {
      const next = course.entries.find((one) => one.counts && one.address && !isDone(one.key));
      place.hidden = !next || !course.entries.some((one) => isDone(one.key));
      if (begin) begin.hidden = !place.hidden;
      if (!next) return;
      const label = make("span", {}, say("go-on"), " ", make("small", {}, next.title));
      place.replaceChildren(make("a", { class: "cw-button", href: own.root + next.address }, label));
    });
  });

  each("[data-cw-reset]", (place) => {
    const told = make("span", { role: "status" });
    place.append(own.twice("delete-all", () => { store.clear(); told.textContent = say("deleted"); }), " ", told);
    place.hidden = false;
  });

  // Called whenever something on this page is answered.
  own.answered = () => {
    const entry = entries.get(own.entry);
    if (!entry?.answering || isDone(entry.key)) return;
    if (!entry.items.every((name) => store.get(name))) return;
    setDone(entry.key, true);
    marked.textContent = say("marked");
  };

  store.listen((name) => { if (/^([et]:|$)/.test(name)) paint(); });
  addEventListener("pageshow", paint);
  paint();
})();
