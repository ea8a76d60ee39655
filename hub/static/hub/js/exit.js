// The quick exit: by its button or by Escape pressed twice. The neutral page takes the place of this one in the
// history, and this one is blank while that one is on its way. Without this module the button is a plain link.

const WITHIN_MS = 2000;
const button = document.querySelector("[data-exit]");
const hint = document.querySelector("[data-exit-hint]");
const title = document.title;
let escapedAt = -Infinity;

function leave(event) {
  event?.preventDefault();
  document.documentElement.classList.add("is-left");
  document.title = "…";
  window.location.replace(button.href);
}

button.addEventListener("click", leave);

document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  if (event.key !== "Escape") {
    escapedAt = -Infinity;
  } else if (event.timeStamp - escapedAt < WITHIN_MS) {
    leave();
  } else {
    escapedAt = event.timeStamp;
  }
});

// A browser may keep this page as it was and show it again.
window.addEventListener("pageshow", () => {
  document.documentElement.classList.remove("is-left");
  document.title = title;
});

hint.hidden = false;
