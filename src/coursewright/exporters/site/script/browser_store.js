// A store of short texts by name, in the browser. Where the browser refuses (private windows, some pages opened
// from a folder, a full disk), texts live as long as the page does, and `place` says so.
(() => {
  "use strict";

  const own = (window.coursewright ??= {});

  own.browserStore = (prefix) => {
    const unsaved = new Map();
    const disk = (() => {
      try {
        localStorage.setItem(`${prefix}?`, "1");
        localStorage.removeItem(`${prefix}?`);
        return localStorage;
      } catch {
        return null;
      }
    })();
    const listeners = [];
    const tell = (name) => listeners.forEach((one) => one(name));

    const names = () => {
      const kept = disk ? Object.keys(disk).filter((key) => key.startsWith(prefix)) : [];
      return [...new Set([...unsaved.keys(), ...kept.map((key) => key.slice(prefix.length))])];
    };
    const get = (name) => unsaved.get(name) ?? disk?.getItem(prefix + name) ?? "";
    const set = (name, value) => {
      unsaved.delete(name);
      try {
        if (value) disk.setItem(prefix + name, value);
        else disk?.removeItem(prefix + name);
      } catch {
        unsaved.set(name, value);
      }
      tell(name);
    };

    addEventListener("storage", ({ key, storageArea }) => {
      if (storageArea !== disk || (key !== null && !key.startsWith(prefix))) return;
      tell(key === null ? "" : key.slice(prefix.length));
    });

    return {
      names,
      get,
      set,
      clear: () => names().forEach((name) => set(name, "")),
      place: (name) => (unsaved.has(name) || !disk ? "nowhere" : "browser"),
      // The listener is given the name of what changed, here or in another window; "" for everything.
      listen: (listener) => listeners.push(listener),
    };
  };
})();
