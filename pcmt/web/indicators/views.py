"""Pages of indicators: one call down for each panel, plain values to the templates."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.classification import queries as classification
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import IndicatorPage, IndicatorRow, Value
from pcmt.kernel.actor import Actor
from pcmt.kernel.number import Number
from pcmt.rulebook.queries import book
from pcmt.trace import queries as trace
from pcmt.trace.queries import TraceNode
from pcmt.web.areas.map_day import MapDay, map_day
from pcmt.web.areas.picture import Picture, picture_of
from pcmt.web.areas.slots import TileStates
from pcmt.web.asked import number_of
from pcmt.web.classification.shapes import board_picture, standing_rows
from pcmt.web.components import Step
from pcmt.web.formats.figures import date_text
from pcmt.web.indicators.apart import apart_lines
from pcmt.web.indicators.asked import asked_area, asked_period, asked_year, parts, told_heir
from pcmt.web.indicators.behind import behind_words
from pcmt.web.indicators.breaking import break_notes
from pcmt.web.indicators.list_rows import changes_of, row_of
from pcmt.web.indicators.shapes import (
    by_district,
    folded,
    map_origin,
    map_states,
    mapped,
    move_words,
    outlook_note,
    place_url,
    ranking,
    trend_chart,
)
from pcmt.web.indicators.spreads import composed, spread_chart
from pcmt.web.indicators.timelines import class_timeline, timeline
from pcmt.web.indicators.ways import ways
from pcmt.web.views import ActorRequest, page
from vanban.text import format_date, lower_first

URGENCY = ("risk", "late", "on", "met", "void")


@page("indicators.view")
@require_safe
def list_indicators(request: ActorRequest) -> HttpResponse:
    """This will list all indicators of an area: newest value, course, target and where it stands."""
    day = map_day(request, "dia-ban")
    area = asked_area(request, request.actor, day)
    rows = indicators.indicator_rows(request.actor, area.id, day.on)
    apart = indicators.set_apart(request.actor, area, day.on)
    changes = changes_of(rows, area, day.on)
    told_heir(request, number_of(request.GET.get("dia-ban", "")), area, day.on)
    values = {
        "title": _list_title(rows, area),
        "lead": f"{area.full_name}, tính từ số liệu đã chốt của các kỳ kết thúc đến ngày {format_date(day.on)}",
        "area": area,
        "day": day,
        "parts": parts(request.actor, area, day),
        "rows": [
            row_of(row, area.id, day, changes, apart.get(row.rule.code, ())) for row in sorted(rows, key=_urgency)
        ],
        "changed": ", ".join(map(format_date, changes)),
        "counts": _counts(rows),
        "behind": behind_words(rows),
        "ways": ways(request.actor, "indicators.list"),
        "may_manage_public": request.actor.may_somewhere("indicators.manage"),
        "may_propose_rules": request.actor.may_somewhere("rulebook.propose_release"),
    }
    return render(request, "indicators/list.html", values)


def _urgency(row: IndicatorRow) -> int:
    """Those behind first, then the others with something to reach; the rest as the rulebook orders them."""
    return URGENCY.index(row.progress.state) if row.progress else len(URGENCY)


def _counts(rows: tuple[IndicatorRow, ...]) -> dict[str, int]:
    tally = dict.fromkeys(URGENCY, 0)
    for row in rows:
        if row.progress:
            tally[row.progress.state] += 1
    return {**tally, "behind": tally["late"] + tally["risk"]}


def _list_title(rows: tuple[IndicatorRow, ...], area: AreaView) -> str:
    tally = _counts(rows)
    if tally["behind"]:
        return f"{tally['behind']} chỉ số {behind_words(rows)}"
    if tally["met"] or tally["on"]:
        return "Các chỉ số đang theo đúng mức phấn đấu"
    if tally["void"]:
        return f"Chưa đủ dữ liệu để đánh giá {tally['void']} chỉ số"
    return f"Chỉ số của {lower_first(area.full_name)}"


@page("indicators.view")
@require_safe
def show_indicator(request: ActorRequest, code: str) -> HttpResponse:
    """This will show one indicator: value against its roadmap, course, map, communes, and why it is so."""
    day = map_day(request, "dia-ban", "ky", "goc")
    area = asked_area(request, request.actor, day)
    told_heir(request, number_of(request.GET.get("dia-ban", "")), area, day.on)
    period, baseline = asked_period(request), asked_year(request)
    if period and day.is_other and period.first_day > day.on:
        period = None  # figures of later units do not belong on an earlier map
    shown = indicators.indicator_page(request.actor, code, area.id, period, on=day.on, baseline=baseline)
    states = map_states(shown.rule, shown.value.period, shown.places, shown.bands)
    changes = _changes(shown, day)
    values: dict[str, Any] = {
        "day": day,
        "parts": parts(request.actor, area, day),
        "title": shown.rule.label,
        "page": shown,
        "headline": shown.value.display[:1].upper() + shown.value.display[1:],
        "note": _note(shown),
        "moves": [move_words(move, shown.rule) for move in shown.moves],
        "source": f"{shown.rule.source}" + ("" if shown.rule.source.certain else " (thiết lập của tỉnh)"),
        "floor": indicators.floor_text(shown.rule),
        "floor_source": indicators.floor_source(shown.rule),
        "chart": trend_chart(shown, changes, day.on),
        "breaks": break_notes(shown, changes),
        "outlook": outlook_note(shown),
        "apart": apart_lines(indicators.set_apart(request.actor, area, day.on, code).get(code, ())),
        "spread": spread_chart(shown, day.on),
        "compositions": composed(indicators.breakdowns(request.actor, shown.value, day.on)),
        "why": why(shown, _traced(shown.value, request.actor, day)),
        "why_title": f"Vì sao là {shown.value.display}?" if shown.value.state == "known" else "Vì sao?",
        "trace_url": reverse("trace.show", args=[shown.value.reference]),
        "picture": _picture(shown, states, day),
        "map_origin": map_origin(shown, day.on),
        "timeline": timeline(shown, day),
        "ranking": ranking(shown, states),
        "ranking_note": f"{len(shown.places)} dòng",
        "asked": urlencode({"dia-ban": area.id, **({"on": day.text} if day.text else {})}),
    }
    if area.level == "province" and not day.is_other and classification.is_counted_by(shown.rule):
        values |= _classes(request.actor, shown, day)
    values["ranked"], values["unranked"] = folded(values["ranking"])
    values["numbered"] = values["picture"] is not None and bool(values["picture"].places)
    if values["picture"] is None:
        values["districts"] = by_district(values["ranked"])
    return render(request, "indicators/show.html", values)


def _traced(value: Value, actor: Actor, day: MapDay) -> TraceNode:
    """How the value came about, which is always told on today's map."""
    now = timezone.now()
    return trace.trace(value.reference, actor, now) if day.is_other else trace.trace_known(value, actor, now)


