// One session of a student: the course in a frame, its store kept by the learning platform, and what is reported.
//
// The pages of the course are loaded into a frame, and the session lives in the page around it. Were the pages
// the SCO itself, each link would unload it, and platforms end the attempt then. The pages find the store as
// `parent.coursewrightSession`.
(() => {
  "use strict";

  const own = window.coursewright;
  const { course } = own;
  const { version, mastery } = document.documentElement.dataset;
  const PAUSE = 10000; // milliseconds between two commits, at least: some platforms freeze on each

  const platform = own.platform(version);
  const began = Date.now();
  const listeners = [];
  const frame = document.getElementById("course");
  const notice = document.getElementById("notice");
  const tellStudent = (key) => {
    notice.textContent = course.words[key] ?? "";
    notice.hidden = !key;
  };

  // Only who looks through a finished attempt, or at a sample, is in another mode; platforms that say nothing
  // mean the normal one. Without a platform, the browser keeps all.
  const alone = !platform.isRunning();
  const records = !alone && !["browse", "review"].includes(platform.get("mode"));
  const before = {
    completion: platform.get("completion"),
    success: platform.get("success"),
    score: Number(platform.get("raw")) || 0,
  };
  const wasComplete = ["completed", "passed", "failed"].includes(before.completion);
  const wasPassed = before.completion === "passed" || before.success === "passed";

  // Students of one platform may share a computer: each has a place of their own in its browser, and whose name
  // the platform does not tell has none.
  const learner = platform.get("learner");
  const letters = [...learner].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 16777619), 2166136261);
  const whose = learner ? `@${(letters >>> 0).toString(36)}` : "";
  const nobodys = { names: () => [], get: () => "", set() {}, clear() {}, place: () => "nowhere" };
  const copy = learner || alone ? own.browserStore(`coursewright${whose}/${course.id}/`) : nobodys;

  // What the platform has counts. The browser has a copy, for what is too long for the platform, for what did not
  // get there the last time, and for a platform that starts anew.
  const UNSENT = "?unsent";
  const kept = platform.get("state");
  const { values, elsewhere } = own.decoded(kept, course);
  const isCut = (name) => name.startsWith("q") && values.get(name) === copy.get(name)[0];
  const takesAll = alone || copy.get(UNSENT) || !kept;
  for (const name of takesAll ? copy.names() : [...elsewhere, ...[...values.keys()].filter(isCut)]) {
    if (!copy.get(name) || name === UNSENT) continue;
    values.set(name, copy.get(name));
    elsewhere.delete(name);
  }

  let out = new Set();
  let text = kept;
  const pack = () => ({ text, out } = own.encoded(values, elsewhere, course, platform));

  const report = () => {
    const { progress, complete, score: now } = own.standing(course, (name) => values.get(name) ?? "");
    const score = now === null ? null : Math.max(now, before.score); // the best one counts
    const passed = wasPassed || (score !== null && score >= Number(mastery));
    const finished = complete || wasComplete;
    const outcome = !mastery ? "" : passed ? "passed" : finished ? "failed" : "";
    const completion = finished ? (version === "1.2" && outcome) || "completed" : "incomplete";
    const seconds = (Date.now() - began) / 1000;
    const told = [["completion", completion], ["progress", finished ? 1 : progress]];
    if (outcome) told.push(["success", outcome]);
    if (score !== null) told.push(["min", 0], ["max", 100], ["raw", score], ["scaled", score / 100]);
    told.push(["state", text], ["time", own.spokenTime(seconds, version)]);
    // A normal end closes the attempt, and platforms begin the next one empty: not over what somebody wrote.
    const isOver = finished && ![...values.keys()].some((name) => name in course.texts);
    told.push(["exit", !isOver ? "suspend" : version === "1.2" ? "" : "normal"]);
    return told.map(([name, value]) => platform.set(name, value)).every(Boolean);
  };

  let waiting = 0;
  let last = 0;
  const commit = () => {
    clearTimeout(waiting);
    waiting = 0;
    last = Date.now();
    if (!records || !platform.isRunning()) return;
    const well = report() && platform.commit();
    if (well) copy.set(UNSENT, "");
    tellStudent(well ? "" : "platform-refuses");
  };
  const commitSoon = () => { waiting ||= setTimeout(commit, Math.max(1000, last + PAUSE - Date.now())); };

  const changed = (name) => {
    pack();
    if (records) copy.set(UNSENT, "1");
    listeners.forEach((one) => {
      try {
        one(name);
      } catch {
        // Of a page that has left the frame.
      }
    });
    commitSoon();
  };

  window.coursewrightSession = {
    rules: { mastery: mastery ? Number(mastery) : null },
    store: {
      names: () => [...values.keys()],
      get: (name) => values.get(name) ?? "",
      set(name, value) {
        if (value) values.set(name, value);
        else values.delete(name);
        elsewhere.delete(name);
        if (records || alone) copy.set(name, value);
        changed(name);
      },
      clear() {
        values.clear();
        elsewhere.clear();
        if (records || alone) copy.clear();
        changed("");
      },
      // `platform`, `overflow` (in this browser alone), `elsewhere` (in another one), `browser`, `nowhere`.
      place(name) {
        if (elsewhere.has(name)) return "elsewhere";
        const here = copy.place(name);
        if (!records) return alone ? here : "nowhere";
        if (!out.has(name)) return "platform";
        return here === "browser" ? "overflow" : here;
      },
      listen: (listener) => listeners.push(listener),
    },
  };

  const pageShown = () => {
    try {
      return { window: frame.contentWindow, title: frame.contentDocument.title, path: frame.contentWindow.location.pathname };
    } catch {
      return null; // a page of somebody else
    }
  };
  frame.addEventListener("load", () => {
    const page = pageShown();
    if (!page) return;
    const address = page.path.split("/site/").pop();
    document.title = page.title || document.title;
    // A page that is left takes its listeners along.
    page.window.addEventListener("pagehide", () => { listeners.length = 0; });
    if (records && course.entries.some((entry) => entry.address === address) && address.length <= platform.locationRoom) {
      platform.set("location", address);
      commitSoon();
    }
  });

  // What is being written is kept first: pages hear only later than this one that they go.
  const keep = () => {
    pageShown()?.window.dispatchEvent(new Event("cw-keep"));
    commit();
  };
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
  addEventListener("pagehide", () => {
    keep();
    platform.end();
  });
  // A platform that was told goodbye takes nothing more: a page that comes back begins a session of its own.
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });

  if (alone) tellStudent("no-platform");
  pack();
  if (records) values.forEach((value, name) => copy.set(name, value));
  commit();
  const there = platform.get("location");
  const known = course.entries.some((entry) => entry.address === there);
  frame.src = `site/${known ? there : "index.html"}`;
})();
