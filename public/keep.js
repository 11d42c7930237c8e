// Keeping a whole publication, or sections of it, on the device, for readers who ask for it; and what they saved. The build puts this into
// sw.js.
//
// 1. A page asks what there is and how large it is ({type: "offer"}), then for one stretch of work after the other ({type: "hold"}). Between
//    two it may pause, close or lose its network: the next stretch goes on from there, whenever that is.
// 2. What there is: of an archive, its manifest, which also says what of it a section needs; of a plain feed, the feed and the pictures that
//    it names. Of each picture one size.
// 3. Files go into a cache of this revision of the publication, the feed itself last. Once all are there, caches of other revisions go.
//    So there is always one whole revision, and without a network it is what is shown.
// 4. A file is kept only if it is what the manifest or its name says (SHA-256). One that is not means that the host has another revision by
//    now: the stretch ends, and the next begins with what there is then.
// 5. When the feed that comes is another than the kept one, all that is new is fetched in the background ({@link renew}): of an archive by
//    the deltas that lead from the kept revision to the feed's (docs/bundle-format.md), else, and where only sections are kept, file by file,
//    beside the kept ones.
// 6. What deltas bring waits in a cache of its own. Once it is whole it stands before the kept files, and goes into their cache
//    ({@link settle}); what the revision before had goes with the next one. Interrupted at any point, one whole revision is there.
// 7. Of an article that a reader saved, a page names the files ({type: "save"}). They are in a cache from which nothing goes by its age.

const KEPT = `${PREFIX}kept `;
const CHANGE = `${PREFIX}change`;
const SAVED = `${PREFIX}saved`;
// Before the name of an article: a list of its files.
const LIST = `${HERE}.saved/`;
const MIRRORS = `${PREFIX}mirror`;
const MIRROR = `${HERE}.mirror`;
const PLAN = `${HERE}.kept`;
const MANIFEST = "bundle/manifest.json";
// How long a page waits for news. Much shorter than browsers let a worker go on for.
const STRETCH_MS = 1500;
const FETCHES_AT_ONCE = 6;
// More than the largest archive that anybody keeps on a device; a manifest may say anything.
const MOST_FILES = 500000;
// Of the hash of a stretch of numbered files (docs/bundle-format.md).
const STRETCH_LETTERS = 8;
// Deltas in a row, and bytes that one makes; the packer stops long before.
const MOST_STEPS = 100;
const MOST_DELTA_BYTES = 64e6;
// After that a line is as good as broken.
const PATIENCE_MS = 20000;
// Pixels across: enough for a tablet, and a fifth of a camera's bytes.
const WIDE_ENOUGH = 1080;

/** Lists have one name a line. */
async function answerPage({ type, images, names }) {
  const list = names ? names.split("\n") : [];
  if (type === "offer") return offer(list);
  if (type === "hold") return hold(images, list);
  if (type === "save") await holdSaved(...list);
  if (type === "mirror") await (await caches.open(MIRRORS)).put(MIRROR, new Response(names));
  if (type === "repair") return repair();
  if (type === "drop") await Promise.all([CHANGE, ...(await keptNames())].map(name => caches.delete(name)));
  return state();
}

/** Of this publication, the oldest first. */
async function keptNames() {
  return (await caches.keys()).filter(name => name.startsWith(KEPT));
}

async function planIn(name) {
  return (await (await caches.open(name)).match(PLAN))?.json();
}

/** The last plan, with the name of its cache. */
async function lastPlan() {
  const name = (await keptNames()).at(-1);
  const plan = name && (await planIn(name));
  return plan ? { name, plan } : undefined;
}

/** The first that is whole, with the name of its cache. */
async function wholePlan() {
  for (const name of await keptNames()) {
    const plan = await planIn(name);
    if (plan?.isWhole) return { name, plan };
  }
}

async function state() {
  const last = await lastPlan();
  if (!last) return { state: "none" };
  const { name, plan } = last;
  const done = (await (await caches.open(name)).keys()).length - 1;
  // WebKit has it only where there is TLS.
  const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => {})) ?? {};
  const isLasting = await navigator.storage?.persisted?.().catch(() => false);
  return { state: plan.isWhole ? "kept" : "part", done, total: plan.files.length, bytes: plan.bytes, images: plan.images, sections: plan.sections?.join("\n"), usage, quota, isLasting };
}

/**
 * Keeps the files of an article that a reader saved; without a feed it is saved no more. Files that no saved article needs go.
 */
