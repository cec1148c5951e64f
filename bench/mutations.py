"""The same document said in other words, and its answer key with it: what a reader must see alike.

A mutation changes a text and the strings of its key by one rule, so that the key stays true: other agencies, other
words for leading and helping, dates in other forms, other bullets, labels and lines. What is read from a mutated
document is then held against the mutated key.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Change = Callable[[str], str]
Row = dict[str, Any]
# Fields of a key that hold no words of the document.
_FACTS = {"kind", "number", "issued_on", "due", "every", "by", "path", "label", "relation", "file", "year"}


@dataclass(frozen=True)
class Mutation:
    """One way to say the same; `words` where the key's strings change too, `head` where those of its metadata do."""

    name: str
    change: Change
    words: bool = True
    head: bool = True

    def text(self, text: str) -> str:
        """This will give the document said the other way."""
        return self.change(text)

    def key(self, key: Row) -> Row:
        """This will give the key of the document said the other way."""
        changed = self._changed(key) if self.words else key
        return changed if self.head else {**changed, "metadata": key["metadata"]}

    def _changed(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.change(value)
        if isinstance(value, list):
            return [self._changed(one) for one in value]
        if isinstance(value, dict):
            return {name: one if name in _FACTS else self._changed(one) for name, one in value.items()}
        return value


def said(pairs: Iterable[tuple[str, str]]) -> Change:
    """This will make a change of words: all at once, over line breaks, in small letters and capitals."""
    table: dict[str, str] = {}
    for old, new in pairs:
        table |= {old: new, old.upper(): new.upper(), old[0].upper() + old[1:]: new[0].upper() + new[1:]}
    options = "|".join(re.escape(old).replace(r"\ ", r"\s+") for old in sorted(table, key=len, reverse=True))
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
    "Bộ Công an", "Bộ Quốc phòng", "Bộ Tài chính", "Bộ Y tế", "Bộ Xây dựng", "Bộ Nội vụ", "Bộ Tư pháp",
    "Bộ Công Thương", "Bộ Giáo dục và Đào tạo", "Bộ Khoa học và Công nghệ", "Bộ Nông nghiệp và Môi trường",
    "Bộ Văn hóa, Thể thao và Du lịch",
]  # fmt: skip

PROVINCES = ["Cần Thơ", "Lai Châu", "Đắk Lắk", "Tuyên Quang", "Nghệ An", "Quảng Trị", "Đồng Tháp", "Thanh Hóa"]
_ACTS = "Quyết định|Kế hoạch|Nghị quyết|Chỉ thị|Nghị định|Công văn|Thông tư"
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
    Mutation(
        "an office not heard of", said([("Sở Y tế", "Sở Phát triển đô thị"), ("Sở Tài chính", "Sở Kinh tế biển")])
    ),
    Mutation("another ministry", said(_turned(MINISTRIES))),
    Mutation("another province", said(_turned(PROVINCES))),
    *(
        Mutation(f"leads: {words}", said([("chủ trì, phối hợp với", words)]))
        for words in (
            "là đầu mối, phối hợp với",
            "làm đầu mối, phối hợp với",
            "chịu trách nhiệm chính, phối hợp với",
            "chủ trì, cùng với",
            "chủ trì và phối hợp với",
            "chủ trì phối hợp cùng",
            "chủ động phối hợp với",
            "chủ trì, phối hợp chặt chẽ với",
            "có trách nhiệm chủ trì, phối hợp với",
            "là cơ quan thường trực, phối hợp với",
            "chịu trách nhiệm chủ trì, phối hợp cùng",
            "giữ vai trò chủ trì, phối hợp với",
            "đảm nhiệm vai trò đầu mối, phối hợp với",
            "chủ trì cùng",
        )
    ),
    *(
        Mutation(f"helps: {words}", said([("phối hợp với", words)]))
        for words in (
            "phối hợp cùng",
            "phối hợp chặt chẽ với",
            "phối hợp cùng với",
            "phối hợp, hỗ trợ",
            "phối kết hợp với",
        )
    ),
    *(
        Mutation(f"must: {words}", said([("có trách nhiệm", words)]))
        for words in ("có nhiệm vụ", "chịu trách nhiệm", "phải", "cần")
    ),
    *(
        Mutation(f"is told: {words}", put(r"(?<!\w)Giao(?= (?:Sở|Công an|Ủy ban|UBND|Bộ|các) )", words))
        for words in ("Phân công", "Giao nhiệm vụ cho", "Giao cho", "Yêu cầu", "Đề nghị", "Giao trách nhiệm cho")
    ),
    Mutation("short names", put(r"(?:Ủy|Uỷ)\s+ban\s+nhân\s+dân", "UBND"), head=False),
    Mutation("long names", put(r"(?<![-/])UBND(?=\s[a-zà-ỹđ])", "Ủy ban nhân dân")),
    Mutation("towns too", said([("xã, phường", "xã, phường, thị trấn")])),
    Mutation("special zones too", put(r"(?<!\w)([Cc]ác)\s+xã,\s+phường(?!, )(?! trọng)", r"\1 xã, phường, đặc khu")),
    Mutation("fewer bodies", said([("các sở, ban, ngành", "các sở, ngành")])),
    Mutation("bodies in capitals", said([("các sở, ban, ngành", "các Sở, Ban, Ngành")])),
    Mutation(
        "other related ones",
        said(
            [
                ("các đơn vị liên quan", "các cơ quan có liên quan"),
                ("các cơ quan liên quan", "các đơn vị, địa phương liên quan"),
            ]
        ),
    ),
)