def _note(shown: IndicatorPage) -> str:
    newer = f" · {shown.newer.period.name_inside}: {shown.newer.display}" if shown.newer else ""
    return f"{shown.value.period.label}{newer}"


def _picture(shown: IndicatorPage, states: TileStates, day: MapDay) -> Picture | None:
    urls = {place.area.id: place_url(place) for place in shown.places}
    return picture_of(mapped(shown.places), states, day.on, urls, None) if shown.places else None


def _changes(shown: IndicatorPage, day: MapDay) -> tuple[date, ...]:
    """Days within the course on which units of the area changed."""
    ids = [shown.area.id, *(place.area.id for place in shown.places)]
    return areas.days_of_change(ids, shown.trend[0].period.last_day, day.on) if shown.trend else ()


def _classes(actor: Actor, shown: IndicatorPage, day: MapDay) -> dict[str, Any]:
    """Give the communes by class: those decided in the year shown, and where the others stand provisionally."""
    board = classification.board(actor, None, day.on, shown.value.period)
    if board is None or not board.rows:
        return {}
    counts = ", ".join(f"{count} {lower_first(option.label)}" for option, count in board.counted())
    yes, still_open = board.provisional()
    total = len(board.rows)
    share = Number(Fraction(100 * yes, total), Fraction(100 * (yes + still_open), total))
    rows = standing_rows(board)
    grounds = {row.ground for row in rows}
    shared = grounds.pop() if len(grounds) == 1 and rows[0].decided else ""
    reviewing = board.reviewing()
    provisional = indicators.told(share, 1, "%", owing=still_open - reviewing, of=total)
    provisional += f", {reviewing} xã, phường cần xem xét" if reviewing else ""
    picture = board_picture(board, day.on)
    drawn = picture.title.split(" · ")[-1] if picture else ""
    return {
        "map_origin": f"Nguồn: {drawn} · tính ngày {format_date(day.on)}",
        "note": f"{shown.value.period.label} · tạm tính {board.period.name_inside}: {provisional}",
        "standing": rows,
        "shared_ground": shared,
        "standing_note": (f"{shared}; " if shared else "") + f"tạm tính {board.period.name_inside}: {counts}",
        "board_url": f"{reverse('classification.board')}?nam={board.year.id}",
        "picture": picture,
        "timeline": class_timeline(shown),
    }