async function holdSaved(slug, id, feed) {
  const cache = await caches.open(SAVED);
  const own = LIST + encodeURIComponent(slug);
  await (feed ? cache.put(own, Response.json(await pathsOf(slug, id, feed))) : cache.delete(own));
  const wanted = new Set();
  const keys = (await cache.keys()).map(({ url }) => url);
  for (const url of keys) if (url.startsWith(LIST)) for (const path of await (await cache.match(url)).json()) wanted.add(HERE + path);
  for (const url of keys) if (!url.startsWith(LIST) && !wanted.has(url)) await cache.delete(url);
  for (const url of wanted) if (!keys.includes(url)) await holdFile(cache, { path: addressOf(url) }).catch(() => {});
}

/** Of an article of an archive, its look-up and its shard; and its pictures. None where the feed lies elsewhere. */
async function pathsOf(slug, id, feed) {
  if (new URL(".", feed).href !== HERE) return [];
  // The page has just read the feed, and a part is what its name says.
  const kept = async path => ((await match(new URL(path, HERE).href)) ?? (await fresh(path))).json();
  const paths = [];
  let whole = await kept(feed);
  const buckets = whole._tidings?.packed?.buckets;
  if (buckets) {
    const key = slug.toLowerCase();
    // FNV-1a, 32 bits (docs/bundle-format.md).
    const hash = new TextEncoder().encode(key).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
    const lookUp = `bundle/lookup/${(hash >>> 0) % buckets}.json`;
    const shard = (await (await fresh(lookUp).catch(() => match(HERE + lookUp))).json())[key];
    if (!HASHED_PART.test(shard)) return [];
    paths.push(lookUp, shard);
    whole = await kept(shard);
  }
  const text = JSON.stringify(whole.items.find(item => `${item.id}` === id && !item._tidings?.shard)) ?? "";
  for (const { id, src, renditions = [] } of whole._tidings?.media ?? []) {
    const sizes = [...renditions.map(({ src, width }) => ({ path: src, width })), { path: src, width: Infinity }];
    if (text.includes(JSON.stringify(id)) || text.includes(src)) paths.push(enough(sizes).path);
  }
  return paths.filter(isOurs);
}

// Files that a repair has looked at; a worker that was ended meanwhile begins anew.
let looked = 0;

/**
 * One stretch of looking at what is kept: what is spoilt or lost is fetched again. Where the host has another revision by now, that is
 * fetched beside this one; what is good is never taken away.
 */
async function repair() {
  await settle();
  const whole = await wholePlan();
  if (!whole) return state();
  const { name, plan: { files } } = whole;
  const cache = await caches.open(name);
  const until = Date.now() + STRETCH_MS;
  let reason;
  for (; looked < files.length - 1 && Date.now() < until && !reason; looked += 1) {
    const file = files[looked];
    const kept = await cache.match(HERE + file.path);
    if (kept && (await isWhatItSays(file.path, file.sha256, await kept.blob()).catch(() => false))) continue;
    await cache.delete(HERE + file.path);
    await holdFile(cache, file).catch(error => { reason = error; });
  }
  if (looked < files.length - 1 && !reason) return { state: "checking", done: looked, total: files.length };
  looked = 0;
  if (reason?.isStale) await renew(await (await fresh("feed.json")).text());
  return { ...(await state()), reason: reason && "network" };
}

/** What keeping everything would come to, in bytes: words alone, and with pictures; and, of an archive, the same of each section. */
async function offer(sections) {
  const texts = await current();
  const { words, bytes } = await planOf(texts, true);
  const sizes = [];
  for (const section of texts.manifest ? sections : []) {
    const { files, words, bytes } = await planOf(texts, true, [section]);
    // An older packer did not say what a section needs.
    sizes.push(files.some(({ path }) => path.startsWith("bundle/articles/")) ? [words, bytes] : [0, 0]);
  }
  return { state: "offer", words, bytes, sizes: sizes.flat() };
}

/** The revision that the host has now: texts of its feed and, of an archive, its manifest. */
async function current() {
  const feed = await (await fresh("feed.json")).text();
  const isArchive = JSON.parse(feed)._tidings?.packed;
  return { feed, manifest: isArchive && (await (await fresh(MANIFEST)).text()) };
}

