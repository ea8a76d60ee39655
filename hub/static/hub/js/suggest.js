// Suggestions under a search field: a combobox with a list (ARIA 1.2). Without this script the field just searches.
// Its element stands in the form; data- attributes say where to ask, and what to say in the reader's language.
"use strict";

(() => {
  const PAUSE_MS = 150;
  const FEWEST_LETTERS = 2;
  const ICONS = { category: "filter", offer: "forward", partner: "badge-partner", place: "place", query: "search" };

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  class Suggestions {
    constructor(form, said) {
      this.form = form;
      this.said = said;
      this.field = form.querySelector("[name=q]");
      this.list = element("ul", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": this.said.some });
      this.status = element("p", { class: "hidden-visually", role: "status" });
      this.items = [];
      this.active = -1;
      this.list.hidden = true;
      this.field.parentElement.append(this.list);
      form.append(this.status);
      // A combobox is a text field: browsers give Escape another meaning in a search field.
      this.field.type = "text";
      this.field.setAttribute("role", "combobox");
      this.field.setAttribute("aria-autocomplete", "list");
      this.field.setAttribute("aria-expanded", "false");
      this.field.setAttribute("aria-controls", this.list.id);
      this.field.addEventListener("input", () => this.wait());
      this.field.addEventListener("keydown", (event) => this.press(event));
      this.field.addEventListener("blur", () => this.stop());
      // The field keeps the focus while a finger or mouse chooses.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => this.choose(this.options().indexOf(event.target.closest("li"))));
      form.addEventListener("submit", () => this.stop());
      window.addEventListener("pagehide", () => this.stop());
    }

    options() {
      return [...this.list.children];
    }

    // Nothing that was asked before may still open the list.
    stop() {
      clearTimeout(this.timer);
      this.request?.abort();
      this.status.textContent = "";
      this.close();
    }

    wait() {
      clearTimeout(this.timer);
      this.request?.abort();
      this.mark(-1);
      this.timer = setTimeout(() => this.ask(this.field.value.trim()), PAUSE_MS);
    }

    async ask(typed) {
      if ([...typed].length < FEWEST_LETTERS) {
        this.show([]);
        this.status.textContent = "";
        return;
      }
      this.request = new AbortController();
      const { signal } = this.request;
      const address = new URL(this.said.address, document.baseURI);
      address.searchParams.set("q", typed);
      try {
        const reply = await fetch(address, { signal, headers: { Accept: "application/json" } });
        const { items } = reply.ok ? await reply.json() : { items: [] };
        if (!signal.aborted) {
          this.show(items);
          this.status.textContent = items.length ? `${this.said.some}: ${items.length}` : this.said.none;
        }
      } catch {
        // Aborted or without network: the field still searches.
        if (!signal.aborted) this.show([]);
      }
    }

    show(items) {
      this.items = items;
      this.list.replaceChildren(...items.map((item, place) => this.option(item, place)));
      this.list.scrollTop = 0;
      if (items.length) this.open();
      else this.close();
    }

    option(item, place) {
      const page = document.documentElement;
      const isOwn = item.lang === page.lang;
      // What has no text in the language of the page is Dutch. A title keeps its direction whatever letters it begins with.
      const text = element("bdi", { lang: item.lang, dir: isOwn ? page.dir : "ltr" }, item.text);
      const words = element("span", { class: "suggestions__words" }, text);
      const kind = this.said[item.kind];
      if (kind) words.append(" ", element("small", {}, kind));
      return element("li", { id: `suggestion-${place}`, role: "option", "aria-selected": "false" }, this.icon(item), words);
    }

    icon(item) {
      const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
      use.setAttribute("href", `${this.said.sprite}#icon-${ICONS[item.kind]}`);
      drawing.setAttribute("class", item.kind === "offer" ? "icon icon--flip" : "icon");
      drawing.setAttribute("viewBox", "0 0 24 24");
      drawing.setAttribute("aria-hidden", "true");
      drawing.append(use);
      return drawing;
    }

    open() {
      this.list.hidden = false;
      this.field.setAttribute("aria-expanded", "true");
      this.mark(-1);
    }

    close() {
      this.list.hidden = true;
      this.field.setAttribute("aria-expanded", "false");
      this.mark(-1);
    }

    mark(place) {
      this.active = place;
      this.options().forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
      const option = this.list.children[place];
      if (option) {
        this.field.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        this.field.removeAttribute("aria-activedescendant");
      }
    }

    press(event) {
      const down = event.key === "ArrowDown";
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if ((down || event.key === "ArrowUp") && this.items.length) {
        event.preventDefault();
        this.move(down ? 1 : -1, event.altKey);
      } else if (event.key === "Escape" && !this.list.hidden) {
        event.preventDefault();
        this.stop();
      } else if (event.key === "Enter" && this.active >= 0) {
        event.preventDefault();
        this.choose(this.active);
      }
    }

    // Through the list and, at both its ends, back to the field: -1 is none of the list.
    move(step, onlyOpens) {
      const closed = this.list.hidden;
      if (closed) this.open();
      if (onlyOpens) {
        if (step < 0) this.close();
        return;
      }
      const places = this.items.length + 1;
      this.mark(((this.active + 1 + step + places) % places) - 1);
    }

    choose(place) {
      const item = this.items[place];
      if (!item) return;
      const catalogue = this.form.action;
      if (item.kind === "category") location.assign(`${catalogue}?category=${encodeURIComponent(item.slug)}`);
      else if (item.kind === "offer") location.assign(`${catalogue}${encodeURIComponent(item.slug)}/`);
      else if (item.kind === "partner") location.assign(`${this.said.partners}${encodeURIComponent(item.slug)}/`);
      else {
        this.field.value = item.text;
        this.form.requestSubmit();
      }
    }
  }

  new Suggestions(document.currentScript.closest("form"), document.currentScript.dataset);
})();