def why(shown: IndicatorPage, node: TraceNode) -> list[Step]:
    """This will answer why a value is so in four steps: the figure, the rule, the data, the sentence that asked."""
    answered = [place for place in shown.places if place.state in ("met", "risk", "void")]
    yes = sum(place.state == "met" for place in answered)
    counted = f"{yes} trong {len(answered)} xã, phường; " if shown.places and len(answered) == len(shown.places) else ""
    steps = [
        Step("Con số", f"{counted}{shown.value.display} – {shown.area.full_name}, {shown.value.period.label_inside}"),
        Step("Quy tắc", f"{shown.rule.source} · hiệu lực từ {date_text(shown.rule.valid_from)}", source=shown.rule.id),
        Step("Số liệu", _data(node, shown.value), reverse("trace.show", args=[node.reference])),
    ]
    for target in node.up:
        for sentence in target.up:
            quote = dict(sentence.facts).get("Nguyên văn", "")
            url = reverse("trace.show", args=[sentence.reference]) if sentence.reference else ""
            asked_for = quote or sentence.title
            if asked_for not in {step.text for step in steps}:  # two targets may stand in one sentence
                steps.append(Step("Yêu cầu", asked_for, url, sentence.title if quote else ""))
    if not node.up:
        floor = indicators.floor_text(shown.rule)
        asked = (
            f"{floor}: {shown.rule.floor.source}"
            if shown.rule.floor
            else "Chưa có kế hoạch nào đặt chỉ tiêu cho chỉ số này."
        )
        steps.append(Step("Yêu cầu", asked))
    return steps


def _data(node: TraceNode, value: Value) -> str:
    cells = [cell for element in node.down for cell in element.down]
    missing = sum("Chưa có số liệu" in dict(element.facts) for element in node.down)
    if any(book().element(reading.code).counted for reading in value.readings):
        return _reports(cells)
    if any(book().element(reading.code).tasks for reading in value.readings):
        return "Đếm từ nhiệm vụ đến hạn trong kỳ của các kế hoạch đang theo dõi."
    if not cells and _stands_on_figures(value):
        return "Nguồn số liệu thuộc phạm vi địa bàn khác, tài khoản này không xem được."
    if not cells:
        return "Chưa có số liệu nào được chốt."
    closed = [dict(cell.facts).get("Chốt", "") for cell in cells]
    text = f"{len(cells)} số liệu đã chốt; gần nhất: {cells[-1].title} (chốt {closed[-1]})"
    return text + ("; còn nơi chưa có số liệu" if missing else "")


def _reports(cells: Sequence[TraceNode]) -> str:
    """What the books of reporting say; each report counts in several figures and is told once."""
    titles = list(dict.fromkeys(cell.title for cell in cells))
    if not titles:
        return "Theo sổ theo dõi báo cáo: không báo cáo nào gửi chậm, quá hạn hoặc phải đính chính."
    return f"Theo sổ theo dõi báo cáo, {len(titles)} báo cáo cần xem; gần nhất: {titles[-1]}"


def _stands_on_figures(value: Value) -> bool:
    """Whether anything was closed for it, seen or not: a figure of one area, or a total that some areas answered."""
    told = any(reading.references or reading.number.is_known for reading in value.readings)
    return told or value.owing < value.of
