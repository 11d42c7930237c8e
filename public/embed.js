// Shows a Tidings site, or a part of it, inside another page; docs/embedding.md tells all of it:
//
//   <script src="https://news.example/embed.js" async></script>
//   <tidings-viewer src="https://news.example/" item="a-slug"><a href="https://news.example/#/a/a-slug">Read it there</a></tidings-viewer>
//
// 1. The element owns a frame, so that neither page's style, scripts or mistakes reach the other. Until there is one, and where the
//    frame stays silent or cannot show anything, the link inside the element is what readers get.
// 2. Attributes (each may change at any time): src, item, category, query, layout, theme, tokens, lang, title, height, min-height.
//    Methods: open(item), search(text). Events: tidings-ready, tidings-open, tidings-error.
// 3. Only the frame's own window on its own origin is listened to, and only to it is spoken.
//
// A site on the host page's own origin is the host's own content, and a sandbox that lets it keep its origin would bind nothing.
(() => {
  if (customElements.get("tidings-viewer")) return;
  const home = document.currentScript?.src || document.baseURI;
  const style = new CSSStyleSheet();
  style.replaceSync(":host{all:initial;display:block}:host([hidden]){display:none}iframe{display:block;width:100%;border:0}");
  // A frame that has loaded and says nothing for so long, in milliseconds, holds no viewer.
  const SILENCE = 5000;

  class TidingsViewer extends HTMLElement {
    static observedAttributes = ["src", "item", "category", "query", "layout", "theme", "tokens", "lang", "title", "height", "min-height"];
    #root = this.attachShadow({ mode: "open" });
    #frame;
    #origin;
    #reported;
    #due;
    #isHeard;
    #isReady;
    #hasOpened;
    #isSettled;
    #silence;
    #sight = new IntersectionObserver(seen => { if (!seen.at(-1).isIntersecting) this.#settle(); });
    #hear = event => {
      const { tidings, type, height, title, item, address, kind } = event.data ?? {};
      if (event.source !== this.#frame?.contentWindow || event.origin !== this.#origin || tidings !== 1) return;
      clearTimeout(this.#silence);
      this.#isHeard = true;
      const text = value => String(value ?? "").slice(0, 2000);
      if (type === "height" && height >= 0 && height < 1e5) {
        this.#reported = Math.ceil(height);
        if (!this.title && title) this.#frame.title = text(title);
        this.#size();
      } else if (type === "ready") {
        this.#isReady = true;
        this.#reveal(true);
        this.#tell("ready", { title: text(title) });
      } else if (type === "open") {
        // What a reader has opened may be as short as it is.
        if (this.#hasOpened) this.#settle();
        this.#hasOpened = true;
        this.#tell("open", { item: text(item), title: text(title), address: text(address) });
      } else if (type === "error") this.#fail(text(kind));
    };

    connectedCallback() {
      addEventListener("message", this.#hear);
      this.#sight.observe(this);
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      this.#sight.disconnect();
      clearTimeout(this.#silence);
      this.#root.replaceChildren();
      this.#frame = undefined;
    }

    /** A move within the page is none to the reader (Node.moveBefore). */
    connectedMoveCallback() {}

    attributeChangedCallback(name, before, after) {
      if (!this.isConnected || before === after) return;
      if (name.endsWith("height")) return this.#size();
      if (this.#due) return;
      // Several attributes that change together make one new frame.
      this.#due = true;
      queueMicrotask(() => { this.#due = false; if (this.isConnected) this.#show(); });
    }

    /** Shows an article by its slug. */
    open(item) { this.#go("a/" + encodeURIComponent(item)); }

    /** Shows what is found. */
    search(text) { this.#go("search?q=" + encodeURIComponent(text)); }

    /** A frame that has nothing to show yet is made anew. */
    #go(address) {
      if (this.#isReady) this.#frame.contentWindow.postMessage({ tidings: 1, type: "go", address }, this.#origin);
      else if (this.isConnected) this.#show("/" + address);
    }

    #tell(what, detail) {
      this.dispatchEvent(new CustomEvent("tidings-" + what, { bubbles: true, detail }));
    }

    #fail(kind) {
      if (!this.#isReady) this.#reveal(false);
      this.#tell("error", { kind });
    }

    /** The frame, or the link in its place. */
    #reveal(isFrame) {
      this.#frame.hidden = !isFrame;
      this.#root.querySelector("slot").hidden = isFrame;
      this.#root.adoptedStyleSheets = isFrame ? [style] : [];
    }

    /** A new frame rather than a new address: the host page's Back button stays the host's. */
    #show(route) {
      clearTimeout(this.#silence);
      const address = this.#address(route);
      const slot = document.createElement("slot");
      this.#frame = this.#reported = this.#isHeard = this.#isReady = this.#hasOpened = this.#isSettled = undefined;
      if (!address) return this.#root.replaceChildren(slot);
      const link = document.createElement("a");
      const own = new URL(address);
      for (const name of ["embed", "host", "layout", "theme", "tokens", "lang"]) own.searchParams.delete(name);
      link.textContent = link.href = own.href;
      slot.append(link);
      const frame = document.createElement("iframe");
      this.#origin = address.origin;
      if (address.origin !== location.origin)
        frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
      frame.allow = "fullscreen; clipboard-write";
      frame.loading = "lazy";
      frame.title = this.title || address.host;
      frame.onload = () => {
        if (!this.#isHeard) this.#silence = setTimeout(() => this.#fail("silent"), SILENCE);
      };
      frame.src = address.href;
      this.#frame = frame;
      this.#root.replaceChildren(frame, slot);
      this.#reveal(true);
      this.#size();
    }

    #settle() {
      this.#isSettled = this.#reported !== undefined;
      this.#size();
    }

    /** What a reader sees below must not jump: until the element is out of sight it keeps the height of a window, and grows past its edge. */
    #size() {
      const pixels = name => { const text = this.getAttribute(name); return /^\d{1,5}$/.test(text) ? Number(text) : 0; };
      const least = pixels("min-height") || (this.getAttribute("layout") === "search" ? 64 : this.#isSettled ? 0 : innerHeight);
      if (this.#frame) this.#frame.style.height = `${pixels("height") || Math.max(least, this.#reported ?? 0)}px`;
    }

    #address(route) {
      const [src, item, category, query, layout, theme, tokens, lang] =
        ["src", "item", "category", "query", "layout", "theme", "tokens", "lang"].map(name => this.getAttribute(name));
      let address;
      try { address = src === null ? new URL("./", home) : new URL(src, document.baseURI); } catch { return; }
      // javascript: and data: would run as the host page or pass for it.
      if (!/^https?:$/.test(address.protocol)) return;
      for (const [name, value] of Object.entries({ embed: "1", host: location.origin, layout, theme, tokens, lang }))
        if (value) address.searchParams.set(name, value);
      const path = text => text.split("/").map(encodeURIComponent).join("/");
      address.hash = route ? route
        : item ? `/a/${path(item)}`
        : query || layout === "search" ? `/search?q=${encodeURIComponent(query ?? "")}${category ? "&category=" + encodeURIComponent(category) : ""}`
        : category || layout === "list" || layout === "cards" ? `/c/${path(category ?? "")}` : "/";
      return address;
    }
  }
  customElements.define("tidings-viewer", TidingsViewer);
})();
