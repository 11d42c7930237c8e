// Hosts that the publication names (docs/offline.md, "Mirrors"): asked for a day once a reader has agreed ({type: "mirror"}), where this host has no
// answer, and believed only when what they send is what its name or the manifest says.

const MIRRORS = `${PREFIX}mirror`;
const MIRROR = `${HERE}.mirror`;
const AGREED_MS = 24 * 60 * 60 * 1000;

/** A reader has agreed that this mirror is asked. */
async function agree(address) {
  await (await caches.open(MIRRORS)).put(MIRROR, Response.json({ address, until: Date.now() + AGREED_MS }));
}

/** The address of the mirror that may be asked now. */
async function mirror() {
  const { address, until } = (await (await match(MIRROR, MIRRORS))?.json()) ?? {};
  const left = until - Date.now();
  // A clock that was set back makes a day no longer.
  if (left > 0 && left <= AGREED_MS) return address;
}

/** What a mirror has of this, if one may be asked and it is what its name or the manifest of this revision says. */
async function mirrored(url) {
  const base = await mirror();
  const path = addressOf(url);
  // Of pages nobody says what they are: hosts write into them.
  if (!base || path.endsWith(".html")) return;
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

