/* A document beside its facts: choosing on either side, and the keys J K Enter F N E R U A S.
   Without this file every press is an ordinary form or link; with it only the facts column is sent again. */
(function () {
  "use strict";
  const reader = document.querySelector("[data-review]");
  if (!reader) return;
  const paper = reader.querySelector(".paper");
  const header = { "X-Requested-With": "samsyn" };
  let chosen = "";
  let busy = false;

  const column = () => document.getElementById("fakta");
  const facts = () => Array.from(column().querySelectorAll(".fact"));
  const fact = (anchor) => (anchor ? column().querySelector(`[data-fact="${anchor}"]`) : null);
  const marks = (anchor) => Array.from(paper.querySelectorAll(`[data-fact="${anchor}"], [data-also~="${anchor}"]`));
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function show(element, within) {
    const box = element.getBoundingClientRect();
    const frame = within.getBoundingClientRect();
    if (box.top < frame.top + 40 || box.bottom > Math.min(frame.bottom, window.innerHeight) - 40) {
      element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    }
  }

  function choose(anchor, from) {
    for (const element of reader.querySelectorAll(".now[data-fact]")) {
      element.classList.remove("now");
      element.removeAttribute("aria-current");
    }
    chosen = anchor;
    const row = fact(anchor);
    if (row) {
      row.classList.add("now");
      row.setAttribute("aria-current", "true");
      if (from !== "facts") show(row, column());
    }
    const places = marks(anchor);
    places.forEach((mark) => mark.classList.add("now"));
    if (places[0] && from !== "paper") show(places[0], paper);
  }

  function step(by, openOnly) {
    const all = facts();
    if (!all.length) return;
    let at = all.findIndex((row) => row.dataset.fact === chosen);
    if (at < 0) at = by > 0 ? -1 : all.length;
    for (at += by; at >= 0 && at < all.length; at += by) {
      if (!openOnly || "openFact" in all[at].dataset) { choose(all[at].dataset.fact); return; }
    }
  }

  // The marks on the page follow what the facts column says.
  function sync() {
    for (const row of facts()) {
      const sure = row.classList.contains("confirmed");
      for (const mark of marks(row.dataset.fact)) {
        mark.classList.toggle("confirmed", sure);
        if (!("openFact" in row.dataset)) mark.classList.remove("unsure");
      }
    }
  }

  function replace(html) {
    const top = column().scrollTop;
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("fakta");
    if (!fresh) { location.reload(); return; }
    column().replaceWith(fresh);
    column().scrollTop = top;
    window.samsyn.prepare(column());
    sync();
    column().querySelector("[autofocus]")?.focus();
  }

  async function send(address, options) {
    if (busy) return false;
    busy = true;
    column().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { ...options, headers: header });
      const type = answer.headers.get("Content-Type") || "";
      if (answer.redirected || !type.startsWith("text/html") || (!answer.ok && answer.status !== 400)) { location.reload(); return false; }
      replace(await answer.text());
      return answer.ok;
    } catch {
      return false; // the line is down; what stands on the page is still true
    } finally {
      busy = false;
      column().removeAttribute("aria-busy");
    }
  }

  reader.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    if (form.closest(".bind, .bind-free") || !form.closest("#fakta")) return;
    event.preventDefault();
    const body = new FormData(form);
    if (button?.name) body.set(button.name, button.value);
    const onward = ["confirm", "reject", "absent", "present", "change"].includes(button?.name);
    const row = button?.closest("[data-fact]");
    if (row) chosen = row.dataset.fact;
    if (await send(form.action, { method: "POST", body })) {
      choose(chosen, "facts");
      if (onward) step(1, button.name !== "change");
    }
  });

  reader.addEventListener("click", (event) => {
    const link = event.target.closest("[data-edit], [data-cancel], [data-add], #fakta a[href*='lagg-till=']");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      send(link.href, {}).then(() => { choose(chosen, "facts"); document.querySelector(".fact-form")?.scrollIntoView({ block: "center" }); });
      return;
    }
    const place = event.target.closest("[data-fact]");
    if (place && !event.target.closest("button, a, input, select, textarea, label")) {
      choose(place.dataset.fact, place.closest(".paper") ? "paper" : "facts");
    }
  });

  const presses = {
    j: () => step(1),
    k: () => step(-1),
    Enter: (row) => (row?.querySelector('[name="confirm"]') ? row.querySelector('[name="confirm"]').click() : step(1, true)),
    e: (row) => row?.querySelector("[data-edit]")?.click(),
    f: (row) => row?.querySelector('[name="absent"]')?.click(),
    n: (row) => row?.querySelector('[name="present"]')?.click(),
    r: (row) => row?.querySelector('[name="reject"]')?.click(),
    a: () => column().querySelector("[data-add]")?.click(),
    s: () => column().querySelector("[data-act='s']")?.click(),
    async u(row) {
      const own = row?.querySelector('[name="undo_one"]');
      if (own) { own.click(); return; }
      await send(column().querySelector("#act").action, { method: "POST", body: new FormData(column().querySelector("#act")) });
      choose(chosen);
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    if (typing(event.target)) {
      if (event.key === "Escape") column().querySelector("[data-cancel]")?.click();
      return;
    }
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const press = presses[event.key];
    if (press) { event.preventDefault(); press(fact(chosen)); }
  });

  const wanted = location.hash.slice(1);
  if (fact(wanted)) choose(wanted);
  else step(1, true);
})();
