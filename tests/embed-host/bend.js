// What old frameworks and careless scripts do to the built-in objects of their page. A frame has objects of its own.
Array.prototype.first = function () { return this[0]; };
Object.prototype.extra = "from the host";
Element.prototype.remove = function () {};
window.fetch = function () { throw new Error("the host allows no fetch"); };
document.createTextNode = function () { throw new Error("the host makes no text"); };
// WebKit's driver speaks through these two of the page, so `?for-driver` leaves them straight.
if (location.search !== "?for-driver") {
  Promise.prototype.finally = undefined;
  JSON.parse = function () { return {}; };
}
