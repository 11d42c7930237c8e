// Makes an edition of a few articles inside the viewer: one page that opens from a disk, as `tidings export` writes it (docs/editions.md).
// How files stand in such a page is told in crates/pack/src/edition/page.rs. This script stands in pages too, so it holds no closing tag
// that ends one (terser writes that of an element's own in another way).
//
// 1. The page: edition.html, which the packer wrote beside the site; in an edition, that edition's own (tidingsPage, held.js).
// 2. The viewer's files, which the page names, and the articles as one plain feed.
// 3. Their pictures, each in the widest size up to the one that was asked for, under the name that the articles have for it.
//
// What the feed names is fetched only from below the feed, and what is named by its hash only if that is true (docs/bundle-format.md).
"use strict";

/**
 * Has the browser save the page. `root` is the folder of the viewer, `feed` the address of the feed; `wanted` are a slug and an id for
 * each article (an id only where the feed is plain); pictures have up to `widest` pixels across, and are left out at 0. `told` hears how
 * much of how much is done. Answers: bytes, articles, articles and pictures that are not to be had. Fails when the viewer's own files are
 * not to be had, or none of the articles is.
 */
globalThis.tidingsEdition = async (root, feed, wanted, widest, told) => {
  const folder = new URL(".", feed).href;
  const get = async (address, options) => {
    const response = await fetch(address, options);
    if (!response.ok) throw new TypeError(`${address}: ${response.status}`);
    return response;
  };
  const part = name => {
    const { href } = new URL(name, folder);
    if (!href.startsWith(folder)) throw new TypeError(`${href} does not lie beside the feed`);
    const hash = /\/([\w-]{43})\.json$/.exec(href)?.[1].replaceAll("-", "+").replaceAll("_", "/");
    return get(href, hash && { integrity: `sha256-${hash}=` });
  };
  let done = 0;
  let all = 1;
  const one = result => { done += 1; told(done, all); return result; };
  /** What `make` makes of each of a list, a few at a time; undefined for what cannot be had. */
  const each = async (list, make) => {
    all += list.length;
    const made = [];
    const queue = list.entries();
    const work = async () => {
      for (const [at, item] of queue) made[at] = one(await make(item).catch(() => undefined));
    };
    await Promise.all([work(), work(), work(), work()]);
    return made;
  };

  const page = globalThis.tidingsPage ? await globalThis.tidingsPage() : await (await get(new URL("edition.html", root))).text();
  const names = /<meta name="tidings-shell" content="([^"]*)"/.exec(page)[1].split(" ");

  const { entry, wanting } = await articles(await (await get(feed)).json(), async name => (await part(name)).json(), each, wanted);
  const shell = await each(names, async name => element(name, await (await get(new URL(name, root))).blob()));
  if (entry.items.length === 0 || shell.includes(undefined)) throw new TypeError("parts of it are not to be had");

  const known = new Map(mediaOf(entry).map(media => [media.src, media]));
  const used = widest > 0 ? [...picturesOf(entry, folder)] : [];
  const pictures = await each(used, async name => {
    const { width = 0, renditions = [] } = known.get(name) ?? {};
    const fitting = renditions.filter(smaller => smaller.width <= widest);
    const smaller = width > widest ? fitting.reduce((best, next) => (next.width > best.width ? next : best), fitting[0]) : undefined;
    const blob = await (await part(smaller?.src ?? name)).blob();
    if (!blob.type.startsWith("image/")) throw new TypeError(`${name} is no picture`);
    return element(name, blob);
  });
  const isUsed = new Set(used);
  entry._tidings.media = mediaOf(entry).filter(({ src }) => isUsed.has(src)).map(({ renditions, ...media }) => media);

  const held = element("feed.json", new Blob([JSON.stringify(entry)], { type: "application/json" }));
  const end = page.search(/<\/body>\s*<\/html>\s*$/);
  const files = [...shell, await held, ...pictures.filter(picture => picture)];
  const whole = new Blob([page.slice(0, end), ...files, page.slice(end)], { type: "text/html" });
  save(whole, entry.title);
  one();
  return [whole.size, entry.items.length, wanting, pictures.filter(picture => !picture).length];
};