TIMES = (
    Mutation("dates in words", put(_DATE, r"\1 tháng \2 năm \3")),
    Mutation("dates with dashes", put(_DATE, r"\1-\2-\3")),
    Mutation("dates with stops", put(_DATE, r"\1.\2.\3")),
    Mutation("dates of two digits", put(_DATE, lambda one: f"{int(one[1]):02}/{int(one[2]):02}/{one[3]}")),
    Mutation("months in words", put(r"(?<!\w)([Tt]háng) (\d{1,2})/(\d{4})", r"\1 \2 năm \3")),
    Mutation("quarters in words", put(r"(?<!\w)([Qq]uý [IV]+)/(\d{4})", r"\1 năm \2")),
    Mutation("each year", said([("hằng năm", "hàng năm")])),
    Mutation("every year", said([("hàng năm", "mỗi năm"), ("hằng năm", "mỗi năm")])),
    *(
        Mutation(f"due: {words}", put(r"(?<!\w)(?:hoàn thành )?trước ngày", words))
        for words in (
            "chậm nhất ngày",
            "xong trước ngày",
            "muộn nhất ngày",
            "chậm nhất vào ngày",
            "trước 17 giờ ngày",
            "không muộn hơn ngày",
        )
    ),
)

AMOUNTS = (
    *(
        Mutation(f"at least: {words}", said([("ít nhất", words)]))
        for words in ("tối thiểu", "không dưới", "không thấp hơn")
    ),
    Mutation("more than", put(r"(?<!\w)trên (?=\d[\d,.]*\s?%)", "hơn ")),
    *(Mutation(f"at most: {words}", said([("không quá", words)])) for words in ("tối đa", "không vượt quá")),
    Mutation("from so much upwards", put(r"(?<!\w)(?:ít nhất|tối thiểu)\s+(\d[\d.,]*\s?%)", r"từ \1 trở lên")),
    Mutation("a gap before %", put(r"(?<=\d)%", " %")),
    Mutation("to the end of", put(r"(?<!\w)([Đđ])ến năm (?=\d{4})", r"\1ến hết năm ")),
    Mutation("by the year", put(r"(?<!\w)([Đđ])ến năm (?=\d{4})", r"\1ến cuối năm ")),
    Mutation("a period in words", put(r"giai đoạn (\d{4})\s*[-–]\s*(\d{4})", r"giai đoạn từ năm \1 đến năm \2")),
    Mutation("a period with a dash", put(r"giai đoạn (\d{4})\s*[-–]\s*(\d{4})", r"giai đoạn \1–\2")),
    Mutation("a share reached", put(r"(?<!\w)đạt (?=\d[\d,.]*\s?%)", "đạt tỷ lệ ")),
    Mutation("strives", said([("phấn đấu", "quyết tâm")])),
)

