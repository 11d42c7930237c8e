// The body of an async function: opens the article named by its argument and returns a list of what is wrong with it.
const name = arguments[0];
const frame = (milliseconds = 4) => new Promise((done) => setTimeout(done, milliseconds));
// Chromium drops what goes beyond 200 navigations in ten seconds ("Throttling navigation"), and an article costs two: the address
// and the number the viewer gives its entry.
await frame(105);
location.hash = `#/a/${encodeURIComponent(name)}`;
const ready = () => {
  const heading = document.querySelector("main h1");
  const prose = document.querySelector("main .prose");
  return heading && heading.textContent.trim() === name && prose && prose.getAttribute("aria-busy") !== "true";
};
const deadline = performance.now() + 15000;
while (!ready()) {
  if (performance.now() > deadline) return [`its article did not open; on show is ${document.querySelector("main")?.outerHTML.slice(0, 300)}`];
  await frame();
}
const wrong = [];
const body = [...document.querySelectorAll("main .prose, main .prose *")];

// Nothing that runs, loads, submits or draws by itself.
const forbidden = /^(script|style|iframe|frame|frameset|object|embed|applet|svg|math|form|input|button|textarea|select|option|link|meta|base|template|noscript|portal|canvas|dialog|slot|animate|set|foreignobject|image|use|xml|plaintext|noembed|noframes|xmp|marquee|bgsound|keygen|title|head|body|html)$/i;
const schemes = /^(https?|mailto|tel):$/;
for (const element of body) {
  if (forbidden.test(element.localName)) wrong.push(`holds <${element.localName}>`);
  if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") wrong.push(`holds <${element.nodeName}> of ${element.namespaceURI}`);
  for (const { name: attribute, value } of element.attributes) {
    const label = `${element.localName}[${attribute}="${value.slice(0, 60)}"]`;
    if (/^on/i.test(attribute)) wrong.push(`holds a handler: ${label}`);
    if (/^(style|srcdoc|srcset|action|formaction|ping|background|xlink:href|is|slot|part|nonce|http-equiv|manifest|poster|data|codebase|dynsrc|lowsrc|usemap|ismap|popover|popovertarget|contenteditable|autofocus|accesskey|target-)$/i.test(attribute))
      wrong.push(`holds ${label}`);
    if (attribute === "id" && !/^(c-|p-\d+$|gallery-)/.test(value)) wrong.push(`holds an id of its own choice: ${label}`);
    if (attribute === "name" && !value.startsWith("c-")) wrong.push(`holds a name of its own choice: ${label}`);
    if (attribute === "href") {
      if (!schemes.test(element.protocol)) wrong.push(`leads to ${label}`);
    }
    if (attribute === "src" && !/^data:image\/(png|jpeg|gif|webp|avif)[;,]/i.test(value)) {
      const address = new URL(element.src, location.href);
      if (address.origin !== location.origin) wrong.push(`loads ${label}`);
    }
  }
}

// Nothing lies over the page.
scrollTo(0, 0);
for (const target of [".masthead-name a", ".masthead-tools > a.tool"]) {
  const box = document.querySelector(target).getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  if (!top || !top.closest("header.masthead")) wrong.push(`covers ${target} with ${top ? top.outerHTML.slice(0, 80) : "nothing"}`);
}

// Nothing waits for an event or a click. Real links are not followed; whatever else a click does, it may.
const stay = (event) => {
  const link = event.target.closest && event.target.closest("a[href]");
  if (link && schemes.test(link.protocol)) event.preventDefault();
};
addEventListener("click", stay, true);
for (const element of body) {
  for (const kind of ["mouseover", "pointerenter", "mouseenter", "focus", "load", "error", "toggle", "animationstart", "transitionend", "wheel", "copy", "beforematch", "scrollend", "keydown", "input"])
    element.dispatchEvent(new Event(kind, { bubbles: false }));
  if (typeof element.click === "function" && !element.closest(".gallery, .embed")) element.click();
}
removeEventListener("click", stay, true);
await frame();
if (window.__pwned !== undefined) {
  wrong.push(`ran: ${window.__pwned}`);
  delete window.__pwned;
}
if (!location.hash.startsWith("#/a/")) wrong.push(`went to ${location.href}`);
return wrong;
