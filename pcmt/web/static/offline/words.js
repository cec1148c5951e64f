// How a report stands, in words: what the bar at its top says.
import { faulty, isIdle, waiting } from "./entry.js";

const NOTHING_SAID = { back: [], shut: [] };

/**
 * What the bar is to say, null where there is nothing to say.
 *
 * at: {entry, line, kept, leftover, left, unkept, words}: the line is "open", "gone", "signed-out", "other", "sending" or
 * "" while nobody asked; kept: the page is the kept copy; leftover: typed on an earlier visit and never saved; left: what
 * has no open field; fresh: the page came after what was sent last; unkept: why this browser keeps nothing; words: how many fields of words are not saved;
 * said: words that were on their way and did not arrive (said.js).
 */
export function barOf(at) {
  const { entry, line, kept, left, unkept, said = NOTHING_SAID } = at;
  const count = waiting(entry);
  if (unkept) return line === "gone" ? notKept(at) : { tone: "late", words: unkept, more: "Mất mạng thì số vừa nhập không giữ được: lưu nháp thường xuyên." };
  if (entry.refused) return { tone: "risk", words: entry.refused.message, more: entry.refused.remedy ?? "", left, send: count > 0, drop: true };
  if (line === "sending") return { tone: "on", words: `Đang gửi ${count} ô…` };
  if (line === "gone") return offline(at, count);
  if (line === "signed-out") return { tone: "late", words: `Phiên đăng nhập đã kết thúc – ${count} ô chờ gửi.`, more: kept_(at), enter: true };
  if (line === "other") return { tone: "risk", words: "Trình duyệt này đang đăng nhập bằng tài khoản khác; chưa gửi ô nào.", enter: true };
  if (entry.conflicts.length) return { tone: "late", words: whoseWords(entry.conflicts), more: `${sentWords(entry)} Chọn số giữ lại ở bảng dưới đây.`.trim() };
  if (left.length) return { tone: "late", words: `${left.length} ô đã gõ trên máy này không còn mở để nhập.`, left, drop: true };
  if (said.shut.length) return { tone: "late", words: `${said.shut.length} mục lời văn, ghi chú đã gõ trên máy này không lưu được: ô đã đóng, hoặc đã có người sửa.`, more: "Chép lại nếu cần.", left: said.shut, drop: true };
  if (at.leftover && !isIdle(entry)) return leftoverWords(count + faulty(entry), said.back.length);
  if (said.back.length) return leftoverWords(0, said.back.length);
  if (faulty(entry) && kept) return { tone: "late", words: `${faulty(entry)} ô chưa đọc được nên chưa gửi.`, more: sentWords(entry), open: true };
  if (entry.sent?.count) return { tone: "met", words: sentWords(entry), more: entry.sent.voided ? "Số liệu đã xác nhận hoặc đã ký có thay đổi, cần xác nhận và ký lại." : "", open: !at.fresh };
  if (kept && line === "open") return { tone: "met", words: "Đã có mạng.", open: true };
  return null;
}

/** How the line is, for the head of a page that came without one. */
export const lineOf = (line) => ({ gone: "Ngoại tuyến", sending: "Đang gửi" })[line] ?? "Đã có mạng";

/** How much it is: "2 ô và 1 mục lời văn, ghi chú"; empty where it is nothing. */
export function howMuch(cells, words) {
  return [cells && `${cells} ô`, words && `${words} mục lời văn, ghi chú`].filter(Boolean).join(" và ");
}

function leftoverWords(cells, words) {
  return { tone: "late", words: `${howMuch(cells, words)} đã gõ trên máy này chưa lưu.`, more: "Kiểm tra rồi bấm Lưu nháp.", drop: true };
}

function offline(at, count) {
  const more = [];
  if (count) more.push("Đã giữ trên máy này, tự gửi khi có mạng; chưa gửi xong thì đừng đăng xuất, đừng đóng cửa sổ ẩn danh.");
  else more.push("Số nhập vào được giữ trên máy này và tự gửi khi có mạng.");
  if (faulty(at.entry)) more.push(`${faulty(at.entry)} ô chưa đọc được, sửa thì mới gửi.`);
  if (at.words) more.push(lostWords(at.words));
  return { tone: "late", words: count ? `Đang ngoại tuyến – ${count} ô chờ gửi.` : "Đang ngoại tuyến.", more: more.join(" "), send: true };
}

/** Whose figures are in the way: another's, one's own from another window, or from elsewhere where nobody knows. */
export function whoseWords(conflicts) {
  const own = conflicts.filter((one) => one.own).length;
  if (own === conflicts.length) return `${own} ô anh/chị đã sửa ở cửa sổ khác.`;
  if (own) return `${conflicts.length} ô đã được sửa, trong đó ${own} ô anh/chị đã sửa ở cửa sổ khác.`;
  return conflicts.every((one) => one.by) ? `${conflicts.length} ô đã có người khác sửa.` : `${conflicts.length} ô đã được sửa từ nơi khác (người khác, cửa sổ khác hoặc tệp Excel).`;
}

const notKept = (at) => ({ tone: "risk", words: "Đang ngoại tuyến, và số vừa nhập không giữ được trên máy này.", more: `${at.unkept} Giữ trang này mở cho đến khi có mạng rồi bấm Lưu nháp.`, send: true });
const kept_ = (at) => `Các ô đó vẫn giữ trên máy này.${at.words ? ` ${lostWords(at.words)}` : ""}`;
const lostWords = (count) => `${count} mục lời văn, ghi chú chưa lưu: có mạng thì bấm Lưu nháp.`;
const sentWords = (entry) => (entry.sent?.count ? `Đã gửi ${entry.sent.count} ô lúc ${entry.sent.at}.` : "");
