"""The same document said in other words, and its answer key with it: what a reader must see alike.

A mutation changes a text and the strings of its key by one rule, so that the key stays true: other agencies, other words
for leading and helping, dates in other forms, other bullets, labels and lines. What is read from a mutated document is
then held against the mutated key.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Change = Callable[[str], str]
Row = dict[str, Any]
# Fields of a key that hold no words of the document.
_FACTS = {"kind", "number", "issued_on", "due", "every", "by", "path", "label", "relation", "file", "year"}


@dataclass(frozen=True)
class Mutation:
    """One way to say the same; `words` where the key's strings change too, `layers` where only those are compared."""

    name: str
    change: Change
    words: bool = True

    def text(self, text: str) -> str:
        """This will give the document said the other way."""
        return self.change(text)

    def key(self, key: Row) -> Row:
        """This will give the key of the document said the other way."""
        return self._changed(key) if self.words else key

    def _changed(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.change(value)
        if isinstance(value, list):
            return [self._changed(one) for one in value]
        if isinstance(value, dict):
            return {name: one if name in _FACTS else self._changed(one) for name, one in value.items()}
        return value


def said(pairs: Iterable[tuple[str, str]]) -> Change:
    """This will make a change of words: all at once, over line breaks, in small letters, capitals and with a capital."""
    table: dict[str, str] = {}
    for old, new in pairs:
        table |= {old: new, old.upper(): new.upper(), old[0].upper() + old[1:]: new[0].upper() + new[1:]}
    options = "|".join(
        re.escape(old).replace(r"\ ", r"\s+") for old in sorted(table, key=len, reverse=True)
    )
    pattern = re.compile(rf"(?<!\w)(?:{options})(?!\w)")
    return lambda text: pattern.sub(lambda found: table[" ".join(found.group().split())], text)


def put(pattern: str, into: str | Callable[[re.Match[str]], str]) -> Change:
    """This will make a change by a pattern."""
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda text: compiled.sub(into, text)


def _turned(names: list[str]) -> list[tuple[str, str]]:
    """This will give each name to the next one."""
    return list(zip(names, [*names[1:], names[0]], strict=True))


OFFICES = [
    "Sở Y tế", "Sở Khoa học và Công nghệ", "Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ",
    "Sở Giáo dục và Đào tạo", "Sở Tư pháp", "Sở Nông nghiệp và Môi trường", "Sở Công Thương", "Sở Xây dựng",
    "Sở Dân tộc và Tôn giáo", "Sở Ngoại vụ",
]  # fmt: skip
MINISTRIES = [
    "Bộ Công an", "Bộ Quốc phòng", "Bộ Tài chính", "Bộ Y tế", "Bộ Xây dựng", "Bộ Nội vụ", "Bộ Tư pháp", "Bộ Công Thương",
    "Bộ Giáo dục và Đào tạo", "Bộ Khoa học và Công nghệ", "Bộ Nông nghiệp và Môi trường",
    "Bộ Văn hóa, Thể thao và Du lịch",
]  # fmt: skip

_LONG = re.compile(r"(?<=\S)[ \t]+(?=\S)")
_DATE = r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])"


def _wrapped(text: str, width: int = 72) -> str:
    """This will break long lines as a narrow page does."""
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) <= width or "|" in line:
            lines.append(line)
            continue
        row = ""
        for word in line.split(" "):
            if row and len(row) + len(word) + 1 > width:
                lines.append(row)
                row = word
            else:
                row = f"{row} {word}" if row else word
        lines.append(row)
    return "\n".join(lines)


DUTIES = (
    Mutation("another office", said(_turned(OFFICES))),
    Mutation("another ministry", said(_turned(MINISTRIES))),
    Mutation("is the focal point", said([("chủ trì, phối hợp với", "là đầu mối, phối hợp với")])),
    Mutation("acts as focal point", said([("chủ trì, phối hợp", "làm đầu mối, phối hợp")])),
    Mutation("bears the main duty", said([("chủ trì, phối hợp với", "chịu trách nhiệm chính, phối hợp với")])),
    Mutation("leads together with", said([("chủ trì, phối hợp với", "chủ trì, cùng với")])),
    Mutation("leads and works with", said([("chủ trì, phối hợp", "chủ trì và phối hợp")])),
    Mutation("leads works with", said([("chủ trì, phối hợp với", "chủ trì phối hợp cùng")])),
    Mutation("actively works with", said([("chủ trì, phối hợp với", "chủ động phối hợp với")])),
    Mutation("together with", said([("phối hợp với", "phối hợp cùng")])),
    Mutation("works closely with", said([("phối hợp với", "phối hợp chặt chẽ với")])),
    Mutation("takes part in", said([("có trách nhiệm phối hợp", "tham gia phối hợp")])),
    Mutation("has the task", said([("có trách nhiệm", "có nhiệm vụ")])),
    Mutation("bears the duty", said([("có trách nhiệm", "chịu trách nhiệm")])),
    Mutation("is charged", put(r"(?<!\w)Giao(?= (?:Sở|Công an|Ủy ban|UBND|Bộ|các) )", "Phân công")),
    Mutation("gives the task to", put(r"(?<!\w)Giao(?= (?:Sở|Công an|Ủy ban|UBND|Bộ|các) )", "Giao nhiệm vụ cho")),
    Mutation("asks", put(r"(?<!\w)Giao(?= (?:Sở|Công an|Ủy ban|UBND|Bộ|các) )", "Yêu cầu")),
    Mutation("short names", said([("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND")])),
    Mutation("long names", said([("UBND ", "Ủy ban nhân dân "), ("HĐND ", "Hội đồng nhân dân ")])),
    Mutation("towns too", said([("xã, phường", "xã, phường, thị trấn")])),
    Mutation("special zones too", put(r"(?<!\w)([Cc]ác) xã, phường(?!, )", r"\1 xã, phường, đặc khu")),
    Mutation("a city's", said([("Công an tỉnh", "Công an thành phố"), ("các sở, ban, ngành tỉnh", "các sở, ban, ngành thành phố")])),
    Mutation("heads of", said([("các sở, ban, ngành", "các sở, ngành")])),
    Mutation("related ones", said([("các đơn vị liên quan", "các cơ quan có liên quan"), ("các cơ quan liên quan", "các đơn vị, địa phương liên quan")])),
)  # fmt: skip

