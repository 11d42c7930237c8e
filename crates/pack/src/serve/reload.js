// Reloads the page when `tidings serve` has packed its source again.
//
// 1. Asks for a number above the one in this script's own address; the answer comes once there is one, or after half a minute.
// 2. Asks only while the page can be seen: a browser opens some six connections to a host, and hidden tabs would take them all.
// 3. Asks a server that does not answer again every second. One that was started anew has a higher number.
"use strict";
(() => {
  const RETRY_MS = 1000;
  const since = new URL(document.currentScript.src).searchParams.get("since");
  let asking;

  async function ask() {
    if (asking || document.hidden) return;
    const { signal } = asking = new AbortController();
    while (!signal.aborted) {
      const number = await fetch(`/.tidings/changes?since=${since}`, { cache: "no-store", signal })
        .then(answer => answer.ok ? answer.text() : undefined)
        .catch(() => undefined);
      if (signal.aborted) return;
      if (Number(number) > Number(since)) return location.reload();
      if (number === undefined) await new Promise(done => setTimeout(done, RETRY_MS));
    }
  }

  function stop() {
    asking?.abort();
    asking = undefined;
  }

  document.addEventListener("visibilitychange", () => document.hidden ? stop() : ask());
  // A page that the browser has kept for the way back.
  addEventListener("pageshow", ({ persisted }) => { if (persisted) { stop(); ask(); } });
  ask();
})();
