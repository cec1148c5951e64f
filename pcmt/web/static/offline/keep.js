// What a browser keeps for one account: each thing sealed by AES-GCM under a key that no script can read out. The key is
// made when the account is first seen here and goes with everything else at sign-out, or when another account comes.

const NAME = "pcmt-ngoai-tuyen";
const OWNER = "owner";
const utf8 = new TextEncoder();
let opened = null;

/** Thrown where this browser keeps nothing: no safe origin, no storage, or none left; the message is for the reader. */
export class NotKept extends Error {}

const WORDS = {
  unsafe: "Trình duyệt chỉ giữ số liệu khi địa chỉ trang bắt đầu bằng https.",
  closed: "Trình duyệt này không cho giữ số liệu (cửa sổ ẩn danh, hoặc đã chặn lưu trữ).",
  full: "Máy này đã hết chỗ lưu.",
};

/** The keep of this account, made where there is none; all that another account left is wiped first. */
export async function keepOf(account) {
  const owner = await read("owners", OWNER);
  if (owner?.account === account) return new Keep(owner);
  if (owner) await wipe();
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const made = { account, key };
  await write("owners", OWNER, made);
  return new Keep(made);
}

/** The keep that is here, whosever it is; null where there is none. For pages without a line, which know nobody. */
export async function keepHere() {
  const owner = await read("owners", OWNER);
  return owner ? new Keep(owner) : null;
}

/** Forget everything, the key first: what might be left of the rest is then noise. */
export async function wipe() {
  await run("owners", "readwrite", (table) => table.clear());
  await run("sealed", "readwrite", (table) => table.clear());
}

class Keep {
  constructor({ account, key }) { this.account = account; this.key = key; }

  /** The value under a name, null where there is none or where it cannot be opened. */
  async get(name) {
    const found = await read("sealed", name);
    if (!found) return null;
    try {
      const plain = await crypto.subtle.decrypt({ ...found.by, name: "AES-GCM", additionalData: utf8.encode(name) }, this.key, found.sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null;
    }
  }

  /** Seal a JSON value under a name; throws NotKept where there is no room. */
  async put(name, value) {
    const by = { iv: crypto.getRandomValues(new Uint8Array(12)) };
    const plain = utf8.encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ ...by, name: "AES-GCM", additionalData: utf8.encode(name) }, this.key, plain);
    await write("sealed", name, { by, sealed });
  }

  async remove(name) { await run("sealed", "readwrite", (table) => table.delete(name)); }

  /** The names that begin so, as "typed:". */
  async names(beginning) {
    const names = await run("sealed", "readonly", (table) => table.getAllKeys());
    return names.filter((name) => name.startsWith(beginning));
  }

  /** Change the value under a name, one tab at a time; `change` gets it or null, and null from it removes it. */
  async change(name, change) {
    return navigator.locks.request(`pcmt:${name}`, async () => {
      const value = await change(await this.get(name));
      if (value === null) await this.remove(name);
      else await this.put(name, value);
      return value;
    });
  }
}

const read = (table, name) => run(table, "readonly", (rows) => rows.get(name));
const write = (table, name, value) => run(table, "readwrite", (rows) => rows.put(value, name));

async function run(table, mode, ask) {
  if (!globalThis.isSecureContext || !crypto.subtle || !navigator.locks) throw new NotKept(WORDS.unsafe);
  try {
    const database = await open();
    return await new Promise((give, refuse) => {
      const work = database.transaction(table, mode, { durability: "strict" });
      const question = ask(work.objectStore(table));
      work.oncomplete = () => give(question.result);
      work.onerror = work.onabort = () => refuse(work.error ?? question.error);
    });
  } catch (problem) {
    throw new NotKept(problem?.name === "QuotaExceededError" ? WORDS.full : WORDS.closed, { cause: problem });
  }
}

function open() {
  opened ??= new Promise((give, refuse) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => { request.result.createObjectStore("owners"); request.result.createObjectStore("sealed"); };
    request.onsuccess = () => {
      // Wiped from outside (sign-out, or the browser's own cleaning): the next question opens it anew.
      request.result.onclose = request.result.onversionchange = () => { request.result.close(); opened = null; };
      give(request.result);
    };
    request.onerror = request.onblocked = () => { opened = null; refuse(request.error ?? new Error("blocked")); };
  });
  return opened;
}
