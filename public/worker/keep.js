// Keeping a whole publication, or sections of it, on the device, for readers who ask for it. The build puts this folder behind sw.js.
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
//    deltas (deltas.js), else, and where only sections are kept, file by file, beside the kept ones.

const KEPT = `${PREFIX}kept `;
const PLAN = `${HERE}.kept`;
const MANIFEST = "bundle/manifest.json";
// How long a page waits for news. Much shorter than browsers let a worker go on for.
const STRETCH_MS = 1500;
const FETCHES_AT_ONCE = 6;
// More than the largest archive that anybody keeps on a device; a manifest may say anything.
const MOST_FILES = 500000;
// Of the hash of a stretch of numbered files (docs/bundle-format.md).
const STRETCH_LETTERS = 8;
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
  if (type === "mirror") await agree(names);
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

/** What is kept of a whole revision, or of the one that is on its way. */
async function fromKept(url) {
  const names = await keptNames().catch(() => []);
  if (await match(PLAN, CHANGE)) names.unshift(CHANGE);
  for (const name of names) {
    const response = await match(url, name);
    if (response) return response;
  }
}

