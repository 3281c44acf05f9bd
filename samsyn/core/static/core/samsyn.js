/* What every page can do beside its HTML. Small on purpose: each page works without it, except what is live.
   Attributes it knows, all explained in docs/design/look.md:
   data-key, data-key-help, data-open, data-close, data-theme-switch, data-submit-on-change, data-drop,
   data-live, data-progress, table.sortable, table.cards. */
(function () {
  "use strict";

  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const csrf = () => document.querySelector('meta[name="csrf"]')?.content ?? "";
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  // ---- htmx: the token goes with every request it sends
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = csrf();
  });

  // ---- keys: an element with data-key="n" is pressed by n; "?" lists them. They can be turned off, for those whose
  // speech or switches type letters by accident (WCAG 2.1.4); the choice is the browser's, not the account's.
  const keysOn = () => localStorage.getItem("samsyn-keys") !== "off";
  const keysSwitch = document.getElementById("keys-on");
  if (keysSwitch) {
    keysSwitch.checked = keysOn();
    keysSwitch.addEventListener("change", () => localStorage.setItem("samsyn-keys", keysSwitch.checked ? "on" : "off"));
  }
  /* True if a single key pressed now is meant as a shortcut. */
  const isShortcut = (event) => keysOn() && !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented
    && !typing(event.target) && !document.querySelector("dialog[open]");

  function keyNames(text) {
    const fragment = document.createDocumentFragment();
    for (const name of text.split(" ")) {
      const key = document.createElement("kbd");
      key.textContent = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" }[name] ?? (name.length === 1 ? name.toUpperCase() : name);
      fragment.append(key);
    }
    return fragment;
  }

  function showKeys() {
    const dialog = document.getElementById("keys");
    if (!dialog || dialog.open) return;
    const list = dialog.querySelector("dl");
    all("[data-added]", list).forEach((row) => row.remove());
    for (const element of all("[data-key], [data-key-help]")) {
      const term = document.createElement("dt");
      const text = document.createElement("dd");
      term.dataset.added = text.dataset.added = "";
      term.append(keyNames(element.dataset.keyHelp || element.dataset.key));
      text.textContent = element.dataset.keyText || element.getAttribute("aria-label") || element.title || element.textContent.trim();
      list.append(term, text);
    }
    dialog.showModal();
  }

  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event)) return;
    if (event.key === "/") {
      const field = document.querySelector("[data-find], #find");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    } else if (event.key === "?") {
      event.preventDefault();
      showKeys();
    } else {
      const target = all("[data-key]").find((element) => element.dataset.key === event.key && !element.disabled);
      if (target) { event.preventDefault(); target.click(); }
    }
  });

  // ---- dialogs and menus
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.open);
      if (dialog?.id === "keys") showKeys(); else dialog?.showModal();
    }
    event.target.closest("[data-close]")?.closest("dialog")?.close();
    for (const menu of all("details.menu[open]")) {
      if (!menu.contains(event.target) || opener) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  // ---- theme: shown at once, kept in the account
  function setTheme(group, theme) {
    const page = document.documentElement;
    page.classList.remove("theme-paper", "theme-night", "theme-auto");
    page.classList.add("theme-" + theme);
    all("button", group).forEach((button) => button.setAttribute("aria-pressed", String(button.value === theme)));
    const body = new URLSearchParams({ theme });
    fetch(group.dataset.themeSwitch, { method: "POST", body, headers: { "X-CSRFToken": csrf() }, redirect: "manual" });
  }
  document.addEventListener("click", (event) => {
    const group = event.target.closest("[data-theme-switch]");
    const button = event.target.closest("button");
    if (group && button) setTheme(group, button.value);
  });

  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-submit-on-change]")) event.target.form?.requestSubmit();
  });

  // ---- tables: small ones sort in place; on a phone rows are cards and keep their meaning
  function sortTable(table, column, heading) {
    const up = heading.getAttribute("aria-sort") !== "ascending";
    const value = (row) => row.cells[column]?.dataset.value ?? row.cells[column]?.textContent.trim() ?? "";
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    const rows = Array.from(table.tBodies[0].rows).sort((a, b) => compare(value(a), value(b)) * (up ? 1 : -1));
    all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    table.tBodies[0].append(...rows);
  }

  function prepareSortable(table) {
    all("thead th", table).forEach((heading, column) => {
      if (!heading.textContent.trim() || heading.querySelector("button")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sortTable(table, column, heading));
      heading.append(button);
    });
  }

  function prepareCards(table) {
    const heads = all("thead th", table).map((heading) => heading.textContent.trim());
    table.setAttribute("role", "table");
    all("thead, tbody", table).forEach((part) => part.setAttribute("role", "rowgroup"));
    all("tr", table).forEach((row) => row.setAttribute("role", "row"));
    all("thead th", table).forEach((cell) => cell.setAttribute("role", "columnheader"));
    for (const row of all("tbody tr", table)) {
      Array.from(row.cells).forEach((cell, column) => {
        cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
        if (column > 0 && heads[column] && !("label" in cell.dataset)) cell.dataset.label = heads[column];
      });
    }
  }

  // ---- files dropped anywhere on a .drop go into its field
  function prepareDrop(area) {
    const field = area.querySelector('input[type="file"]');
    const chosen = area.querySelector("[data-chosen]");
    if (chosen) field.addEventListener("change", () => {
      chosen.textContent = field.files.length === 1 ? field.files[0].name : chosen.dataset.chosen.replace("{n}", field.files.length);
    });
    const over = (on) => (event) => { event.preventDefault(); area.classList.toggle("over", on); };
    area.addEventListener("dragover", over(true));
    area.addEventListener("dragleave", over(false));
    area.addEventListener("drop", (event) => {
      over(false)(event);
      if (!event.dataTransfer?.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  // ---- live: one stream an element. A ticket lives a minute, so each reconnect fetches a new one and says what
  // it saw last. `reset` means that more was missed than the server keeps; whoever needs every event reloads then.
  function follow(element, onEvent) {
    let last = "";
    let wait = 1000;
    let source = null;
    let over = false;
    async function renew() {
      const answer = await fetch(element.dataset.liveTicket, { headers: { Accept: "application/json" } });
      if (answer.redirected || answer.status === 403 || answer.status === 404) { over = true; return; } // signed out, or no longer ours
      open((await answer.json()).url);
    }
    function open(address) {
      if (over) return;
      const url = new URL(address, location.href);
      if (last) url.searchParams.set("last", last);
      source = new EventSource(url);
      source.onmessage = (event) => { wait = 1000; last = event.lastEventId || last; onEvent(JSON.parse(event.data), "message"); };
      source.addEventListener("reset", (event) => { last = event.lastEventId; onEvent({}, "reset"); });
      source.onerror = () => { source.close(); later(); };
    }
    function later() {
      if (over || !element.isConnected || !element.dataset.liveTicket) return;
      setTimeout(() => renew().catch(later), wait);
      wait = Math.min(wait * 2, 30000);
    }
    open(element.dataset.live);
    window.addEventListener("pagehide", () => source?.close());
    window.addEventListener("pageshow", (event) => { if (event.persisted) later(); });
    return () => { over = true; source?.close(); };
  }

  function progress(element) {
    const bar = element.querySelector("progress");
    const part = (name) => element.querySelector(`[data-part="${name}"]`);
    const left = part("left");
    const from = { time: performance.now(), done: bar.value };
    let close = null;
    function timeLeft(done, total) {
      const rate = (done - from.done) / (performance.now() - from.time);
      if (!(rate > 0) || performance.now() - from.time < 2000) return "";
      const seconds = Math.ceil((total - done) / rate / 1000);
      return seconds < 90 ? left.dataset.seconds.replace("{n}", seconds) : left.dataset.minutes.replace("{n}", Math.ceil(seconds / 60));
    }
    const isOver = () => ["done", "failed", "cancelled"].includes(element.dataset.state);
    function show(job) {
      if (job.total) { bar.max = job.total; part("total").textContent = job.total; }
      if (job.done !== undefined) { bar.value = job.done; part("done").textContent = job.done; }
      if (job.note !== undefined) part("note").textContent = job.note;
      if (job.state) element.dataset.state = job.state;
      const state = element.dataset.state;
      element.classList.toggle("failed", state === "failed");
      left.textContent = left.dataset[state] ?? timeLeft(bar.value, bar.max);
      if (isOver()) {
        close?.();
        if (job.state) element.dispatchEvent(new CustomEvent("samsyn:over", { bubbles: true, detail: job }));
      }
    }
    show({});
    if (element.dataset.live && !isOver()) close = follow(element, show);
  }

  // ---- a part of the page, or all of it; each element is prepared once
  const prepared = new WeakSet();
  function prepare(root) {
    const each = (selector, work) => {
      const found = all(selector, root);
      if (root.matches?.(selector)) found.unshift(root);
      found.filter((element) => !prepared.has(element)).forEach((element) => { prepared.add(element); work(element); });
    };
    each("table.sortable", prepareSortable);
    each("[data-drop]", prepareDrop);
    each("[data-progress]", progress);
    all("table.cards", root).forEach(prepareCards); // again and again: rows come and go
  }
  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt.closest("table") ?? event.detail.elt));

  window.samsyn = { csrf, follow, isShortcut, prepare };
})();
