// The browser's side of the worker of archives. Stands in front of its wasm (crates/xtask/src/build/engine.rs).

// A piece of the index inflates to some kilobytes, a list of a common word at 100,000 articles to some hundred. Nothing needs more.
const MOST_BYTES = 8 << 20;

function tidingsListen() {
  onmessage = ({ data: [json, beside] }) => wasm_bindgen.receive(json, beside && new Uint8Array(beside));
}

function tidingsPost(json, matches) {
  const { buffer } = matches.slice();
  postMessage([json, buffer], [buffer]);
}

function tidingsNow() {
  return performance.now();
}

// Somebody who types faster than this is not done.
function tidingsPause(number) {
  setTimeout(wasm_bindgen.paused, 250, number);
}

// Hands over the bytes of a file, or nothing. A connection that broke is often back in a moment. (And a page that is being left can fetch nothing
// any more but still runs, in WebKit; it is gone before it would speak of that.)
async function tidingsFetch(number, address, isPiece) {
  const bytes = await read(address, isPiece)
    .catch(() => new Promise((done) => setTimeout(done, 1000)).then(() => read(address, isPiece)))
    .catch(() => {});
  wasm_bindgen.arrived(number, bytes);
}

// Nothing for a file that is not there, or not the one that was asked for. A piece is raw DEFLATE, and called by the beginning of its SHA-256; a page
// that is not on a secure origin cannot check that.
async function read(address, isPiece) {
  const response = await fetch(address);
  if (!response.ok) return;
  let body = response.body;
  if (isPiece) body = body.pipeThrough(new DecompressionStream("deflate-raw"));
  const bytes = await readAll(body);
  if (!isPiece || !self.crypto?.subtle || (await isCalled(address, bytes))) return bytes;
}

async function readAll(body) {
  const parts = [];
  let size = 0;
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) throw reader.cancel();
    parts.push(value);
  }
  // Not through a Blob: on a page from a disk WebKit lets no worker read one.
  const bytes = new Uint8Array(size);
  size = 0;
  for (const part of parts) {
    bytes.set(part, size);
    size += part.length;
  }
  return bytes;
}

async function isCalled(address, bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const name = btoa(String.fromCharCode(...hash.subarray(0, 12)));
  return address.endsWith(`/${name.replaceAll("+", "-").replaceAll("/", "_")}.bin`);
}
