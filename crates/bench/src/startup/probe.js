// Runs before the page's own scripts and notes when things show: first paint, largest paint, layout shift, the moment the
// words WANTED stand on the screen, and the moment the viewer answers a click. Looks once a frame, and only in frames after
// the document has changed. Keeps the memories that wasm modules export.
(() => {
  const wanted = WANTED;
  const seen = (window.__startup = { first: null, largest: null, shift: 0, shifts: [], readable: null, in_charge: null });
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.first = entry.startTime;
  });
  watch("largest-contentful-paint", (entry) => (seen.largest = entry.startTime));
  watch("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    seen.shift += entry.value;
    for (const { node, previousRect: before, currentRect: after } of entry.sources) {
      const what = (node?.parentElement ?? node)?.outerHTML?.slice(0, 60) ?? "what is gone";
      const [from, to] = [before, after].map(({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" "));
      seen.shifts.push(`${Math.round(entry.startTime)} ${entry.value.toFixed(3)} [${from}] to [${to}] ${what}`);
    }
  });

  const squeeze = (text) => text.replace(/\s+/g, " ");
  const isShown = () => {
    if (!document.body) return false;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!squeeze(walker.currentNode.data).includes(wanted) || /^(script|style|template|noscript)$/i.test(parent.localName)) continue;
      const box = parent.getBoundingClientRect();
      if (parent.checkVisibility() && box.width > 0 && box.height > 0) return true;
    }
    return false;
  };

  // The link that skips to the text stands on every page of ours, written or not. Only the viewer takes a click on it for itself,
  // and all it does is to move the focus, which is held here: it would scroll, and what scrolls into view is painted anew. A click
  // that nobody takes goes no further than the window. It is asked for once the page can be read: a viewer that still waits for
  // its feed answers, and has nothing to answer about.
  const isAnswered = () => {
    if (questions.readable) return false;
    let taken = false;
    const note = (event) => {
      taken = event.defaultPrevented;
      event.preventDefault();
    };
    window.addEventListener("click", note);
    const { focus } = HTMLElement.prototype;
    HTMLElement.prototype.focus = () => {};
    document.querySelector(".skip-link")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    HTMLElement.prototype.focus = focus;
    window.removeEventListener("click", note);
    return taken;
  };

  // The frame that a callback belongs to is painted before the next message is delivered.
  const noteOncePainted = (name) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => (seen[name] = performance.now());
    channel.port2.postMessage(0);
  };
  const questions = { readable: isShown, in_charge: isAnswered };
  let changed = true;
  new MutationObserver(() => (changed = true)).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  const look = () => {
    if (changed) {
      for (const [name, is] of Object.entries(questions)) {
        if (!is()) continue;
        delete questions[name];
        noteOncePainted(name);
      }
    }
    changed = false;
    if (Object.keys(questions).length > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  window.__memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...parts) => {
      const made = await original.apply(WebAssembly, parts);
      const { exports } = made.instance ?? made;
      window.__memories.push(...Object.values(exports).filter((value) => value instanceof WebAssembly.Memory));
      return made;
    };
  }
})();
