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

// Hands over the bytes of a file, or nothing. A piece is raw DEFLATE, and called by the beginning of its SHA-256; a page that is not on a secure
// origin cannot check that.
async function tidingsFetch(number, address, isPiece) {
  let bytes;
  try {
    const response = await fetch(address);
    if (response.ok) {
      let body = response.body;
      if (isPiece) body = body.pipeThrough(new DecompressionStream("deflate-raw"));
      const read = await readAll(body);
      if (!isPiece || !self.crypto?.subtle || (await isCalled(address, read))) bytes = read;
    }
  } catch {}
  wasm_bindgen.arrived(number, bytes);
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
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function isCalled(address, bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const name = btoa(String.fromCharCode(...hash.subarray(0, 12)));
  return address.endsWith(`/${name.replaceAll("+", "-").replaceAll("/", "_")}.bin`);
}
