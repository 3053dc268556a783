// Self-checks: answer, see at once whether it is right and why, try again. The keys are veiled in the page (see
// `veil.py`): nobody comes upon them by chance, and whoever wants to find them can.
(() => {
  "use strict";

  const own = window.coursewright;
  const { store, say, make, each } = own;

  const unveil = (name, veil) => {
    let state = 2166136261;
    for (const byte of new TextEncoder().encode(name)) state = Math.imul(state ^ byte, 16777619);
    const bytes = Uint8Array.from(atob(veil), (letter) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return letter.charCodeAt(0) ^ (state >>> 24);
    });
    return JSON.parse(new TextDecoder().decode(bytes));
  };

  const plain = (text) => text.normalize("NFKC").trim().replace(/\s+/g, " ").replace(/[.!?。]+$/, "").toLowerCase();

  // "1,5" and "1.5", "1 200" and "1,200": a number as people write it, in each way that it may be meant.
  const numbers = (text) => {
    const bare = text.normalize("NFKC").replace(/[\s'’]/g, "").replace(/[−–]/g, "-");
    const found = bare.match(/^[-+]?[\d.,]*\d(e[-+]?\d+)?/i)?.[0];
    if (!found) return [];
    return [found.replace(/,/g, ""), found.replace(/\./g, "").replace(",", ".")].map(Number).filter(Number.isFinite);
  };

  // A kind of question puts its controls into a row, reads an answer from them (a short text, "" for none) and
  // writes it back; says whether one is right, and what there is to say to it.
  const choice = (type) => (row, labelled, key) => {
    if (key.type === "true-false") {
      row.querySelector(".cw-question-options").replaceChildren(make("li", {}, say("true")), make("li", {}, say("false")));
    }
    const options = [...row.querySelectorAll(".cw-question-options > li")];
    const boxes = options.map((option) => {
      const box = make("input", { type, name: labelled });
      option.replaceChildren(make("label", {}, box, " ", ...option.childNodes));
      return box;
    });
    const numbersOf = (answer) => answer.split(".").filter(Boolean).map(Number);
    return {
      read: () => boxes.flatMap((box, at) => (box.checked ? [at] : [])).join("."),
      write: (answer) => boxes.forEach((box, at) => { box.checked = numbersOf(answer).includes(at); }),
      isRight: (answer) => answer === key.right.join("."),
      said: (answer) => numbersOf(answer).map((at) => key.options?.[at]),
    };
  };

  const line = (mode, isRight) => (row, labelled, key) => {
    const more = { type: "text", inputmode: mode, autocomplete: "off", dir: "auto", "aria-labelledby": labelled };
    const field = row.appendChild(make("input", more));
    return {
      read: () => field.value.trim(),
      write: (answer) => { field.value = answer; },
      isRight: (answer) => isRight(answer, key),
    };
  };

  const matching = (row, labelled, key) => {
    const rights = row.querySelector(".cw-question-right");
    const texts = [...rights.children].map((one) => one.textContent.trim());
    const selects = [...row.querySelectorAll(".cw-question-left > li")].map((left) => {
      const text = make("span", {}, ...left.childNodes);
      const options = texts.map((one, at) => make("option", { value: at }, one));
      const select = make("select", { "aria-labelledby": own.id(text) });
      select.append(make("option", { value: "" }, say("choose")), ...options);
      left.append(text, " ", select);
      return select;
    });
    rights.hidden = true;
    const right = (answer) => answer.split(".").filter((at, left) => at && key.pairs[left].includes(Number(at)));
    return {
      read: () => (selects.some((one) => one.value) ? selects.map((one) => one.value).join(".") : ""),
      write: (answer) => selects.forEach((one, at) => { one.value = answer.split(".")[at] ?? ""; }),
      isRight: (answer) => right(answer).length === selects.length,
      said: (answer) => (key.pairs ? [say("pairs-right", { right: right(answer).length, all: selects.length })] : []),
    };
  };

  const essay = (row, labelled, key) => {
    const area = make("textarea", { rows: 6, class: "cw-write", dir: "auto", "aria-labelledby": labelled });
    const printed = make("div", { class: "cw-written" });
    row.append(area, printed);
    return {
      read: () => area.value.trim(),
      write: (answer) => { printed.textContent = area.value = answer; },
      said: () => (key.model ? [`${say("model")}: ${key.model}`] : []),
    };
  };

  const kinds = {
    single: choice("radio"),
    "true-false": choice("radio"),
    multiple: choice("checkbox"),
    short: line("text", (answer, { accepted }) => accepted.some((one) => plain(one) === plain(answer))),
    numeric: line("decimal", (answer, { accepted, within }) => accepted.some((one) =>
      numbers(answer).some((number) => Math.abs(number - one) <= within + 1e-9 * Math.max(1, Math.abs(one))))),
    matching,
    essay,
  };

  const play = (place, key) => {
    const name = place.dataset.cwQuestion;
    const stem = place.querySelector(".cw-question-prompt");
    const labelled = own.id(stem);
    const row = make("div", { class: "cw-answer", "aria-labelledby": labelled });
    row.setAttribute("role", /single|true/.test(key.type) ? "radiogroup" : "group");
    row.append(...[...place.childNodes].filter((node) => node !== stem));
    const { read, write, isRight, said } = kinds[key.type](row, labelled, key);

    const marked = "right" in key || "accepted" in key || "pairs" in key;
    const verdict = make("div", { class: "cw-verdict", role: "status" });
    const verb = marked ? "check" : key.model || key.told ? "compare" : "keep-answer";
    const submit = make("button", { class: "cw-button" }, say(verb));
    const again = own.button("try-again", () => {
      if (marked) write("");
      tell("", []);
      row.querySelector("input, select, textarea").focus();
    });
    const form = make("form", { class: "cw-check", autocomplete: "off" }, row, verdict,
      make("p", { class: "cw-bar" }, submit, " ", again));
    place.replaceChildren(stem, form);

    const tell = (state, texts) => {
      place.dataset.cwResult = state;
      verdict.replaceChildren(...texts.filter(Boolean).map((text) => make("p", {}, text)));
      again.hidden = !state;
    };
    // Kept as a sign and the answer: 1 right, + was right before, 0 not yet, - nothing to be right or wrong.
    const show = () => {
      const [sign, answer] = [store.get(name)[0], store.get(name).slice(1)];
      write(answer);
      if (!sign) return tell("", []);
      const state = sign === "-" ? "answered" : sign === "1" ? "right" : "wrong";
      const word = marked ? say(state) : own.kept(name);
      return tell(state, [word, ...(said?.(answer) ?? []), key.told]);
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const answer = read();
      if (!answer) return tell("", [say("answer-first")]);
      const wrong = /[1+]/.test(store.get(name)[0]) ? "+" : "0";
      store.set(name, (marked ? (isRight(answer) ? "1" : wrong) : "-") + answer);
      show();
      return own.answered();
    });
    store.listen((changed) => { if (!changed) show(); });
    show();
  };

  each("[data-cw-checks]", (holder) => {
    const keys = JSON.parse(holder.dataset.cwChecks);
    each("[data-cw-question]", (place) => {
      const name = place.dataset.cwQuestion;
      if (keys[name]) play(place, unveil(name, keys[name]));
    });
  });
})();
