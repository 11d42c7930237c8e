// Shows a Tidings site, or one article of it, inside another page:
//
//   <script src="https://news.example/embed.js" async></script>
//   <tidings-viewer src="https://news.example/" item="a-slug"><a href="https://news.example/#/a/a-slug">Read it there</a></tidings-viewer>
//
// 1. The element owns a frame, so that neither page's style, scripts or mistakes reach the other. Without scripts, or with an
//    address that is none, the link inside it is what readers get.
// 2. src: the site (where this script came from, if left out). item: an article's slug. category: a category's path.
//    theme: light, sepia, dark or contrast. lang: the interface's language. title: the frame's name for screen readers.
//    height: fixed, in pixels, and the frame scrolls; otherwise it grows with its content from min-height (320).
// 3. The frame reports its height; only its own window on its own origin is listened to.
//
// A site on the host page's own origin is the host's own content, and a sandbox that lets it keep its origin would bind nothing.
(() => {
  if (customElements.get("tidings-viewer")) return;
  const home = document.currentScript?.src || document.baseURI;
  const style = new CSSStyleSheet();
  style.replaceSync(":host{all:initial;display:block}:host([hidden]){display:none}iframe{display:block;width:100%;border:0}");
  const pixels = text => (/^\d{1,5}$/.test(text) ? Number(text) : 0);

  class TidingsViewer extends HTMLElement {
    static observedAttributes = ["src", "item", "category", "theme", "lang", "title", "height", "min-height"];
    #root = this.attachShadow({ mode: "open" });
    #frame;
    #origin;
    #reported = 0;
    #due = false;
    #hear = event => {
      const { tidings, type, height, title } = event.data ?? {};
      if (event.source !== this.#frame?.contentWindow || event.origin !== this.#origin) return;
      if (tidings !== 1 || type !== "height" || !(height >= 0 && height < 1e5)) return;
      this.#reported = Math.ceil(height);
      if (!this.title && typeof title === "string") this.#frame.title = title.slice(0, 200);
      this.#size();
    };

    connectedCallback() {
      this.#root.adoptedStyleSheets = [style];
      addEventListener("message", this.#hear);
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      this.#root.replaceChildren();
      this.#frame = undefined;
    }

    attributeChangedCallback(name, before, after) {
      if (!this.#frame && !this.isConnected || before === after) return;
      if (name.endsWith("height")) return this.#size();
      if (this.#due) return;
      // Several attributes that change together make one new frame.
      this.#due = true;
      queueMicrotask(() => { this.#due = false; if (this.isConnected) this.#show(); });
    }

    /** A new frame rather than a new address: the host page's Back button stays the host's. */
    #show() {
      const address = this.#address();
      this.#frame = undefined;
      if (!address) return this.#root.replaceChildren(document.createElement("slot"));
      const frame = document.createElement("iframe");
      this.#origin = address.origin;
      this.#reported = 0;
      if (address.origin !== location.origin)
        frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
      frame.loading = "lazy";
      frame.title = this.title || address.host;
      frame.src = address.href;
      this.#frame = frame;
      this.#size();
      this.#root.replaceChildren(frame);
    }

    #size() {
      const fixed = pixels(this.getAttribute("height"));
      const least = pixels(this.getAttribute("min-height")) || 320;
      if (this.#frame) this.#frame.style.height = `${fixed || Math.max(least, this.#reported)}px`;
    }

    #address() {
      const [src, item, category, theme, lang] = ["src", "item", "category", "theme", "lang"].map(name => this.getAttribute(name));
      let address;
      try { address = src === null ? new URL("./", home) : new URL(src, document.baseURI); } catch { return; }
      // javascript: and data: would run as the host page or pass for it.
      if (!/^https?:$/.test(address.protocol)) return;
      for (const [name, value] of Object.entries({ embed: "1", theme, lang })) if (value) address.searchParams.set(name, value);
      const path = text => text.split("/").map(encodeURIComponent).join("/");
      address.hash = item ? `/a/${encodeURIComponent(item)}` : category ? `/c/${path(category)}` : "/";
      return address;
    }
  }
  customElements.define("tidings-viewer", TidingsViewer);
})();
