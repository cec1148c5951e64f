// A page that follows what others do: <... data-live="address" data-live-tag="etag"> is asked about every so often; where
// the answer is no longer 304, the page is fetched anew and its parts (data-live-part) are put in place of the old ones.
// Hidden tabs do not ask, nor does a page that failed several times. What asks by itself says so (X-Unattended), for it
// must not keep a session alive. The page works without this script: its link loads it again.

const EVERY = 15_000; // milliseconds
const LONGEST = 240_000; // between two questions while the line is down
const SHOWN_FRESH = 8_000;

const bar = document.querySelector("[data-live]");
if (bar) follow(bar);

function follow(bar) {
  const told = bar.querySelector("[data-live-told]");
  const news = bar.querySelector("[data-live-news]");
  let tag = bar.dataset.liveTag;
  let wait = EVERY;
  let timer = 0;

  const later = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, wait);
  };
  const ended = () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", later);
    told.textContent = "Đã ngừng tự cập nhật; bấm Tải lại để xem tiếp.";
  };

  async function ask() {
    try {
      const answer = await quietly(bar.dataset.live, { "If-None-Match": tag, Accept: "application/json" });
      if (answer.type === "opaqueredirect" || (!answer.ok && answer.status !== 304)) {
        // Signed out, or no longer ours to see: a reload says why. A server that is being restarted is asked again.
        if (answer.status < 500) return ended();
        throw new Error(String(answer.status));
      }
      if (answer.status !== 304) {
        const page = await quietly(location.href, {});
        if (!page.ok) throw new Error(String(page.status));
        const changed = renew(new DOMParser().parseFromString(await page.text(), "text/html"));
        if (changed) news.textContent = `${clock()}: có ${changed} báo cáo thay đổi.`;
        tag = answer.headers.get("ETag");
      }
      wait = EVERY;
      told.textContent = `Tự cập nhật; kiểm tra lần cuối lúc ${clock()}.`;
    } catch {
      wait = Math.min(wait * 2, LONGEST);
      told.textContent = `Chưa kết nối được; số liệu có thể đã cũ, sẽ thử lại sau ${Math.round(wait / 1000)} giây.`;
    }
    later();
  }

  document.addEventListener("visibilitychange", () => { if (document.hidden) clearTimeout(timer); else ask(); });
  told.textContent = "Tự cập nhật khi có báo cáo gửi, trả lại hoặc chốt.";
  later();
}

const quietly = (address, headers) => fetch(address, {
  headers: { ...headers, "X-Unattended": "1" }, cache: "no-store", redirect: "manual", credentials: "same-origin",
});

const clock = () => new Date().toLocaleTimeString("vi-VN", { hour12: false });

/** Put the parts of a newer page in place, keep the focus, mark the lines that differ; gives how many these are. */
function renew(page) {
  document.title = page.title;
  const held = document.activeElement?.getAttribute("href");
  const before = new Map(lines(document).map((line) => [line.dataset.liveLine, line.textContent]));
  for (const part of document.querySelectorAll("[data-live-part]")) {
    const newer = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
    if (newer) part.replaceWith(document.importNode(newer, true));
  }
  renewCounts(page);
  if (held) document.querySelector(`[data-live-part] a[href="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  const changed = lines(document).filter((line) => before.get(line.dataset.liveLine) !== line.textContent);
  for (const line of changed) {
    line.classList.add("fresh");
    setTimeout(() => line.classList.remove("fresh"), SHOWN_FRESH);
  }
  return changed.length;
}

/** What waits behind each entry of the navigation changes with the board. */
function renewCounts(page) {
  const newer = new Map([...page.querySelectorAll("nav.side a")].map((link) => [link.getAttribute("href"), link]));
  for (const link of document.querySelectorAll("nav.side a")) {
    const count = newer.get(link.getAttribute("href"))?.querySelector(".count");
    link.querySelector(".count")?.remove();
    if (count) link.append(document.importNode(count, true));
  }
}

const lines = (page) => [...page.querySelectorAll("[data-live-line]")];