/** What is to be kept of a revision, or of some sections of it: paths with hashes where they are known. */
async function planOf(texts, images, sections = []) {
  const ours = JSON.parse(texts.feed)._tidings ?? {};
  const hash = ours.packed?.manifest;
  if (hash && hash !== (await hashOf(new Response(texts.manifest)))) throw stale(MANIFEST);
  const manifest = texts.manifest && JSON.parse(texts.manifest);
  const files = [];
  const needed = new Set();
  for (const { category, files } of manifest?.sections ?? []) {
    let at = 0;
    if (sections.includes(category)) for (const step of files) needed.add(manifest.files[at += step]?.path);
  }
  const isNeeded = path => sections.length === 0 || needed.has(path);
  const sizes = new Map();
  const size = (picture, path, width, bytes, sha256) => {
    const all = sizes.get(picture) ?? [];
    sizes.set(picture, all);
    all.push({ path, width: width ?? Infinity, bytes: bytes ?? 0, sha256 });
  };
  for (const { path, bytes, sha256, group, of, width } of manifest?.files ?? []) {
    if (group === "media") {
      if (isNeeded(of ?? path)) size(of ?? path, path, of && width, bytes, sha256);
    } else if (group === "shell" ? ON_DEMAND.test(path) : group === "catalogue" || (isNeeded(path) && !path.startsWith("c/"))) {
      files.push({ path, bytes, sha256 });
    }
  }
  // Rows and texts of the search, which all of the publication is searched with.
  for (const { path, count, each, hashes } of sections.length === 0 ? manifest?.numbered ?? [] : []) {
    for (let number = 0; number < Math.min(count, MOST_FILES); number += 1) {
      const at = STRETCH_LETTERS * Math.floor(number / each);
      files.push({ path: path.replace("{}", number), bytes: 0, stretch: hashes?.slice(at, at + STRETCH_LETTERS) });
    }
  }
  if (manifest) files.push({ path: MANIFEST, bytes: texts.manifest.length });
  if (!manifest) {
    for (const { src, bytes, renditions } of ours.media ?? []) {
      size(src, src, undefined, bytes);
      for (const smaller of renditions ?? []) size(src, smaller.src, smaller.width, smaller.bytes, smaller.sha256);
    }
  }
  const entry = { path: "feed.json", bytes: texts.feed.length };
  const pictures = images ? [...sizes.values()].map(enough) : [];
  const weigh = all => all.reduce((sum, file) => sum + (file.bytes || 0), 0);
  const words = weigh([...files, entry]);
  return {
    revision: await hashOf(new Response(texts.feed)),
    manifest: hash,
    images,
    sections,
    files: [...[...files, ...pictures].filter(({ path }) => isOurs(path)), entry],
    words,
    bytes: words + weigh(pictures),
  };
}

/** Whether a path leads below our folder, and is written as it will be asked for. */
function isOurs(path) {
  return typeof path === "string" && addressOf(new URL(path, HERE).href) === path;
}

/** Of the sizes of a picture, the widest that is not too wide; of originals alone, the original. */
function enough(sizes) {
  const narrow = sizes.filter(({ width }) => width <= WIDE_ENOUGH);
  return narrow.reduce((widest, size) => (size.width > widest.width ? size : widest), narrow[0] ?? sizes[0]);
}

