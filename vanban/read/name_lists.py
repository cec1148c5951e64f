"""The walk over a list of agencies: the next name, or one more noun of the same ("các sở, ban, ngành")."""

import re

from vanban.read.name_state import JOINERS
from vanban.read.name_walk import NameWalk
from vanban.read.name_words import listed_words
from vanban.text.letters import UPPER

_TOPIC = 2
_RELATED_REACH = 8
_FORCE = re.compile(
    r"(?:Công an|Biên phòng|Hải quan|Quân đội|Quân sự|Cảnh sát biển|Kiểm lâm|Quản lý thị trường)(?=,| và| [a-zđ])"
)
_LONGEST_INNER = 4  # words of a field within an office's name
_PERSON_NEXT = ("Chủ tịch", "Giám đốc", "Thủ trưởng", "Bí thư")
_LISTED_ALONE = {"Ban", "Bộ", "Ngành", "Phòng", "Hội", "Đoàn"}
_LISTED_LAST = "Ngành"  # "các Sở, Ban, Ngành thành phố"
_PARTY_KINDS = ("ủy", "chính quyền", "ban đảng", "ban cán sự đảng", "đảng đoàn")
_PARTY_BODY = re.compile(
    r"(?P<bare>chính quyền(?! các cấp| địa phương| cơ sở)|ban cán sự đảng|đảng đoàn|ban đảng|đảng ủy|ban, ngành)(?!\w)"
)
_GOVERNMENT = re.compile(r"chính quyền(?!\w)")
_GOVERNMENT_LETTERS = 16
_TOLD_APART = re.compile(rf"(?P<bare>trung tâm|trường|bệnh viện|trạm|viện)(?= [{UPPER}]{{2,10}}(?!\w))")
_DELEGATES = re.compile(r"(?P<bare>đại biểu (?=Hội đồng|HĐND|Quốc hội)|[Tt]ổ đại biểu(?!\w))")
_STANDS_ALONE = re.compile(r"(?P<bare>tổ bảo vệ an ninh,? trật tự(?: ở)? cơ sở)")
_FAMILY = re.compile(r"(?P<bare>gia đình(?=,| và| [a-zđ]))")
_LOCAL_RULE = re.compile(r"(?P<bare>chính quyền (?:địa phương|các cấp|cơ sở)(?!\w))")
_ANY_NAME = re.compile(r"(?P<proper>\w+)")
_JOINT_OFFICE = re.compile(r"Văn phòng (?:Hội đồng nhân dân|HĐND|Đoàn đại biểu Quốc hội|Đoàn ĐBQH|ĐBQH)[^,;]{0,3}$")


