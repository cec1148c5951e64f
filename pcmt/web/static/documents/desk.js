// Improves the desk: cards change without the text moving, keys decide, what was typed outlives errors and sign-outs.
"use strict";

(() => {
  const desk = document.querySelector(".desk");
  const paper = desk?.querySelector("[data-paper]");
  const cards = desk?.querySelector("[data-cards]");
  if (!paper || !cards) return;

  const live = document.querySelector("[data-live]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const SECONDS_TOLD = 4;
  const LOST = "Mất kết nối nên chưa gửi được. Nội dung đã nhập còn nguyên; thử lại khi có mạng.";
  const ENDED = "Phiên làm việc đã kết thúc nên chưa lưu. Nội dung đã nhập được giữ trên máy này; ";

  // --- asking the server for the cards alone ---------------------------------------------------------------------

  let busy = false;

  async function ask(address, options = {}) {
    if (busy) return;
    busy = true;
    cards.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, {
        ...options,
        credentials: "same-origin",
        headers: { "X-Desk": "cards", Accept: "text/html, application/json" },
      });
      await show(response, address, options.method === "POST");
    } catch {
      complain(LOST);
    } finally {
      busy = false;
      cards.removeAttribute("aria-busy");
      replay();
    }
  }

  // Keys pressed while an answer is on its way are meant for the cards that come: they are taken in order after it.
  // A held key is not repeated so, and what stops to ask or to complain drops the rest.
  const pressed = [];
  addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.repeat;
    if (!busy || !plain || !/^(\w|Enter)$/.test(event.key) || event.target.closest("input, select, textarea, dialog")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed.push(event.key);
  }, true);

  function replay() {
    while (pressed.length && !busy) {
      const at = document.activeElement ?? document.body;
      if (at.closest("input, select, textarea, dialog")) pressed.length = 0;
      else at.dispatchEvent(new KeyboardEvent("keydown", { key: pressed.shift(), bubbles: true, cancelable: true }));
    }
  }

  async function show(response, address, sent) {
    if (response.headers.get("Content-Type")?.includes("application/json")) {
      const refusal = await response.json();
      return complain([refusal.message, refusal.remedy].filter(Boolean).join(" "));
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const brought = page.querySelector("[data-desk-cards]");
    if (!brought) return sent ? complainOfSignOut(response.redirected ? response.url : location.href) : location.assign(address);
    if (sent && response.ok) forget();
    if (brought.dataset.version !== paper.dataset.version) {
      // Passages were drawn anew: their marks are in the text, which only the whole page brings.
      return location.assign(withMark(response.url, brought.dataset.chosen));
    }
    const navigation = page.querySelector("nav.side");
    if (navigation) document.querySelector("nav.side")?.replaceWith(navigation); // its counts have changed
    cards.replaceChildren(brought);
    history.replaceState(null, "", withMark(response.url, brought.dataset.chosen));
    settle();
    const done = brought.querySelector("[role=status]");
    if (done) document.querySelector("main > [role=status]:not([data-live])")?.remove();
    tell(done?.textContent.trim() ?? "");
    setTimeout(() => done?.remove(), SECONDS_TOLD * 1000);
  }

  function withMark(address, chosen) {
    const url = new URL(address, location.href);
    // What a form was sent to is no page to stay at.
    if (!url.pathname.match(/^\/van-ban\/\d+\/$/)) return location.href;
    url.hash = Number(chosen) ? `m-${chosen}` : "goi-y";
    return url.href;
  }

  function complain(words) {
    pressed.length = 0;
    cards.querySelector("[data-complaint]")?.remove();
    const box = Object.assign(document.createElement("div"), { className: "message late" });
    box.dataset.complaint = "";
    box.setAttribute("role", "alert");
    box.append(Object.assign(document.createElement("p"), { textContent: words }));
    (cards.querySelector(".card.at") ?? cards).prepend(box);
    box.scrollIntoView({ block: "nearest" });
    return box;
  }

  function complainOfSignOut(address) {
    const link = Object.assign(document.createElement("a"), { href: address, textContent: "đăng nhập rồi gửi lại" });
    complain(ENDED).querySelector("p").append(link, ".");
  }

  function tell(words) {
    if (live) live.textContent = words;
  }

  cards.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='?']");
    if (!link || link.hasAttribute("data-page") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(link.href);
  });

  paper.addEventListener("click", (event) => {
    const link = event.target.closest("mark a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!getSelection().isCollapsed) return;
    cards.focus({ preventScroll: true }); // or Enter would follow the mark again instead of saying yes to its card
    ask(link.href);
  });

  // A key that does nothing says why.
  cards.addEventListener("click", (event) => {
    const why = event.target.closest("[data-why]")?.dataset.why;
    if (why) complain(why);
  });

  cards.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-page")) return;
    event.preventDefault();
    const content = new FormData(form, event.submitter);
    if (form.method === "get") return ask(`${location.pathname}?${new URLSearchParams(content)}`);
    ask(form.action, { method: "POST", body: content });
  });

  // --- after every change of the cards ---------------------------------------------------------------------------

  function settle() {
    const state = cards.querySelector("[data-desk-cards]").dataset;
    const adopted = new Set(state.adopted.trim().split(" "));
    const dismissed = new Set(state.dismissed.trim().split(" "));
    for (const mark of paper.querySelectorAll("mark[data-of]")) {
      const of = mark.dataset.of.trim().split(" ");
      const standing = of.filter((one) => !dismissed.has(one));
      mark.classList.toggle("chosen", of.includes(state.chosen));
      mark.classList.toggle("gone", !standing.length);
      mark.classList.toggle("settled", standing.length > 0 && standing.every((one) => adopted.has(one)));
    }
    const told = document.querySelector("[data-told]:not([data-desk-cards])");
    if (told) told.textContent = state.told;
    bringIntoSight(chosenMark());
    prepare();
    showCard();
    follow();
  }

  function chosenMark() {
    return document.getElementById(`m-${cards.querySelector("[data-desk-cards]").dataset.chosen}`);
  }

  function bringIntoSight(mark) {
    if (!mark || innerWidth < 821) return;
    const { top, bottom } = mark.getBoundingClientRect();
    if (top < 120 || bottom > innerHeight - 80) {
      mark.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    }
  }

  // The card in hand begins where its column does: on a phone that is the page, elsewhere the cards beside the text.
  function showCard() {
    const card = cards.querySelector(".card.at");
    if (!card) return;
    if (innerWidth < 821) return card.scrollIntoView({ block: "start" });
    const room = cards.clientHeight;
    const { top, bottom } = card.getBoundingClientRect();
    const above = top - cards.getBoundingClientRect().top;
    if (above < 0 || bottom - top + above > room) cards.scrollTop += above - 8;
  }

  function prepare() {
    for (const button of cards.querySelectorAll("[data-without-script]")) button.hidden = true;
    for (const button of cards.querySelectorAll("[data-keys]")) {
      button.hidden = false;
      button.onclick = () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "?" }));
    }
    const form = cards.querySelector(".card.at form[data-draft]");
    if (form) {
      form.removeAttribute("data-unsaved"); // drafts are kept below, so leaving loses nothing
      restore(form);
      (cards.querySelector("[data-errors]") ?? form.querySelector("textarea, input:not([type=hidden]), select"))?.focus({ preventScroll: true });
    }
  }

  // --- drafts: what is being typed, kept in this tab until it was sent --------------------------------------------

  const draftOf = (form) => `desk:${new URL(form.action).pathname}`;
  const typed = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");

  cards.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.hasAttribute("data-draft")) return;
    const values = typed(form).map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]);
    try { sessionStorage.setItem(draftOf(form), JSON.stringify(values)); } catch { /* a full store keeps no draft */ }
  });

  function restore(form) {
    const kept = sessionStorage.getItem(draftOf(form));
    if (!kept || cards.querySelector("[data-errors]")) return;
    const values = JSON.parse(kept);
    typed(form).forEach((field, at) => {
      const [name, value] = values[at] ?? [];
      if (name !== field.name) return;
      if (field.type === "checkbox") field.checked = value; else field.value = value;
    });
  }

  function forget() {
    const form = cards.querySelector("form[data-draft]");
    if (form) sessionStorage.removeItem(draftOf(form));
  }

  // --- keys inside a form: Ctrl Enter sends, Escape leaves ---------------------------------------------------------

  cards.addEventListener("keydown", (event) => {
    // Enter after choosing who is meant says yes to the card, as it does elsewhere on it.
    if (event.key === "Enter" && event.target.matches(".who select") && !event.target.closest("[data-draft]")) {
      event.preventDefault();
      return cards.querySelector(".card.at [data-key=enter]")?.click();
    }
    // The key that leads to the names nobody knows leads on from each to the next.
    if (event.key.toLowerCase() === "a" && event.target.matches(".who select") && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const names = [...cards.querySelectorAll(".card.at .who select")];
      return names[(names.indexOf(event.target) + 1) % names.length].focus();
    }
    const form = event.target.closest("form[data-draft]");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.go"));
    }
  });

  document.addEventListener("keydown", (event) => {
    const form = cards.querySelector(".card.at form[data-draft]");
    if (event.key !== "Escape" || !form || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    sessionStorage.removeItem(draftOf(form));
    form.querySelector("[data-cancel]")?.click();
  });

  // --- the text: selections, links to provisions, the outline ------------------------------------------------------

  const selected = () => {
    const selection = getSelection();
    return selection.isCollapsed || !paper.contains(selection.anchorNode) ? "" : selection.toString().trim().slice(0, 1500);
  };

  // A passage selected in the text goes into the form that moves the ends of the chosen one.
  document.addEventListener("mouseup", () => {
    const field = cards.querySelector("[data-passage]");
    if (field && selected()) field.value = selected();
  });

  // “Thêm … từ đoạn chọn” carries the selected words along.
  cards.addEventListener("click", (event) => {
    const marker = event.target.closest("[data-mark]");
    if (!marker || !selected()) return;
    const address = new URL(marker.href);
    address.searchParams.set("doan", selected());
    marker.href = address;
  }, true);

  paper.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-copy]");
    if (!link || !navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    link.dataset.copied = "";
    tell("Đã chép liên kết");
    setTimeout(() => delete link.dataset.copied, 1500);
  });

  // A page's picture opens large, so that a word can be checked letter by letter.
  desk.addEventListener("click", (event) => {
    const face = event.target.closest("a.face, .folio a, a[data-face]");
    if (!face || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const box = Object.assign(document.createElement("dialog"), { className: "enlarged" });
    box.append(Object.assign(document.createElement("img"), { src: face.href, alt: face.textContent.trim() || "Ảnh trang" }));
    box.addEventListener("click", () => box.close());
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  });

  const outline = document.querySelector("[data-outline]");
  const links = new Map([...document.querySelectorAll(".outline a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const stops = [...paper.querySelectorAll(".stop")].filter((stop) => links.has(stop.id));
  let current;

  // The provision of the chosen passage while that is in sight, else what stands in the middle of the screen. The
  // outline's own links bring a provision to a little above the middle.
  function level() {
    const line = location.hash.startsWith("#p-") ? null : chosenMark()?.getClientRects()[0];
    return line && line.bottom > 0 && line.top < innerHeight ? line.bottom : innerHeight * 0.5;
  }

  function follow() {
    const reached = level();
    let low = 0, high = stops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stops[middle].getBoundingClientRect().top < reached) low = middle + 1; else high = middle;
    }
    const link = low ? links.get(stops[low - 1].id) : undefined;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    const box = link?.closest(".outline");
    if (box && (link.offsetTop < box.scrollTop || link.offsetTop > box.scrollTop + box.clientHeight - 40)) {
      box.scrollTop = link.offsetTop - box.clientHeight / 3;
    }
    current = link;
  }

  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  }, { passive: true });
  follow();

  if (outline) {
    try { if (localStorage.getItem("desk:outline") === "closed") outline.open = false; } catch { /* stays open */ }
    outline.addEventListener("toggle", () => {
      try { localStorage.setItem("desk:outline", outline.open ? "open" : "closed"); } catch { /* not remembered */ }
    });
  }

  // The way back to the cards is of use only where they are out of sight.
  const back = document.querySelector(".desk > .back");
  if (back) new IntersectionObserver(([entry]) => { back.hidden = entry.isIntersecting; }).observe(cards);

  // What was done has been read after a few seconds.
  const told = document.querySelector("main > [role=status]:not([data-live])");
  if (told) setTimeout(() => told.remove(), SECONDS_TOLD * 1000);

  prepare();
  // Once the browser has gone to the address's own place: the card on a phone, the passage beside it elsewhere.
  function open() {
    if (location.hash.startsWith("#p-") || !cards.querySelector(".card.at form")) return;
    bringIntoSight(chosenMark());
    showCard();
  }
  if (document.readyState === "complete") open(); else addEventListener("load", () => setTimeout(open));
})();
