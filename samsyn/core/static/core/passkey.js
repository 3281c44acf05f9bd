/* Passkeys: the server says what to ask, the browser's own dialogue asks, the answer goes back. Without script, or
   in a browser that cannot, the presses stay hidden and the other ways remain. */
(() => {
  "use strict";
  const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials;

  async function post(address, content) {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": window.samsyn.csrf() },
      body: JSON.stringify(content),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  async function use(button) {
    const options = (await post(button.dataset.options, {})).publicKey;
    const adding = button.hasAttribute("data-passkey-add");
    const credential = adding
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    const name = document.querySelector("[data-passkey-name]")?.value ?? "";
    const done = await post(button.dataset.passkey, { credential: credential.toJSON(), next: button.dataset.next, name });
    location.assign(done.url);
  }

  for (const button of document.querySelectorAll("[data-passkey]")) {
    if (!able) continue;
    button.hidden = false;
    const error = button.parentElement.querySelector("[data-passkey-error]");
    button.addEventListener("click", async () => {
      error.hidden = true;
      button.disabled = true;
      try {
        await use(button);
      } catch (reason) {
        error.hidden = false;
        console.info("passkey:", reason.name, reason.message);
      }
      button.disabled = false;
    });
  }
})();
