"""What stands out in figures: each kind of oddity by an example that has it and one that nearly has it."""

from fractions import Fraction

import pytest

from pcmt.reporting.rules.oddities import Figure, odd_among, odd_in_itself
from pcmt.rulebook.queries import QualityRules

RULES = QualityRules()
STEADY = (20, 22, 19, 21, 20, 23, 18, 20)


def figure(now: int, *before: int | None, element: str = "tested", scale: int = 0, adds_up: bool = True) -> Figure:
    return Figure(element, scale, adds_up, now, before)


def kinds(*figures: Figure, rules: QualityRules = RULES) -> list[str]:
    return [one.kind for one in odd_in_itself(figures, rules)]


def test_a_figure_far_from_its_own_past_is_unusual_and_told_with_that_past() -> None:
    (odd,) = odd_in_itself([figure(60, *STEADY)], RULES)
    assert (odd.kind, odd.element) == ("unusual", "tested")
    assert "60, cao hơn hẳn 8 kỳ trước, thường khoảng 20 (từ 18 đến 23)" in odd.words


@pytest.mark.parametrize("now", [15, 18, 25, 26])
def test_a_figure_near_its_own_past_is_not(now: int) -> None:
    assert kinds(figure(now, *STEADY)) == []


def test_before_six_periods_nothing_is_unusual() -> None:
    assert kinds(figure(9, 1, 2, 1, 2, 1)) == []


def test_a_past_that_itself_leaps_makes_no_leap_unusual() -> None:
    assert kinds(figure(40, 5, 45, 4, 50, 6, 38, 7, 42)) == ["jump"]


def test_decimals_are_judged_in_whole_units() -> None:
    steady = (1000, 1100, 950, 1050, 1000, 1000)  # 10, 11, 9.5 …
    assert kinds(figure(1200, *steady, scale=2)) == []
    (odd,) = odd_in_itself([figure(9050, *steady, scale=2)], RULES)
    assert odd.words.startswith("90,5, cao hơn hẳn 6 kỳ trước, thường khoảng 10 ")


def test_a_sudden_zero_is_told_where_there_always_was_something() -> None:
    assert kinds(figure(0, 5, 7, 4, 9, 6, 3)) == ["stopped"]
    assert kinds(figure(0, 5, 7, 0, 9, 6, 3)) == []
    assert kinds(figure(0, 1, 2, 1, 1, 2, 1)) == []


@pytest.mark.parametrize(
    ("now", "last", "is_jump"), [(30, 10, True), (29, 10, False), (9, 2, False), (10, 0, True), (5, 16, True)]
)
def test_a_jump_is_large_by_ratio_and_by_difference(now: int, last: int, is_jump: bool) -> None:
    assert kinds(figure(now, last)) == (["jump"] if is_jump else [])


def test_a_jump_is_worded_by_its_way() -> None:
    (up,) = odd_in_itself([figure(1200, 100)], RULES)
    (down,) = odd_in_itself([figure(5, 16)], RULES)
    assert up.words == "tăng từ 100 kỳ trước lên 1.200"
    assert down.words == "giảm từ 16 kỳ trước còn 5"


def test_a_copied_month_is_told_by_what_happened_and_not_by_what_stands() -> None:
    same = [figure(value, value, element=f"e{value}") for value in (3, 4, 6, 7, 8)]
    (odd,) = odd_in_itself([*same, figure(0, 0, element="zero")], RULES)
    assert (odd.kind, odd.element, odd.words) == ("copied", "", "5/5 ô phát sinh trong kỳ giống hệt kỳ trước")
    assert kinds(*same[:4]) == []
    assert kinds(*same, figure(9, 8, element="other")) == []
    standing = [Figure(one.element, 0, False, one.now, one.before) for one in same]
    assert kinds(*standing) == []


def test_many_round_figures_are_told() -> None:
    assert kinds(*[figure(value, element=f"e{value}") for value in (10, 15, 20, 35, 40, 50)]) == ["rounded"]
    assert kinds(*[figure(value, element=f"e{value}") for value in (10, 15, 21, 33, 40, 50)]) == []


def test_a_figure_far_from_its_like_is_told_with_the_middle_of_them() -> None:
    peers = {area: figure(value) for area, value in enumerate([10, 12, 11, 9, 13, 10, 12, 90])}
    found = odd_among(peers, "phường", RULES)
    assert set(found) == {7}
    assert found[7].words == "90, cao hơn hẳn mức thường gặp của 8 phường (một nửa số phường có từ 12 trở xuống)"
    assert odd_among({area: peers[area] for area in range(1, 8)}, "phường", RULES) == {}


def test_few_among_many_zeros_are_not_all_odd() -> None:
    peers = {area: figure(0) for area in range(20)} | {20: figure(2), 21: figure(40)}
    assert set(odd_among(peers, "xã", RULES)) == {21}


def test_thresholds_are_those_of_the_rules() -> None:
    lax = QualityRules(jump_ratio=Fraction(5))
    assert kinds(figure(40, 10)) == ["jump"]
    assert kinds(figure(40, 10), rules=lax) == []
