/* Sends one file or a thousand, a few at a time, so that a broken line costs a few files and not all of them.
   Without this file the form sends everything in one request. */
(function () {
  "use strict";
  const form = document.querySelector("[data-import]");
  if (!form) return;
  const AT_ONCE = 8;
  const BYTES = 16 * 1024 * 1024;
  const input = form.querySelector("#files");
  const folder = form.querySelector("[data-folder]");
  const area = form.querySelector("[data-drop]");
  const note = form.querySelector("[data-chosen-note]");
  const box = form.querySelector("[data-sending-box]");
  const bar = box.querySelector("progress");
  const text = box.querySelector("[data-sending-text]");
  let chosen = [];

  const words = (name, values) => Object.entries(values).reduce((line, [key, value]) => line.replace(`{${key}}`, value), form.dataset[name]);
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  function take(files) {
    chosen = files;
    input.required = chosen.length === 0;
    note.textContent = chosen.length === 1 ? chosen[0].path : note.dataset.chosen.replace("{n}", chosen.length);
  }
  const listed = (files) => Array.from(files, (file) => ({ file, path: file.webkitRelativePath || file.name }));
  input.addEventListener("change", () => take(listed(input.files)));
  folder.addEventListener("change", () => take(listed(folder.files)));

  // A dropped folder is walked; hidden files are left out.
  async function walk(entry, path, into) {
    if (entry.name.startsWith(".")) return;
    if (entry.isFile) {
      into.push({ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), path: path + entry.name });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return;
      for (const one of some) await walk(one, `${path}${entry.name}/`, into);
    }
  }
  area.addEventListener("drop", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    area.classList.remove("over");
    const entries = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const plain = listed(event.dataTransfer.files);
    if (!entries.some((entry) => entry.isDirectory)) { take(plain); return; }
    const found = [];
    for (const entry of entries) await walk(entry, "", found);
    take(found);
  }, true);

  function* portions(files) {
    let some = [];
    let size = 0;
    for (const one of files) {
      if (some.length && (some.length >= AT_ONCE || size + one.file.size > BYTES)) { yield some; some = []; size = 0; }
      some.push(one);
      size += one.file.size;
    }
    if (some.length) yield some;
  }

  async function post(address, body, done, total) {
    for (let wait = 1000; ; wait = Math.min(wait * 2, 30000)) {
      try {
        const answer = await fetch(address, { method: "POST", body, headers: { "X-Requested-With": "samsyn", "X-CSRFToken": window.samsyn.csrf(), Accept: "application/json" } });
        if (answer.ok) return await answer.json();
        if (answer.status < 500 && answer.status !== 429) throw Object.assign(new Error((await answer.json()).error?.message || String(answer.status)), { final: true });
      } catch (problem) {
        if (problem.final) throw problem;
      }
      text.textContent = words("stopped", { done, total });
      await pause(wait);
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!chosen.length) return;
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    box.hidden = false;
    bar.max = chosen.length;
    const total = chosen.length;
    const start = new FormData(form);
    start.delete("files");
    try {
      const batch = await post(form.action || location.href, start, 0, total);
      let done = 0;
      for (const some of portions(chosen)) {
        text.textContent = words("sending", { done, total });
        const body = new FormData();
        for (const one of some) { body.append("files", one.file, one.file.name); body.append("paths", one.path); }
        await post(batch.files, body, done, total);
        done += some.length;
        bar.value = done;
      }
      location.href = batch.url;
    } catch (problem) {
      text.textContent = problem.message;
      button.disabled = false;
    }
  });
})();
