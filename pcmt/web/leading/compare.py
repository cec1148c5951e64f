"""Communes side by side: up to six, by up to six indicators, in an address that can be handed on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Compared, SideBySide, Value
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import IndicatorDef, book
from pcmt.web.asked import number_of
from pcmt.web.charts import Chart, Series, line_chart
from pcmt.web.indicators.breaking import cuts, parting
from pcmt.web.indicators.shapes import short
from pcmt.web.indicators.ways import ways
from pcmt.web.views import ActorRequest, page
from vanban.text import format_date

LEAST, MOST = 2, 6
SUGGESTED = 3
FIRST_AREAS, FIRST_CODES = 3, 2  # fields in sight before anything is chosen


@dataclass(frozen=True)
class Line:
    """One indicator in the table: its label, the period, and each commune's value with where it is explained."""

    compared: Compared
    url: str
    cells: tuple[tuple[AreaView, Value, str], ...]


@page("indicators.view")
@require_safe
def compare(request: ActorRequest) -> HttpResponse:
    """This will lay communes side by side by the indicators chosen, or offer both to choose from."""
    on = timezone.localdate()
    communes, rules = _communes(request.actor, on), _rules(on)
    given = _ids(request.GET.getlist("xa"))
    chosen = list(dict.fromkeys(given))
    codes = [code for code in dict.fromkeys(request.GET.getlist("chi-so")) if code]
    too_many = len(chosen) > MOST or len(codes) > MOST
    found = None
    if len(chosen) >= LEAST and not too_many:
        found = indicators.side_by_side(request.actor, chosen, codes or [rule.code for rule in rules], on)
        found = found if codes else replace(found, compared=_best_known(found.compared))
        codes = [one.rule.code for one in found.compared]
    twice = _twice(given, communes)
    areas_first, areas_more = _slots(given if twice else chosen, FIRST_AREAS)
    codes_first, codes_more = _slots(codes, FIRST_CODES)
    values = {
        "title": _title(found),
        "lead": f"Cùng chỉ số, cùng kỳ, tính từ số liệu đã chốt đến ngày {format_date(on)}",
        "ways": ways(request.actor, "indicators.compare"),
        "communes": communes,
        "rules": rules,
        "slots": areas_first,
        "more_slots": areas_more,
        "code_slots": codes_first,
        "more_codes": codes_more,
        "found": found,
        "too_many": too_many,
        "twice": twice,
        "lines": _lines(found) if found else (),
        "charts": [_chart(one, found, on) for one in found.compared] if found else (),
    }
    return render(request, "leading/compare.html", values)


def _communes(actor: Actor, on: date) -> tuple[AreaView, ...]:
    province = areas.province(on)
    if province is None:
        return ()
    return tuple(area for area in areas.communes(province.id, on) if indicators.may_view(actor, area))


def _rules(on: date) -> list[IndicatorDef]:
    """Indicators that can be asked of a commune: those with something to reach first."""
    known = [rule for rule in book().indicators(on) if rule.level != "province"]
    return sorted(known, key=lambda rule: rule.floor is None)


def _best_known(compared: Sequence[Compared]) -> tuple[Compared, ...]:
    """The indicators to begin with where none was chosen: those known of most of the communes."""
    ordered = sorted(compared, key=lambda one: sum(value.state != "known" for value in one.newest))
    return tuple(ordered[:SUGGESTED])


def _ids(texts: Sequence[str]) -> list[int]:
    """The areas that an address names; NotFound for what is no number."""
    given = [number_of(text) for text in texts if text]
    found = [one for one in given if one is not None]
    if len(found) < len(given):
        raise NotFound
    return found


def _twice(given: Sequence[int], communes: Sequence[AreaView]) -> str:
    """The commune chosen more than once, by name, where fewer than two are left to compare; else empty."""
    if len(given) < LEAST or len(set(given)) >= LEAST:
        return ""
    return next((area.full_name for area in communes if area.id == given[0]), "")


def _slots(chosen: Sequence[object], first: int) -> tuple[list[tuple[int, object]], list[tuple[int, object]]]:
    """What stands in the fields of the form, numbered: those in sight, all that are chosen among them, and the rest."""
    fields = [*enumerate([*chosen[:MOST], *[""] * (MOST - len(chosen))], start=1)]
    in_sight = max(first, min(len(chosen), MOST))
    return fields[:in_sight], fields[in_sight:]


def _title(found: SideBySide | None) -> str:
    if found is None:
        return "So sánh các xã, phường"
    names = [area.full_name for area in found.areas]
    return f"So sánh {', '.join(names[:-1])} và {names[-1]}"


def _lines(found: SideBySide) -> list[Line]:
    return [
        Line(
            one,
            reverse("indicators.show", args=[one.rule.code]),
            tuple(
                (area, value, reverse("trace.show", args=[value.reference]))
                for area, value in zip(found.areas, one.newest, strict=True)
            ),
        )
        for one in found.compared
    ]


def _chart(one: Compared, found: SideBySide, on: date) -> Chart:
    scale = one.rule.scale
    series = [
        Series(
            area.full_name,
            [indicators.rounded(value.number.value, scale) if value.number.is_known else None for value in course],
        )
        for area, course in zip(found.areas, one.courses, strict=True)
    ]
    periods = [value.period for value in one.courses[0]]
    return line_chart(
        f"so-sanh-{one.rule.code.replace('.', '-')}",
        one.rule.label,
        [short(period) for period in periods],
        series,
        unit=one.rule.unit,
        decimals=scale,
        marks=parting(one.rule, periods, found.changes),
        cuts=cuts(one.rule, periods),
        source="số liệu báo cáo đã chốt",
        dated=f"tính ngày {format_date(on)}",
    )
