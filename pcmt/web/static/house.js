// Improves pages that already work: each behaviour finds its own elements by a data attribute.
"use strict";

(() => {
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const typing = (target) => target.matches?.(
    "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]") ?? false;

  // One send per form: a second press on a slow line must not act twice.
  function guardDoubleSubmit() {
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (event.defaultPrevented || form.method === "dialog") return;
      if (form.dataset.sent) return event.preventDefault();
      if (form.method !== "post" || form.hasAttribute("data-download")) return;
      form.dataset.sent = "1";
      // Disabled only after this turn, or the pressed button's own value would not be sent.
      setTimeout(() => each("button, input[type=submit]", (button) => {
        if (button.form !== form) return;
        button.disabled = true;
        if (button === event.submitter) button.setAttribute("aria-busy", "true");
      }));
    });
    // The back button may show the page as it was left.
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      each("form[data-sent]", (form) => {
        delete form.dataset.sent;
        for (const button of form.elements) {
          if (button.type === "submit") { button.disabled = false; button.removeAttribute("aria-busy"); }
        }
      });
    });
  }

  // data-confirm="…" on a form or its button asks once more; the server checks in any case. {n}: how many are ticked.
  function askBeforeSubmit() {
    document.addEventListener("submit", (event) => {
      const form = event.target;
      const words = event.submitter?.dataset.confirm ?? form.dataset.confirm;
      if (!words || form.dataset.confirmed) return;
      const ticked = form.querySelectorAll("input[type=checkbox]:checked").length;
      if (!ticked && words.includes("{n}")) return;  // nothing to agree to: the server says what is to be ticked
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(words.replace("{n}", ticked), event.submitter?.textContent.trim() || "Đồng ý", () => {
        form.dataset.confirmed = "1";
        form.requestSubmit(event.submitter ?? undefined);
      });
    }, true);
  }

  function ask(words, agree, then) {
    const box = document.createElement("dialog");
    const text = Object.assign(document.createElement("p"), { className: "in", textContent: words });
    const form = Object.assign(document.createElement("form"), { method: "dialog" });
    const footer = document.createElement("footer");
    const no = Object.assign(document.createElement("button"), { className: "btn", value: "", textContent: "Để sau" });
    const yes = Object.assign(document.createElement("button"), { className: "btn go", value: "yes", textContent: agree });
    footer.append(no, yes);
    form.append(footer);
    box.append(text, form);
    box.setAttribute("aria-label", words);
    box.addEventListener("close", () => { box.remove(); if (box.returnValue === "yes") then(); });
    document.body.append(box);
    box.showModal();
  }

  // <a href="/page-without-script" data-dialog="id"> opens the dialog instead of the page.
  function openDialogs() {
    document.addEventListener("click", (event) => {
      const opener = event.target.closest("[data-dialog]");
      const box = opener && document.getElementById(opener.dataset.dialog);
      if (box?.showModal) { event.preventDefault(); box.showModal(); }
      const closer = event.target.closest("[data-close]");
      if (closer) { event.preventDefault(); closer.closest("dialog")?.close(); }
    });
  }

  // An open menu closes by Escape, by a click elsewhere, and when another opens.
  function closeMenus() {
    const close = (but) => each("details[data-menu][open]", (menu) => { if (menu !== but) menu.open = false; });
    document.addEventListener("click", (event) => close(event.target.closest("details[data-menu]")));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const menu = document.activeElement?.closest("details[data-menu][open]");
      close(null);
      menu?.querySelector("summary").focus();
    });
  }

  // The look changes at once; the cookie is the one that the server reads.
  function toggleTheme() {
    const media = { auto: "screen and (prefers-color-scheme: dark)", dark: "screen", light: "not all" };
    each("[data-theme-form]", (form) => form.addEventListener("submit", (event) => {
      const chosen = event.submitter?.value;
      if (!(chosen in media)) return;
      event.preventDefault();
      document.cookie = `giao_dien=${chosen}; path=/; max-age=31536000; samesite=lax`;
      document.documentElement.dataset.theme = chosen;
      document.querySelector("link[data-dark]").media = media[chosen];
      for (const button of form.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(button.value === chosen));
      }
      document.dispatchEvent(new CustomEvent("house:theme"));
    }));
  }

  // <form data-unsaved>: leaving with changes asks first.
  function warnUnsaved() {
    const changed = new Set();
    document.addEventListener("input", (event) => {
      const form = event.target.form;
      if (form?.hasAttribute("data-unsaved")) changed.add(form);
    });
    document.addEventListener("submit", (event) => changed.delete(event.target));
    window.addEventListener("beforeunload", (event) => { if (changed.size) event.preventDefault(); });
  }

  // Ctrl K finds; a letter in data-key presses its button or link, away from fields only.
  function listenForKeys() {
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        const find = document.querySelector("[data-find]");
        if (find) { event.preventDefault(); find.focus(); find.select(); }
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const key = event.key === "Enter" ? "enter" : event.key.toLowerCase();
      if (key === "enter" && event.target.matches("a, button, summary")) return;
      // What is in hand comes first, then the page around it.
      const wanted = `[data-key="${CSS.escape(key)}"]`;
      const pressed = document.querySelector(`.at ${wanted}`) ?? document.querySelector(wanted);
      if (!pressed) return;
      event.preventDefault();
      if (pressed.matches("select, textarea")) pressed.focus(); else pressed.click();
    });
  }

  // "?" lists the keys of this page.
  function tellKeys() {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "?" || typing(event.target) || document.querySelector("dialog[open]")) return;
      const box = document.createElement("dialog");
      const list = Object.assign(document.createElement("dl"), { className: "in terms" });
      const add = (key, words) => {
        const term = document.createElement("dt");
        term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
        list.append(term, Object.assign(document.createElement("dd"), { textContent: words }));
      };
      if (document.querySelector("[data-find]")) add("Ctrl K", "Tìm");
      const told = new Set();
      each("[data-key]", (button) => {
        if (told.has(button.dataset.key)) return;
        told.add(button.dataset.key);
        const words = [...button.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        const key = button.dataset.key;
        const said = button.dataset.keyWords ?? words.map((node) => node.textContent).join("").trim();
        add(key[0].toUpperCase() + key.slice(1), said);
      });
      add("Esc", "Đóng");
      box.setAttribute("aria-label", "Phím tắt của trang này");
      box.append(list);
      box.addEventListener("close", () => box.remove());
      document.body.append(box);
      box.showModal();
    });
  }

  // A file dropped on the zone goes into its field; the name and size are told.
  function dropFiles() {
    each("[data-drop]", (zone) => {
      const input = zone.querySelector("input[type=file]");
      const told = zone.querySelector("output");
      const tell = () => {
        told.textContent = [...input.files]
          .map((file) => `${file.name} (${Math.max(1, Math.round(file.size / 1024)).toLocaleString("vi")} KB)`)
          .join(", ");
      };
      input.addEventListener("change", tell);
      for (const kind of ["dragenter", "dragover"]) {
        zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
      }
      for (const kind of ["dragleave", "drop"]) {
        zone.addEventListener(kind, () => zone.classList.remove("over"));
      }
      zone.addEventListener("drop", (event) => {
        event.preventDefault();
        if (!event.dataTransfer.files.length) return;
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  }

  // A file too large for its form is told when it is chosen, not after minutes of sending: <input data-most="bytes">.
  function weighFiles() {
    const megabytes = (bytes) => Math.ceil(bytes / 1024 ** 2).toLocaleString("vi");
    each("input[type=file][data-most]", (input) => input.addEventListener("change", () => {
      const most = Number(input.dataset.most);
      const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
      const what = input.files.length > 1 ? `${input.files.length} tệp` : "Tệp";
      const remedy = input.files.length > 1 ? "Chia thành nhiều lần." : "Chọn tệp nhỏ hơn.";
      const told = `${what} nặng ${megabytes(size)} MB, vượt quá mức ${megabytes(most)} MB. ${remedy}`;
      input.setCustomValidity(size > most ? told : "");
      if (size > most) input.reportValidity();
    }));
  }

  // <select data-submit> and the like send their form on change; without script its button does.
  function submitOnChange() {
    document.addEventListener("change", (event) => {
      if (event.target.hasAttribute("data-submit")) event.target.form.requestSubmit();
    });
  }

  // Typing is being here, though the server hears nothing of it; whoever seems to have left is asked before the session
  // ends. Without script a form that comes too late says that nothing was lost but the sign-in.
  function staySignedIn() {
    const idle = Number(document.body.dataset.idle) * 1000;
    if (!idle) return;
    const early = Math.min(idle / 4, 5 * 60 * 1000);
    let heard = Date.now();
    let moved = 0;
    let asked = false;
    const tell = () => fetch(document.body.dataset.here, { redirect: "error" })
      .then(() => { heard = Date.now(); asked = false; }, () => {});
    for (const kind of ["keydown", "pointerdown"]) {
      document.addEventListener(kind, () => { moved = Date.now(); }, { passive: true });
    }
    setInterval(() => {
      const silent = Date.now() - heard;
      if (moved > heard && silent > early) { tell(); return; }
      if (asked || silent < idle - early || silent >= idle) return;
      asked = true;
      ask("Phiên đăng nhập sắp kết thúc vì lâu không thao tác; nội dung chưa gửi sẽ không được lưu.", "Tiếp tục làm việc", tell);
    }, Math.min(early / 3, 20 * 1000));
  }

  // A button that prints is shown where script runs; the browser's own menu prints in any case.
  function printOnAsking() {
    each("[data-print]", (button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
  }

  // A script that only some pages need is named by what needs it: charts, and tables of very many rows.
  function bringScripts() {
    const needed = new Set();
    each("[data-script]", (one) => needed.add(one.dataset.script));
    for (const address of needed) {
      document.head.append(Object.assign(document.createElement("script"), { type: "module", src: address }));
    }
  }

  askBeforeSubmit();
  guardDoubleSubmit();
  openDialogs();
  closeMenus();
  toggleTheme();
  warnUnsaved();
  listenForKeys();
  tellKeys();
  dropFiles();
  weighFiles();
  submitOnChange();
  printOnAsking();
  staySignedIn();
  bringScripts();
  document.querySelector("form:not([data-quiet]) [data-errors]")?.focus();
})();
