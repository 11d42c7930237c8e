// Keeping a whole publication on the device, for readers who ask for it. The build puts this into sw.js.
//
// 1. A page asks what there is and how large it is ({type: "offer"}), then for one stretch of work after the other ({type: "hold"}). Between
//    two it may pause, close or lose its network: the next stretch goes on from there, whenever that is.
// 2. What there is: of an archive, its manifest; of a plain feed, the feed and the pictures that it names. Of each picture one size.
// 3. Files go into a cache of this revision of the publication, the feed itself last. Once all are there, caches of other revisions go.
//    So there is always one whole revision, and without a network it is what is shown.
// 4. A file is kept only if it is what the manifest or its name says (SHA-256). One that is not means that the host has another revision by
//    now: the stretch ends, and the next begins with what there is then.
// 5. When the feed that comes is another than the kept one, all that is new is fetched in the background ({@link renew}).

const KEPT = `${PREFIX}kept `;
const PLAN = `${HERE}.kept`;
// How long a page waits for news. Much shorter than browsers let a worker go on for.
const STRETCH_MS = 1500;
const FETCHES_AT_ONCE = 6;
// More than the largest archive that anybody keeps on a device; a manifest may say anything.
const MOST_FILES = 500000;
// After that a line is as good as broken.
const PATIENCE_MS = 20000;
// Pixels across: enough for a tablet, and a fifth of a camera's bytes.
const WIDE_ENOUGH = 1080;

