// A feed of another kind (RSS 0.9x to 2.0, RSS 1.0, Atom) as a JSON Feed. Fetched when one comes: src/platform/foreign_feed.rs.
//
// The browser's own parser reads it as XML, in which nothing runs and nothing is fetched; what it holds of HTML goes through the viewer's
// sanitiser like that of any feed. Elements are told apart by name and namespace, never by prefix.
"use strict";

const ATOM = "http://www.w3.org/2005/Atom";
const CONTENT = "http://purl.org/rss/1.0/modules/content/";
const DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
const MEDIA = "http://search.yahoo.com/mrss/";

/**
 * @param {Uint8Array} bytes
 * @param {(text: string) => TrustedHTML | string} sign makes a text one that the parser takes
 * @returns {string} a JSON Feed; "" for what is no feed
 */
globalThis.tidingsFeed = (bytes, sign) => {
  const xml = new DOMParser().parseFromString(sign(textOf(bytes)), "text/xml");
  const root = xml.documentElement;
  if (!root || xml.querySelector("parsererror")) return "";
  const isAtom = root.namespaceURI === ATOM && root.localName === "feed";
  const channel = isAtom ? root : [...root.children].find(({ localName }) => localName === "channel");
  if (!channel) return "";
  const own = channel.namespaceURI;
  const name = isAtom ? "entry" : "item";
  // In RSS 1.0 items stand beside the channel.
  const items = [...channel.children, ...root.children].filter(({ localName, namespaceURI }) => localName === name && namespaceURI === own);
  const language = channel.getAttribute("xml:lang") ?? text(channel, "language", own) ?? text(channel, "language", DUBLIN_CORE);
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: text(channel, "title", own) ?? "",
    description: text(channel, isAtom ? "subtitle" : "description", own),
    home_page_url: isAtom ? alternate(channel) : text(channel, "link", own),
    language: language?.replace("_", "-"),
    authors: people(channel, own, isAtom),
    items: [...new Set(items)].map((item, number) => entry(item, own, isAtom, number)),
  });
};

/** The encoding that the declaration names, else UTF-8. */
function textOf(bytes) {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const label = /^\s*<\?xml[^>]*encoding=["']([\w-]+)/.exec(head)?.[1] ?? "utf-8";
  let decoder;
  try { decoder = new TextDecoder(label); } catch { decoder = new TextDecoder(); }
  return decoder.decode(bytes);
}

function entry(item, own, isAtom, number) {
  const url = isAtom ? alternate(item) : text(item, "link", own) ?? permanent(item, own);
  const whole = isAtom ? markup(child(item, "content", own)) : text(item, "encoded", CONTENT);
  const short = isAtom ? markup(child(item, "summary", own)) : text(item, "description", own);
  const files = isAtom
    ? children(item, "link", own).filter(file => file.getAttribute("rel") === "enclosure").map(file => attachment(file, "href"))
    : children(item, "enclosure", own).map(file => attachment(file, "url"));
  const media = [...children(item, "content", MEDIA), ...children(item, "thumbnail", MEDIA)].map(file => attachment(file, "url"));
  const isPicture = ({ mime_type }) => mime_type.startsWith("image/");
  return {
    id: text(item, isAtom ? "id" : "guid", own) ?? url ?? String(number),
    url,
    title: plain(isAtom ? markup(child(item, "title", own)) : text(item, "title", own)),
    content_html: whole ?? short ?? "",
    summary: whole && short ? plain(short) : undefined,
    image: [...files, ...media].find(isPicture)?.url,
    date_published: date(text(item, isAtom ? "published" : "pubDate", own) ?? text(item, "date", DUBLIN_CORE) ?? text(item, "updated", own)),
    date_modified: date(text(item, "updated", own)),
    authors: people(item, own, isAtom),
    tags: children(item, "category", own).map(tag => (isAtom ? tag.getAttribute("label") ?? tag.getAttribute("term") : tag.textContent)?.trim()).filter(Boolean),
    attachments: files.filter(file => !isPicture(file)),
  };
}

function children(element, name, namespace) {
  return [...element.children].filter(({ localName, namespaceURI }) => localName === name && namespaceURI === namespace);
}

function child(element, name, namespace) {
  return children(element, name, namespace)[0];
}

function text(element, name, namespace) {
  return child(element, name, namespace)?.textContent.trim() || undefined;
}

/** Of Atom: plain text, escaped HTML, or elements. */
function markup(element) {
  const kind = element?.getAttribute("type");
  if (kind === "xhtml") return [...element.children].map(({ innerHTML }) => innerHTML).join("");
  const content = element?.textContent.trim() || undefined;
  return kind === "html" || kind === "text/html" ? content : content?.replace(/[&<]/g, letter => (letter === "&" ? "&amp;" : "&lt;"));
}

/** Without tags, and with what the commonest names stand for. */
function plain(html) {
  const names = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
  const letter = (whole, name) => names[name] ?? (/^#x?[\da-f]{1,6}$/i.test(name) ? character(name.slice(1)) : whole);
  return html?.replace(/<[^>]*>/g, " ").replace(/&(#?\w+);/g, letter).replace(/\s+/g, " ").trim();
}

function character(number) {
  const code = Number(number.replace(/^x/i, "0x"));
  return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : "";
}

/** Where an element of Atom says that its page is. */
function alternate(element) {
  return children(element, "link", ATOM).find(link => (link.getAttribute("rel") ?? "alternate") === "alternate")?.getAttribute("href") ?? undefined;
}

function permanent(item, own) {
  const guid = child(item, "guid", own);
  return guid?.getAttribute("isPermaLink") !== "false" && /^https?:/.test(guid?.textContent ?? "") ? guid.textContent.trim() : undefined;
}

function people(element, own, isAtom) {
  const names = isAtom
    ? children(element, "author", own).map(author => text(author, "name", own))
    : [...children(element, "creator", DUBLIN_CORE), ...children(element, "author", own)].map(author => /\(([^)]+)\)/.exec(author.textContent)?.[1] ?? author.textContent.trim());
  return [...new Set(names)].filter(Boolean).map(person => ({ name: person }));
}

function attachment(element, address) {
  const size = Number(element.getAttribute("length"));
  const medium = element.getAttribute("medium") === "image" || element.localName === "thumbnail" ? "image/*" : "application/octet-stream";
  return { url: element.getAttribute(address) ?? "", mime_type: element.getAttribute("type") ?? medium, size_in_bytes: size > 0 ? size : undefined };
}

function date(written) {
  const moment = Date.parse(written);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}
