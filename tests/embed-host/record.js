// What a host page hears of its viewers, and whether anything below one jumps while it is seen.
window.heard = [];
for (const name of ["ready", "open", "error"])
  addEventListener("tidings-" + name, (event) => heard.push({ name, id: event.target.id, ...event.detail }));
window.jumps = [];
let before = null;
const look = () => {
  const below = document.querySelector("#below");
  const now = below && { top: below.getBoundingClientRect().top + scrollY, isSeen: below.getBoundingClientRect().top < innerHeight };
  if (before && now && before.top !== now.top && (before.isSeen || now.isSeen)) jumps.push(`${before.top} to ${now.top}`);
  before = now;
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