class ListWalk(NameWalk):
    """A walk that reads on over commas and "và"."""

    def _separator(self) -> bool:
        """This will read a comma or "và": the next body, or one more noun of the same ("các sở, ban, ngành")."""
        after = self.index
        marks: list[str] = []
        while after < len(self.words) and self.words[after].text.lower() in {",", ";", *JOINERS}:
            marks.append(self.words[after].text.lower())
            after += 1
        if after >= len(self.words) or marks in (["với"], ["cả"]):
            return False
        whole = self.text[self.begin : self.end] == "cấp ủy"
        if marks == [","] and whole and (with_it := _GOVERNMENT.match(self._from(after))):
            return self._extend(after, len(with_it.group().split()))  # "cấp ủy, chính quyền các xã"
        if body := self._party_body(after):
            return self._new_name(after, body)
        if own := self._own_kind(after, marks):
            return self._new_name(after, own)
        if ";" not in marks and self._goes_on(after, marks):
            return True
        head = self.heads.match(self.text, self.words[after].start, self.limit)
        if head is None or self._is_verb(after, head):
            return False
        if self.whole and ";" not in marks and head.group() not in _PERSON_NEXT:
            return self._extend(after, self._words_in(after, head))
        return self._new_name(after, head)

    def _from(self, after: int) -> str:
        """This will give the next letters from a word on."""
        return self.text[self.words[after].start : self.words[after].start + _GOVERNMENT_LETTERS]

    def _party_body(self, after: int) -> re.Match[str] | None:
        """This will find a body of another kind in a list of Party bodies: "các tỉnh ủy, thành ủy, ban đảng, …"."""
        return _PARTY_BODY.match(self.text, self.words[after].start) if self.kind.endswith(_PARTY_KINDS) else None

    def _own_kind(self, after: int, marks: list[str]) -> re.Match[str] | None:
        """This will find a body of its own kind behind one that is told apart: "các trường THPT, trung tâm GDTX",
        "các Ban của Hội đồng nhân dân và đại biểu Hội đồng nhân dân".
        """
        start = self.words[after].start
        if ";" not in marks and (apart := _STANDS_ALONE.match(self.text, start)):
            return apart
        shown = self.text[self.begin : self.end]
        if shown.lower() == "nhà trường" and (family := _FAMILY.match(self.text, start)):
            return family
        if "lực lượng" in shown.lower() and (rule := _LOCAL_RULE.match(self.text, start)):
            return rule
        if shown.endswith("ổ đại biểu") and (members := _DELEGATES.match(self.text, start)):
            return members
        if not self.plural or ";" in marks:
            return None
        told = self.words[self.index - 1].text
        if len(told) > 1 and told.isupper() and (kind := _TOLD_APART.match(self.text, self.words[after].start)):
            return kind
        return _DELEGATES.match(self.text, self.words[after].start) if self.capitals or not self.bare else None

    def _is_verb(self, after: int, head: re.Match[str]) -> bool:
        """This will tell a verb that only looks like a head: ", tổ chức thực hiện", ", ban hành"."""
        return not head.group()[0].isupper() and self._size("verbs", after) > self._words_in(after, head)

    def _goes_on(self, after: int, marks: list[str]) -> bool:
        """This will read one more part of the present name; False where the next word is none."""
        word = self.words[after]
        if marks == ["và"] and word.text == "Đài" and self.text[self.begin : self.end] == "Báo":
            return self._extend(after, 1)  # "Báo và Đài Phát thanh - Truyền hình tỉnh"
        if marks == [","] and (inner := self._inner_fields(after)):
            return self._extend(after, inner)
        if word.is_capital and not (self.plural and self._in_series(after)):
            return self._capital_goes_on(after, marks)
        if "và" in marks and not self.grouped and (field := self._size("fields", after)):
            return self._extend(after, field)
        noun, verb = self._size("listed", after), self._size("verbs", after)
        if noun == 0 or verb > noun or (verb == noun and not self._noun_follows(after + noun)):
            more = self._size("closing", after)
            grouped = self.grouped or self.plural or " các " in self.text[self.begin : self.end]
            topic = more > _TOPIC or "và" in marks or (grouped and not self.final)
            return more > verb and topic and self._extend(after, more)
        if self._size("single", after) and not (self.plural and self.bare):
            return False
        if word.text == "các" and not re.fullmatch("các (?:cấp|ngành)", self.text[self.begin : self.end].lower()):
            return False
        if self.grouped and not self.plural and after + 1 < len(self.words) and self.words[after + 1].is_capital:
            return False
        if self.grouped or self._is_place(after) or (self.plural and not self._is_place(self.index - 1)):
            return not self._own_head(after, marks) and self._extend(after, noun)
        return False

    def _capital_goes_on(self, after: int, marks: list[str]) -> bool:
        """This will read a capitalised word behind a comma or "và": a field of the same office, a company's name."""
        word = self.words[after]
        if "và" in marks and _JOINT_OFFICE.search(self.text, self.begin, self.end):
            office = self.heads.match(self.text, word.start, self.limit)
            return self._extend(after, self._words_in(after, office) if office else 1)
        headed = self.heads.match(self.text, word.start, self.limit)
        if self.kind.endswith("lực lượng") and (force := _FORCE.match(self.text, word.start)):
            return self._extend(after, self._words_in(after, force))
        if self._size("fields", after) and (self.series or not headed):
            return self._extend(after, 0)
        if headed or (self.grouped and self._size("verbs", after) > 1):
            return False
        company = self.kind in listed_words("company_heads") and self._is_short_name(after)
        if company and (short := _ANY_NAME.match(self.text, word.start)):
            return self._new_name(after, short)
        return (self.series or not self._plural_noun()) and self._extend(after, 0)

    def _is_short_name(self, after: int) -> bool:
        """This will tell a company's short name, "FPT", "CMC", which stands for itself in a list."""
        shown = self.words[after].text
        return shown.isupper() and len(shown) > 1 and shown.isalpha()

    def _inner_fields(self, after: int) -> int:
        """This will count the words in small letters of "Phòng Lịch sử, truyền thống và Kiến trúc" between comma and
        "và"; 0 where they are no part of an office's name: a verb, a body, or before a body of its own.
        """
        if self.kind not in listed_words("office_heads") or self._size("verbs", after) or self._size("stops", after):
            return 0
        if self.heads.match(self.text, self.words[after].start, self.limit):
            return 0
        count = 0
        while count < _LONGEST_INNER and after + count + 2 < len(self.words):
            word, following = self.words[after + count], self.words[after + count + 1]
            if word.is_mark or word.is_capital:
                return 0
            count += 1
            verb = self._size("verbs", after + count)
            if verb and count > 1 and not self._size("listed", after):
                return count
            if following.text == "và":
                last = self.words[after + count + 1]
                body = self.heads.match(self.text, last.start, self.limit)
                return count if last.is_capital and body is None else 0
        return 0

    def _own_head(self, after: int, marks: list[str]) -> bool:
        """This will tell "tổ chức, cá nhân liên quan" after a name that is already described: a body of its own."""
        if self.kind in listed_words("person_heads") and "và" not in marks:
            return False
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
        noun = self._size("listed", after)
        if noun > 1 and self.bare:
            return after + noun >= len(self.words) or not self.words[after + noun].is_capital
        if self.words[after].text == _LISTED_LAST:
            following = self.words[after + 1] if after + 1 < len(self.words) else None
            return following is None or not following.is_capital or self._is_place(after + 1)
        alone = after + 1 < len(self.words) and self.words[after + 1].text in {",", "ngành", "Ngành", "và"}
        return alone and self.words[after].text in _LISTED_ALONE

    def _is_place(self, after: int) -> bool:
        return self.words[after].text.lower() in listed_words("place_words")

    def _noun_follows(self, at: int) -> bool:
        """This will tell "tổ chức" the noun: what follows describes a body or goes on with the list."""
        if at >= len(self.words):
            return True
        if self.words[at].text in {",", ";", "và", ":", ".", "có", "liên", "khác", "khi", "phải"}:
            return True
        return bool(self._size("closing", at) > self._size("verbs", at) or self._size("plain", at))

    def _extend(self, after: int, count: int) -> bool:
        self.index = after
        if count == 0:
            self.capitals = 0
            self.fresh = not self.grouped
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
