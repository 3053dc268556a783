// The page works without this. It adds two things: which view one is in, and a glance at the line of the plan
// to which a mark leads, before one goes there.
(() => {
  "use strict";

  const peek = document.getElementById("peek");
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));

  // The view in the upper part of the window is the one that is read.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      const link = links.get(target.dataset.nav);
      if (!link) continue;
      link.setAttribute("aria-current", "true");
      const bar = link.closest("ul");
      const { left, right } = link.getBoundingClientRect();
      if (left < 0 || right > bar.clientWidth) bar.scrollLeft += left - 24;
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const part of document.querySelectorAll("[data-nav]")) seen.observe(part);

  // What a link leads to: its place in the plan, and the line itself.
  const show = (event) => {
    const link = event.target.closest?.("a[href^='#']");
    const name = link && (link.getAttribute("href") || "").slice(1);
    const line = name && /^[A-Z]+\d+$/.test(name) && document.getElementById(name);
    if (!line) return hide();
    const path = line.closest("[data-path]").dataset.path;
    const place = document.createElement("b");
    place.textContent = `${path}:${name.replace(/^[A-Z]+/, "")}`;
    const code = document.createElement("code");
    code.textContent = line.textContent.trim();
    peek.replaceChildren(place, " ", code);
    peek.hidden = false;
  };
  const hide = () => { peek.hidden = true; };

  addEventListener("pointerover", show);
  addEventListener("focusin", show);
  addEventListener("keydown", ({ key }) => { if (key === "Escape") hide(); });
  addEventListener("hashchange", hide);
})();
