// What the other scripts share: the course they are part of, its words, the store, and ways to make elements.
(() => {
  "use strict";

  const own = (window.coursewright ??= {});
  const course = (own.course ??= { id: "course", words: {}, entries: [], texts: {} });

  // A learning platform's session, where the site is shown inside of one (see `launch/session.js` of SCORM packages).
  const session = (() => {
    try {
      return parent === window ? null : parent.coursewrightSession ?? null;
    } catch {
      return null; // shown by a page of somebody else
    }
  })();
  own.session = session;
  own.store = session?.store ?? own.browserStore(`coursewright/${course.id}/`);

  own.root = document.querySelector("[data-cw-root]")?.dataset.cwRoot ?? "";
  own.entry = document.querySelector("[data-cw-entry]")?.dataset.cwEntry ?? "";

  own.say = (key, values = {}) =>
    (course.words[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  own.each = (selector, action) => document.querySelectorAll(selector).forEach(action);

  own.make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  own.button = (key, action) => {
    const made = own.make("button", { type: "button", class: "cw-button cw-button-quiet" }, own.say(key));
    made.addEventListener("click", action);
    return made;
  };

  // A button for what cannot be undone: it asks once more, in its own place. Who clicks twice in a row keeps it.
  own.twice = (key, action) => {
    const holder = own.make("span", { class: "cw-twice" });
    const calm = () => holder.replaceChildren(own.button(key, ask));
    const ask = () => {
      const no = own.button("keep", () => { calm(); holder.firstChild.focus(); });
      const yes = own.button("delete-really", () => { calm(); holder.firstChild.focus(); action(); });
      holder.replaceChildren(no, " ", yes);
      no.focus();
    };
    calm();
    return holder;
  };

  let made = 0;
  own.id = (element) => (element.id ||= `cw-${(made += 1)}`);

  // How to say where something is kept.
  own.kept = (name) => own.say(`kept-${own.store.place(name)}`);

  own.each("[data-cw-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });

  // From inside a frame, a page of somebody else would take the place of the course, or refuse to be shown.
  if (session) {
    own.each("a[href]", (link) => {
      if (link.origin !== location.origin && /^https?:$/.test(link.protocol)) {
        link.target = "_blank";
        link.relList.add("noopener");
      }
    });
  }
})();
