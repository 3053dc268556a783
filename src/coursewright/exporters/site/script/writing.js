// Prompts to write to, a field beside each; and the page of everything that was written.
(() => {
  "use strict";

  const own = window.coursewright;
  const { course, store, say, make, each } = own;

  each("[data-cw-prompt]", (place) => {
    const said = make("div", { class: "cw-prompt-text" });
    said.append(...place.childNodes);
    place.append(said, own.field(place.dataset.cwPrompt, said));
  });

  // What was written, in the order of the course; last what belongs to prompts that are no longer there.
  const written = () => {
    const found = course.entries.flatMap((entry) =>
      entry.items.filter((name) => name in course.texts && store.get(name)).map((name) => ({ name, entry })));
    const known = new Set(found.map((one) => one.name));
    const old = store.names().filter((name) => /^(p|d.*-$)/.test(name) && !known.has(name));
    return [...found, ...old.map((name) => ({ name, entry: null }))].map(({ name, entry }) => ({
      name,
      entry,
      prompt: course.texts[name] ?? say("earlier"),
      text: store.get(name).slice(name.startsWith("q") ? 1 : 0), // the sign of a question's result comes first
    })).filter((one) => one.text);
  };

  const asText = () => {
    const parts = written().map(({ entry, prompt, text }) =>
      `${entry ? `${entry.title}\n` : ""}${prompt}\n\n${text}\n`);
    return [`${course.title}\n`, ...parts].join("\n----\n\n");
  };

  const download = () => {
    const address = URL.createObjectURL(new Blob([asText()], { type: "text/plain;charset=utf-8" }));
    const link = make("a", { href: address, download: `${course.id}.txt` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  each("[data-cw-notes]", (place) => {
    const list = make("div", { class: "cw-notes" });
    const told = make("p", { role: "status" });
    const bar = make("p", { class: "cw-bar" });
    const show = () => {
      const notes = written();
      // What has a field on this page is there already.
      const others = notes.filter(({ name }) => !document.querySelector(`[data-cw-prompt="${CSS.escape(name)}"]`));
      list.replaceChildren(...others.map(({ name, entry, prompt, text }) => {
        const title = entry?.address ? make("a", { href: own.root + entry.address }, entry.title) : entry?.title;
        return make("section", { class: "cw-own-note" },
          make("h2", {}, title ?? say("earlier")),
          ...(entry ? [make("p", { class: "cw-asked" }, prompt)] : []),
          make("div", { class: "cw-written", dir: "auto" }, text),
          make("p", { class: "cw-kept" }, own.kept(name), " ", own.twice("delete", () => {
            store.set(name, "");
            told.textContent = say("deleted");
          })));
      }));
      bar.hidden = !notes.length;
      if (!notes.length) list.append(make("p", {}, say("nothing-written")));
    };
    bar.append(own.button("download", download), " ",
      own.twice("delete-written", () => {
        written().forEach(({ name }) => store.set(name, ""));
        told.textContent = say("deleted");
      }));
    place.append(bar, told, list);
    place.hidden = false;
    store.listen(show);
    addEventListener("pageshow", show);
    show();
  });

  // Every page with something to write leads to the page of everything that was written.
  const last = [...document.querySelectorAll(".cw-writing")].at(-1);
  if (last && course.notes && !document.querySelector("[data-cw-notes]")) {
    last.append(make("p", { class: "cw-to-notes" }, make("a", { href: own.root + course.notes }, say("notes"))));
  }
})();
