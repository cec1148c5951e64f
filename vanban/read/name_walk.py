"""The walk over the words of one agency's name: its head, what goes on with it, and the first word that does not."""

import re

from vanban.read.name_state import JOINERS, NameState
from vanban.read.name_words import listed_words
from vanban.read.words import Word
from vanban.text.letters import UPPER

_MAX_UNKNOWN = 5
_PAREN_REACH = 160
_FAR = 600
# "Thủ trưởng các cơ quan: Văn phòng UBND tỉnh; các sở … chịu trách nhiệm thi hành Quyết định này.": a list, no heading.
_ENFORCED = re.compile(r"(?:chịu trách nhiệm|căn cứ (?:Quyết|quyết) định(?: này)?) thi hành")
_PLURAL = re.compile(
    r"(?:các|những)\s+(?:\w+,\s+)?(?:tỉnh|thành phố|sở|bộ|phòng|ban|xã|phường|huyện|tập đoàn|tổng công ty|công ty)",
    re.IGNORECASE,
)
# "Sở Y tế - cơ quan thường trực Ban Chỉ đạo có nhiệm vụ …": what a body also is, no part of its name.
_STANDING = re.compile(
    r"[-–]\s*[Cc]ơ quan (?:thường trực|đầu mối|chủ trì)[^.;:]{0,120}?"
    r"(?=,? (?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì|giúp|tham mưu|phối hợp|theo dõi|tổng hợp|"
    r"căn cứ)\s|[.;:])"
)
# "Ban Chỉ đạo Chăm sóc sức khỏe nhân dân huyện": a committee's task, told as a name, up to the level that it is of.
_COMMITTEES = ("ban chỉ đạo", "ban chỉ huy", "ban vận động", "tổ công tác", "hội đồng")
_TASK_OF_COMMITTEE = re.compile(
    rf"[{UPPER}]\w{{1,6}}(?:(?:,? [a-zà-ỹđ]\w{{0,7}})|(?:,| -| –| và)? [{UPPER}]\w{{0,7}}){{1,16}}? "
    r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã(?! hội)|phường|đặc khu|quốc gia|Quốc gia|Trung ương|trung ương|các cấp|"
    r"cấp (?:tỉnh|huyện|xã))(?=[,.;:) ]|$)"
)
# Whose field may go on with words that no list knows: "Sở Kinh tế biển".
_OFFICES = {"sở", "bộ"}
_DEPUTY = "phó "
_BOUNDS = {"ít", "tối"}
_GIVEN_OUT = {",", "đổi", "phát", "thẻ", "giấy", "kinh", "mới", "bổ"}
_FROM_TO = re.compile(rf"từ (?:[{UPPER}]\w{{1,8}} ){{1,3}}(?:đến(?: [{UPPER}]\w{{1,8}}){{1,3}}|trở (?:vào|ra))(?!\w)")


