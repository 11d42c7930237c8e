// The files of an edition. They stand in this page, each in an element of its own (crates/pack/src/edition/page.rs), or beside it in
// scripts (folder.rs), and are answered wherever one would otherwise be fetched: a page from a disk may run a script and show a
// picture, but fetch nothing.
//
// 1. fetch and Worker take the place of the browser's. An address in the page's folder means the file of that name.
// 2. A worker is made of its script and PRELUDE, which sends on here what the script fetches.
// 3. tidingsHeld(address) is what the viewer asks for pictures (src/platform/held.rs): an address that the browser can load.
// 4. tidingsPage() is this page as it was before the viewer touched it, without its files (public/edition.js).
(() => {
  const root = new URL(".", document.baseURI).href;
  const bare = document.documentElement.cloneNode(false);
  const parsed = new Promise(done => document.addEventListener("DOMContentLoaded", done));
  // The start script waits for `parsed` too, and later.
  const untouched = parsed.then(() => {
    const body = document.body.cloneNode(false);
    const isHeld = node => node.id?.startsWith("held:");
    for (const node of document.body.childNodes) if (!isHeld(node)) body.append(node.cloneNode(true));
    const head = document.head.cloneNode(true);
    // An edition of one file has nothing beside it that its policy would have to let in (page.rs).
    head.querySelector("meta[name=tidings-buckets]")?.remove();
    const policy = head.querySelector("meta[http-equiv=Content-Security-Policy]");
    policy.content = policy.content.replace(" 'strict-dynamic'", "").replace(" 'self' file:", "");
    bare.append(head, body);
    return bare;
  });
  globalThis.tidingsPage = async () => `<!doctype html>\n${(await untouched).outerHTML}`;
  // An address of a script is one of ours by construction.
  const policy = globalThis.trustedTypes?.createPolicy("tidings-held", { createScriptURL: address => address });
  const scriptAddress = address => (policy ? policy.createScriptURL(address) : address);

  const nameOf = address => {
    const { href } = new URL(address, document.baseURI);
    return href.startsWith(root) ? href.slice(root.length).replace(/[?#].*/, "") : undefined;
  };

  // A file is its type, whether it is gzip, and Base64.
  const inPage = address => {
    const name = nameOf(address);
    const element = name === undefined ? null : document.getElementById(`held:${name}`);
    return element && [element.dataset.type, element.dataset.packed !== undefined, element.textContent];
  };

  // Of an edition in a folder: how many scripts there are, and which were run last. A file is in the one to whose number its name comes.
  const MOST_KEPT = 64;
  const told = document.querySelector("meta[name=tidings-buckets]");
  const buckets = Number(told?.content ?? 0);
  const kept = new Map();
  const waiting = new Map();
  globalThis.tidingsBucket = (number, files) => waiting.get(number)?.(files);

  const bucketOf = name => {
    // FNV-1a, 32 bits.
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
    return (hash >>> 0) % buckets;
  };

  const read = number => {
    const files = kept.get(number) ?? new Promise((done, failed) => {
      waiting.set(number, done);
      const script = document.createElement("script");
      const name = `files/${told.dataset.edition}-${number}.js`;
      script.onload = () => { script.remove(); waiting.delete(number); };
      script.onerror = () => { script.remove(); waiting.delete(number); kept.delete(number); failed(new TypeError(`${name} cannot be read`)); };
      script.src = scriptAddress(name);
      document.head.append(script);
    });
    // The last to go.
    kept.delete(number);
    kept.set(number, files);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    return files;
  };

  const bytesOf = text => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let index = 0; index < letters.length; index += 1) bytes[index] = letters.charCodeAt(index);
    return bytes;
  };

  const open = async address => {
    await parsed;
    const name = nameOf(address);
    const file = inPage(address) ?? (buckets && (await read(bucketOf(name)))[name]);
    if (!file) return new Response(null, { status: 404 });
    const [type, isPacked, text] = file;
    const bytes = bytesOf(text);
    const body = isPacked ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes;
    return new Response(body, { headers: { "Content-Type": type } });
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
      const file = inPage(String(address));
      if (!file) throw new Error(`${address} is not in this page`);
      const [type, , text] = file;
      super(scriptAddress(URL.createObjectURL(new Blob([`(${PRELUDE})();`, bytesOf(text)], { type }))));
      this.addEventListener("message", async event => {
        const { held, address } = event.data ?? {};
        if (held === undefined) return;
        event.stopImmediatePropagation();
        // What cannot be read is not there, for the script that asks.
        const response = await open(address).catch(() => new Response(null, { status: 404 }));
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
    const file = inPage(address);
    // In a folder, pictures lie beside the page.
    if (!file) return buckets ? address : undefined;
    const [type, isPacked, text] = file;
    if (isPacked) return undefined;
    const name = nameOf(address);
    if (!addresses.has(name)) addresses.set(name, URL.createObjectURL(new Blob([bytesOf(text)], { type })));
    return addresses.get(name);
  };
})();
