"""What the cells of a table of tasks hold: who leads, who helps, by when."""

import re

from vanban.read.agencies import agencies_at, split_names
from vanban.read.deadlines import Deadline, read_time_line
from vanban.read.grid import Cell
from vanban.read.limits import limit_words
from vanban.read.page import Page

_YEARS = re.compile(r"(?:[Nn]ăm\s+)?(?P<first>20\d\d)(?:\s*[-–]\s*(?:[Nn]ăm\s+)?(?P<last>20\d\d))?\s*$")
_MONTH = re.compile(r"(?:[Tt]háng\s+)?(?P<month>0?[1-9]|1[0-2])\s?/\s?(?P<year>20\d\d)\s*$")
_BARE_DAY = re.compile(r"(?P<day>0?[1-9]|[12]\d|3[01])/(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)\s*$")
_GLUED = re.compile(
    r"(?<=[a-zà-ỹ])(?<!phòng)(?<!trưởng)(?<!tịch)(?<!đốc)(?<!tra)(?<!của)(?<!và)(?<!thuộc)\s+"
    r"(?=(?:Sở|Bộ|UBND|Công an|Ban Quản lý|Ủy ban nhân dân|Các (?:sở|cơ quan|đơn vị|bộ))\s)"
)
_TORN = re.compile(r"(?:,|-|(?<!\w)(?:Bộ|Sở|Ban|Hội|[Cc]ác|và|Ủy|phòng))$")
_BULLETED = re.compile(r"\s*[;,.]\s*[-+•]\s+")
_BOTH = re.compile(
    r"(?:[-+*] ?)?(?:(?:cơ quan |đơn vị )?chủ trì ?:? ?)?(?P<lead>[^:;]{3,400}?)(?: chủ trì)?[ ,.;/-]{0,4}"
    r"(?:(?:cơ quan |đơn vị )?phối hợp(?: với)? ?:? ?(?P<help>.{3,800}))?",
    re.IGNORECASE,
)
_ROLE_SAID = re.compile(r"chủ trì|phối hợp", re.IGNORECASE)
_IN = "trong "


def names_agency(page: Page, cell: Cell) -> bool:
    """This will tell a cell that opens with the name of an agency."""
    first = cell.blocks[0]
    start = first.start
    while start < first.end and page.text[start] in "-+•* ":
        start += 1
    return agencies_at(page.text, start, first.end) is not None


def names_in(page: Page, cell: Cell | None) -> tuple[str, ...]:
    """This will give the agencies of a cell, one or several in each of its paragraphs; a broken line may glue two."""
    if cell is None or not names_agency(page, cell):
        return ()
    shown = ""
    for block in cell.blocks:
        piece = page.shown(block).strip("-+• ")
        torn = _TORN.search(shown) or piece[:1].islower()
        shown = f"{shown} {piece}" if torn else f"{shown.rstrip(' .;,')}; {piece}" if shown else piece
    shown = _BULLETED.sub("; ", shown)
    return tuple(dict.fromkeys(name for piece in _GLUED.split(shown) for name in split_names(piece.rstrip(" .;,"))))


def parted(cell: Cell | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """This will part a cell that says who leads and who helps: "Chủ trì: …; phối hợp: …", "Sở Y tế/Công an tỉnh"."""
    if cell is None:
        return (), ()
    said = _BOTH.fullmatch(cell.text.strip()) if _ROLE_SAID.search(cell.text) else None
    if said is None:
        lead, _, rest = cell.text.partition("/")
        return split_names(lead.strip(" .;,-")), split_names(rest.strip(" .;,-")) if rest else ()
    return split_names(said["lead"].strip(" .;,-")), split_names((said["help"] or "").strip(" .;,-"))


def deadline_in(page: Page, cell: Cell | None, *, finishes: bool) -> Deadline:
    """This will read a cell of time: a day, month, quarter or year; of a span the end where its column `finishes`."""
    if cell is None:
        return Deadline()
    text = cell.text.strip(" .;")
    if day := _BARE_DAY.match(text):
        return Deadline(f"{day['year']}-{int(day['month']):02}-{int(day['day']):02}")
    if month := _MONTH.match(text):
        return Deadline(f"{month['year']}-{int(month['month']):02}")
    if years := _YEARS.match(text):
        span = years["last"] is not None
        return Deadline(None if span and not finishes else years["last"] or years["first"])
    return read_time_line(text, page.counted_from)


def limit_in(cell: Cell | None) -> str:
    """This will give a time told by its length ("03 tháng kể từ ngày ban hành"), in the words of its cell."""
    said = limit_words(f"{_IN}{cell.text}") if cell else ""
    return said.removeprefix(_IN)