CITATIONS = (
    Mutation("a comma before the day", put(r"(?<=[A-ZĐ\d]) ngày (?=\d)", ", ngày ")),
    Mutation("between commas", put(rf"(?<!\w)({_ACTS}) số (\S+) ngày (\S+) của", r"\1 số \2, ngày \3, của")),
    Mutation("no word for number", put(rf"(?<!\w)({_ACTS}) số (?=\d)", r"\1 ")),
    Mutation("number with a colon", put(rf"(?<!\w)({_ACTS}) số (?=\d)", r"\1 số: ")),
    Mutation("a dated act", put(rf"(?<!\w)({_ACTS}) số (\S+) ngày (?=\d)", r"\1 số \2 ban hành ngày ")),
    Mutation("a signed act", put(rf"(?<!\w)({_ACTS}) số (\S+) ngày (?=\d)", r"\1 số \2 ký ngày ")),
)

FORMS = (
    Mutation("narrow lines", _wrapped, words=False),
    Mutation("other line ends", lambda text: text.replace("\n", "\r\n"), words=False),
    Mutation("empty lines", lambda text: text.replace("\n", "\n\n"), words=False),
    Mutation("marks apart from letters", lambda text: unicodedata.normalize("NFD", text), words=False),
    Mutation("hyphens that do not break", put(r"(?<=\w)-(?=\w)", "\u2011"), words=True),
    Mutation("hard spaces", put(r"(?<=[,;]) ", "\u00a0"), words=False),
    Mutation("wide gaps", put(r"(?<=\S) (?=\S)", "  "), words=False),
    Mutation("indented", put(r"^(?=\S)", "     "), words=False),
    *(
        Mutation(f"bullets: {mark}", put(r"^(\s*)- (?=\S)", rf"\1{mark}"), words=False)
        for mark in ("– ", "• ", "-", "● ", "▪ ", "\uf0b7 ", "— ", "⁃ ", "· ", "✓ ", "o ")
    ),
    Mutation("slashes behind numbers", put(r"^(\s*)(\d{1,2})\. (?=\S)", r"\1\2/ "), words=False),
    Mutation("brackets behind numbers", put(r"^(\s*)(\d{1,2})\. (?=\S)", r"\1\2) "), words=False),
    Mutation("stops behind letters", put(r"^(\s*)([a-hđ])\) (?=\S)", r"\1\2. "), words=False),
    Mutation("slashes behind letters", put(r"^(\s*)([a-hđ])\) (?=\S)", r"\1\2/ "), words=False),
    Mutation("brackets around letters", put(r"^(\s*)([a-hđ])\) (?=\S)", r"\1(\2) "), words=False),
    Mutation("dashes behind Romans", put(r"^(\s*)([IVX]{1,4})\. (?=\S)", r"\1\2 - "), words=False),
    Mutation("slashes behind Romans", put(r"^(\s*)([IVX]{1,4})\. (?=\S)", r"\1\2/ "), words=False),
    Mutation("labels close by", put(r"^(\s*)(\d{1,2}|[IVX]{1,4})\. (?=[^\W\d])", r"\1\2."), words=False),
    Mutation("bold headings", put(r"^((?:\d{1,2}|[IVX]{1,4})\. [^\n:]{4,90})$", r"**\1**"), words=False),
    Mutation("Markdown headings", put(r"^((?:[IVX]{1,4})\. [^\n:]{4,90})$", r"## \1"), words=False),
    Mutation(
        "a colon behind agencies",
        put(r"^((?:\d{1,2}|[a-hđ])[.)] (?:Sở|Công an|Ủy ban|UBND)[^\n.;:]{2,60})$", r"\1:"),
        words=False,
    ),
    Mutation(
        "a stop behind agencies",
        put(r"^((?:\d{1,2}|[a-hđ])[.)] (?:Sở|Công an|Ủy ban|UBND)[^\n.;:]{2,60})$", r"\1."),
        words=False,
    ),
)

MUTATIONS = (*DUTIES, *TIMES, *AMOUNTS, *CITATIONS, *FORMS)
"""Every way known here to say the same."""
