"""Where the reading of a name stands, and what describes a body: "chế biến gỗ trên địa bàn"."""

import re

from vanban.read.name_words import listed_words, vocabulary
from vanban.read.words import words_of

JOINERS = {"và", "cùng", "với", "hoặc", "cả"}
_MAX_INNER = 3
_OBJECT_REACH = 12
_MOST_HAD = 6
_PLACE_SIZE = 3  # "trên địa bàn"
_DESCRIBED_REACH = 26
# Bodies that do all kinds of work: "các địa phương kiểm tra, xác minh" tells what they do, not which they are.
_LEVELS = {"ủy", "tỉnh", "huyện", "xã", "phường", "phố"}
_MANY_SIDED = ("địa phương", "sở", "ngành", "xã", "phường", "huyện")
_LEADER = "người đứng đầu"
_ROOM = re.compile(r"P[A-Z]\d{2}")


class NameState:
    """Where in a name the reading stands; `spans` are the names met before, `end` where the last one ends.

    `closed`: the name is whole as it is. `fresh`: only a head was read. `bare`: only nouns of bodies were. `plural`: it
    holds "các". `grouped`: it names a kind of body. `final`: it is described to the end ("liên quan").
    `acts`: a verb of what it does was read.
    """

    def __init__(self, text: str, head: re.Match[str], limit: int, heads: re.Pattern[str]) -> None:
        self.text, self.heads, self.limit = text, heads, limit
        self.words = words_of(text, head.start(), limit)
        self._sizes: dict[tuple[str, int], int] = {}
        self.spans: list[tuple[int, int]] = []
        self.index = 0
        self.end = head.end()
        self._open(head)

    def _open(self, head: re.Match[str]) -> None:
        """This will begin a name at its head."""
        while self.index < len(self.words) and self.words[self.index].start < head.end():
            self.index += 1
        self.begin = head.start()
        self.end = head.end()
        shown = head.group().lower()
        self.kind = shown
        self.grouped = head.lastgroup != "proper" or shown in listed_words("kind_heads")
        self.plural = head.lastgroup == "group" or shown in listed_words("person_heads")
        self.cut = -1
        self.series = False
        self.closed = self.grouped or shown in listed_words("whole_heads") or _ROOM.fullmatch(head.group()) is not None
        self.whole = shown == _LEADER
        self.fresh = self.opened = True
        self.bare = self.grouped
        self.final = False
        self.capitals = 0
        self.unknown = 0
        self.acts = False

    def _close(self) -> None:
        self.spans.append((self.begin, self.cut if self.cut > 0 else self.end))

    def _size(self, name: str, index: int | None = None) -> int:
        at = (name, self.index if index is None else index)
        size = self._sizes.get(at)
        if size is None:
            size = self._sizes[at] = vocabulary()[name].longest(self.words, at[1])
        return size

    def _shown(self, count: int) -> str:
        return self.text[self.words[self.index].start : self.words[self.index + count - 1].end]

    def _words_in(self, after: int, head: re.Match[str]) -> int:
        return sum(1 for word in self.words[after:] if word.start < head.end())

    def _take(self, count: int, *, closes: bool) -> bool:
        """This will go over words that belong to the name."""
        self.index += count
        self.bare = self.opened = False
        self.closed = closes
        self.fresh = self.acts = False
        self.capitals = 0
        return True

    def _modifies(self, count: int) -> bool:
        """This will tell whether a word that may be a verb describes the body: the clause goes on as a name does."""
        after = self.index + count
        before = self.words[self.index - 1].text
        if before in _LEVELS and (before == "ủy" or not self.grouped) and self._opens_list_of_verbs(after):
            return False  # "Ủy ban Kiểm tra Tỉnh ủy | kiểm tra, xử lý …"
        if not self.closed or (self.fresh and not self.grouped):
            return True
        if not self.fresh:
            return self.kind.endswith("ban") and after < len(self.words) and self.words[after].text == ":"
        if after >= len(self.words) or self.words[after].text in {",", ";", ":", ".", ")"}:
            return not (self.kind.endswith(_MANY_SIDED) and self._opens_list_of_verbs(after))
        if self.words[after].text == "và" or self.words[after].is_capital:
            return True
        return any(self._size(name, after) for name in ("verbs", "closing", "opening", "stops"))

    def _opens_list_of_verbs(self, after: int) -> bool:
        """This will tell a word that a comma and a verb follow: "kiểm tra, xử lý"."""
        listed = after + 1 < len(self.words) and self.words[after].text == ","
        return listed and self._size("verbs", after + 1) > 0

    def _inner_words(self) -> int:
        """This will count small words within a name that a capital goes on with: "Viện Vệ sinh dịch tễ Trung ương"."""
        for count in range(1, _MAX_INNER + 1):
            after = self.index + count
            if after >= len(self.words):
                return 0
            word = self.words[after]
            if word.is_capital:
                head = self.heads.match(self.text, word.start, self.limit)
                return 0 if head or not word.text[0].isalpha() else count
            if word.is_mark or word.text in JOINERS or self._size("verbs", after) or self._size("stops", after):
                return 0
        return 0

    def _words_to_verb(self) -> int:
        """This will count the words of what an office does: "Trung tâm Phát triển | quỹ đất | chi trả …"."""
        for count in range(1, _MAX_INNER + 1):
            after = self.index + count
            if after >= len(self.words) or self.words[after].is_mark or self.words[after].text in JOINERS:
                return count
            if self._size("stops", after):
                return 0
            if self._size("verbs", after) or self._size("closing", after):
                return count
        return 0

    def _having(self, before: int = 0) -> int:
        """This will count the words of "có rừng", "có tuyến đường đi qua", where a duty or the next name follows.

        `before`: how many words stand before "có" ("nơi có dự án").
        """
        at = self.index + before
        if self._size("verbs") or at + 1 >= len(self.words) or not self._size("had", at + 1):
            return 0
        for count in range(2 + before, _MOST_HAD + before + 1):
            after = self.index + count
            if after >= len(self.words) or self.words[after].is_capital:
                return 0
            if self.words[after].text == "," or self._size("verbs", after):
                return count
            if self.words[after].is_mark:
                return 0
        return 0

    def _describes(self) -> bool:
        """This will take "được giao …", "khai thác …" for a part of the name where a plain verb of duty comes later."""
        if self.final:
            self.cut = self.end
        at = self.index + 1
        reach = min(len(self.words), at + _DESCRIBED_REACH)
        given = self.words[self.index].text == "được"
        stops = {".", ":", ";"} if given else {".", ":", ";", ","}
        while at < reach and self.words[at].text not in stops:
            follows = self._size("plain", at) or (given and self._size("given_then", at))
            if self.words[at - 1].text not in {",", "và"} and follows:
                self.final = True
                self._cut_reference(at)
                return self._take(at - self.index, closes=True)
            at += 1
        return False

    def _object(self) -> bool:
        """This will read what bodies make or trade ("cơ sở sản xuất | giống cây trồng"), where a duty follows."""
        at = self.index + self._size("describing")
        begun = any(self._size("describing", self.index - back) == back for back in (1, 2) if back <= self.index)
        if not begun and at == self.index:
            return False
        reach = min(len(self.words), self.index + _OBJECT_REACH)
        while at < reach and not self.words[at].is_mark:
            if self._size("verbs", at) and not self._size("describing", at):
                placed = begun or self._size("closing", at - _PLACE_SIZE) == _PLACE_SIZE
                return placed and self._take(at - self.index, closes=True)
            at += 1
        return False

    def _cut_reference(self, stop: int) -> None:
        """This will leave "theo Kế hoạch này", "nêu tại Điều 1" out of a body's description."""
        for at in range(self.index + 1, stop):
            if self.words[at].text in {"theo", "nêu"} and self.words[at - 1].text != "kèm":
                self.cut = self.words[at - 1].end
                return
