// Takes the service worker of a site out of its readers' browsers, with all that it kept: publish this file in the place of sw.js, and leave
// it there for as long as readers may come back (docs/offline.md). Whoever has a page open goes on reading; the next visit asks the host.
"use strict";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", event => event.waitUntil(leave()));

async function leave() {
  // Caches belong to the whole origin, where other publications may lie in other folders.
  const ours = `tidings ${new URL("./", self.location).href} `;
  const names = (await caches.keys()).filter(name => name.startsWith(ours));
  await Promise.all(names.map(name => caches.delete(name)));
  await self.registration.unregister();
}
