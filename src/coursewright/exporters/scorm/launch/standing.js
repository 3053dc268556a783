// How far a student is: what is done of what counts, and how much of the self-checks is right. Pure functions.
(() => {
  "use strict";

  const own = (window.coursewright ??= {});

  // The score is of the self-checks with a pass mark, or of all where none has one.
  const scored = (course) => {
    const checks = course.entries.filter((entry) => Object.keys(entry.points).length);
    const decisive = checks.filter((entry) => entry.pass !== null);
    return Object.assign({}, ...(decisive.length ? decisive : checks).map((entry) => entry.points));
  };

  // `progress` from 0 to 1, `complete`, and `score` from 0 to 100, null until something is answered.
  own.standing = (course, get) => {
    const counted = course.entries.filter((entry) => entry.counts);
    const done = counted.filter((entry) => get(`e:${entry.key}`)).length;
    const complete = counted.length > 0 && done === counted.length;
    const points = Object.entries(scored(course));
    const sum = (some) => some.reduce((all, [, worth]) => all + worth, 0);
    const right = sum(points.filter(([name]) => /^[1+]/.test(get(name))));
    const begun = complete || points.some(([name]) => get(name));
    return {
      progress: counted.length ? Math.round((done / counted.length) * 10000) / 10000 : 0,
      complete,
      score: begun && sum(points) ? Math.round((right / sum(points)) * 10000) / 100 : null,
    };
  };

  own.spokenTime = (seconds, version) => {
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds % 60)];
    if (version !== "1.2") return `PT${hours}H${minutes}M${rest}S`;
    const two = (number) => String(number).padStart(2, "0");
    return `${two(Math.min(hours, 9999))}:${two(minutes)}:${two(rest)}`;
  };
})();
