// The page's own witness. The test server puts it first into the head of every HTML page it serves; it writes down what the page
// says to the console, what it fails at and what its policy blocks, and keeps the list over reloads of the same tab.
(() => {
  "use strict";
  // Files may have one origin: what one page says late is not the next one's.
  const key = "__tidings_probe" + (location.protocol === "file:" ? location.pathname : "");
  let store = null;
  try {
    store = window.sessionStorage;
  } catch {
    // A sandboxed frame has no storage; its list lives as long as the document.
  }
  let list = [];
  try {
    list = JSON.parse((store && store.getItem(key)) || "[]");
  } catch {
    list = [];
  }
  const note = (kind, text) => {
    list.push({ kind, text: String(text).slice(0, 2000), at: String(location.href).slice(0, 300) });
    try {
      if (store) store.setItem(key, JSON.stringify(list));
    } catch {
      // Full storage loses nothing: the list of this document is read first.
    }
  };
  const words = (values) =>
    values
      .map((value) => {
        if (value instanceof Error) return `${value} ${value.stack || ""}`;
        if (typeof value === "object") {
          try {
            return JSON.stringify(value);
          } catch {
            return Object.prototype.toString.call(value);
          }
        }
        return String(value);
      })
      .join(" ");
  for (const level of ["log", "info", "debug", "warn", "error", "trace", "assert", "table", "dir"]) {
    const original = console[level];
    console[level] = function (...values) {
      if (level !== "assert" || !values[0]) note("console." + level, words(values));
      return original.apply(console, values);
    };
  }
  window.addEventListener(
    "error",
    (event) => {
      // A test that pokes an element with events of its own has not broken anything.
      if (!event.isTrusted) return;
      if (event.target && event.target !== window) {
        const element = event.target;
        note("resource", `${element.nodeName} ${element.currentSrc || element.src || element.href || element.imageSrcset || ""}`);
      } else {
        const stack = (event.error && event.error.stack) || "";
        note("error", `${event.message} (${event.filename}:${event.lineno}) ${stack}`);
      }
    },
    true,
  );
  window.addEventListener("unhandledrejection", (event) => note("rejection", words([event.reason])));
  document.addEventListener("securitypolicyviolation", (event) =>
    note("policy", `${event.violatedDirective} blocked ${event.blockedURI} ${event.sample || ""}`),
  );
  Object.defineProperty(window, "__probe", { value: () => list.slice(), configurable: false });
})();