async function fresh(path) {
  const response = await fetch(new URL(path, HERE), { cache: "no-cache" });
  if (!isWhole(response)) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** One stretch. */
async function hold(images, sections) {
  await settle();
  const before = await wholePlan();
  let last = await lastPlan();
  if (!last || last.plan.isWhole) {
    const now = await current();
    const made = await planOf(now, images, sections);
    const name = KEPT + crypto.randomUUID();
    const cache = await caches.open(name);
    if (now.manifest) await put(cache, MANIFEST, new Blob([now.manifest]), "application/json");
    await cache.put(PLAN, Response.json(made));
    last = { name, plan: made };
  }
  const cache = await caches.open(last.name);
  const stretches = new Map(before?.plan.files.map(({ path, stretch }) => [path, stretch]));
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const feed = last.plan.files.at(-1);
  const missing = last.plan.files.filter(file => file !== feed && !there.has(HERE + file.path));
  const until = Date.now() + STRETCH_MS;
  let reason;
  const fetchSome = async () => {
    while (missing.length > 0 && Date.now() < until && !reason) {
      const file = missing.shift();
      await holdFile(cache, file, file.stretch && stretches.get(file.path) === file.stretch).catch(error => { reason = error; });
    }
  };
  await Promise.all(Array.from({ length: FETCHES_AT_ONCE }, fetchSome));
  if (!reason && missing.length === 0) await finish(cache, last).catch(error => { reason = error; });
  if (reason?.isStale) await caches.delete(last.name);
  const now = await state();
  return reason ? { ...now, reason: reason.name === "QuotaExceededError" ? "full" : "network" } : now;
}

/** `isSame`: a kept file of this path is what is wanted. */
async function holdFile(cache, { path, sha256 }, isSame = false) {
  const url = HERE + path;
  const isNamed = HASHED_PART.test(path) || HASHED_PICTURE.test(path);
  let response = isNamed ? await match(url) : isSame ? await fromKept(url) : undefined;
  if (!response) {
    response = await fetch(url, { cache: isNamed ? "default" : "no-cache", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status === 404) throw stale(path);
    if (!isWhole(response)) throw new Error(`${path}: ${response.status}`);
  }
  const blob = await response.blob();
  if (!(await isWhatItSays(path, sha256, blob))) throw stale(path);
  await put(cache, path, blob, response.headers.get("content-type") ?? "");
}

function put(cache, path, blob, type) {
  return cache.put(HERE + path, new Response(blob, { headers: { "content-type": type, [SIZE]: blob.size } }));
}

/** The host has another revision by now. */
function stale(path) {
  return Object.assign(new Error(path), { isStale: true });
}

async function isWhatItSays(path, sha256, blob) {
  const hash = await hashOf(blob);
  // Some hosts write something into every page.
  if (sha256 && !path.endsWith(".html")) return sha256 === [...atob(hash.replaceAll("-", "+").replaceAll("_", "/"))].map(byte => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const [name, ending] = path.split("/").pop().split(".");
  if (!HASHED_PART.test(path)) return true;
  return (ending === "bin" ? await hashOf(through(DecompressionStream, blob)) : hash).startsWith(name);
}

/** Packed or unpacked as parts of the index are. */
function through(Stream, blob) {
  return new Response(blob.stream().pipeThrough(new Stream("deflate-raw")));
}

/** All is there: the feed itself, if it is still the one that was planned for, and then the other revisions go. */
async function finish(cache, { name, plan }) {
  const response = await fresh("feed.json");
  const blob = await response.blob();
  if ((await hashOf(blob)) !== plan.revision) throw stale("feed.json");
  await put(cache, "feed.json", blob, response.headers.get("content-type") ?? "");
  await cache.put(PLAN, Response.json({ ...plan, isWhole: true }));
  await Promise.all((await keptNames()).filter(other => other !== name).map(other => caches.delete(other)));
}

let renewing;

/** Fetches what is new since the kept revision; `feed` is the text of the one that has just come. */
function renew(feed) {
  renewing ??= bring(feed).finally(() => { renewing = undefined; });
  return renewing;
}

async function bring(feed) {
  await settle();
  const whole = await wholePlan();
  if (!whole || whole.plan.revision === (await hashOf(new Response(feed)))) return;
  // None may lead here, or a file that it needs may be lost.
  const { images, manifest, sections } = whole.plan;
  if (manifest && !sections?.length && (await follow(whole, feed).then(() => true, () => false))) return;
  await caches.delete(CHANGE);
  let now;
  do now = await hold(images, sections); while (now.state === "part" && !now.reason);
}

/** Goes by deltas from what is kept to the revision of a feed. */
async function follow({ name, plan }, feed) {
  const { manifest } = JSON.parse(feed)._tidings.packed;
  await caches.delete(CHANGE);
  const base = await caches.open(name);
  const change = await caches.open(CHANGE);
  const latest = async path => (await change.match(HERE + path)) ?? base.match(HERE + path);
  let revision = plan.manifest;
  for (let steps = 0; revision !== manifest; steps += 1) {
    if (steps === MOST_STEPS) throw stale(MANIFEST);
    revision = await step(revision, change, latest);
  }
  const made = await planOf({ feed, manifest: await (await latest(MANIFEST)).text() }, plan.images);
  // New pictures, and what the browser has lost.
  const urls = async cache => (await cache.keys()).map(({ url }) => url);
  const changed = new Set(await urls(change));
  const there = new Set(await urls(base));
  const hashes = new Map(plan.files.map(({ path, sha256 }) => [path, sha256]));
  for (const file of made.files.slice(0, -1)) {
    const url = HERE + file.path;
    if (!changed.has(url) && (!there.has(url) || hashes.get(file.path) !== file.sha256)) await holdFile(change, file);
  }
  await put(change, "feed.json", new Blob([feed]), "application/json");
  await change.put(PLAN, Response.json({ ...made, isWhole: true }));
  await settle();
}

/** Puts into `change` what one delta makes of the latest files; answers the revision that it leads to. */
async function step(from, change, latest) {
  const bytes = await bytesOf(through(DecompressionStream, await (await fresh(`bundle/delta/${from}.bin`)).blob()));
  const end = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const contents = head.old.map(async path => {
    const blob = await (await latest(path)).blob();
    return path.endsWith(".bin") ? through(DecompressionStream, blob).blob() : blob;
  });
  const old = await bytesOf(new Response(new Blob(await Promise.all(contents))));
  const made = applied(bytes.subarray(end + 1), old, head.new.reduce((sum, [, size]) => sum + size, 0));
  if ((await hashOf(new Response(made))) !== head.sha256) throw stale(from);
  let start = 0;
  for (const [path, size] of head.new) {
    const content = new Blob([made.subarray(start, start + size)]);
    start += size;
    const isPacked = path.endsWith(".bin");
    const file = isPacked ? await through(CompressionStream, content).blob() : content;
    // As hosts call them: pages look at it.
    await put(change, path, file, isPacked ? "" : path.endsWith(".txt") ? "text/plain" : "application/json");
  }
  return head.to;
}

const bytesOf = async response => new Uint8Array(await response.arrayBuffer());

/** What comes out of the old bytes: some are added, some copied, by turns. */
function applied(delta, old, size) {
  if (size > MOST_DELTA_BYTES) throw new RangeError(size);
  const made = new Uint8Array(size);
  let at = 0;
  const number = () => {
    let value = 0;
    for (let place = 1; at < delta.length; place *= 128) {
      const byte = delta[at];
      at += 1;
      value += (byte % 128) * place;
      if (byte < 128) return value;
    }
    throw new RangeError();
  };
  for (let done = 0, end = 0; done < size;) {
    const added = number();
    made.set(delta.subarray(at, at + added), done);
    at += added;
    done += added;
    if (done >= size) break;
    const copied = number();
    const distance = number();
    const from = distance % 2 === 0 ? end + distance / 2 : end - (distance + 1) / 2;
    end = from + copied;
    made.set(old.subarray(from, end), done);
    done += copied;
  }
  return made;
}

/** What deltas have brought, once it is whole, goes into the cache of the kept files. */
async function settle() {
  const plan = await (await match(PLAN, CHANGE))?.json();
  const whole = plan && (await wholePlan());
  if (!whole) return;
  const change = await caches.open(CHANGE);
  const base = await caches.open(whole.name);
  for (const request of await change.keys()) if (request.url !== PLAN) await base.put(request, await change.match(request));
  // Pages of the revision before may still be open.
  const wanted = new Set([PLAN, ...[...whole.plan.files, ...plan.files].map(({ path }) => HERE + path)]);
  for (const request of await base.keys()) if (!wanted.has(request.url)) await base.delete(request);
  await base.put(PLAN, await change.match(PLAN));
  await caches.delete(CHANGE);
}

/** The address of the mirror that a reader has agreed to ask. */
async function mirror() {
  return (await match(MIRROR))?.text();
}

/** What a mirror has of this, if one may be asked and it is what its name or the manifest of this revision says. */
async function mirrored(url) {
  const base = await mirror();
  const path = addressOf(url);
  if (!base) return;
  const get = async path => {
    const response = await fetch(new URL(path, base.replace(/\/*$/, "/")), { credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.blob();
  };
  try {
    let sha256;
    if (!HASHED_PART.test(path)) {
      const feed = HERE + "feed.json";
      const entry = await ((await fromKept(feed)) ?? (await match(feed))).json();
      const isListed = async blob => (await hashOf(blob)) === entry._tidings.packed.manifest;
      let manifest = await (await match(HERE + MANIFEST, MIRRORS))?.blob();
      if (!manifest || !(await isListed(manifest))) {
        manifest = await get(MANIFEST);
        if (!(await isListed(manifest))) return;
        await put(await caches.open(MIRRORS), MANIFEST, manifest, "application/json");
      }
      sha256 = JSON.parse(await manifest.text()).files.find(file => file.path === path)?.sha256;
      if (!sha256) return;
    }
    const blob = await get(path);
    if (await isWhatItSays(path, sha256, blob)) return new Response(blob);
  } catch {}
}

/** What is kept of a whole revision, or of the one that is on its way. */
async function fromKept(url) {
  const names = await keptNames().catch(() => []);
  if (await match(PLAN, CHANGE)) names.unshift(CHANGE);
  for (const name of names) {
    const response = await match(url, name);
    if (response) return response;
  }
}
