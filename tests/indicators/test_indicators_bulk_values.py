"""The table of many values says of every value what the reference says, from real tables, for few questions."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pcmt.areas import queries as areas
from pcmt.areas.actions.close_area import Successor, close_area
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import BulkValue, Value
from pcmt.indicators.queries.contexts import contexts
from pcmt.indicators.queries.places import Place, places_on
from pcmt.kernel.actor import system_actor
from pcmt.kernel.formula.tree import Node
from pcmt.kernel.number import NO_DENOMINATOR
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting import queries as reporting
from pcmt.reporting.ledger import ClosedFigure, close_figures
from pcmt.rulebook.queries import IndicatorDef, book
from tests.indicators.figures import close, month, october
from tests.province import AT, Province

ON = AT.date()
MAPPER = system_actor("kiểm thử", "areas.close_area")
SPANS = [
    Period.parse(one)
    for one in ("2025-10@nd09", "2026-09@nd09", "2026-10@nd09", "2026-Q3@nd09", "2026-9M@nd09", "2025@nd09")
]


def told(one: Value) -> tuple[object, ...]:
    ends = (one.number.low, one.number.high)
    low, high = (None if end is None else Quantity.nearest(end, scale=one.scale).scaled for end in ends)
    return (one.display, one.state, one.owing, one.of, one.way, low, high)


def told_in_columns(one: BulkValue) -> tuple[object, ...]:
    return (one.display, one.state, one.missing, one.of, one.way, one.low, one.high)


def told_exactly(one: Value) -> tuple[object, ...]:
    number = one.number
    nothing = number.missing == (NO_DENOMINATOR,)
    return (
        number.low, number.high, number.is_known, nothing, one.display, one.state, one.owing, one.of, one.way, one.unit,
        one.scale, one.rule_id, one.reference,
    )  # fmt: skip


def formulas_of(rule: IndicatorDef) -> list[Node]:
    return [rule.formula, *([rule.denominator.formula] if rule.denominator else [])]


def placed(one: Place) -> tuple[object, ...]:
    exact = one.number.value if one.number and one.number.is_known else None
    return (one.area.id, one.display, exact, one.state, one.rank, one.note, one.reference)


def agree(province: Province, on: date) -> None:
    """Hold all indicators and some elements at all areas of a map against the reference."""
    codes = [rule.code for rule in book().indicators(on)] + ["managed", "talks", "wanted_present", "spots_use.stock"]
    ids = [province.id, *(commune.id for commune in areas.communes(province.id, on))]
    reference = indicators.values(codes, ids, SPANS, on)
    columns = indicators.bulk_values(codes, ids, SPANS, on).by_key()
    assert list(columns) == list(reference)
    untraced = indicators.untraced_values(codes, ids, SPANS, on)
    assert untraced.keys() == reference.keys()
    for key, one in reference.items():
        assert told_in_columns(columns[key]) == told(one), key
        assert told_exactly(untraced[key]) == told_exactly(one), key
    agree_in_rank(province.id, on)


def agree_in_rank(province_id: int, on: date) -> None:
    """Hold the ranking by a count, and by all that have a denominator, against the reference."""
    communes = areas.communes(province_id, on)
    ids = [commune.id for commune in communes]
    for code in ["N1", *(one.code for one in book().indicators(on) if one.denominator and one.level == "any")]:
        rules = {period: rule for period in SPANS if (rule := indicators.rule_of(code, period))}
        sheet = contexts([node for rule in rules.values() for node in formulas_of(rule)], ids, SPANS, on)
        found = indicators.places_over(code, SPANS, province_id, on)
        for period, rule in rules.items():
            expected = [placed(one) for one in places_on(rule, communes, sheet, period)]
            assert [placed(one) for one in found[period]] == expected, (code, period.id)


def test_all_indicators_come_to_the_same(province: Province) -> None:
    october(province)
    close(province.communes["mua-ngau"].id, "2026-09@nd09", month(3, spots=2))
    close(province.communes["sen-hong"].id, "2025-10@nd09", month(7, 1, spots=1))
    close(province.communes["sen-hong"].id, "2025@nd09", {"recognised": 1, "residents": 5200})
    close(province.id, "2026-Q3@nd09", {"centre_capacity": 120, "rehab_centre_present": 99})
    agree(province, ON)


def test_a_merger_in_the_course_changes_nothing_of_that(province: Province) -> None:
    october(province)
    gone, heir = province.communes["mua-ngau"].id, province.communes["sen-hong"].id
    close(gone, "2026-09@nd09", month(3, spots=2))
    close(heir, "2026-09@nd09", month(1, 1))
    close(gone, "2025@nd09", {"recognised": 1})
    close_area(area_id=gone, last_day=date(2026, 9, 30), successors=[Successor(heir)], basis="", actor=MAPPER, at=AT)
    agree(province, ON)
    found = indicators.bulk_values(["N1"], [heir], [Period.parse("2026-09@nd09")], ON).by_key()
    assert found["N1", heir, "2026-09@nd09"].display == "5 người"


def test_questions_do_not_grow_with_areas_codes_or_periods(province: Province) -> None:
    october(province)
    ids = [commune.id for commune in province.communes.values()]
    counts = []
    for codes, places, months in ((["N1"], ids[:1], 1), (["N1", "T1a", "P3"], ids, 10)):
        periods = [Period.parse(f"2026-{number:02}@nd09") for number in range(1, months + 1)]
        with CaptureQueriesContext(connection) as asked:
            indicators.bulk_values(codes, places, periods, ON)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 4


def test_figures_below_zero_with_decimals_travel_as_they_stand(province: Province) -> None:
    heir, month_of = province.communes["sen-hong"].id, Period.parse("2026-10@nd09")
    kept = {"managed": Quantity(-1250, 2), "talks": Quantity(0), "wanted_present": Quantity(7, 1)}
    figures = [ClosedFigure(code, one) for code, one in kept.items()]
    close_figures(heir, month_of, figures, submission=None, actor=MAPPER, at=AT)
    found = reporting.fact_columns([heir], [month_of], [*kept, "spots_use.stock"])
    rows = {row["code"]: (row["area"], row["scaled"], row["scale"]) for row in found.iter_rows(named=True)}
    assert rows == {code: (heir, one.scaled, one.scale) for code, one in kept.items()}
