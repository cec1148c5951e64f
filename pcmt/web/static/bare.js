// Words without marks and capitals, so that “xa sen hong” finds Xã Sen Hồng.
export const bare = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");

// The words of what was typed, each to be found.
export const wordsOf = (typed) => bare(typed).split(/\s+/).filter(Boolean);
