// Keeps the viewer and what was read with it on the device, so that a reload without a network shows it again.
//
// 1. Install: every file of SHELL (the build fills it in) goes into a cache of this revision. Hashed files come from an earlier
//    revision's cache where they are the same. A host in the middle of an update, whose page does not name the files of this
//    revision, makes the installation fail; the browser tries again later, and the revision before goes on working.
// 2. Activate: caches of revisions before the last one go; pages hear {type: "updated", revision}.
// 3. Fetch, only GET within our folder and without a range:
//      the page           network first; after PAGE_WAIT_MS, without an answer or with an error the kept one
//      hashed files       kept first: a name never changes its content, so versions cannot mix
//      parts of an archive  kept first under a name with a hash, elsewhere as feeds, in two caches; kept when seen, the oldest go
//      feeds (*.json, *.xml)  network first; what is whole is kept, and stands in for what is not
//      what makes an edition, or reads other feeds  network first; kept when seen
//      words (locales/)   network first; kept when seen, so that nobody fetches six languages to read one
//      pictures           kept first under media/<hash>, elsewhere network first; kept when seen, the oldest go
//    Whatever else is asked for is the browser's own business.
// 4. Messages from a page: {type: "keep", urls} keeps what it loaded before this worker ran; {type: "apply"} lets a waiting
//    worker take over (the page then reloads itself). Nothing takes over by itself while pages are open. What comes with a port is about
//    keeping the whole publication, what was saved, and mirrors (worker/, which the build puts at the end).
// 5. What a host cannot give may come from a mirror, once a reader has agreed to ask it, and only what its hash says it is (worker/mirrors.js).
//
// Never kept: errors, redirected or foreign answers, parts. No room on the device costs keeping, never showing.
"use strict";

const REVISION = "filled in by the build: revision";
const SHELL = { /* filled in by the build: address → hash */ };
// The engine that also reads Markdown: heavy, so it is kept with the first feed that holds some.
const MARKDOWN = [ /* filled in by the build: addresses */ ];

const HERE = new URL("./", self.location).href;
// Caches belong to the whole origin, where other publications may lie in other folders.
const PREFIX = `tidings ${HERE} `;
const SHELL_CACHE = `${PREFIX}shell ${REVISION}`;
const FEEDS = { name: `${PREFIX}feeds`, mostFiles: 200, mostBytes: 100e6 };
// Searches bring many files, which may not push out the feed.
const RESULTS = { name: `${PREFIX}results`, mostFiles: 400, mostBytes: 80e6 };
const PARTS = { name: `${PREFIX}parts`, mostFiles: 1000, mostBytes: 200e6 };
const WORDS = { name: `${PREFIX}words`, mostFiles: 12, mostBytes: 2e6 };
const PICTURES = { name: `${PREFIX}pictures`, mostFiles: 400, mostBytes: 80e6 };
// One picture may not push out all others.
const MOST_PICTURE_BYTES = 8e6;
const SIZE = "tidings-bytes";

// On a slow line waiting pays, on a dead one it does not: about the time after which readers reload.
const PAGE_WAIT_MS = 3000;
const FEED_WAIT_MS = 6000;

const HASHED = /-[0-9a-f]{16}(_bg)?\.(js|wasm|css)$/;
const HASHED_PART = /^bundle\/[a-z]+\/([\w-]{43}\.json|[\w-]{16}\.bin)$/;
const FEED = /\.(json|xml|rss|atom)$|^bundle\/search\/text\//;
const WORDS_FILE = /^locales\//;
const ON_DEMAND = /^(edition|open)\.(html|js)$/;
const PICTURE = /\.(avif|gif|jpe?g|png|svg|webp)$/i;
const HASHED_PICTURE = /^media\/[0-9a-f]{8,}[^/]*$/;

self.addEventListener("install", event => event.waitUntil(install()));
self.addEventListener("activate", event => event.waitUntil(activate()));

self.addEventListener("message", event => {
  const { type, urls } = event.data ?? {};
  const [port] = event.ports;
  if (port) {
    // A browser that refuses storage, or a host that cannot be reached: nothing to say.
    event.waitUntil(answerPage(event.data).catch(() => ({ state: "unreachable" })).then(reply => port.postMessage(reply)));
    return;
  }
  if (type === "apply") self.skipWaiting();
  if (type === "keep" && Array.isArray(urls)) event.waitUntil(keepSeen(urls));
});

self.addEventListener("fetch", event => {
  const { request } = event;
  const address = addressOf(request.url);
  if (request.method !== "GET" || address === undefined || request.headers.has("range")) return;
  if (request.mode === "navigate") {
    event.respondWith(address === "" || address === "index.html" ? page(event) : innerPage(event, address));
  } else if (Object.hasOwn(SHELL, address) || HASHED.test(address)) {
    event.respondWith(HASHED.test(address) ? hashed(event) : unhashed(event));
  } else if (HASHED_PART.test(address)) {
    event.respondWith(part(event));
  } else if (FEED.test(address)) {
    event.respondWith(keptWhenSeen(event, keepFeed, FEED_WAIT_MS, isFeed));
  } else if (WORDS_FILE.test(address)) {
    event.respondWith(keptWhenSeen(event, keepWords, PAGE_WAIT_MS));
  } else if (ON_DEMAND.test(address)) {
    event.respondWith(keptWhenSeen(event, keepOnDemand, PAGE_WAIT_MS, response => response.ok));
  } else if (request.destination === "image" || HASHED_PICTURE.test(address)) {
    event.respondWith(picture(event, address));
  }
});

