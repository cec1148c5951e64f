"""The rows of a table that people put together, as HTML put together by hand.

A table may have six thousand cells, for which the template engine takes many times as long as Python does. All else of
the page stands in its template, which calls this through a tag (`templatetags/pivot.py`).
"""

from collections.abc import Iterator

from django.utils.safestring import SafeString

from pcmt.indicators.queries import BulkValue, Pivot
from pcmt.web.navigation import address
from pcmt.web.reporting.entry_html import escape

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
