"""Where areas stand by their figures, condition by condition; computed on reading, never stored."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.classification.queries.answers import Assessment, ConditionResult, FigureView
from pcmt.classification.rules.judgement import judge
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Reading, Spot, said, told
from pcmt.kernel.formula.tree import Cell, codes
from pcmt.kernel.period import Period
from pcmt.reporting.queries import Sight
from pcmt.rulebook.queries import Condition, IndicatorDef, Scheme, book
from vanban.text import lower_first

SCHEME = "khong-ma-tuy"
WITHHELD = "hạn chế xem"


def scheme_on(on: date) -> Scheme:
    """This will give the scheme in force on a day; NotFound where there is none yet."""
    return book().scheme(SCHEME, on)


def is_counted_by(rule: IndicatorDef) -> bool:
    """This will tell whether an indicator counts decided classes, so that only decisions move it."""
    recognised = {scheme.recognised_element for scheme in book().all_schemes}
    return bool(recognised & codes(rule.formula, Cell))


def share_of_recognised(on: date) -> IndicatorDef | None:
    """This will give the indicator that tells what share of the areas is recognised; None where the rules name none."""
    shares = {scheme.share_indicator for scheme in book().schemes(on)}
    return next((one for one in book().indicators(on) if one.code in shares), None)


def assess(area_id: int, period: Period, on: date) -> Assessment:
    """This will tell where one area stands by the figures of a period, condition by condition."""
    return assessed([areas.area(area_id, on)], period, on)[0]


def assess_all(period: Period, on: date) -> tuple[Assessment, ...]:
    """This will tell where every commune stands by the figures of a period, in a fixed number of queries."""
    province = areas.province(on)
    return assessed(areas.communes(province.id, on), period, on) if province else ()


def assessed(
    communes: Sequence[AreaView], period: Period, on: date, sight: Sight | None = None
) -> tuple[Assessment, ...]:
    """This will assess the areas given, in their order, in a fixed number of queries.

    sight: whose restricted figures may be told; None leaves nothing out, for readers that show none of them.
    """
    scheme = scheme_on(period.last_day)
    nodes = [node for one in scheme.conditions for node in (one.formula, one.review_when) if node is not None]
    sheet = indicators.contexts(nodes, [commune.id for commune in communes], [period], on)
    found = []
    for commune in communes:
        results = tuple(_result(condition, Spot(sheet, commune.id, period), sight) for condition in scheme.conditions)
        outcome = scheme.outcome(tuple(result.state for result in results))
        found.append(Assessment(commune, period, results, outcome, scheme.id))
    return tuple(found)


def _result(condition: Condition, spot: Spot, sight: Sight | None) -> ConditionResult:
    judged = judge(condition.formula, condition.review_when, spot)
    figures = tuple(
        _figure(reading) if sight is None or sight.covers(reading.code, reading.area_id) else _withheld(reading)
        for reading in spot.readings()
    )
    text = {
        "met": condition.met_text,
        "unmet": _with_figures(condition.unmet_text, figures),
        "review": _with_figures(condition.review_note, figures),
        "unknown": "Chưa có số liệu: " + "; ".join(judged.missing[:3]) + ".",
    }[judged.state]
    short = {"met": "", "unmet": _short(figures), "review": _short(figures), "unknown": _short_missing(spot)}[
        judged.state
    ]
    source = str(condition.source)
    return ConditionResult(condition.code, condition.label, judged.state, text, short, figures, source)


def _figure(reading: Reading) -> FigureView:
    definition = book().element(reading.code)
    value = reading.number.value if reading.number.is_known else None
    is_yesno = definition.kind == "yesno"
    text = _answer(value) if is_yesno else told(reading.number, definition.scale)
    reference = reading.references[0] if reading.references else ""
    return FigureView(reading.label, text, reference, value, "" if is_yesno else definition.unit)


def _withheld(reading: Reading) -> FigureView:
    return FigureView(reading.label, WITHHELD, "", None, "")


def _answer(value: Fraction | None) -> str:
    if value is None:
        return "chưa đủ dữ liệu"
    return "có" if value else "không"


def _with_figures(text: str, figures: Sequence[FigureView]) -> str:
    """Say with the text which figures stand against it: those that are there and are not zero."""
    against = "; ".join(f"{figure.label}: {figure.text}" for figure in figures if figure.stands_against)
    return f"{text.rstrip('. ')} ({against})." if against else text


def _short(figures: Sequence[FigureView]) -> str:
    """Say what stands against a condition, figures of one unit together: “còn 8 người”."""
    sums: dict[str, Fraction] = {}
    said_yes = []
    for figure in figures:
        if figure.value and figure.unit:
            sums[figure.unit] = sums.get(figure.unit, Fraction(0)) + figure.value
        elif figure.value:
            said_yes.append(lower_first(figure.label))
    counted = [f"còn {said(value, 0, unit)}" for unit, value in sums.items()]
    if not counted and not said_yes and any(figure.text == WITHHELD for figure in figures):
        return "số liệu hạn chế xem"
    return "; ".join((*counted, *said_yes))


def _short_missing(spot: Spot) -> str:
    return f"chưa có số liệu {spot.period.name_inside}"
