// What old frameworks and careless scripts do to the built-in objects of their page. A frame has objects of its own.
// `?but-json` leaves JSON straight, for a driver that speaks through it.
Array.prototype.first = function () { return this[0]; };
Object.prototype.extra = "from the host";
Element.prototype.remove = function () {};
window.fetch = function () { throw new Error("the host allows no fetch"); };
if (location.search !== "?but-json") JSON.parse = function () { return {}; };
document.createTextNode = function () { throw new Error("the host makes no text"); };
