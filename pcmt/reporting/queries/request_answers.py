"""What was answered to a request, as one table: a line for each addressee, a column for all that was asked."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.timezone import localtime

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.quantity import Quantity
from pcmt.reporting import policy
from pcmt.reporting.answering import written
from pcmt.reporting.models import Answer, DraftCell, Words
from pcmt.reporting.owners import owners_among
from pcmt.reporting.queries.duties import DutyView
from pcmt.reporting.queries.requests import RequestBoard, request
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.sheet import Sheet
from pcmt.reporting.sheets import quantity_of
from pcmt.rulebook.queries import CellDef, Form

Value = str | Decimal | None
NOT_SHOWN = "không hiển thị"
HEADS = ("Đơn vị", "Cơ quan trả lời", "Trạng thái", "Hạn gửi", "Gửi lúc")


@dataclass(frozen=True)
class AnswersTable:
    """Heads and lines; a figure is an exact decimal, all else text, and None where nothing was answered.

    title: what was asked, fit for the name of a file.
    """

    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class _Given:
    """What all addressees have typed, by submission."""

    figures: Mapping[int, Mapping[str, Quantity]]
    answers: Mapping[int, Mapping[str, str]]
    words: Mapping[int, Mapping[str, str]]


def request_answers(actor: Actor, request_id: int, on: date) -> AnswersTable:
    """This will lay out all answers that the actor may see, drafts too: the state stands beside each.

    A fixed number of queries, whatever the number of addressees. NotFound as `request` says.
    """
    board = request(actor, request_id, on)
    form, ids = board.form, [row.submission_id for row in board.rows]
    given = _given(ids)
    local = agencies.last_in({row.area_id for row in board.rows}, board.request.period.last_day)
    lines = []
    for row in board.rows:
        owners = owners_among(form, row.agency_id, local[row.area_id])
        sees = {code: bool(policy.may_view_restricted(actor, row, owner)) for code, owner in owners.items()}
        lines.append((*_head(row), *_figures(form, row, given, sees), *_answers(form, row, given, sees)))
    return AnswersTable(_title(board), _heads(form), tuple(lines))


def _title(board: RequestBoard) -> str:
    return f"{board.form.short_label}, {board.request.period.name_inside}"


def _heads(form: Form) -> tuple[str, ...]:
    cells = (f"{cell.label} ({cell.unit})" if cell.unit else cell.label for cell in form.cells)
    return (*HEADS, *cells, *(one.label for one in form.answers), *(one.label for one in form.words))


def _head(row: DutyView) -> tuple[Value, ...]:
    sent = f"{localtime(row.sent_at):%d/%m/%Y %H:%M}" if row.sent_at else None
    return row.area_name, row.agency_name, row.state_label, f"{row.due_on:%d/%m/%Y}", sent


def _figures(form: Form, row: DutyView, given: _Given, sees: Mapping[str, bool]) -> list[Value]:
    typed = given.figures.get(row.submission_id, {})
    sheet = Sheet(
        area="",
        period=row.period,
        figures={row.period.id: {code: one.fraction for code, one in typed.items()}},
        labels={cell.element: cell.label for cell in form.cells},
        computed={cell.element: cell.computed for cell in form.cells if cell.computed is not None},
    )
    found: list[Value] = []
    for section in form.sections:
        for cell in section.cells:
            hidden = cell.restricted and not sees[section.code]
            found.append(NOT_SHOWN if hidden else _figure(cell, typed.get(cell.element), sheet))
    return found


def _figure(cell: CellDef, typed: Quantity | None, sheet: Sheet) -> Value:
    one = quantity_of(cell, sheet) if cell.computed is not None else typed
    if one is None:
        return None
    return write_figure(one.scaled, one.scale, cell.kind) if cell.kind in ("yesno", "class") else one.decimal


def _answers(form: Form, row: DutyView, given: _Given, sees: Mapping[str, bool]) -> list[Value]:
    answers, words = given.answers.get(row.submission_id, {}), given.words.get(row.submission_id, {})
    found: list[Value] = []
    for section in form.sections:
        for one in section.answers:
            said = answers.get(one.code, "")
            hidden = one.restricted and not sees[section.code]
            found.append(NOT_SHOWN if hidden else written(one, said) if said else None)
    return [*found, *(words.get(one.code) for one in form.words)]


def _given(ids: list[int]) -> _Given:
    figures: dict[int, dict[str, Quantity]] = defaultdict(dict)
    for cell in DraftCell.objects.filter(submission__in=ids, scaled__isnull=False):
        figures[cell.submission_id][cell.element] = Quantity(cell.scaled or 0, cell.scale)
    answers: dict[int, dict[str, str]] = defaultdict(dict)
    for one in Answer.objects.filter(submission__in=ids):
        answers[one.submission_id][one.question] = one.text
    words: dict[int, dict[str, str]] = defaultdict(dict)
    for said in Words.objects.filter(submission__in=ids):
        words[said.submission_id][said.field] = said.text
    return _Given(figures, answers, words)
