// The body of a function (arguments: selector, text or null): brings the element to press into view and returns it, or a sentence
// about what keeps it from being pressed. `isShown` is defined before it, and
// `inView`: whether only elements within the window as it is scrolled will do.
const [selector, text] = arguments;
const words = (element) => element.innerText.replace(/\s+/g, " ").trim();
const isInside = (box) => box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
const shown = [...document.querySelectorAll(selector)].filter(isShown)
  .filter((element) => !inView || isInside(element.getClientRects()[0]));
const element = text === null ? shown[0] : shown.find((element) => words(element) === text);
if (!element) return text === null ? "no such element is shown" : `shown are only ${JSON.stringify(shown.map(words))}`;

const centre = () => element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
if (!isInside(element.getClientRects()[0])) centre();

// Where the pointer will be: WebDriver's "in-view centre point" of the first line. What lies on top there gets the press; a link
// that covers its whole story through a pseudo-element counts as itself.
const control = (inner) => inner.closest("a, button, summary, label");
const onTop = () => {
  const box = element.getClientRects()[0];
  const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
  const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2;
  return element.getRootNode().elementFromPoint(x, y);
};
const isReached = (top) => top && (element.contains(top) || (control(top) !== null && control(top) === control(element)));
let top = onTop();
// What the masthead covers, a reader scrolls from under it.
if (!isReached(top) && !inView) {
  centre();
  top = onTop();
}
if (!isReached(top)) return `in the way is ${top ? top.outerHTML.slice(0, 120) : "the edge of the window"}`;
return element;
