// Times in the reader's own zone, beside those of the course, where the two differ.
(() => {
  "use strict";

  const own = window.coursewright;
  const { lang } = document.documentElement;
  const language = lang === "en" ? "en-GB" : lang || undefined; // as the words of the pages are
  const day = { weekday: "short", day: "numeric", month: "short" };
  const form = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

  const wording = (more) => {
    try {
      return new Intl.DateTimeFormat(language, { ...form, ...more });
    } catch {
      return null; // a zone or language that this browser does not know
    }
  };
  const here = wording({});
  const there = wording({ timeZone: own.course.zone || "UTC" });

  if (here) own.each("time.cw-time[datetime]", (place) => {
    const moment = new Date(place.dateTime);
    if (Number.isNaN(moment.getTime())) return;
    const mine = here.format(moment);
    if (mine === there?.format(moment)) return;
    place.after(" ", own.make("span", { class: "cw-own-time" }, own.say("your-time", { time: mine })));
  });

  // Lists of dates show the next ones: what is over gives way, and where all is over, so does their section.
  own.each("[data-cw-next]", (list) => {
    const dated = [...list.querySelectorAll("[data-cw-when]")];
    const ahead = dated.filter((one) => !(new Date(one.dataset.cwWhen) < new Date()));
    dated.forEach((one) => { one.hidden = true; });
    ahead.slice(0, Number(list.dataset.cwNext)).forEach((one) => { one.hidden = false; });
    if (!ahead.length) (list.closest("section") ?? list).hidden = true;
  });
})();
