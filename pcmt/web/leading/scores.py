"""Scorecards of communes and of agencies: the table with its ranks, one unit's card, and the table as a file."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import ScoreTable
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import Scorecard
from pcmt.web.components import Link
from pcmt.web.downloads import csv_of, download_of
from pcmt.web.indicators.asked import asked_period
from pcmt.web.indicators.ways import ways
from pcmt.web.leading.score_shapes import counted, file_heads, file_rows, lines, method, score_text, sheets
from pcmt.web.views import ActorRequest, page
from vanban.text import format_date
from workbook.listing import listed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("reporting.view")
@require_safe
def score_table(request: ActorRequest) -> HttpResponse:
    """This will show a scorecard: every unit with its score, its rank, and what the score is made of."""
    cards = indicators.seen_cards(request.actor, timezone.localdate())
    table = _asked_table(request, cards)
    shown = lines(table, _query(table.card, table, only_period=True))
    ranked = [line for line in shown if line.rank]
    values = {
        "title": _title(table, len(ranked)),
        "lead": f"{table.period.label}, tính đến hết ngày {format_date(table.as_of)}",
        "ways": ways(request.actor, "indicators.score_table"),
        "tabs": _tabs(table, cards),
        "table": table,
        "card": table.card,
        "ranked": ranked,
        "unranked": [line for line in shown if not line.rank],
        "asked": _query(table.card, table),
        "columns": [(part, counted(part)) for part in table.card.parts],
        "method": method(table.card),
        "source": _source(table.card),
    }
    return render(request, "leading/scores.html", values)


@page("reporting.view")
@require_safe
def unit_score(request: ActorRequest, card: str, unit_id: int) -> HttpResponse:
    """This will show one unit's card: its score, the parts, and every fact that they rest on."""
    found = indicators.unit_score(request.actor, card, unit_id, timezone.localdate(), asked_period(request))
    row, table = found.row, found.table
    values = {
        "title": f"{row.unit.name}: {score_text(row.total, table.card.scale)} điểm" if row.total else row.unit.name,
        "lead": f"{table.card.label} · {table.period.label}, tính đến hết ngày {format_date(table.as_of)}",
        "row": row,
        "table": table,
        "card": table.card,
        "rank": row.rank.text if row.rank else "",
        "ranked_note": f"trong {sum(one.rank is not None for one in table.rows)} đơn vị đã xếp hạng",
        "score": score_text(row.total, table.card.scale),
        "sheets": sheets(found),
        "all_url": reverse("indicators.score_table") + _query(table.card, table),
        "unit_url": _unit_url(table, unit_id),
        "method": method(table.card),
        "source": _source(table.card),
    }
    return render(request, "leading/score.html", values)


@page("reporting.view", machine=True)
@require_safe
def score_file(request: ActorRequest, kind: str) -> HttpResponse:
    """This will hand the table out as a file: csv or xlsx."""
    if kind not in ("csv", "xlsx"):
        raise NotFound
    table = _asked_table(request, indicators.seen_cards(request.actor, timezone.localdate()))
    name = f"bang-diem-{table.card.code}-{table.period.id.replace('@', '-')}.{kind}"
    heads, rows = file_heads(table.card), file_rows(table)
    if kind == "csv":
        return csv_of(heads, (["" if cell is None else str(cell) for cell in row] for row in rows), name=name)
    return download_of(listed(table.card.label, heads, rows), name=name, media_type=XLSX)


def _asked_table(request: ActorRequest, cards: Sequence[Scorecard]) -> ScoreTable:
    """The scorecard and period that the address names: the first that one sees and the year so far unless told."""
    code = request.GET.get("bang") or next((card.code for card in cards), "")
    if not code:
        raise NotFound("Chưa có bảng điểm nào trong phạm vi xem của tài khoản này.")
    return indicators.score_table(request.actor, code, timezone.localdate(), asked_period(request))


def _title(table: ScoreTable, ranked: int) -> str:
    if not table.rows:
        return table.card.label
    if not table.whole:
        return f"{table.card.label} trong phạm vi phụ trách"
    return f"{table.card.label}: xếp hạng được {ranked}/{len(table.rows)}"


def _tabs(table: ScoreTable, cards: Sequence[Scorecard]) -> list[Link]:
    base = reverse("indicators.score_table")
    return [Link(card.label, base + _query(card, table), current=card.code == table.card.code) for card in cards]


def _query(card: Scorecard, table: ScoreTable, *, only_period: bool = False) -> str:
    named = {} if only_period else {"bang": card.code}
    return "?" + urlencode({**named, "ky": table.period.id})


def _unit_url(table: ScoreTable, unit_id: int) -> str:
    return reverse("areas.area" if table.card.whose == "commune" else "agencies.agency", args=[unit_id])


def _source(card: Scorecard) -> str:
    return f"{card.source}" + ("" if card.source.certain else " (tỉnh tự đặt, sửa được trong bộ quy tắc)")
