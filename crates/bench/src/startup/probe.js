// Runs before the page's own scripts and notes when things show: first paint, largest paint, layout shift, and the moment
// the words WANTED stand on the screen. Looks once a frame, and only in frames after the document has changed.
(() => {
  const wanted = WANTED;
  const seen = (window.__startup = { first: null, largest: null, shift: 0, readable: null });
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.first = entry.startTime;
  });
  watch("largest-contentful-paint", (entry) => (seen.largest = entry.startTime));
  watch("layout-shift", (entry) => {
    if (!entry.hadRecentInput) seen.shift += entry.value;
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

  let changed = true;
  new MutationObserver(() => (changed = true)).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  const look = () => {
    if (changed && isShown()) {
      // The frame this callback belongs to is painted before the next message is delivered.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => (seen.readable = performance.now());
      channel.port2.postMessage(0);
      return;
    }
    changed = false;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