TIMES = (
    Mutation("dates in words", put(_DATE, r"\1 tháng \2 năm \3")),
    Mutation("dates with dashes", put(_DATE, r"\1-\2-\3")),
    Mutation("dates with stops", put(_DATE, r"\1.\2.\3")),
    Mutation("dates of two digits", put(_DATE, lambda one: f"{int(one[1]):02}/{int(one[2]):02}/{one[3]}")),
    Mutation("months in words", put(r"(?<!\w)([Tt]háng) (\d{1,2})/(\d{4})", r"\1 \2 năm \3")),
    Mutation("quarters in words", put(r"(?<!\w)([Qq]uý [IV]+)/(\d{4})", r"\1 năm \2")),
    Mutation("each year", said([("hằng năm", "hàng năm")])),
    Mutation("every year", said([("hàng năm", "hằng năm")])),
    Mutation("at the latest", said([("trước ngày", "chậm nhất ngày")])),
    Mutation("done before", put(r"(?<!\w)(?:hoàn thành )?trước ngày", "xong trước ngày")),
)

AMOUNTS = (
    Mutation("at least", said([("ít nhất", "tối thiểu")])),
    Mutation("no less than", said([("tối thiểu", "ít nhất"), ("ít nhất", "không dưới")])),
    Mutation("no lower than", said([("ít nhất", "không thấp hơn")])),
    Mutation("more than", put(r"(?<!\w)trên (?=\d)", "hơn ")),
    Mutation("at most", said([("không quá", "tối đa")])),
    Mutation("not beyond", said([("không quá", "không vượt quá"), ("tối đa", "không vượt quá")])),
    Mutation("strives", said([("phấn đấu", "quyết tâm")])),
    Mutation("sees to", said([("phấn đấu", "bảo đảm")])),
    Mutation("a gap before %", put(r"(?<=\d)%", " %")),
    Mutation("to the end of", put(r"(?<!\w)([Đđ])ến năm (?=\d{4})", r"\1ến hết năm ")),
    Mutation("a period", put(r"giai đoạn (\d{4})\s*[-–]\s*(\d{4})", r"giai đoạn từ năm \1 đến năm \2")),
    Mutation("a period with a dash", put(r"giai đoạn (\d{4})\s*[-–]\s*(\d{4})", r"giai đoạn \1–\2")),
    Mutation("reached", put(r"(?<!\w)đạt (?=\d[\d,.]*\s?%)", "đạt tỷ lệ ")),
)

CITATIONS = (
    Mutation("a comma before the day", put(r"(?<=[A-ZĐ\d]) ngày (?=\d)", ", ngày ")),
    Mutation("no word for number", put(r"(?<!\w)(Quyết định|Kế hoạch|Nghị quyết|Chỉ thị|Nghị định|Công văn) số (?=\d)", r"\1 ")),
    Mutation("number with a colon", put(r"(?<!\w)(Quyết định|Kế hoạch|Nghị quyết|Chỉ thị|Nghị định) số (?=\d)", r"\1 số: ")),
)  # fmt: skip

FORMS = (
    Mutation("narrow lines", _wrapped, words=False),
    Mutation("other line ends", lambda text: text.replace("\n", "\r\n"), words=False),
    Mutation("empty lines", lambda text: text.replace("\n", "\n\n"), words=False),
    Mutation("long dashes", put(r"^(\s*)- ", r"\1– "), words=False),
    Mutation("pluses", put(r"^(\s*)- ", r"\1+ "), words=False),
    Mutation("dots", put(r"^(\s*)- ", r"\1• "), words=False),
    Mutation("stars", put(r"^(\s*)[-+] ", r"\1* "), words=False),
    Mutation("dashes close by", put(r"^(\s*)- (?=\S)", r"\1-"), words=False),
    Mutation("slashes behind labels", put(r"^(\s*)(\d{1,2}|[a-hđ])[.)] (?=\S)", r"\1\2/ "), words=False),
    Mutation("brackets behind letters", put(r"^(\s*)([a-hđ])\) (?=\S)", r"\1\2. "), words=False),
    Mutation("labels close by", put(r"^(\s*)(\d{1,2}|[IVX]{1,4})\. (?=\S)", r"\1\2."), words=False),
    Mutation("indented", put(r"^(?=\S)", "     "), words=False),
    Mutation("bold headings", put(r"^((?:\d{1,2}|[IVX]{1,4})\. [^\n:]{4,90})$", r"**\1**"), words=False),
    Mutation("wide gaps", lambda text: _LONG.sub("  ", text), words=False),
    Mutation("colon behind agencies", put(r"^((?:\d{1,2}|[a-hđ])[.)] (?:Sở|Công an|Ủy ban|UBND)[^\n.;:]{2,60})$", r"\1:"), words=False),
)  # fmt: skip

MUTATIONS = (*DUTIES, *TIMES, *AMOUNTS, *CITATIONS, *FORMS)