async function answerPage(type, images) {
  if (type === "offer") return offer();
  if (type === "hold") return hold(images);
  if (type === "drop") await Promise.all((await keptNames()).map(name => caches.delete(name)));
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

async function state() {
  const last = await lastPlan();
  if (!last) return { state: "none" };
  const { name, plan } = last;
  const done = (await (await caches.open(name)).keys()).length - 1;
  return { state: plan.isWhole ? "kept" : "part", done, total: plan.files.length, bytes: plan.bytes, images: plan.images };
}

/** What keeping everything would come to, in bytes: words alone, and with pictures. */
async function offer() {
  const { words, bytes } = await plan(true);
  return { state: "offer", words, bytes };
}

/** What is to be kept of the revision that the host has now: paths with hashes where they are known. */
async function plan(images) {
  const text = await (await fresh("feed.json")).text();
  const feed = JSON.parse(text);
  const ours = feed._tidings ?? {};
  const manifest = ours.packed ? await (await fresh("bundle/manifest.json")).json() : undefined;
  const files = [];
  const sizes = new Map();
  const size = (picture, path, width, bytes, sha256) => {
    const all = sizes.get(picture) ?? [];
    sizes.set(picture, all);
    all.push({ path, width: width ?? Infinity, bytes: bytes ?? 0, sha256 });
  };
  for (const { path, bytes, sha256, group, of, width } of manifest?.files ?? []) {
    if (group === "media") size(of ?? path, path, of && width, bytes, sha256);
    else if (group !== "shell" && !path.startsWith("c/") && path !== "feed.json") files.push({ path, bytes, sha256 });
  }
  for (const { path, count } of manifest?.numbered ?? []) {
    for (let number = 0; number < Math.min(count, MOST_FILES); number += 1) files.push({ path: path.replace("{}", number), bytes: 0 });
  }
  if (!manifest) {
    for (const { src, bytes, renditions } of ours.media ?? []) {
      size(src, src, undefined, bytes);
      for (const smaller of renditions ?? []) size(src, smaller.src, smaller.width, smaller.bytes, smaller.sha256);
    }
  }
  const isOurs = ({ path }) => typeof path === "string" && addressOf(new URL(path, HERE).href) === path;
  const entry = { path: "feed.json", bytes: text.length };
  const pictures = images ? [...sizes.values()].map(enough) : [];
  const weigh = all => all.reduce((sum, file) => sum + (file.bytes || 0), 0);
  const words = weigh([...files, entry]);
  return {
    revision: await hashOf(new Response(text)),
    images,
    files: [...[...files, ...pictures].filter(isOurs), entry],
    words,
    bytes: words + weigh(pictures),
  };
}

/** Of the sizes of a picture, the widest that is not too wide; of originals alone, the original. */
function enough(sizes) {
  const narrow = sizes.filter(({ width }) => width <= WIDE_ENOUGH);
  return narrow.reduce((widest, size) => (size.width > widest.width ? size : widest), narrow[0] ?? sizes[0]);
}

async function fresh(path) {
  const response = await fetch(HERE + path, { cache: "no-cache" });
  if (!isWhole(response)) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** One stretch. */
async function hold(images) {
  let last = await lastPlan();
  if (!last || last.plan.isWhole) {
    const made = await plan(images);
    const name = KEPT + made.revision + (images ? " with pictures" : "");
    await (await caches.open(name)).put(PLAN, Response.json(made));
    last = { name, plan: made };
  }
  const cache = await caches.open(last.name);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const feed = last.plan.files.at(-1);
  const missing = last.plan.files.filter(file => file !== feed && !there.has(HERE + file.path));
  const until = Date.now() + STRETCH_MS;
  let reason;
  const fetchSome = async () => {
    while (missing.length > 0 && Date.now() < until && !reason) {
      await holdFile(cache, missing.shift()).catch(error => { reason = error; });
    }
  };
  await Promise.all(Array.from({ length: FETCHES_AT_ONCE }, fetchSome));
  if (!reason && missing.length === 0) await finish(cache, last).catch(error => { reason = error; });
  if (reason?.isStale) await caches.delete(last.name);
  const now = await state();
  return reason ? { ...now, reason: reason.name === "QuotaExceededError" ? "full" : "network" } : now;
}

async function holdFile(cache, { path, sha256 }) {
  const url = HERE + path;
  const isNamed = HASHED_PART.test(path) || HASHED_PICTURE.test(path);
  let response = isNamed ? await match(url) : undefined;
  if (!response) {
    response = await fetch(url, { cache: isNamed ? "default" : "no-cache", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status === 404) throw stale(path);
    if (!isWhole(response)) throw new Error(`${path}: ${response.status}`);
  }
  const blob = await response.blob();
  if (!(await isWhatItSays(path, sha256, blob))) throw stale(path);
  const type = response.headers.get("content-type") ?? "";
  await cache.put(url, new Response(blob, { headers: { "content-type": type, [SIZE]: blob.size } }));
}

function stale(path) {
  return Object.assign(new Error(`${path} is of another revision`), { isStale: true });
}

async function isWhatItSays(path, sha256, blob) {
  const hash = await hashOf(blob);
  if (sha256) return sha256 === [...atob(hash.replaceAll("-", "+").replaceAll("_", "/"))].map(byte => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const [name, ending] = path.split("/").pop().split(".");
  if (!HASHED_PART.test(path)) return true;
  return (ending === "bin" ? await hashOf(new Response(blob.stream().pipeThrough(new DecompressionStream("deflate-raw")))) : hash).startsWith(name);
}

/** All is there: the feed itself, if it is still the one that was planned for, and then the other revisions go. */
async function finish(cache, { name, plan }) {
  const response = await fresh("feed.json");
  const blob = await response.blob();
  if ((await hashOf(blob)) !== plan.revision) throw stale("feed.json");
  const type = response.headers.get("content-type") ?? "";
  await cache.put(`${HERE}feed.json`, new Response(blob, { headers: { "content-type": type, [SIZE]: blob.size } }));
  await cache.put(PLAN, Response.json({ ...plan, isWhole: true }));
  await Promise.all((await keptNames()).filter(other => other !== name).map(other => caches.delete(other)));
}

/** Fetches what is new since the kept revision; `text` is the feed that has just come. */
async function renew(text) {
  const last = await lastPlan();
  if (!last?.plan.isWhole || last.plan.revision === (await hashOf(new Response(text)))) return;
  let now;
  do now = await hold(last.plan.images); while (now.state === "part" && !now.reason);
}

/** What is kept of a whole revision, or of the one that is on its way. */
async function fromKept(url) {
  for (const name of await keptNames().catch(() => [])) {
    const response = await match(url, name);
    if (response) return response;
  }
}
