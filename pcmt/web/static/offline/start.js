// On every page: whose browser this is now, which forms it keeps for them, and what still waits to be sent.
import { isIdle, waiting } from "./entry.js";
import { keepHere, keepOf, NotKept } from "./keep.js";
import { deliver } from "./send.js";
import { howMuch } from "./words.js";

const { account, keeps, worker } = document.body.dataset;

async function atWork() {
  const here = await keepHere();
  if (!keeps && !here) return;
  const keep = await keepOf(account);
  if (!keeps) return;
  navigator.serviceWorker?.register(worker, { scope: "/" }).catch(() => {});
  await sendTheRest(keep);
  await keepForms(keep);
  await warnAtLeaving(keep);
}

/** The page of a report sends its own entry, and tells of it. */
async function sendTheRest(keep) {
  const own = document.querySelector("[data-away]")?.dataset.report;
  for (const name of await keep.names("typed:")) {
    const report = name.slice("typed:".length);
    const entry = await keep.get(name);
    if (entry === null) await keep.remove(name);
    else if (report !== own && entry.asked) await deliver(keep, report, "/bao-cao-so-lieu/duong-truyen");
  }
}

/** Keep the forms that are owed, each anew where it changed; forget those that are not owed and hold nothing typed. */
async function keepForms(keep) {
  const list = await json(keeps);
  if (list?.account !== keep.account) return;
  for (const form of list.forms) {
    const kept = await keep.get(`form:${form.id}`);
    if (kept?.version === form.version && kept.due === form.due) continue;
    const copy = await text(form.copy);
    if (copy) await keep.put(`form:${form.id}`, { ...form, html: copy });
  }
  const owed = new Set(list.forms.map((form) => `form:${form.id}`));
  for (const name of await keep.names("form:")) {
    const entry = await keep.get(name.replace("form:", "typed:"));
    if (!owed.has(name) && !(entry && !isIdle(entry))) await keep.remove(name);
  }
}

async function warnAtLeaving(keep) {
  const left = await whatWaits(keep);
  const form = document.querySelector("form[action$='/dang-xuat']");
  if (!form) return;
  if (left) form.dataset.confirm = `Máy này còn ${left} chưa gửi. Đăng xuất thì nội dung đó bị xóa. Vẫn đăng xuất?`;
  else delete form.dataset.confirm;
}

/** Nobody is signed in: the forms go, and what was typed waits, sealed, for the same account. */
async function atTheDoor() {
  const keep = await keepHere();
  if (!keep) return;
  for (const name of await keep.names("form:")) await keep.remove(name);
  const left = await whatWaits(keep);
  if (!left) return;
  const words = document.createElement("p");
  words.textContent = `Máy này còn ${left} chưa gửi. Đăng nhập đúng tài khoản đã nhập thì nội dung đó còn; đăng nhập tài khoản khác thì bị xóa.`;
  const message = Object.assign(document.createElement("div"), { className: "message late" });
  message.append(words);
  document.querySelector("main").prepend(message);
}

async function whatWaits(keep) {
  let [cells, words] = [0, 0];
  for (const name of await keep.names("typed:")) cells += waiting(await keep.get(name));
  for (const name of await keep.names("said:")) words += Object.keys((await keep.get(name)) ?? {}).length;
  return howMuch(cells, words);
}

const json = (address) => ask(address, "application/json", (answer) => answer.json());
const text = (address) => ask(address, "text/html", (answer) => answer.text());

async function ask(address, accept, read) {
  try {
    const answer = await fetch(address, { headers: { Accept: accept }, redirect: "manual" });
    return answer.ok ? await read(answer) : null;
  } catch {
    return null; // the line is gone, or breaks while the answer comes: what is kept stays as it is
  }
}

try {
  if (account) await atWork();
  else if (document.querySelector("[data-door]")) await atTheDoor();
} catch (problem) {
  if (!(problem instanceof NotKept)) throw problem; // the page of a report tells; no other page needs it
}
