// What readers saved: the files of those articles are in a cache from which nothing goes by its age. A page says of which ({type: "save"}).

const SAVED = `${PREFIX}saved`;
// Before the name of an article: a list of its files.
const LIST = `${HERE}.saved/`;

/**
 * Keeps the files of an article: the address of the feed and, of an archive, that of the look-up in the site. Without a feed it is saved no
 * more. Files that no saved article needs go.
 */
async function holdSaved(slug, id, feed, lookUp) {
  const cache = await caches.open(SAVED);
  const own = LIST + encodeURIComponent(slug);
  await (feed ? cache.put(own, Response.json(await pathsOf(slug, id, feed, lookUp))) : cache.delete(own));
  const wanted = new Set();
  const keys = (await cache.keys()).map(({ url }) => url);
  for (const url of keys) if (url.startsWith(LIST)) for (const path of await (await cache.match(url)).json()) wanted.add(HERE + path);
  for (const url of keys) if (!url.startsWith(LIST) && !wanted.has(url)) await cache.delete(url);
  for (const url of wanted) {
    const path = addressOf(url);
    // The look-up may say something else by now.
    if (path === lookUp || !keys.includes(url)) await holdFile(cache, { path }).catch(() => {});
  }
}

/** Of an article of an archive, its look-up and its shard; and its pictures. None where the feed lies elsewhere. */
async function pathsOf(slug, id, feed, lookUp) {
  if (new URL(".", feed).href !== HERE) return [];
  // The page has just read the feed, and a part is what its name says.
  const kept = async path => ((await match(new URL(path, HERE).href)) ?? (await fresh(path))).json();
  const paths = [];
  let whole = await kept(feed);
  if (lookUp) {
    const shard = (await (await fresh(lookUp).catch(() => match(HERE + lookUp))).json())[slug.toLowerCase()];
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