/** The feed with the articles that are wanted, the newest first, and how many of them are not to be had. */
async function articles(entry, json, each, wanted) {
  const own = (entry._tidings ??= {});
  const { packed } = own;
  delete own.packed;
  delete entry.next_url;
  const slugs = wanted.filter((_, at) => at % 2 === 0);
  const found = new Set();
  if (packed) {
    const places = await each(slugs, async slug => {
      const key = slug.toLowerCase();
      return (await json(`bundle/lookup/${bucketOf(key, packed.buckets)}.json`))[key];
    });
    const is = ({ _tidings = {} }, slug) => !_tidings.shard && (_tidings.slug === slug || _tidings.aliases?.includes(slug));
    await each([...new Set(places)].filter(file => file), async file => {
      const shard = await json(file);
      slugs.filter((_, at) => places[at] === file).forEach(slug => found.add(shard.items.find(item => is(item, slug))));
      merge(own, shard._tidings ?? {});
    });
    found.delete(undefined);
  } else {
    const ids = new Set(wanted.filter((_, at) => at % 2 === 1));
    entry.items.filter(item => ids.has(String(item?.id))).forEach(item => found.add(item));
  }
  const moment = ({ date_published }) => Date.parse(date_published) || 0;
  entry.items = [...found].sort((one, other) => moment(other) - moment(one));
  return { entry, wanting: slugs.length - found.size };
}

/** Where a slug is looked up: FNV-1a, 32 bits (docs/bundle-format.md). */
function bucketOf(slug, buckets) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(slug)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % buckets;
}

/** Adds to the lists of a feed what those of a part know besides: pictures, series. */
function merge(into, from) {
  const key = ({ id, src, tag, name }) => id ?? src ?? tag ?? name;
  for (const [name, list] of Object.entries(from).filter(([, list]) => Array.isArray(list))) {
    const known = new Set((into[name] ??= []).map(key));
    into[name].push(...list.filter(member => !known.has(key(member))));
  }
}

/** What the feed tells of pictures. */
function mediaOf({ _tidings: { media = [] } }) {
  return media.filter(known => typeof known?.src === "string");
}

/** Names of the pictures below the folder that the articles show: by the id under which the feed knows them, or by their address. */
function picturesOf(entry, folder) {
  const names = new Set();
  const byId = new Map(mediaOf(entry).map(({ id, src }) => [id, src]));
  const add = address => {
    const plain = address.replaceAll("&amp;", "&");
    const href = URL.canParse(plain, folder) ? new URL(plain, folder).href : "";
    if (href.startsWith(folder)) names.add(href.slice(folder.length).replace(/[?#].*/, ""));
  };
  const walk = (value, member) => {
    if (typeof value === "string") {
      if (member === "content_html") for (const [, , address] of value.matchAll(/<img\b[^>]*?\ssrc=(["'])(.*?)\1/g)) add(address);
      else if (byId.has(value)) add(byId.get(value));
      else if (/^[^\s<>]+\.(avif|gif|jpe?g|png|svg|webp)$/i.test(value)) add(value);
    } else if (value && typeof value === "object") {
      for (const [name, inner] of Object.entries(value)) walk(inner, name);
    }
  };
  const { _tidings, ...rest } = entry;
  walk(rest);
  return names;
}

/** A file as an element of the page. */
async function element(name, blob) {
  const types = { js: "text/javascript", json: "application/json", properties: "text/plain", wasm: "application/wasm" };
  const type = types[name.split(".").pop()] ?? blob.type;
  const shrinks = /json|wasm|plain/.test(type);
  const content = shrinks ? await new Response(blob.stream().pipeThrough(new CompressionStream("gzip"))).blob() : blob;
  const text = await new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(content);
  });
  const escaped = value => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<script type="text/plain" id="held:${escaped(name)}" data-type="${escaped(type)}"${shrinks ? " data-packed" : ""}>${text}</script>\n`;
}

function save(blob, title) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${String(title).replace(/[\\/:*?"<>|\s]+/g, " ").trim().slice(0, 80) || "tidings"}.html`;
  link.click();
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
