"""Communes read as one: they come to what the bulk says of them, and to their province where they are all of it."""

from pcmt.indicators import queries as indicators
from pcmt.indicators.rules.needs import Need
from pcmt.indicators.rules.sheet import ElementRule, Figure
from pcmt.indicators.rules.together import Together, added_up
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import book
from tests.indicators.figures import close, october
from tests.indicators.test_indicators_bulk_values import told, told_in_columns
from tests.province import AT, Province

ON = AT.date()
SPANS = [Period.parse(one) for one in ("2026-09@nd09", "2026-10@nd09", "2026-9M@nd09", "2025@nd09")]
OCTOBER = SPANS[1]


def _codes() -> list[str]:
    return [*(rule.code for rule in book().indicators(ON)), "managed", "talks", "spots_use.stock"]


def test_a_group_comes_to_what_the_bulk_says_of_it(province: Province) -> None:
    october(province)
    close(province.communes["sen-hong"].id, "2025@nd09", {"recognised": 1, "residents": 5200})
    members = [province.communes[slug].id for slug in ("hoa-ban", "sen-hong", "mua-ngau")]
    found = indicators.values(_codes(), [-1], SPANS, ON, {-1: Together("ba xã", tuple(members))})
    columns = indicators.bulk_values(_codes(), [], SPANS, ON, groups={-1: members}).by_key()
    assert len(columns) > 150
    for key, one in columns.items():
        assert told_in_columns(one) == told(found[key]), key


def test_all_communes_together_are_their_province(province: Province) -> None:
    october(province)
    everyone = Together("tất cả", tuple(one.id for one in province.communes.values()))
    found = indicators.values(["managed", "talks", "N3", "T1b"], [province.id, -1], SPANS, ON, {-1: everyone})
    for code in ("managed", "talks", "N3", "T1b"):
        for period in SPANS:
            whole, group = found[code, province.id, period.id], found[code, -1, period.id]
            assert (group.display, group.state, group.number.low, group.number.high) == (
                whole.display,
                whole.state,
                whole.number.low,
                whole.number.high,
            )


def test_who_has_not_reported_is_missing_and_never_zero(province: Province) -> None:
    october(province)
    ids = tuple(province.communes[slug].id for slug in ("sen-hong", "mua-ngau"))
    (found,) = indicators.values(["managed"], [-1], [OCTOBER], ON, {-1: Together("hai xã", ids)}).values()
    assert (found.state, found.owing, found.of) == ("partial", 1, 2)
    assert found.number.low == 3
    assert found.number.high is None
    assert any("Mưa Ngâu" in name for name in found.number.missing)
    silent = Together("một xã", (province.communes["mua-ngau"].id,))
    (none,) = indicators.values(["managed"], [-1], [OCTOBER], ON, {-1: silent}).values()
    assert none.state == "void"


def test_what_does_not_add_up_over_areas_is_not_added_up() -> None:
    persons = {(1, "2026", "heads"): Figure(3), (2, "2026", "heads"): Figure(4)}  # type: ignore[arg-type]
    asked = [Need("heads", Period.parse("2026"), False)]
    once = {"heads": ElementRule("heads", "người", sums_over_areas=False)}
    assert added_up(persons, {-1: (1, 2)}, asked, once) == {}
    assert added_up(persons, {-1: (1, 2)}, asked, {})[-1, "2026", "heads"].value == 7
