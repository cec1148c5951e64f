"""The walk over the words of one agency's name: its head, what goes on with it, and the first word that does not."""

import re

from vanban.read.name_words import listed_words, vocabulary
from vanban.read.words import Word, words_of
from vanban.text.letters import UPPER

_MAX_UNKNOWN = 5
_DESCRIBED_REACH = 26
_PAREN_REACH = 160
_LEADER = "người đứng đầu"
_ROOM = re.compile(r"P[A-Z]\d{2}")
_PLURAL = re.compile(r"(?:các|những)\s+(?:\w+,\s+)?(?:tỉnh|thành phố|sở|bộ|xã|phường|huyện)", re.IGNORECASE)
# "Sở Y tế - cơ quan thường trực Ban Chỉ đạo có nhiệm vụ …": what a body also is, no part of its name.
_STANDING = re.compile(
    r"[-–]\s*[Cc]ơ quan (?:thường trực|đầu mối|chủ trì)[^.;:]{0,120}?"
    r"(?=,? (?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì|giúp|tham mưu|phối hợp|theo dõi|tổng hợp|"
    r"căn cứ)\s|[.;:])"
)
_FROM_TO = re.compile(rf"từ (?:[{UPPER}]\w{{1,8}} ){{1,3}}(?:đến(?: [{UPPER}]\w{{1,8}}){{1,3}}|trở (?:vào|ra))(?!\w)")
JOINERS = {"và", "cùng", "với", "hoặc", "cả"}


