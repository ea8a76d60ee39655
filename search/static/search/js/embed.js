// A list of offers in another website:
// <script src="https://.../static/search/js/embed.js" data-query="category=..." data-lang="ar" async></script>
// puts a frame in the place of the script. The frame says how high it is; until then, and where it cannot, it scrolls.
(() => {
  const script = document.currentScript;
  if (!script) return;
  const { query = "", lang = "", title = "Huis van het Kind" } = script.dataset;
  const language = /^[a-z]{2,3}$/.test(lang) ? lang : "nl";
  const address = new URL(`/${language}/aanbod/embed/`, script.src);
  address.search = query.replace(/^\?/, "");

  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = title;
  frame.loading = "lazy";
  frame.height = "600";
  frame.style.width = "100%";
  frame.style.border = "0";
  script.after(frame);

  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== address.origin || data?.hub !== "embed") return;
    const height = Number(data.height);
    if (height > 0 && height < 100000) frame.height = String(Math.ceil(height));
    if (typeof data.title === "string" && data.title) frame.title = data.title;
  });
})();
