"""The rows of the entry grid as HTML, put together by hand.

A form of sixty cells is drawn anew after each step of five people, and for these rows the template engine takes many
times as long as Python does. All else of the page stands in templates, which call this through tags
(`templatetags/entry.py`). Whatever comes from people or from the rulebook goes through `escape`.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape as escape_text

from django.utils.safestring import SafeString

from pcmt.reporting.queries import EarlierFigure, SectionView, SheetCell
from pcmt.web.formats.figures import number_text
from pcmt.web.navigation import address
from pcmt.web.reporting.grid import GridRow, GridSection
from pcmt.web.templatetags.house import icon

NOTHING = '<span class="muted">–</span>'
MUST = '<span class="must" title="Bắt buộc" aria-hidden="true"> *</span>'
ESTIMATE = ' <span class="tag">số ước</span>'
HIDDEN = '<span class="muted" title="Chỉ đơn vị phụ trách và cơ quan kiểm tra được xem">không hiển thị</span>'
YES_OR_NO = (("", ""), ("có", "Có"), ("không", "Không"))
ANY_CELL = "cell:0"


def escape(told: object) -> str:
    """This will make any text harmless in a page; Django's own also asks whether it is a translation not made yet."""
    text = told if type(told) is str else str(told)
    # Figures and codes, most of what is written here, hold nothing that could do harm.
    return text if text.isalnum() or not text else escape_text(text)


def entry_rows(grid: GridSection, *, away: bool, traced: bool) -> SafeString:
    """This will draw the rows of a section's list, one a cell.

    away: for the copy that a browser keeps, without comments. traced: closed figures lead to where they come from.
    """
    trace = _trace_base() if traced else ""
    return SafeString("".join(_entry_row(row, grid, away, trace) for row in grid.listed))


def cell_options(sections: Iterable[SectionView]) -> SafeString:
    """This will draw the cells of a form to choose from, by section; those hidden from the reader are left out."""
    return SafeString(
        "".join(
            f'<optgroup label="{escape(section.label)}">'
            + "".join(_option(cell.element, cell.label) for cell in section.cells if not cell.hidden)
            + "</optgroup>"
            for section in sections
        )
    )


@lru_cache(maxsize=2048)  # as above
def _option(element: str, label: str) -> str:
    return f'<option value="{escape(element)}">{escape(label)}</option>'


def figure(row: GridRow, *, may_type: bool, label: str = "", traced: bool = False) -> SafeString:
    """This will draw a cell's figure: a field where it may be typed, else what stands there.

    label: what is read out where no label stands beside the field.
    """
    return SafeString(_figure(row, may_type, label, _trace_base() if traced else ""))


def to_date(cell: SheetCell, *, short: bool = False) -> SafeString:
    """This will draw the year so far with this period (lũy kế); `data-earlier` lets the page add what is typed.

    short: with a star, where there is no room for saying how many of the earlier periods are there.
    """
    if cell.earlier is None or cell.hidden:
        return SafeString(NOTHING)
    known, due, total = cell.earlier_known, cell.earlier_due, cell.to_date
    shown = (
        f'<output data-to-date="{escape(cell.element)}" data-earlier="{cell.earlier.scaled}" data-known="{known}">'
        f"{'–' if total is None else number_text(total)}</output>"
    )
    if known < due and not short:
        shown += f'<small title="Số kỳ trước trong năm đã chốt">có {known}/{due} kỳ trước</small>'
    elif known < due and total is not None:
        shown += f'<abbr title="Mới có {known}/{due} kỳ trước trong năm đã chốt">*</abbr>'
    return SafeString(shown)


def _trace_base() -> str:
    """What comes before a reference in the address of its trace; empty where there is no such page."""
    return address("trace.show", ANY_CELL).removesuffix(ANY_CELL)


def _entry_row(row: GridRow, grid: GridSection, away: bool, trace: str) -> str:
    cell, cumulative = row.cell, grid.section.cumulative
    columns = [
        f'<td data-label="Đơn vị tính">{escape(cell.unit)}</td>',
        _column("Kỳ này", _figure(row, grid.editable, "", trace)),
        _column(escape(cumulative), to_date(cell)) if cumulative else "",
        *_beside(grid, cell, trace),
        f'<td data-label="Ghi chú">{_comment(row)}</td>' if grid.editable and not away else "",
    ]
    tone = f' class="{row.tone}"' if row.tone else ""
    return f'<tr data-row="{escape(cell.element)}"{tone}>{_head(row, grid.editable)}{"".join(columns)}</tr>\n'


def _beside(grid: GridSection, cell: SheetCell, trace: str) -> tuple[str, ...]:
    """What a figure is held against: nothing where it is asked once, of days that no period comes before."""
    if grid.is_once:
        return ()
    return (
        _column("Kỳ trước", _earlier(cell.previous, trace)),
        _column("Cùng kỳ", _earlier(cell.last_year, trace)),
        "" if grid.editable else _column("Tăng, giảm", _change(cell)),
    )


