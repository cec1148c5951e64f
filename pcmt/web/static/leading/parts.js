// Parts of a page that take long to work out: <... data-part="address"> holds a link to a page of its own, whose
// [data-part-body] takes the link's place once it comes near the window, or before the page is printed. Without this
// script, or where the line fails, the link stays.

const NEAR = "400px";

const watch = new IntersectionObserver((seen) => {
  for (const one of seen) if (one.isIntersecting) fetched(one.target);
}, { rootMargin: NEAR });
for (const part of document.querySelectorAll("[data-part]")) watch.observe(part);

async function fetched(part) {
  watch.unobserve(part);
  try {
    const answer = await fetch(part.dataset.part, { cache: "no-store", redirect: "error", credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const body = page.querySelector("[data-part-body]");
    if (body) part.replaceChildren(...[...body.childNodes].map((node) => document.importNode(node, true)));
  } catch {
    // the link stays
  }
}
