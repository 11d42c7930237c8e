// The files of an edition that is one file. They stand in this page, each in an element of its own (crates/pack/src/edition/page.rs),
// and are answered wherever one would otherwise be fetched: a page from a disk can fetch nothing.
//
// 1. fetch and Worker take the place of the browser's. An address in the page's folder means the file of that name in the page.
// 2. A worker is made of its script and PRELUDE, which sends on here what the script fetches.
// 3. tidingsHeld(address) is what the viewer asks for pictures (src/platform/held.rs): an address that the browser can load.
(() => {
  const root = new URL(".", document.baseURI).href;
  const parsed = new Promise(done => document.addEventListener("DOMContentLoaded", done));
  // An address of a script for a worker is one of ours by construction.
  const policy = globalThis.trustedTypes?.createPolicy("tidings-held", { createScriptURL: address => address });

  const nameOf = address => {
    const { href } = new URL(address, document.baseURI);
    return href.startsWith(root) ? href.slice(root.length).replace(/[?#].*/, "") : undefined;
  };
  const find = address => {
    const name = nameOf(address);
    return name === undefined ? null : document.getElementById(`held:${name}`);
  };

  const bytesOf = element => {
    const text = element.textContent;
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let index = 0; index < letters.length; index += 1) bytes[index] = letters.charCodeAt(index);
    return bytes;
  };

  const open = async address => {
    await parsed;
    const element = find(address);
    if (!element) return new Response(null, { status: 404 });
    const bytes = bytesOf(element);
    const isPacked = element.dataset.packed !== undefined;
    const body = isPacked ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes;
    return new Response(body, { headers: { "Content-Type": element.dataset.type } });
  };

  const theirFetch = globalThis.fetch;
  globalThis.fetch = (asked, options) => {
    const address = asked instanceof Request ? asked.url : String(asked);
    return nameOf(address) === undefined ? theirFetch(asked, options) : open(address);
  };

  // Runs in a worker, before its script.
  const PRELUDE = () => {
    const asked = new Map();
    addEventListener("message", event => {
      const { held, status, type, bytes } = event.data ?? {};
      if (held === undefined) return;
      event.stopImmediatePropagation();
      asked.get(held)(new Response(bytes, { status, headers: { "Content-Type": type } }));
      asked.delete(held);
    });
    self.fetch = address => new Promise(done => {
      const held = asked.size ? Math.max(...asked.keys()) + 1 : 0;
      asked.set(held, done);
      postMessage({ held, address: String(address) });
    });
  };

  const TheirWorker = globalThis.Worker;
  globalThis.Worker = class extends TheirWorker {
    constructor(address) {
      const element = find(String(address));
      if (!element) throw new Error(`${address} is not in this file`);
      const script = URL.createObjectURL(new Blob([`(${PRELUDE})();`, bytesOf(element)], { type: "text/javascript" }));
      super(policy ? policy.createScriptURL(script) : script);
      this.addEventListener("message", async event => {
        const { held, address } = event.data ?? {};
        if (held === undefined) return;
        event.stopImmediatePropagation();
        const response = await open(address);
        const bytes = await response.arrayBuffer();
        const type = response.headers.get("Content-Type") ?? "";
        this.postMessage({ held, status: response.status, type, bytes }, [bytes]);
      });
    }
  };

  // What the page's own start script calls in the place of an import.
  globalThis.tidingsGlue = parsed.then(() => ({ default: globalThis.tidingsStart }));

  const addresses = new Map();
  globalThis.tidingsHeld = address => {
    // What stands in an address of its own (data:) needs nobody.
    if (nameOf(address) === undefined) return address;
    const element = find(address);
    if (!element || element.dataset.packed !== undefined) return undefined;
    if (!addresses.has(element.id)) {
      addresses.set(element.id, URL.createObjectURL(new Blob([bytesOf(element)], { type: element.dataset.type })));
    }
    return addresses.get(element.id);
  };
})();