def _column(label: str, content: str) -> str:
    return f'<td class="num" data-label="{label}">{content}</td>'


def _head(row: GridRow, editable: bool) -> str:
    """What is asked: its number and label, how it is filled in, and what is to be told of it."""
    cell, element = row.cell, escape(row.cell.element)
    typed = editable and not cell.computed
    pieces = [
        f'<th scope="row"><label for="o-{element}">' if typed else '<th scope="row"><label>',
        f"{row.number}. {escape(cell.label)}{MUST if typed and cell.required else ''}</label>",
        ESTIMATE if cell.estimate else "",
        _how(cell),
        f"<small>Ghi chú: {escape(cell.comment)}</small>" if cell.comment and not editable else "",
        _offered(cell) if row.offered and editable else "",
        *(f'<small class="note">{escape(note)}</small>' for note in row.notes),
        f'<small class="wrong" id="loi-{element}" data-error="{element}">{escape(row.error)}</small></th>',
    ]
    return "".join(pieces)


def _how(cell: SheetCell) -> str:
    if not cell.help and not cell.source.document:
        return ""
    return _explained(cell.help, str(cell.source))


@lru_cache(maxsize=2048)  # what the rulebook says of a cell is the same in each report
def _explained(help_: str, source: str) -> str:
    return (
        f'<details class="how"><summary>{icon("question")}<span class="unseen">Cách ghi, căn cứ</span></summary>'
        f"<p>{escape(help_)}</p><p>Căn cứ: {escape(source)}.</p></details>"
    )


def _offered(cell: SheetCell) -> str:
    return f"<small>Chuyển từ số cuối kỳ trước ({escape(cell.offered)}); khác thì sửa và nêu lý do</small>"


def _figure(row: GridRow, may_type: bool, label: str, trace: str) -> str:
    cell = row.cell
    if cell.hidden:
        return HIDDEN
    text = escape(cell.text) or "–"
    if cell.computed:
        return f'<output data-computed="{escape(cell.element)}"><b>{text}</b></output>{_sides(cell)}'
    if may_type:
        return _field(row, label)
    if cell.fact_id and trace:
        return f'<a href="{trace}{cell.reference}" title="Tra nguồn số liệu"><b>{text}</b></a>'
    return f"<b>{text}</b>"


def _sides(cell: SheetCell) -> str:
    """Of a rate: what is divided by what."""
    if cell.kind != "rate":
        return ""
    known = cell.over is not None and cell.under is not None
    sides = f"{number_text(cell.over)}/{number_text(cell.under)}" if known else ""
    return f'<small data-sides="{escape(cell.element)}" title="Tử số / mẫu số">{sides}</small>'


def _field(row: GridRow, label: str) -> str:
    """The field, what stood in it when the page was made, and the revision that it was made from."""
    cell, element = row.cell, escape(row.cell.element)
    named = f'id="o-{element}" name="cell:{element}"'
    told = f' aria-label="{escape(label)}"' if label else ""
    wrong = ' aria-invalid="true"' if row.error else ""
    described = f'{wrong} aria-describedby="loi-{element}"'
    if cell.kind == "yesno":
        options = "".join(
            f'<option value="{value}"{" selected" if value and value == row.text else ""}>{words}</option>'
            for value, words in YES_OR_NO
        )
        typed = f"<select {named} data-cell{told}{described}>{options}</select>"
    else:
        offered = " data-offered" if row.offered else ""
        mode = "decimal" if cell.scale else "numeric"
        typed = (
            f'<input {named} value="{escape(row.text)}" inputmode="{mode}" autocomplete="off" data-cell'
            f"{told}{offered}{described}>"
        )
    return typed + _before("cell", element, cell.text, cell.revision)


def _comment(row: GridRow) -> str:
    cell, element = row.cell, escape(row.cell.element)
    if cell.computed or cell.hidden:
        return ""
    return (
        f'<input class="comment" name="comment:{element}" value="{escape(row.comment)}" maxlength="500" '
        f'placeholder=" " aria-label="Ghi chú: {escape(cell.label)}">'
        f"{_before('comment', element, cell.comment, cell.comment_revision)}"
    )


def _before(kind: str, element: str, text: str, revision: int) -> str:
    """What comes back with a field, so that nobody's typing is written over unseen."""
    return (
        f'<input type="hidden" name="base:{kind}:{element}" value="{escape(text)}">'
        f'<input type="hidden" name="seen:{kind}:{element}" value="{revision}">'
    )


def _earlier(earlier: EarlierFigure | None, trace: str) -> str:
    if earlier is None:
        return NOTHING
    text = escape(earlier.text)
    return f'<a href="{trace}{earlier.reference}">{text}</a>' if earlier.reference and trace else text


def _change(cell: SheetCell) -> str:
    change = cell.change
    return "" if change is None else f"{'+' if change.scaled > 0 else ''}{number_text(change)}"
