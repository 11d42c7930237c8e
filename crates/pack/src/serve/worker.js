// Stands at the place of sw.js while `tidings serve` shows a source: a kept site would hide what its writer has just changed.
// Clears away what an earlier worker kept here, and goes.
"use strict";

// As in sw.js: caches belong to the whole origin.
const PREFIX = `tidings ${new URL("./", self.location).href} `;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(leave()));

async function leave() {
  const ours = (await caches.keys()).filter(name => name.startsWith(PREFIX));
  await Promise.all(ours.map(name => caches.delete(name)));
  await self.registration.unregister();
}