/** The address relative to our folder, without query and fragment; undefined outside. */
function addressOf(url) {
  return url.startsWith(HERE) ? url.slice(HERE.length).split(/[?#]/, 1)[0] : undefined;
}

async function install() {
  const cache = await caches.open(SHELL_CACHE);
  try {
    await Promise.all(Object.keys(SHELL).map(async address => {
      const url = new URL(address, HERE).href;
      const isHashed = HASHED.test(address);
      const response = (isHashed && await match(url)) || await fetch(url, { cache: isHashed ? "default" : "no-cache" });
      if (response.status !== 200) throw new Error(`${address}: ${response.status}`);
      await cache.put(url, unredirected(response));
    }));
    const html = await (await cache.match(HERE)).text();
    const stranger = strangerTo(html);
    if (stranger) throw new Error(`the page does not name ${stranger}: the host is being updated`);
  } catch (error) {
    await caches.delete(SHELL_CACHE);
    throw error;
  }
}

async function activate() {
  const earlier = (await caches.keys()).filter(name => name.startsWith(`${PREFIX}shell `) && name !== SHELL_CACHE);
  // Pages of the revision before may still be open and start their engine only now, so that one stays (the last made).
  await Promise.all(earlier.slice(0, -1).map(name => caches.delete(name)));
  await self.clients.claim();
  if (earlier.length === 0) return;
  for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage({ type: "updated", revision: REVISION });
}

function page(event) {
  const answer = fetch(event.request);
  event.waitUntil(answer.then(response => keepPage(response.clone())).catch(() => {}));
  // A host that has lost its page, or is being updated, hides no good one; who leads elsewhere, such as a hotel's network, is followed.
  const isGood = response => response.ok || response.type === "opaqueredirect";
  return networkFirst(answer, () => match(HERE, SHELL_CACHE), PAGE_WAIT_MS, isGood);
}

/** A page of a packed site, such as a/<slug>/. Without a network the front page is there, and shows the same under its `#/…` address. */
async function innerPage(event, address) {
  const kept = async () => {
    const query = new URL(event.request.url).search;
    return (await match(HERE, SHELL_CACHE)) && Response.redirect(`${HERE}#/${address.replace(/\/$/, "")}${query}`);
  };
  return networkFirst(fetch(event.request), kept, PAGE_WAIT_MS);
}

async function hashed({ request }) {
  return (await match(request.url)) ?? fetch(request);
}

function unhashed(event) {
  return networkFirst(fetch(event.request), () => match(event.request.url, SHELL_CACHE), PAGE_WAIT_MS);
}

/** `check`, if there is one, judges an answer once: whether it may be shown and kept. */
function keptWhenSeen(event, keepAs, waitMs, check) {
  const { url } = event.request;
  const answer = fetch(event.request);
  const isGood = check && answer.then(response => check(response.clone()));
  event.waitUntil(answer.then(response => keepAs(url, response.clone(), isGood)).catch(() => {}));
  const kept = async () => (await fromKept(url)) ?? (await match(url)) ?? mirrored(url);
  return networkFirst(answer, kept, waitMs, check && (() => isGood));
}

async function part(event) {
  const { url } = event.request;
  const kept = await match(url);
  if (kept) return kept;
  const answer = fetch(event.request);
  const good = answer.then(response => keepPart(url, response.clone()));
  event.waitUntil(good.catch(() => {}));
  return (await mirror()) ? networkFirst(answer, () => mirrored(url), FEED_WAIT_MS, () => good) : answer;
}

async function picture(event, address) {
  const { url } = event.request;
  const fetchAndKeep = async () => {
    const response = await fetch(event.request);
    event.waitUntil(keepPicture(url, response.clone()));
    return response;
  };
  if (!HASHED_PICTURE.test(address)) return networkFirst(fetchAndKeep(), () => match(url), PAGE_WAIT_MS);
  return (await match(url)) ?? networkFirst(fetchAndKeep(), () => mirrored(url), PAGE_WAIT_MS, response => response.ok);
}

/** The network's answer; what is kept when there is none in time, or it is not good. */
async function networkFirst(answer, kept, waitMs, isGood = response => response.status < 500) {
  const good = answer.then(async response => (await isGood(response)) ? response : undefined).catch(() => undefined);
  const inTime = await Promise.race([good, new Promise(done => setTimeout(done, waitMs))]);
  return inTime ?? (await kept()) ?? answer;
}

/** Looks in one cache or in all; a browser that refuses storage has nothing. */
function match(url, cacheName) {
  // A host's Vary names headers that differ between a page's request and ours.
  return caches.match(url, { cacheName, ignoreVary: true }).catch(() => undefined);
}

/** Keeps what a page has loaded before this worker saw its requests. */
async function keepSeen(urls) {
  for (const url of urls.slice(0, PICTURES.mostFiles)) {
    const address = typeof url === "string" ? addressOf(url) : undefined;
    if (address === undefined || Object.hasOwn(SHELL, address)) continue;
    const keepAs = [[HASHED_PART, keepPart], [FEED, keepFeed], [ON_DEMAND, keepOnDemand], [WORDS_FILE, keepWords], [PICTURE, keepPicture]].find(([name]) => name.test(address))?.[1];
    if (!keepAs || (await match(url))) continue;
    // The browser's own cache usually has it.
    const response = await fetch(url).catch(() => undefined);
    if (response) await keepAs(url, response);
  }
}

/** The page as it is now stands for the one of the installation, if it names the same files. */
async function keepPage(response) {
  if (!isWhole(response)) return;
  const html = await response.clone().text();
  if (strangerTo(html) || !(await caches.has(SHELL_CACHE))) return;
  await (await caches.open(SHELL_CACHE)).put(HERE, response);
}

/** A file of this revision that a page does not name: the page is of another. */
function strangerTo(html) {
  return Object.keys(SHELL).find(address => HASHED.test(address) && !address.endsWith(".wasm") && !html.includes(address));
}

/** A host's error page, or half a feed, may neither replace nor hide a good one. */
async function isFeed(response) {
  if (!isWhole(response)) return false;
  const blob = await response.blob();
  if (response.url.endsWith(".txt") && blob.type.startsWith("text/plain")) return true;
  const text = await blob.text();
  if (/<\/(rss|feed|rdf:RDF)>\s*$/.test(text)) return true;
  try { JSON.parse(text); } catch { return false; }
  return true;
}

async function keepFeed(url, response, isGood = isFeed(response.clone())) {
  if (!(await isGood)) return;
  const blob = await response.blob();
  const text = await blob.text();
  await keep(url.includes("/bundle/search/") ? RESULTS : FEEDS, url, blob, response);
  if (text.includes('"content_markdown"')) await keepMarkdown().catch(() => {});
  if (url === `${HERE}feed.json`) await renew(text).catch(() => {});
}

/** Lines of key and text; a host's error page may not stand for them. */
async function keepWords(url, response) {
  if (!isWhole(response)) return;
  const blob = await response.blob();
  if (/^[\w.]+ = /.test(await blob.text())) await keep(WORDS, url, blob, response);
}

/** Scripts and a page of this site that few ask for; they belong to what was read with them. */
async function keepOnDemand(url, response) {
  if (isWhole(response)) await keep(WORDS, url, await response.blob(), response);
}

/** Kept is only what its name promises: anything else would stay under that name after the host has repaired it. */
async function keepPart(url, response) {
  if (!isWhole(response)) return false;
  const blob = await response.blob();
  // What does not unpack is not what it says.
  const isGood = await isWhatItSays(addressOf(url), undefined, blob).catch(() => false);
  if (isGood) await keep(PARTS, url, blob, response);
  return isGood;
}

/** The SHA-256 in Base64 for addresses (RFC 4648, section 5). */
async function hashOf(blob) {
  const hash = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(hash))).replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
}

