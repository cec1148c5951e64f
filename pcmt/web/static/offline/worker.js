// The service worker: keeps the style, script and frame of a page, never a page of anybody. `self.kept` names the frame
// and the files (pcmt/web/offline.py). Where the line is too weak to open a page, the frame stands in, and opens what
// the browser has sealed (open.js).
"use strict";

const { page, files, version } = self.kept;
const STORE = `pcmt-${version}`;
const PATIENCE = 8000; // milliseconds that a page may take before the line counts as gone
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}\.\w+$/;
const ENTRY = /^(.*\/bao-cao-so-lieu\/\d+\/)nhap$/;
const AWAITED = /^\/(bao-cao-so-lieu\/(\d+\/)?)?$/; // pages that have a stand-in worth seeing soon; a file may take its time
const GATEWAY = new Set([502, 503, 504]); // our proxy answers, the server behind it does not

self.addEventListener("install", (event) => event.waitUntil(fill()));

async function fill() {
  const store = await caches.open(STORE);
  // Without cookies: the frame is nobody's.
  await store.put(page, await mustBeThere(await fetch(page, { credentials: "omit", cache: "reload" })));
  await Promise.allSettled(files.map((file) => store.add(file)));
  await self.skipWaiting();
}

function mustBeThere(answer) {
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer;
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("pcmt-") && name !== STORE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    const entry = request.method === "POST" && ENTRY.exec(address.pathname);
    if (request.method === "GET") event.respondWith(pageOrFrame(request));
    if (entry) event.respondWith(sentOrFrame(request, entry[1]));
  } else if (request.method === "GET" && (files.includes(address.pathname) || NAMED_BY_CONTENT.test(address.pathname))) {
    event.respondWith(file(request, address.pathname));
  }
});

// Figures that were under way when the line broke lie in the browser: their form opens again from there.
async function sentOrFrame(request, form) {
  const answer = await fetch(request).catch(() => null);
  return answer && !GATEWAY.has(answer.status) ? answer : Response.redirect(form, 303);
}

async function pageOrFrame(request) {
  const hasStandIn = AWAITED.test(new URL(request.url).pathname);
  try {
    const asked = fetch(request);
    const answer = await (hasStandIn ? soon(asked) : asked);
    if (!GATEWAY.has(answer.status) || !hasStandIn && answer.headers.has("X-Outage")) return answer;
  } catch {
    // the line is gone, or as good as gone
  }
  return (await caches.match(page)) ?? Response.error();
}

function soon(promise) {
  return Promise.race([promise, new Promise((_, refuse) => { setTimeout(() => refuse(new Error("weak line")), PATIENCE); })]);
}

async function file(request, path) {
  const store = await caches.open(STORE);
  const kept = await store.match(path);
  if (kept && NAMED_BY_CONTENT.test(path)) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await store.put(path, answer.clone());
    return answer;
  } catch (gone) {
    if (kept) return kept;
    throw gone;
  }
}
