// How what is kept of an archive comes to a later revision: by what changed, byte for byte (docs/bundle-format.md, "Deltas").
//
// What deltas bring waits in a cache of its own. Once it is whole it stands before the kept files, and goes into their cache ({@link settle});
// what the revision before had goes with the next one. Interrupted at any point, one whole revision is there.

const CHANGE = `${PREFIX}change`;
// Deltas in a row, and bytes that one makes; the packer stops long before.
const MOST_STEPS = 100;
const MOST_DELTA_BYTES = 64e6;

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

/** Packed or unpacked as parts of the index are. */
function through(Stream, blob) {
  return new Response(blob.stream().pipeThrough(new Stream("deflate-raw")));
}

