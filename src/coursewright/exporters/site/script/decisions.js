// Decision points: choose, see what comes of it, choose again. Without script each option can be unfolded.
(() => {
  "use strict";

  const own = window.coursewright;
  const { store, say, make } = own;

  // The words of an option go onto a button; what it leads to waits until it is chosen.
  const optionOf = (item) => {
    const text = (item.querySelector("summary") ?? item).textContent.trim();
    const consequence = item.querySelector(".cw-consequence");
    const button = make("button", { type: "button", class: "cw-option", "aria-pressed": "false" }, text);
    item.remove();
    return { button, consequence, text };
  };

  // Paper cannot be played, so there every option is followed by what it leads to.
  const onPaper = (pieces) => {
    const copies = pieces.map((piece) => piece.cloneNode(true));
    copies.forEach((copy) => {
      copy.removeAttribute("data-cw-option");
      if (copy.localName === "details") copy.open = true;
    });
    return make("div", { class: "cw-on-paper" }, ...copies);
  };

  const play = (place) => {
    const name = place.dataset.cwDecision;
    const items = [...place.querySelectorAll("[data-cw-option]")];
    const open = place.querySelector(".cw-open");
    open?.after(own.field(`${name}-`, open));
    if (!items.length) return;

    const after = place.querySelector(".cw-afterwards");
    const group = make("div", { class: "cw-options", role: "group" });
    const outcome = make("div", { class: "cw-follows", role: "status" });
    const again = own.button("choose-again", () => {
      store.set(name, `${store.get(name)}.`);
      options[0].button.focus();
    });
    const bar = make("p", { class: "cw-bar" }, again);
    group.setAttribute("aria-labelledby", own.id(place.querySelector(".cw-prompt") ?? place));
    items[0].before(group, onPaper([...items, ...(after ? [after] : [])]), outcome, bar);
    const options = items.map(optionOf);
    group.append(...options.map(({ button }) => button));
    after?.remove();

    // Kept as the numbers of the options in the order in which they were first tried, and at the end the one that
    // is chosen now; a full stop there means that none is.
    const show = () => {
      const kept = store.get(name);
      const path = kept.split(".").filter((one) => options[one]).map(Number);
      const chosen = kept.endsWith(".") ? undefined : path.at(-1);
      options.forEach(({ button }, number) => {
        button.setAttribute("aria-pressed", String(number === chosen));
        button.classList.toggle("cw-tried", path.includes(number));
      });
      bar.hidden = chosen === undefined;
      outcome.replaceChildren();
      if (chosen === undefined) return;
      outcome.append(make("p", { class: "cw-chose" }, say("chose", { option: options[chosen].text })));
      outcome.append(...[options[chosen].consequence, after].filter(Boolean));
      if (after) after.open = true;
      if (new Set(path).size > 1) {
        const steps = [...new Set(path)].map((number) => make("li", {}, options[number].text));
        outcome.append(make("p", { class: "cw-path-title" }, say("path")), make("ol", { class: "cw-path" }, ...steps));
      }
    };

    options.forEach(({ button }, number) => {
      button.addEventListener("click", () => {
        const tried = new Set([...store.get(name).split(".").filter(Boolean), String(number)]);
        store.set(name, [...tried, ...([...tried].at(-1) === String(number) ? [] : [number])].join("."));
        own.answered();
      });
    });
    store.listen((changed) => { if (!changed || changed === name) show(); });
    show();
  };

  own.each("[data-cw-decision]", play);
})();
