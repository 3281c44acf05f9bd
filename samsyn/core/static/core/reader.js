/* A document beside its facts: what is chosen on one side shows on the other.
   .reader holds .paper with marks [data-fact] and .facts with rows [data-fact] of the same ids.
   J and K go to the next and previous row, Enter presses the row's [data-accept], E its [data-edit], Z [data-undo].
   A row swapped in by htmx keeps the choice; when it came back with data-settled, the next unsettled row is chosen.
   The address's #fact-<id> chooses at load; each choice is told as the event samsyn:fact. */
(function () {
  "use strict";

  const reader = document.querySelector(".reader");
  if (!reader) return;
  const rows = () => Array.from(reader.querySelectorAll(".facts [data-fact]"));
  const marks = (id) => Array.from(reader.querySelectorAll(`.paper [data-fact="${CSS.escape(id)}"]`));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let current = reader.querySelector(".facts .now")?.dataset.fact ?? null;

  function bring(element, parent) {
    const inner = element.getBoundingClientRect();
    const outer = parent.getBoundingClientRect();
    if (inner.top >= outer.top + 48 && inner.bottom <= Math.min(outer.bottom, innerHeight) - 48) return;
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  function choose(id, from) {
    current = id;
    reader.querySelectorAll(".now").forEach((element) => element.classList.remove("now"));
    const row = rows().find((element) => element.dataset.fact === id);
    if (!row) return;
    row.classList.add("now");
    row.setAttribute("aria-current", "true");
    rows().filter((other) => other !== row).forEach((other) => other.removeAttribute("aria-current"));
    const places = marks(id);
    places.forEach((mark) => mark.classList.add("now"));
    if (from !== "row") bring(row, reader.querySelector(".facts"));
    if (from !== "mark" && places[0]) bring(places[0], reader.querySelector(".paper"));
    reader.dispatchEvent(new CustomEvent("samsyn:fact", { detail: { id, row }, bubbles: true }));
  }

  function step(by, wanted) {
    const list = rows();
    const at = list.findIndex((row) => row.dataset.fact === current);
    const from = at < 0 ? (by > 0 ? -1 : list.length) : at;
    for (let next = from + by; next >= 0 && next < list.length; next += by) {
      if (!wanted || wanted(list[next])) { choose(list[next].dataset.fact); return; }
    }
  }

  reader.addEventListener("click", (event) => {
    const place = event.target.closest("[data-fact]");
    if (!place || event.target.closest("a, button, input, select, textarea, label")) return;
    choose(place.dataset.fact, place.closest(".paper") ? "mark" : "row");
  });
  reader.addEventListener("focusin", (event) => {
    const row = event.target.closest(".facts [data-fact]");
    if (row && row.dataset.fact !== current) choose(row.dataset.fact, "row");
  });

  const press = (name) => {
    const row = rows().find((element) => element.dataset.fact === current);
    (row?.querySelector(`[${name}]`) ?? (name === "data-undo" ? reader.querySelector(`[${name}]`) : null))?.click();
  };
  document.addEventListener("keydown", (event) => {
    if (!window.samsyn.isShortcut(event)) return;
    const key = event.key.toLowerCase();
    if (key === "enter" && event.target.closest("a, button, summary")) return; // that one is being pressed itself
    const act = { j: () => step(1), k: () => step(-1), enter: () => press("data-accept"), e: () => press("data-edit"), z: () => press("data-undo") }[key];
    if (act) { event.preventDefault(); act(); }
  });

  document.addEventListener("htmx:afterSettle", () => {
    if (current === null) return;
    const row = rows().find((element) => element.dataset.fact === current);
    if (!row) step(1);
    else if ("settled" in row.dataset) step(1, (next) => !("settled" in next.dataset));
    else choose(current);
  });

  const asked = location.hash.startsWith("#fact-") ? location.hash.slice(6) : null;
  if (asked) choose(asked);
  else if (current) choose(current);
  else step(1, (row) => !("settled" in row.dataset));
})();
