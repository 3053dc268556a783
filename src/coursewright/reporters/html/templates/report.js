// Filters of the lint report. All the text is in the page: this hides what was not asked for, and says how
// much is left. What is set stands in the address, after the `#`, so that a view can be linked to.
(() => {
  "use strict";

  const form = document.getElementById("filters");

  // A link to what is folded away opens it, in browsers that do not do so themselves.
  const reveal = () => {
    const target = document.getElementById(decodeURI(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    if (target.closest("[hidden]") && form) clear();
    // What lies above is only drawn, and takes its height, as it comes into view: hence again a moment later.
    const there = () => target.scrollIntoView();
    there();
    requestAnimationFrame(() => requestAnimationFrame(there));
  };

  // Without a place to start from, the first Tab has Chromium look at every link of the page, also of what it
  // has not drawn yet, which takes seconds where findings are thousands. So it is given one: the top.
  const begin = () => {
    if (document.activeElement !== document.body) return;
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    document.body.blur();
    document.body.removeAttribute("tabindex");
  };

  // Where a style sheet cannot show what is folded away on paper, it is opened for as long as printing takes;
  // not so the pages of rules, which would be most of the paper.
  if (!CSS.supports("selector(::details-content)")) {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open], .long, .rule)")];
      for (const one of opened) one.open = true;
    });
    addEventListener("afterprint", () => opened.splice(0).forEach((one) => { one.open = false; }));
  }

  if (!form) {
    addEventListener("hashchange", reveal);
    if (location.hash) reveal();
    return;
  }

  const { severity, rule, file, text } = form.elements;
  const boxes = severity instanceof RadioNodeList ? [...severity] : [severity];
  const reset = form.querySelector("button");
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const sections = [...document.querySelectorAll(".file")].map((node) => ({
    node,
    path: node.dataset.path,
    homework: node.querySelector(".homework"),
    entries: [...node.querySelectorAll(".f")].map((entry) => ({
      node: entry,
      severity: entry.classList.item(1),
      rule: entry.dataset.rule,
      task: entry.classList.contains("t"),
      findings: Number(entry.dataset.n || 1),
      text: null,
    })),
  }));
  const total = sections.reduce((sum, { entries }) => entries.reduce((all, one) => all + one.findings, sum), 0);
  const count = (number) => `${number.toLocaleString("en")} ${number === 1 ? "finding" : "findings"}`;

  // Gathering the text of thousands of findings takes a moment: it is done once, when somebody turns to the field.
  const gather = () => {
    for (const { entries } of sections) {
      for (const one of entries) one.text ??= one.node.textContent.toLowerCase();
    }
  };

  const apply = () => {
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length) gather();
    const wanted = (one) => severities.has(one.severity)
      && (!rule.value || one.rule === rule.value)
      && words.every((word) => one.text.includes(word));
    let left = 0;
    for (const section of sections) {
      const open = !file.value || section.path === file.value;
      let here = 0;
      let tasks = 0;
      for (const one of section.entries) {
        const fits = open && wanted(one);
        if (one.node.hidden === fits) one.node.hidden = !fits;
        if (fits) here += one.findings;
        if (fits && one.task) tasks += 1;
      }
      if (section.homework) section.homework.hidden = !tasks;
      if (section.node.hidden === here > 0) section.node.hidden = !here;
      left += here;
    }
    none.hidden = left > 0;
    reset.disabled = address() === "";
    shown.value = left === total ? count(total) : `${left.toLocaleString("en")} of ${count(total)}`;
  };

  // The filters as they stand in an address; empty where nothing is filtered.
  const address = () => {
    const set = new URLSearchParams();
    const checked = boxes.filter((box) => box.checked);
    if (checked.length < boxes.length) set.set("severity", checked.map((box) => box.value).join(","));
    for (const field of [rule, file, text]) if (field.value) set.set(field.name, field.value);
    return set.toString();
  };

  const note = () => {
    const set = address();
    history.replaceState(null, "", set ? `#${set}` : location.pathname + location.search);
  };

  const changed = () => { apply(); note(); };
  const clear = () => { form.reset(); apply(); };

  // Take over the filters from the address, if it has some.
  const follow = () => {
    if (!location.hash.includes("=")) return location.hash ? reveal() : undefined;
    const set = new URLSearchParams(location.hash.slice(1));
    const severities = set.has("severity") ? set.get("severity").split(",") : boxes.map((box) => box.value);
    for (const box of boxes) box.checked = severities.includes(box.value);
    for (const field of [rule, file, text]) field.value = set.get(field.name) ?? "";
    for (const list of [rule, file]) if (list.selectedIndex < 0) list.value = "";
    apply();
  };

  let waiting = 0;
  text.addEventListener("focus", gather, { once: true });
  text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(changed, 120); });
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { changed(); boxes[0].focus(); }));
  addEventListener("hashchange", follow);

  form.hidden = false;
  apply();
  begin();
  follow();
})();
