// What old frameworks and careless scripts do to the built-in objects of their page. A frame has objects of its own.
Array.prototype.first = function () { return this[0]; };
Object.prototype.extra = "from the host";
Element.prototype.remove = function () {};
window.fetch = function () { throw new Error("the host allows no fetch"); };
if (!document.currentScript.hasAttribute("data-but-json")) JSON.parse = function () { return {}; };
document.createTextNode = function () { throw new Error("the host makes no text"); };
