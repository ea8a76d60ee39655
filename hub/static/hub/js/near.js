// "Use my position": asked of the browser only when it is pressed, sent once with the filter form, and kept nowhere; the
// server rounds it to half a kilometre. Without this file the field for a street or village does the same.

const DECIMALS = 3; // about a hundred metres
const PATIENCE_MS = 10000;
const FRESH_MS = 300000;
const WHERE = "where";

const form = document.getElementById("filters");
const askers = document.querySelectorAll("[data-here]");
const places = document.querySelectorAll("[data-here-status]");
const sentences = document.querySelector("[data-here-status][data-busy]");

function say(name) {
  for (const place of places) place.textContent = sentences.dataset[name];
}

function send(position) {
  const { latitude, longitude } = position.coords;
  const here = `${latitude.toFixed(DECIMALS)},${longitude.toFixed(DECIMALS)}`;
  form.addEventListener("formdata", (event) => event.formData.set("here", here), { once: true });
  form.submit();
}

function explain(error) {
  say(error.code === error.PERMISSION_DENIED ? "denied" : "failed");
  location.hash = WHERE;
}

function ask(event) {
  event.preventDefault();
  say("busy");
  navigator.geolocation.getCurrentPosition(send, explain, { maximumAge: FRESH_MS, timeout: PATIENCE_MS });
}

if (form && sentences && isSecureContext && "geolocation" in navigator) {
  for (const asker of askers) {
    asker.hidden = false;
    asker.addEventListener("click", ask);
  }
}
