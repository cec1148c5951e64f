"""What formulas read from a sheet: derived periods, totals with gaps, unknown as unknown."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.indicators.rules.needs import Need, needs
from pcmt.indicators.rules.sheet import ElementRule, Figure, Sheet
from pcmt.indicators.rules.spot import Spot
from pcmt.kernel.formula.evaluate import evaluate, figure
from pcmt.kernel.formula.parse import parse
from pcmt.kernel.number import Number
from pcmt.kernel.period import Kind, Period

PROVINCE, ONE, TWO, THREE = 1, 11, 12, 13
NAMES = {PROVINCE: "tỉnh Hoa Mai", ONE: "Xã Sen Hồng", TWO: "Xã Cỏ May", THREE: "Phường Hoa Ban"}
ELEMENTS = {
    "talks": ElementRule("talks", "Buổi tuyên truyền", time="sum"),
    "spots.stock": ElementRule("spots.stock", "Điểm", time="last"),
    "residents": ElementRule("residents", "Nhân khẩu", time="last", every=Kind.YEAR),
    "recognised": ElementRule("recognised", "Đã công nhận", time="last", every=Kind.YEAR, is_yesno=True),
    "managed.users": ElementRule("managed.users", "Người sử dụng", time="last"),
    "managed.addicts": ElementRule("managed.addicts", "Người nghiện", time="last"),
    "managed": ElementRule("managed", "Người được quản lý", parts=("managed.users", "managed.addicts")),
}
OCTOBER = Period.parse("2026-10@nd09")


def sheet(**figures: dict[str, int]) -> Sheet:
    """Figures as `talks_11={"2026-10@nd09": 3}`, communes ONE, TWO and THREE in the province."""
    keyed = {}
    for name, by_period in figures.items():
        element, area = name.replace("__", ".").rsplit("_", 1)
        for period, value in by_period.items():
            keyed[(int(area), period, element)] = Figure(Fraction(value), f"cell:{area}-{period}-{element}")
    return Sheet(keyed, ELEMENTS, NAMES, {PROVINCE: (ONE, TWO, THREE)})


def test_a_quarter_sums_its_months_and_takes_the_last_state() -> None:
    months = [period.id for period in Period.parse("2026-Q3@nd09").months()]
    filled = sheet(talks_11=dict(zip(months, (1, 2, 3), strict=True)), spots__stock_11={months[2]: 4})
    quarter = Spot(filled, ONE, Period.parse("2026-Q3@nd09"))
    assert quarter.cell("talks") == Number.exactly(6)
    assert quarter.cell("spots.stock") == Number.exactly(4)
    assert len(quarter.readings()[0].references) == 3


def test_a_missing_month_leaves_the_quarter_open_and_named() -> None:
    filled = sheet(talks_11={"2026-07@nd09": 1, "2026-08@nd09": 2})
    found = Spot(filled, ONE, Period.parse("2026-Q3@nd09")).cell("talks")
    assert (found.low, found.high, found.missing) == (3, None, ("Xã Sen Hồng, Tháng 9/2026",))
    assert not found.is_known


def test_a_yearly_head_count_stands_until_the_next_one() -> None:
    filled = sheet(residents_11={"2025@nd09": 9000})
    spot = Spot(filled, ONE, OCTOBER)
    assert spot.cell("residents") == Number.exactly(9000)
    assert spot.readings()[0].period == Period.parse("2025@nd09")
    assert not Spot(filled, ONE, Period.parse("2026@nd09")).cell("residents").is_known


def test_a_missing_yes_or_no_lies_between_the_two() -> None:
    found = Spot(sheet(), ONE, Period.parse("2026@nd09")).cell("recognised")
    assert (found.low, found.high) == (0, 1)


def test_a_total_with_gaps_is_a_lower_bound_that_names_them() -> None:
    total = Sheet({(PROVINCE, OCTOBER.id, "talks"): Figure(Fraction(7), "", (TWO,))}, ELEMENTS, NAMES)
    spot = Spot(total, PROVINCE, OCTOBER)
    assert spot.cell("talks") == Number.unknown("Xã Cỏ May, Tháng 10/2026", low=Fraction(7))
    assert spot.readings()[0].missing_areas == {TWO}


def test_an_element_is_the_sum_of_its_categories() -> None:
    filled = sheet(managed__users_11={OCTOBER.id: 2}, managed__addicts_11={OCTOBER.id: 3})
    assert Spot(filled, ONE, OCTOBER).cell("managed") == Number.exactly(5)


def test_share_of_communes_is_an_interval_while_one_is_missing() -> None:
    filled = sheet(recognised_11={"2026@nd09": 1}, recognised_12={"2026@nd09": 0})
    spot = Spot(filled, PROVINCE, Period.parse("2026@nd09"))
    found = figure(parse("share(recognised == 1 over areas) * 100"), spot)
    assert (found.low, found.high) == (Fraction(100, 3), Fraction(200, 3))
    missing = frozenset[int]().union(*(reading.missing_areas for reading in spot.readings()))
    assert missing == {THREE}


def test_an_indicator_that_asks_for_itself_is_unknown() -> None:
    looped = Sheet({}, ELEMENTS, NAMES, {}, {"A": parse("indicator(B) + 1"), "B": parse("indicator(A)")})
    assert not Spot(looped, ONE, OCTOBER).indicator("A").is_known


def test_needs_name_shifted_derived_and_lower_figures() -> None:
    asked = needs(
        parse("previous(spots.stock) + sum(managed over areas) / indicator(R)"),
        Period.parse("2026-Q2@nd09"),
        ELEMENTS,
        {"R": parse("residents")},
    )
    assert Need("spots.stock", Period.parse("2026-03@nd09")) in asked
    assert Need("managed.users", Period.parse("2026-06@nd09"), below=True) in asked
    assert Need("residents", Period.parse("2025@nd09")) in asked
    assert not any(need.element == "managed" for need in asked)


FORMULAS = (
    "talks",
    "previous(talks) + managed",
    "sum(talks over year)",
    "share(spots.stock == 0 over areas) * 100",
    "managed / residents * 1000",
    "talks / last_year(talks) - 1",
    "sum(managed.users over areas) + spots.stock",
)


@given(
    st.sampled_from(FORMULAS),
    st.sampled_from(["2026-10@nd09", "2026-Q1@nd09", "2026@nd09", "2026-H1@nd09", "2026-9M@nd09"]),
)
@settings(max_examples=40, deadline=None)
def test_nothing_is_read_that_was_not_asked_for_beforehand(text: str, period: str) -> None:
    """What the loader fetches (needs) holds all that the evaluation looks up, or a figure there would be missed."""
    looked: set[tuple[int, str, str]] = set()

    class Watching(dict[tuple[int, str, str], Figure]):
        def get(self, key: tuple[int, str, str], default: object = None) -> None:  # type: ignore[override]
            looked.add(key)

    asked = needs(parse(text), Period.parse(period), ELEMENTS, {})
    fetched = {
        (area, need.period.id, need.element)
        for need in asked
        for area in ((ONE, TWO, THREE) if need.below else (PROVINCE,))
    }
    evaluate(
        parse(text),
        Spot(Sheet(Watching(), ELEMENTS, NAMES, {PROVINCE: (ONE, TWO, THREE)}), PROVINCE, Period.parse(period)),
    )
    assert looked <= fetched


@given(st.lists(st.one_of(st.none(), st.integers(0, 500)), min_size=3, max_size=3))
@settings(max_examples=40)
def test_the_province_is_the_sum_of_its_communes_or_open(values: list[int | None]) -> None:
    keyed = {
        (area, OCTOBER.id, "talks"): Figure(Fraction(value))
        for area, value in zip((ONE, TWO, THREE), values, strict=True)
        if value is not None
    }
    found = figure(
        parse("sum(talks over areas)"),
        Spot(Sheet(keyed, ELEMENTS, NAMES, {PROVINCE: (ONE, TWO, THREE)}), PROVINCE, OCTOBER),
    )
    assert found.low == sum(value or 0 for value in values)
    assert found.is_known == all(value is not None for value in values)


def test_unknown_never_reads_as_zero() -> None:
    with pytest.raises(ValueError, match="unknown"):
        _ = Spot(sheet(), ONE, OCTOBER).cell("talks").value


@pytest.mark.parametrize(
    ("time", "every", "span", "told"),
    [
        ("sum", "2026-01", "2026-02-YTD", 1 + 2),
        ("sum", "2026-01", "2026-02-R12", 1 + 2 + 10 * 7),
        ("last", "2026-01", "2026-02-YTD", 2),
        ("last", "2026-01", "2026-02-R12", 2),
        ("distinct", "2026-01", "2026-02-YTD", 2),
        ("distinct", "2026-01", "2026-02-R12", None),
        ("sum", "2026-Q1", "2026-03-YTD", 5),
        ("sum", "2026-Q1", "2026-02-YTD", None),
        ("last", "2026-Q1", "2026-05-YTD", 5),
        ("sum", "2026", "2026-03-R12", None),
    ],
)
def test_a_stretch_up_to_a_month_is_read_from_what_it_is_made_of(
    time: str, every: str, span: str, told: int | None
) -> None:
    rule = ElementRule("x", "số", time=time, every=Period.parse(every).kind)
    months = {Period.parse("2026-01").shifted(-step).id: 7 for step in range(1, 12)}
    stored = {**months, "2026-01": 1, "2026-02": 2, "2026-Q1": 5, "2026": 9}
    kept = {one: value for one, value in stored.items() if Period.parse(one).kind is rule.every}
    sheet = Sheet({(1, one, "x"): Figure(Fraction(value)) for one, value in kept.items()}, {"x": rule})
    number = sheet.read("x", 1, Period.parse(span)).number
    assert (number.value if number.is_known else None) == told


def test_nine_months_are_no_number_of_halves() -> None:
    rule = ElementRule("x", "số", every=Kind.HALF)
    halves = {(1, one, "x"): Figure(Fraction(4)) for one in ("2026-H1", "2026-H2")}
    assert not Sheet(halves, {"x": rule}).read("x", 1, Period.parse("2026-9M")).number.is_known
