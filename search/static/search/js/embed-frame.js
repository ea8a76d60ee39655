// Tells the page around this frame how high it is, so that nothing has to scroll. It says nothing else.

const tell = () => {
  const height = document.documentElement.getBoundingClientRect().height;
  window.parent.postMessage({ hub: "embed", height, title: document.title }, "*");
};

if (window.parent !== window) new ResizeObserver(tell).observe(document.documentElement);
