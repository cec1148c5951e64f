"""The rows of rankings, and of tables that people put together, as HTML put together by hand.

A table may have six thousand cells, for which the template engine takes many times as long as Python does. All else of
the pages stands in their templates, which call this through tags (`templatetags/indicator_rows.py`).
"""

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString

from pcmt.indicators.queries import BulkValue, Pivot
from pcmt.web.indicators.shapes import RankLine
from pcmt.web.navigation import address
from pcmt.web.reporting.entry_html import escape
from pcmt.web.templatetags.house import state

ANY = "value:0"


def pivot_rows(found: Pivot) -> SafeString:
    """This will draw the rows, those that stand under another heading after a row that names it."""
    trace = address("trace.show", ANY).removesuffix(ANY)
    return SafeString("".join(_rows(found, trace)))


def _rows(found: Pivot, trace: str) -> Iterator[str]:
    width = 1 + len(found.layout.columns)
    for line in found.layout.lines:
        if any(line.heads[:-1]):
            group = " · ".join(f"{one.label} ({one.note})" if one.note else one.label for one in line.named[:-1])
            yield f'<tr class="group"><th scope="rowgroup" colspan="{width}">{escape(group)}</th></tr>\n'
        head = line.named[-1] if line.named else None
        label = (escape(head.label) if head else "") or "Giá trị"
        note = f" <small>{escape(head.note)}</small>" if head and head.note else ""
        cells = "".join(['<td class="num"></td>' if one is None else _cell(one, trace) for one in line.cells])
        yield f'<tr><th scope="row">{label}{note}</th>{cells}</tr>\n'


def _cell(one: BulkValue, trace: str) -> str:
    """A figure that leads to its explanation where it is one of an area; a dash where nothing is known."""
    state = one.state
    text, _, note = one.figure.partition(" (")
    if state == "void":
        text = "–" if text.startswith("chưa đủ") else "không tính"
    elif one.area_id > 0:
        text = f'<a href="{trace}value:{one.code}/{one.area_id}/{one.period}">{escape(text)}</a>'
    else:
        text = escape(text)
    told = f" <small>{escape(note.removesuffix(')'))}</small>" if note else ""
    return f'<td class="num {state}">{text}{told}</td>'


def rank_rows(lines: Sequence[RankLine], *, numbered: bool) -> SafeString:
    """This will draw the rows of an indicator's ranking. numbered: the map beside it carries the places' numbers."""
    return SafeString("".join([_rank_row(line, numbered) for line in lines]))


def panel_rank_rows(lines: Sequence[RankLine]) -> SafeString:
    """This will draw the rows of a ranking as a panel shows it."""
    return SafeString("".join([f"<tr>{_ordinal(line)}{_named(line)}</tr>\n" for line in lines]))


def _rank_row(line: RankLine, numbered: bool) -> str:
    number = f'<td class="num spare" data-label="Số trên bản đồ">{line.number}</td>' if numbered else ""
    place = line.place
    note = state("void", place.note or "thiếu dữ liệu") if place.state == "void" else escape(place.note)
    return f'<tr>{_ordinal(line)}{number}{_named(line)}<td data-label="Ghi chú">{note}</td></tr>\n'


def _ordinal(line: RankLine) -> str:
    """The rank; on the phone, where no column names it, with its word."""
    if line.place.rank is None:
        return '<td class="num spare" data-label="Thứ tự">–</td>'
    return f'<td class="num" data-label="Thứ tự"><span class="only-dense">hạng </span>{line.place.rank}</td>'


def _named(line: RankLine) -> str:
    return (
        f'<th scope="row"><a href="{escape(line.url)}">{escape(line.place.area.full_name)}</a></th>'
        f'<td class="num" data-label="Giá trị">{escape(line.place.display)}</td>'
        f'<td class="num" data-label="So với kỳ trước">{escape(line.change) or "–"}</td>'
    )
