"""The walk over the words of a list of agencies: what goes on with a name, what opens the next, what ends the list."""

import re
from functools import cache

from vanban.read.words import Phrases, Word, words_of
from vanban.vocabulary import load

_MAX_UNKNOWN = 5
_TOPIC = 2
_RELATED_REACH = 8
_PAREN_REACH = 160
_CLOSED_HEADS = re.compile(
    r"Công an|UBND|HĐND|MTTQ|UBMTTQ|Tỉnh ủy|Thành ủy|Đảng ủy|Huyện ủy|Bộ trưởng|Thủ tướng|Chính phủ|Quốc hội|"
    r"Địa phương|Đơn vị|Thuế|Kho bạc|Hải quan|VNPT|Viettel|Điện lực|P[A-Z]\d{2}"
)
_WHOLE = ("người đứng đầu",)
_PERSONS = ("người đứng đầu", "thủ trưởng", "giám đốc", "lãnh đạo", "trưởng", "bí thư", "chánh", "phó thủ trưởng")
_PERSON_NEXT = ("Chủ tịch", "Giám đốc", "Thủ trưởng", "Bí thư")
_KINDS = (
    "doanh nghiệp", "cơ quan", "đơn vị", "địa phương", "cơ sở", "tổ chức", "hợp tác xã", "lực lượng", "chủ đầu tư",
    "nhà đầu tư", "ngành", "hộ gia đình", "hộ kinh doanh", "tất cả", "nhà trường", "cấp ủy", "công ty", "tập đoàn",
    "trường",
)  # fmt: skip
_ACTING_BODIES = (
    "ban",
    "tổ",
    "đoàn",
    "trung tâm",
    "viện",
    "trạm",
    "tiểu ban",
    "cục",
    "chi cục",
    "vụ",
    "phòng",
    "tổ công tác",
)
_PLURAL = re.compile(r"(?:các|những)\s+(?:\w+,\s+)?(?:tỉnh|thành phố|sở|bộ|xã|phường|huyện)", re.IGNORECASE)
_JOINT_OFFICE = re.compile(r"Văn phòng (?:Hội đồng nhân dân|HĐND|Đoàn đại biểu Quốc hội|Đoàn ĐBQH|ĐBQH)[^,;]{0,3}$")
_JOINERS = {"và", "cùng", "với", "hoặc", "cả"}
_DASH_GOES_ON = {"xã", "kế", "khu", "chi", "thương", "truyền", "kiến"}


@cache
def vocabulary() -> dict[str, Phrases]:
    """This will give the word lists of the grammar by their names."""
    names = load("names")
    lists = {key: Phrases(names[key]) for key in ("closing", "opening", "stops", "listed", "single", "plain")}
    lists["fields"] = Phrases([*names["fields"], *load("agencies")["ministries"]])
    lists["verbs"] = Phrases(load("duties")["verbs"])
    return lists