class NameWalk(NameState):
    """A walk over one name: what each word that comes is to it."""

    def run(self) -> None:
        """This will read names to the end of the list."""
        while self.index < len(self.words) and self._step():
            self.end = self.words[self.index - 1].end
        self._close()

    def _step(self) -> bool:
        """This will read on by a word, a phrase or a mark; False where the list ends."""
        word = self.words[self.index]
        if word.text == "cùng" and (level := self._size("closing")) > 1:
            return self._take(level, closes=True)  # "Công an cùng cấp"
        if word.is_mark or word.text.lower() in JOINERS:
            return self._mark(word)
        if word.text == "từ" and self.plural and (span := _FROM_TO.match(self.text, word.start, self.limit)):
            return self._take(self._words_in(self.index, span), closes=True)
        if word.text == "nơi" and (self.grouped or self.plural) and (told := self._having(before=1)):
            return self._take(told, closes=True)
        if self._size("stops") and not self._longer_than("closing", self._size("stops")):
            if word.text == "có" and (self.grouped or self.plural) and (told := self._having()):
                return self._take(told, closes=True)
            return self._describes() if self.grouped and word.text == "được" else False
        if word.is_capital:
            return self._capital()
        return self._small(word)

    def _longer_than(self, name: str, count: int) -> bool:
        return self._size(name) > count or self._size("opening") > count

    def _capital(self) -> bool:
        """This will read a capitalised word: part of the name, unless a verb that a lost stop left there."""
        verb = self._size("verbs")
        if task := self._task_of_committee():
            return self._take(task, closes=True)
        deputy = self.kind.startswith(_DEPUTY)  # "Phó Trưởng ban Thường trực"
        if self.closed and verb > 1 and not (self.fresh or self.capitals or deputy or self._size("fields")):
            return False
        size = max(self._size("fields"), self._size("closing"))
        if verb > max(size, 1) and self.kind in listed_words("company_heads"):
            return self._take(verb, closes=True)
        if verb > max(size, 1) and not self.grouped and not self.capitals:
            self._take(verb, closes=True)
            self.acts = True
            return True
        if size > 1 or (size and self._size("fields")):
            partly = self.kind in _OFFICES and self._size("fields") < size
            self._take(size, closes=True)
            self.acts = partly
            return True
        capitals = self.capitals
        inner = self.heads.match(self.text, self.words[self.index].start, self.limit)
        self._take(self._words_in(self.index, inner) if inner else 1, closes=True)
        self.capitals = 0 if inner else capitals + 1
        self.fresh = inner is not None
        return True

    def _task_of_committee(self) -> int:
        """This will count the words of a committee's task that is written as a name; no body may be named in it."""
        start = self.words[self.index].start
        if not self.text[self.begin : self.end].lower().endswith(_COMMITTEES):
            return 0
        task = _TASK_OF_COMMITTEE.match(self.text, start, self.limit)
        if task is None:
            return 0
        count = self._words_in(self.index, task)
        inner = self.words[self.index : self.index + count]
        named = any(word.is_capital and self.heads.match(self.text, word.start, task.end()) for word in inner)
        return 0 if named else count

    def _small(self, word: Word) -> bool:
        """This will read a word in small letters: it describes the body, completes a compound, or opens the duty."""
        if word.text == "được" and not (self.grouped or self.plural):
            return False
        gives = word.text == "cấp" and self.closed and self.index + 1 < len(self.words)
        if gives and self.words[self.index + 1].text in _GIVEN_OUT:
            return False  # "Bảo hiểm xã hội huyện | cấp, đổi thẻ"
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
        best = max(closing, opening, field, listed)
        after = self.index + best
        if best and self.closed and not self.grouped and after < len(self.words) and self.words[after].text in _BOUNDS:
            return False  # "Báo … tỉnh | sản xuất ít nhất 12 phóng sự"
        if self.opened and verb >= best and verb and self.kind in listed_words("acting_heads"):
            return self._take(verb, closes=True)
        if best and (best > verb or (best == verb and self._modifies(best))):
            self.final = self.final or "liên quan" in self._shown(best)
            self.plural = self.plural or word.text == "các"
            return self._take(best, closes=opening < best or closing == best)
        if word.text.lower() == "được":
            return self._describes()
        if verb:
            return self.bare and (self._describes() or self._object())
        if compound:
            return self._take(1, closes=True)
        if self.acts and not verb and (inner := self._words_to_verb()):
            return self._take(inner, closes=True)
        if self.closed and not self.grouped and (inner := self._inner_words()):
            return self._take(inner, closes=True)
        if self.closed and not (self.grouped and (self.fresh or self.unknown)):
            return self.grouped and not self.final and (self._describes() or self._object())
        self.unknown += 1
        return self.unknown <= _MAX_UNKNOWN and self._take(1, closes=self.closed)

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
        if after + 1 >= len(self.words):
            return False
        if self.plural and self.kind in listed_words("person_heads") and self._enforces(after):
            return self._take(1, closes=False)
        if not _PLURAL.search(self.text, self.begin, self.end):
            return False
        capital = self.words[after].is_capital
        placed = capital and self.words[after + 1].is_capital
        firm = self.kind.endswith(("tập đoàn", "công ty"))
        if not (self._size("fields", after) or placed or (capital and firm)):
            return False
        self.series = True
        return self._take(1, closes=False)

    def _enforces(self, after: int) -> bool:
        """This will tell the bodies behind "Thủ trưởng các cơ quan:" that are to enforce a decision from a heading."""
        named = self.heads.match(self.text, self.words[after].start) is not None
        return named and _ENFORCED.search(self.text, self.end, self.end + _FAR) is not None

    def _separator(self) -> bool:
        """This will tell that a comma or "và" ends a single name; lists override it."""
        return False