class NameWalk:
    """Where in a name the reading stands; `spans` are the names met before, `end` where the last one ends.

    `closed`: the name is whole as it is. `fresh`: only a head was read. `bare`: only nouns of bodies were. `plural`: it
    holds "các". `grouped`: it names a kind of body. `final`: it is described to the end ("liên quan").
    """

    def __init__(self, text: str, head: re.Match[str], limit: int, heads: re.Pattern[str]) -> None:
        self.text, self.heads, self.limit = text, heads, limit
        self.words = words_of(text, head.start(), limit)
        self.spans: list[tuple[int, int]] = []
        self.index = 0
        self.end = head.end()
        self._open(head)

    def run(self) -> None:
        """This will read names to the end of the list."""
        while self.index < len(self.words) and self._step():
            self.end = self.words[self.index - 1].end
        self._close()

    def _close(self) -> None:
        self.spans.append((self.begin, self.cut if self.cut > 0 else self.end))

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

    def _size(self, name: str, index: int | None = None) -> int:
        return vocabulary()[name].longest(self.words, self.index if index is None else index)

    def _take(self, count: int, *, closes: bool) -> bool:
        """This will go over words that belong to the name."""
        self.index += count
        self.bare = self.opened = False
        self.closed = closes
        self.fresh = False
        self.capitals = 0
        return True

    def _step(self) -> bool:
        """This will read on by a word, a phrase or a mark; False where the list ends."""
        word = self.words[self.index]
        if word.is_mark or word.text.lower() in JOINERS:
            return self._mark(word)
        if word.text == "từ" and self.plural and (span := _FROM_TO.match(self.text, word.start, self.limit)):
            return self._take(self._words_in(self.index, span), closes=True)
        if self._size("stops") and not self._longer_than("closing", self._size("stops")):
            return self._describes() if self.grouped and word.text == "được" else False
        if word.is_capital:
            return self._capital()
        return self._small(word)

    def _longer_than(self, name: str, count: int) -> bool:
        return self._size(name) > count or self._size("opening") > count

    def _capital(self) -> bool:
        """This will read a capitalised word: part of the name, unless a verb that a lost stop left there."""
        verb = self._size("verbs")
        if self.closed and verb > 1 and not self.fresh and not self.capitals and not self._size("fields"):
            return False
        size = max(self._size("fields"), self._size("closing"))
        if verb > max(size, 1) and self.kind in listed_words("company_heads"):
            return self._take(verb, closes=True)
        if size > 1 or (size and self._size("fields")):
            return self._take(size, closes=True)
        capitals = self.capitals
        inner = self.heads.match(self.text, self.words[self.index].start, self.limit)
        self._take(self._words_in(self.index, inner) if inner else 1, closes=True)
        self.capitals = 0 if inner else capitals + 1
        self.fresh = inner is not None
        return True

    def _small(self, word: Word) -> bool:
        """This will read a word in small letters: it describes the body, completes a compound, or opens the duty."""
        closing, opening, verb = self._size("closing"), self._size("opening"), self._size("verbs")
        field = self._size("fields")
        compound = self.capitals == 1
        self.capitals = 0
        if (
            self.fresh
            and self.text[self.begin : self.end].lower() in {"cơ quan", "đơn vị"}
            and (role := self._size("role_words"))
        ):
            return self._take(role, closes=False)
        listed = (
            self._size("listed") if not self.closed or (self.fresh and self.kind in listed_words("person_heads")) else 0
        )
        if self.opened and verb and self.kind in listed_words("acting_heads"):
            return self._take(verb, closes=True)
        best = max(closing, opening, field, listed)
        if best and (best > verb or (best == verb and self._modifies(best))):
            self.final = self.final or "liên quan" in self._shown(best)
            self.plural = self.plural or word.text == "các"
            return self._take(best, closes=opening < best or closing == best)
        if word.text.lower() == "được":
            return self._describes()
        if verb:
            return self._describes() if self.bare else False
        if compound:
            return self._take(1, closes=True)
        if self.closed and not (self.grouped and (self.fresh or self.unknown)):
            return self.grouped and not self.final and self._describes()
        self.unknown += 1
        return self.unknown <= _MAX_UNKNOWN and self._take(1, closes=self.closed)

    def _shown(self, count: int) -> str:
        return self.text[self.words[self.index].start : self.words[self.index + count - 1].end]

    def _modifies(self, count: int) -> bool:
        """This will tell whether a word that may be a verb describes the body: the clause goes on as a name does."""
        if not self.closed or (self.fresh and not self.grouped):
            return True
        if not self.fresh:
            return False
        after = self.index + count
        if after >= len(self.words) or self.words[after].text in {",", ";", ":", ".", ")"}:
            return True
        if self.words[after].text == "và" or self.words[after].is_capital:
            return True
        return any(self._size(name, after) for name in ("verbs", "closing", "stops"))

    def _describes(self) -> bool:
        """This will take "được giao …", "khai thác …" for a part of the name where a plain verb of duty comes later."""
        if self.final:
            self.cut = self.end
        at = self.index + 1
        reach = min(len(self.words), at + _DESCRIBED_REACH)
        stops = {".", ":", ";"} if self.words[self.index].text == "được" else {".", ":", ";", ","}
        while at < reach and self.words[at].text not in stops:
            if self.words[at - 1].text not in {",", "và"} and self._size("plain", at):
                self.final = True
                self._cut_reference(at)
                return self._take(at - self.index, closes=True)
            at += 1
        return False

    def _cut_reference(self, stop: int) -> None:
        """This will leave "theo Kế hoạch này", "nêu tại Điều 1" out of a body's description."""
        for at in range(self.index + 1, stop):
            if self.words[at].text in {"theo", "nêu"} and self.words[at - 1].text != "kèm":
                self.cut = self.words[at - 1].end
                return

    def _mark(self, word: Word) -> bool:
        if word.text == "(":
            return self._parenthesis()
        if word.text == ":":
            return self._listed_places()
        if word.text in {"-", "–"}:
            if aside := _STANDING.match(self.text, word.start, self.limit):
                self.cut = self.end
                self.final = True
                return self._take(self._words_in(self.index, aside), closes=True)
            after = self.words[self.index + 1] if self.index + 1 < len(self.words) else None
            goes_on = after is not None and (after.is_capital or after.text.lower() in listed_words("dash_words"))
            return goes_on and self._take(1, closes=False)
        if word.text in {"/", "&"}:
            return self._take(1, closes=False)
        if word.text == "." and self.words[self.index - 1].text in {"TP", "Tp", "P", "Q"}:
            return self._take(1, closes=False)
        if word.text in {",", ";"} or word.text.lower() in JOINERS:
            return self._separator()
        return False

    def _parenthesis(self) -> bool:
        close = next((i for i in range(self.index, len(self.words)) if self.words[i].text == ")"), None)
        if close is None or self.words[close].end - self.words[self.index].start > _PAREN_REACH:
            return False
        return self._take(close + 1 - self.index, closes=True)

    def _listed_places(self) -> bool:
        """This will read on over the colon of "các tỉnh: Hoa Mai, …", "các Sở: Tài chính, …"."""
        after = self.index + 1
        if not _PLURAL.search(self.text, self.begin, self.end) or after + 1 >= len(self.words):
            return False
        if not (self._size("fields", after) or (self.words[after].is_capital and self.words[after + 1].is_capital)):
            return False
        self.series = True
        return self._take(1, closes=False)

    def _words_in(self, after: int, head: re.Match[str]) -> int:
        return sum(1 for word in self.words[after:] if word.start < head.end())

    def _separator(self) -> bool:
        """This will tell that a comma or "và" ends a single name; lists override it."""
        return False
