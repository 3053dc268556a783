// A field to write in, kept as one writes.
(() => {
  "use strict";

  const own = window.coursewright;
  const { store, make } = own;
  const PAUSE = 500; // milliseconds without a key before what was written is kept

  // A field for the text of one name, labelled by an element.
  own.field = (name, label) => {
    const area = make("textarea", { rows: 4, class: "cw-write", dir: "auto" });
    area.setAttribute("aria-labelledby", own.id(label));
    const printed = make("div", { class: "cw-written" }); // a field on paper would show its first lines only
    const told = make("p", { class: "cw-kept", role: "status" });
    let waiting = 0;
    let known = "";

    const tell = () => {
      const place = area.value || store.place(name) === "elsewhere" ? own.kept(name) : "";
      if (told.textContent !== place) told.textContent = place;
    };
    const keep = () => {
      clearTimeout(waiting);
      if (area.value === known) return;
      known = area.value;
      printed.textContent = known;
      store.set(name, known.trim() ? known : "");
      own.answered();
      tell();
    };
    const read = () => {
      known = store.get(name);
      area.value = known;
      printed.textContent = known;
      tell();
    };
    area.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, PAUSE);
    });
    area.addEventListener("change", keep);
    addEventListener("pagehide", keep);
    addEventListener("cw-keep", keep); // of a SCORM session that ends
    document.addEventListener("visibilitychange", keep);
    store.listen((changed) => {
      if (changed && changed !== name) return;
      if (store.get(name) !== known && document.activeElement !== area) read();
      else if (!changed && !store.get(name)) read();
      else tell();
    });
    read();
    return make("div", { class: "cw-writing" }, area, printed, told);
  };
})();
