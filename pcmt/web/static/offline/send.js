// Sends what waits, once: a key goes with each entry, and is kept until the server has answered. Each try asks first who
// is signed in and for a fresh form token, since both may have changed while the line was down.
import { begun, isIdle, settled, turnedAway, waiting } from "./entry.js";

const LINE_PATIENCE = 10_000; // milliseconds
const SEND_PATIENCE = 45_000;
export const SOONEST = 5000, LATEST = 60 * 1000; // between two tries
const told = "BroadcastChannel" in globalThis ? new BroadcastChannel("pcmt-ngoai-tuyen") : null;

/** Have `act` called whenever another tab changed what waits. */
export function whenChangedElsewhere(act) { told?.addEventListener("message", (event) => act(event.data)); }

export function tellOthers(report) { told?.postMessage(report); }

/** What the line says: {state: "open", account, token} or {state: "gone" | "signed-out" | "forbidden"}. */
export async function line(address) {
  try {
    const answer = await ask(address, {}, LINE_PATIENCE);
    if (answer.type === "opaqueredirect") return { state: "signed-out" };
    if (answer.status === 403 || answer.status === 404) return { state: "forbidden" };
    if (!answer.ok) return { state: "gone" };
    return { state: "open", ...(await answer.json()) };
  } catch {
    return { state: "gone" };
  }
}

/**
 * Send what waits of one report: "sent", "nothing", "refused", or the state of a line that is not open.
 *
 * One tab at a time; what was typed while it went stays waiting.
 */
export async function deliver(keep, report, lineAddress) {
  const name = `typed:${report}`;
  if (!waiting(await keep.get(name))) return "nothing";
  return navigator.locks.request(`pcmt:sending:${report}`, async () => {
    const open = await line(lineAddress);
    if (open.state !== "open") return open.state;
    if (open.account !== keep.account) return "signed-out";
    const entry = await keep.change(name, (now) => now && begun(now, crypto.randomUUID()));
    if (!entry?.sending) return "nothing";
    const outcome = await send(report, entry.sending, open.token);
    if (outcome.state !== "answered") return outcome.state;
    const change = outcome.refused ? (now) => turnedAway(now, outcome.refused) : (now) => settled(now, outcome.answer);
    const after = await keep.change(name, (now) => now && change(now));
    tellOthers(report);
    return outcome.refused ? "refused" : after && isIdle(after) ? "sent" : "partly";
  });
}

async function send(report, { key, cells }, token) {
  const of = (part) => Object.fromEntries(Object.entries(cells).map(([element, cell]) => [element, cell[part]]));
  try {
    const answer = await ask(`/bao-cao-so-lieu/${report}/gui-lai`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
      body: JSON.stringify({ key, cells: of("text"), seen: of("seen") }),
    }, SEND_PATIENCE);
    if (answer.type === "opaqueredirect") return { state: "signed-out" };
    if (answer.status >= 500) return { state: "gone" }; // the server or its database is out of reach: nothing was refused
    const isOurs = answer.headers.get("Content-Type")?.includes("json");
    if (!isOurs) return { state: "gone" }; // a gateway's page, or a token that had just changed: the same key goes again
    const body = await answer.json();
    return answer.ok ? { state: "answered", answer: body } : { state: "answered", refused: body };
  } catch {
    return { state: "gone" };
  }
}

function ask(address, options, patience) {
  return fetch(address, { ...options, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(patience) });
}