async function keepMarkdown() {
  const cache = await caches.open(SHELL_CACHE);
  for (const address of MARKDOWN) if (!(await cache.match(address))) await cache.add(address);
}

async function keepPicture(url, response) {
  if (!isWhole(response) || !response.headers.get("content-type")?.startsWith("image/")) return;
  const blob = await response.blob().catch(() => undefined);
  if (blob && blob.size <= MOST_PICTURE_BYTES) await keep(PICTURES, url, blob, response);
}

function isWhole(response) {
  return response.status === 200 && response.type === "basic" && !response.redirected;
}

/** Keeps a body with its size, and lets the oldest go. */
async function keep(store, url, blob, { headers }) {
  const type = headers.get("content-type") ?? "";
  try {
    const cache = await caches.open(store.name);
    await cache.put(url, new Response(blob, { headers: { "content-type": type, [SIZE]: blob.size } }));
    await trim(cache, store.mostFiles, store.mostBytes);
  } catch {
    // No room: half of the pictures go, so that there is some next time.
    await caches.open(PICTURES.name).then(cache => trim(cache, PICTURES.mostFiles / 2, PICTURES.mostBytes / 2)).catch(() => {});
  }
}

async function trim(cache, mostFiles, mostBytes) {
  const keys = await cache.keys();
  let bytes = 0;
  // The newest are last.
  for (const [age, key] of keys.reverse().entries()) {
    bytes += Number((await cache.match(key))?.headers.get(SIZE));
    if (age >= mostFiles || bytes > mostBytes) await cache.delete(key);
  }
}

function unredirected(response) {
  const { body, status, statusText, headers } = response;
  // Browsers refuse a redirected answer for a page.
  return response.redirected ? new Response(body, { status, statusText, headers }) : response;
}
