// Passkeys: a form with data-passkey asks the browser's devices and sends what they answer.
// data-options names the address that poses the challenge; data-passkey is "create" or "get".
"use strict";

(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const listed = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

  async function askedFor(form) {
    const token = form.elements.csrfmiddlewaretoken.value;
    const answer = await fetch(form.dataset.options, { method: "POST", headers: { "X-CSRFToken": token } });
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) throw new Error("no challenge");
    return answer.json();
  }

  async function create(options) {
    const made = await navigator.credentials.create({ publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: listed(options.excludeCredentials),
    } });
    return written(made, {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
    });
  }

  async function get(options) {
    const found = await navigator.credentials.get({ publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: listed(options.allowCredentials),
    } });
    const handle = found.response.userHandle;
    return written(found, {
      clientDataJSON: text(found.response.clientDataJSON),
      authenticatorData: text(found.response.authenticatorData),
      signature: text(found.response.signature),
      userHandle: handle?.byteLength ? text(handle) : null,
    });
  }

  const written = (key, response) => JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response });

  function tell(form, words) {
    const place = form.querySelector("[data-told]");
    place.textContent = words;
    place.hidden = !words;
  }

  async function send(event) {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector("button");
    button.disabled = true;
    tell(form, "");
    try {
      const options = await askedFor(form);
      form.elements.answer.value = await (form.dataset.passkey === "create" ? create(options) : get(options));
      form.submit();
    } catch (problem) {
      button.disabled = false;
      const known = problem.name === "InvalidStateError";
      tell(form, known ? form.dataset.known : form.dataset.failed);
    }
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential || !window.isSecureContext) continue;
    form.hidden = false;
    form.addEventListener("submit", send);
  }
})();
