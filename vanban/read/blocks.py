"""From raw text to paragraphs: lines rejoined, conversion marks dropped, table cells told apart.

The text that comes out holds one paragraph a line; `Surface` leads from each of its characters back to the original.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from vanban.model import Block
from vanban.read.lines import Line, cut_lines
from vanban.text import Surface, normalise_surface
from vanban.text.letters import LOWER, UPPER

_TERMINAL = tuple(".;:!?…/”\"»])")
_LABEL = re.compile(
    r"(?:[IVXL]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđA-ZĐ])(?:\s?[.)]\s?(?=\D)|[.]\s+(?=\S)|/\s)|\(\d{1,2}\)\s?\D|[-+•*–]\s?\S|"
    r"(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC)\s+[\dIVX]+\s*(?:[.:]|$)"
)
_BULLET_GOES_ON = re.compile(rf"[-–]\s*(?:\d{{4}}|[{LOWER}])")
_STARTS_LOWER = re.compile(rf"[{LOWER}]")
_STARTS_UPPER = re.compile(rf"[{UPPER}“\"(]")
_STANDS_ALONE = re.compile(
    r"(?:Số\s*:|\(?Ban hành kèm theo|\(?Kèm theo|Độc lập\s*[-–]|Căn cứ (?=[A-ZĐ])|Theo đề nghị của |Xét đề nghị |CỘNG HÒA XÃ HỘI|Nơi nhận|Kính gửi|"
    r"(?:TM|KT|TL|TUQ|Q)\.\s|QUYẾT ĐỊNH:|QUYẾT NGHỊ:)"
)
_TYPE_WORD = re.compile(
    r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN|THÔNG BÁO|BÁO CÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|ĐỀ ÁN|TỜ TRÌNH|"
    r"CÔNG ĐIỆN|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN|PHỤ LỤC(?: [IVX\d]+)?)$"
)
_LONG_LINE = 160
_PLACE_DATE = re.compile(r"[^,.;\d]{2,30}, ngày\s.{0,8}tháng\s.{0,6}năm")
_SHORT_TITLE = 12
_SHORT_SHARE = 0.6
_ROMAN_END = re.compile(r"[,\-–“\"(]$")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]$")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text's lines are broken: the wrap width (0: a paragraph a line) and whether blank lines part paragraphs."""

    width: int
    blank_parts: bool


def make_blocks(original: str) -> tuple[Surface, tuple[Block, ...]]:
    """This will give the stored text, with its way back to the original, and its paragraphs and cells in order."""
    surface = normalise_surface(original)
    lines = cut_lines(surface.text)
    layout = _measure(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, layout):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _assemble(surface, groups)


def _measure(lines: list[Line]) -> Layout:
    lengths = sorted(line.width for line in lines if not line.table or line.width > 0)
    if not lengths:
        return Layout(0, False)
    long = sum(1 for length in lengths if length > _LONG_LINE)
    ordinary = [length for length in lengths if length <= _LONG_LINE]
    blanks = sum(1 for line in lines if line.after_blank)
    if not ordinary or long > len(lengths) * 0.12:
        return Layout(0, True)
    return Layout(ordinary[int(len(ordinary) * 0.95)], blanks > len(lines) * 0.07)


def _goes_on(group: list[Line], line: Line, layout: Layout) -> bool:
    """This will tell whether the line continues the paragraph made of the group's lines."""
    previous = group[-1]
    if line.cell_key != previous.cell_key or not layout.width or previous.width > _LONG_LINE or previous.hard_break:
        return False
    before = previous.text.rstrip()
    ends = before.endswith(_TERMINAL) or bool(_FOOTNOTE.search(before))
    fits = previous.width + 1 + len(line.text.split(" ", 1)[0]) <= layout.width
    if line.after_blank:
        return not ends and not fits and bool(_STARTS_LOWER.match(line.text)) and not _LABEL.match(line.text)
    if _STANDS_ALONE.match(line.text) or _TYPE_WORD.match(before) or _TYPE_WORD.match(line.text):
        return False
    if not line.table and _PLACE_DATE.match(line.text):
        return False
    if before.startswith(("Độc lập -", "Độc lập –")):
        return False
    if _BULLET_GOES_ON.match(line.text) and not ends:
        return True
    if _LABEL.match(line.text):
        return not ends and not fits and not before.isupper()
    if before.endswith("Số:"):
        return True
    if line.table:
        return previous.opens_mark or not _cell_line_ends(before, line.text, ends)
    if layout.blank_parts:
        return True
    if (previous.bold and before.isupper()) or (line.bold and line.text.isupper()) or _title_ends(before, line.text):
        return False
    if not _STARTS_UPPER.match(line.text):
        return True
    return not (fits and (ends or previous.width < layout.width * _SHORT_SHARE or before.startswith("Điều ")))


def _title_ends(before: str, text: str) -> bool:
    """This will tell where a title in capitals gives way to sentences, on pages without blank lines."""
    if before.isupper() and len(before) > _SHORT_TITLE and not text[:_SHORT_TITLE].isupper():
        return True
    return text.isupper() and len(text) > _SHORT_TITLE and not before.isupper() and not _ROMAN_END.search(before)


def _cell_line_ends(before: str, text: str, ends: bool) -> bool:
    """This will tell a new line of a head or signature cell from the rest of a broken one."""
    return ends or (before.isupper() != text.isupper())


def _assemble(surface: Surface, groups: list[list[Line]]) -> tuple[Surface, tuple[Block, ...]]:
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    blocks: list[Block] = []
    length = 0
    for group in groups:
        begin = length
        for line in group:
            for offset, piece in line.pieces:
                if length > begin and piece == " " and pieces[-1].endswith(" "):
                    continue
                pieces.append(piece)
                starts.append(length)
                origins.append(offset)
                length += len(piece)
            pieces.append(" ")
            starts.append(length)
            origins.append(line.end)
            length += 1
        pieces[-1] = "\n"
        first = group[0]
        blocks.append(Block(begin, length - 1, first.table, first.row, first.column))
    return _compose("".join(pieces), starts, origins, surface), tuple(blocks)


def _compose(text: str, starts: list[int], origins: list[int], below: Surface) -> Surface:
    """This will lead the way back of pieces of the normalised text through to the original's positions."""
    if len(below.starts) == 1:
        return Surface(text, tuple(starts) or (0,), tuple(origins) or (0,))
    all_starts: list[int] = []
    all_origins: list[int] = []
    ends = [*starts[1:], len(text)]
    for start, end, origin in zip(starts, ends, origins, strict=True):
        all_starts.append(start)
        all_origins.append(below.origin(origin))
        piece = bisect_right(below.starts, origin)
        while piece < len(below.starts) and below.starts[piece] < origin + (end - start):
            all_starts.append(start + below.starts[piece] - origin)
            all_origins.append(below.origins[piece])
            piece += 1
    return Surface(text, tuple(all_starts) or (0,), tuple(all_origins) or (0,))