class Walk:
    """Where in a list of agencies the reading stands; `spans` are the names met, `end` where the last one ends."""

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
        self.grouped = head.lastgroup != "proper" or shown in _KINDS
        self.plural = head.lastgroup == "group" or shown in _PERSONS
        self.cut = -1
        self.series = False
        self.closed = self.grouped or _CLOSED_HEADS.fullmatch(head.group()) is not None
        self.whole = shown.startswith(_WHOLE)
        self.fresh = True
        self.bare = self.grouped
        self.final = False
        self.capitals = 0
        self.unknown = 0

    def _size(self, name: str, index: int | None = None) -> int:
        return vocabulary()[name].longest(self.words, self.index if index is None else index)

    def _take(self, count: int, *, closes: bool) -> bool:
        """This will go over words that belong to the name."""
        self.index += count
        self.bare = False
        self.closed = closes
        self.fresh = False
        self.capitals = 0
        return True

    def _step(self) -> bool:
        """This will read on by a word, a phrase or a mark; False where the list ends."""
        word = self.words[self.index]
        if word.is_mark or word.text.lower() in _JOINERS:
            return self._mark(word)
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
            and (role := _ROLES.longest(self.words, self.index))
        ):
            return self._take(role, closes=False)
        listed = self._size("listed") if not self.closed or (self.fresh and self.kind in _PERSONS) else 0
        if self.fresh and verb and self.kind in _ACTING_BODIES:
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
            return False
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
        at = self.index + 1
        stops = {".", ":", ";"} if self.words[self.index].text == "được" else {".", ":", ";", ","}
        while at < len(self.words) and self.words[at].text not in stops:
            if self.words[at - 1].text not in {",", "và"} and vocabulary()["plain"].longest(self.words, at):
                self.final = True
                self._cut_reference(at)
                return self._take(at - self.index, closes=True)
            at += 1
        return False

    def _cut_reference(self, stop: int) -> None:
        """This will leave "theo Kế hoạch này", "nêu tại Điều 1" out of a body's description."""
        for at in range(self.index + 1, stop):
            if self.words[at].text in {"theo", "nêu"}:
                self.cut = self.words[at - 1].end
                return

    def _mark(self, word: Word) -> bool:
        if word.text == "(":
            return self._parenthesis()
        if word.text == ":":
            return self._listed_places()
        if word.text in {"-", "–"}:
            after = self.words[self.index + 1] if self.index + 1 < len(self.words) else None
            goes_on = after is not None and (after.is_capital or after.text.lower() in _DASH_GOES_ON)
            return goes_on and self._take(1, closes=False)
        if word.text in {"/", "&"}:
            return self._take(1, closes=False)
        if word.text == "." and self.words[self.index - 1].text in {"TP", "Tp", "P", "Q"}:
            return self._take(1, closes=False)
        if word.text in {",", ";"} or word.text.lower() in _JOINERS:
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

    def _separator(self) -> bool:
        """This will read a comma or "và": the next body, or one more noun of the same ("các sở, ban, ngành")."""
        after = self.index
        marks: list[str] = []
        while after < len(self.words) and self.words[after].text.lower() in {",", ";", *_JOINERS}:
            marks.append(self.words[after].text.lower())
            after += 1
        if after >= len(self.words) or marks in (["với"], ["cả"]):
            return False
        if ";" not in marks and self._goes_on(after, marks):
            return True
        head = self.heads.match(self.text, self.words[after].start, self.limit)
        if head is None or self._is_verb(after, head):
            return False
        if self.whole and ";" not in marks and head.group() not in _PERSON_NEXT:
            return self._extend(after, self._words_in(after, head))
        return self._new_name(after, head)

    def _words_in(self, after: int, head: re.Match[str]) -> int:
        return sum(1 for word in self.words[after:] if word.start < head.end())

    def _is_verb(self, after: int, head: re.Match[str]) -> bool:
        """This will tell a verb that only looks like a head: ", tổ chức thực hiện", ", ban hành"."""
        return not head.group()[0].isupper() and self._size("verbs", after) > self._words_in(after, head)

    def _goes_on(self, after: int, marks: list[str]) -> bool:
        """This will read one more part of the present name; False where the next word is none."""
        word = self.words[after]
        if word.is_capital and not (self.plural and self._in_series(after)):
            joint = "và" in marks and _JOINT_OFFICE.search(self.text, self.begin, self.end)
            if joint:
                return self._extend(after, 1)
            if self._size("fields", after) and (self.series or not self.heads.match(self.text, word.start, self.limit)):
                return self._extend(after, 0)
            if self.heads.match(self.text, word.start, self.limit) or self._size("verbs", after) > 1:
                return False
            return not self._plural_noun() and self._extend(after, 0)
        if "và" in marks and not self.grouped and (field := self._size("fields", after)):
            return self._extend(after, field)
        noun, verb = self._size("listed", after), self._size("verbs", after)
        if noun == 0 or verb > noun or (verb == noun and not self._noun_follows(after + noun)):
            more = self._size("closing", after)
            topic = more > _TOPIC or "và" in marks or (self.grouped and not self.final)
            return more > verb and topic and self._extend(after, more)
        if self._size("single", after) and not self.plural:
            return False
        if not self.plural and after + 1 < len(self.words) and self.words[after + 1].is_capital:
            return False
        if self.grouped or self._is_place(after) or (self.plural and not self._is_place(self.index - 1)):
            return not self._own_head(after, marks) and self._extend(after, noun)
        return False

    def _own_head(self, after: int, marks: list[str]) -> bool:
        """This will tell "tổ chức, cá nhân liên quan" after a name that is already described: a body of its own."""
        pair = " ".join(word.text for word in self.words[after : after + 2])
        if pair not in {"cơ quan", "đơn vị", "tổ chức"}:
            return False
        if "và" not in marks:
            return not self.bare
        ahead = [word.text for word in self.words[after : after + _RELATED_REACH]]
        return not self.bare or ("quan" in ahead[2:] and "liên" in ahead)

    def _plural_noun(self) -> bool:
        """This will tell "các sở, ban, ngành" and the like, which no capital field follows after a comma."""
        return self.grouped and self.capitals == 0

    def _in_series(self, after: int) -> bool:
        """This will tell the "Ban" of "các Sở, Ban, ngành" from the one that opens a name."""
        alone = after + 1 < len(self.words) and self.words[after + 1].text in {",", "ngành", "và"}
        return alone and self.words[after].text in {"Ban", "Bộ", "Ngành", "Phòng", "Hội", "Đoàn"}

    def _is_place(self, after: int) -> bool:
        return self.words[after].text.lower() in _PLACES

    def _noun_follows(self, at: int) -> bool:
        """This will tell "tổ chức" the noun: what follows describes a body or goes on with the list."""
        if at >= len(self.words):
            return True
        if self.words[at].text in {",", ";", "và", ":", ".", "có", "liên", "khác"}:
            return True
        return bool(self._size("closing", at) > self._size("verbs", at) or self._size("plain", at))

    def _extend(self, after: int, count: int) -> bool:
        self.index = after
        if count == 0:
            self.capitals = 0
            return self._capital()
        self.final = False
        bare = self.bare
        self._take(count, closes=True)
        self.bare = bare
        return True

    def _new_name(self, after: int, head: re.Match[str]) -> bool:
        self._close()
        self.index = after
        self._open(head)
        return True


_PLACES = {
    "xã",
    "phường",
    "đặc",
    "thị",
    "huyện",
    "quận",
    "thành",
    "tỉnh",
    "thôn",
    "ấp",
    "bản",
    "khu",
    "trấn",
    "phố",
    "cấp",
}
_ROLES = Phrases(
    ["chủ trì", "phối hợp", "thường trực", "đầu mối", "chủ quản", "tham mưu", "quản lý", "thực hiện", "chuyên trách"]
)
