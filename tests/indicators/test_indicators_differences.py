"""Two sources of one thing: laid side by side, judged with tolerance, found by a person, lapsed with a figure."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pcmt.indicators import queries as indicators
from pcmt.indicators.actions.record_finding import NoDifference, record_finding
from pcmt.indicators.models import Finding
from pcmt.indicators.queries import Difference
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.number import Number
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.rulebook.queries import judge
from tests.indicators.figures import close, month
from tests.province import AT, Province

ON = AT.date()
QUARTER = Period.parse("2026-Q3@nd09")
LAST_MONTH = "2026-09@nd09"


def exactly(value: int) -> Number:
    return Number.exactly(value)


@pytest.mark.parametrize(
    ("first", "second", "allowed", "share", "outcome"),
    [
        (5, 5, 0, "0", "agrees"),
        (0, 0, 0, "0", "agrees"),
        (5, 6, 0, "0", "differs"),
        (5, 6, 1, "0", "within"),
        (95, 100, 0, "0.05", "within"),
        (94, 100, 0, "0.05", "differs"),
        (0, 1, 0, "0.05", "differs"),
    ],
)
def test_either_tolerance_suffices_and_its_edge_is_allowed(first, second, allowed, share, outcome):
    found = judge(exactly(first), exactly(second), tolerance=allowed, tolerance_share=Fraction(share))
    assert (found.outcome, found.gap) == (outcome, first - second)


def test_a_missing_figure_is_no_difference():
    found = judge(Number.unknown("Xã Sen Hồng", low=Fraction(9)), exactly(3))
    assert (found.outcome, found.gap, found.share) == ("unknown", None, None)


@pytest.fixture
def both(province: Province) -> Province:
    """Four communes with 2 + 1 people each at the end of the quarter; the provincial police has 15."""
    for commune in province.communes.values():
        close(commune.id, LAST_MONTH, month(2, 1, spots=1))
    close(province.id, QUARTER.id, {"ca_managed": 15, "ca_spots_use": 4})
    return province


def one(actor: Actor, code: str = "people_on_file") -> Difference:
    return next(row for row in indicators.differences(actor, QUARTER, ON) if row.cross_check.code == code)


def find(actor: Actor, province: Province, **other: object) -> None:
    asked = {
        "cross_check": "people_on_file",
        "area_id": province.id,
        "period": QUARTER,
        "figures": "12 người; 15 người",
        "stands": "first",
        "reason": "Đối chiếu sổ gốc với Công an tỉnh, ba người đã chuyển đi.",
        **other,
    }
    record_finding(**asked, actor=actor, at=AT)  # type: ignore[arg-type]


def test_the_sum_of_the_communes_stands_beside_the_department_and_is_not_added_to_it(both, actor):
    found = one(actor("planner"))
    assert (found.first.display, found.second.display, found.gap) == ("12 người", "15 người", "-3 người")
    assert (found.outcome, found.is_open) == ("differs", True)
    assert one(actor("planner"), "spots_of_use").outcome == "agrees"
    reference = f"value:ca_managed/{both.id}/{QUARTER.id}"
    assert found.second.parts == (("Người nghiện, người sử dụng có hồ sơ theo sổ của Công an tỉnh", reference),)


def test_what_one_commune_lacks_is_told_and_not_taken_for_a_difference(province, actor):
    close(province.communes["sen-hong"].id, LAST_MONTH, month(2, 1))
    close(province.id, QUARTER.id, {"ca_managed": 15})
    found = one(actor("planner"))
    assert (found.outcome, found.first.missing, found.is_open) == ("unknown", 3, False)


def test_open_differences_come_first(both, actor):
    found = indicators.differences(actor("planner"), QUARTER, ON)
    assert found[0].is_open
    assert not any(row.is_open for row in found[1:])
    assert {row.period.id for row in found} == {QUARTER.id}, "the half goes on after the third quarter"


def test_a_finding_stands_until_a_figure_changes(both, actor):
    find(actor("planner"), both)
    found = one(actor("planner"))
    assert not found.is_open
    assert found.found is not None
    assert found.found.label == "Số của Công an cấp xã (cộng các xã) đúng"
    entry = journal.entries(subject=f"area:{both.id}")[-1]
    assert (entry.action, entry.after["stands"]) == ("indicators.record_finding", "first")
    close(both.id, QUARTER.id, {"ca_managed": 16})
    found = one(actor("planner"))
    assert found.is_open
    assert found.found is not None
    assert found.found.lapsed


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        ({"figures": "12 người; 14 người"}, NoDifference),
        ({"cross_check": "spots_of_use", "figures": "4 điểm; 4 điểm"}, NoDifference),
        ({"cross_check": "nothing_such"}, NotFound),
        ({"reason": " "}, Refusal),
        ({"stands": "third"}, Refusal),
    ],
)
def test_only_a_difference_that_is_there_is_found(both, actor, other, refused):
    with pytest.raises(refused):
        find(actor("planner"), both, **other)
    assert not Finding.objects.exists()


@pytest.mark.parametrize("who", ["sen-hong.reporter", "health-reporter", "chairman"])
def test_who_does_not_check_does_not_find(both, actor, who):
    with pytest.raises((NotAllowed, NotFound)):
        find(actor(who), both)


def test_a_report_being_checked_is_compared_as_it_stands_in_it(both, actor):
    typed = {"ca_managed": Quantity(12), "ca_spots_use": Quantity(7)}
    found = indicators.compared_with(
        actor("planner"), QUARTER, ON, form_id="ca-quy@2026-01-01", area_id=both.id, typed=typed
    )
    assert {row.cross_check.code: row.outcome for row in found} == {
        "people_on_file": "agrees", "spots_of_use": "differs"
    }  # fmt: skip


def test_the_table_asks_a_fixed_number_of_queries(both, actor):
    planner = actor("planner")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        indicators.differences(planner, QUARTER, ON)
    assert len(asked) <= 22, [query["sql"][:90] for query in asked]


def test_the_page_shows_both_and_takes_a_finding(both, visit: Callable[..., Client]):
    planner, page = visit("planner"), reverse("indicators.differences")
    shown = planner.get(page, {"ky": QUARTER.id}).content.decode()
    assert "Quý III/2026: 1/6 việc có hai nguồn chênh lệch chưa rõ" in shown
    assert "12 người" in shown
    assert "15 người" in shown
    assert "-3 người" in shown
    sent = {"cross_check": "people_on_file", "area": both.id, "period": QUARTER.id, "figures": "12 người; 15 người"}
    answer = planner.post(
        reverse("indicators.record_finding"), {**sent, "stands": "both", "reason": "Khác ngày chốt sổ."}, follow=True
    ).content.decode()
    assert "đã kết luận" in answer
    assert "Khác ngày chốt sổ." in answer
    refused = planner.post(reverse("indicators.record_finding"), {**sent, "stands": "both"}, follow=True)
    assert "chưa ghi lý do" in refused.content.decode()


def test_a_period_without_figures_says_so(province, visit):
    shown = visit("planner").get(reverse("indicators.differences")).content.decode()
    assert "chưa đủ số liệu để đối chiếu" in shown


def test_the_page_of_data_quality_leads_there(province, visit):
    assert reverse("indicators.differences") in visit("planner").get(reverse("reporting.quality")).content.decode()


Q1_2027 = Period.parse("2027-Q1@nd09")
LAST_OF_Q1 = "2027-03@nd09"
AFTER_Q1 = date(2027, 3, 20)


def of_communes(actor: Actor, code: str) -> dict[str, Difference]:
    found = indicators.differences(actor, Q1_2027, AFTER_Q1)
    return {one.area_name: one for one in found if one.cross_check.code == code}


@pytest.fixture
def two_books(province: Province) -> Province:
    """Every commune's police has 6 people in substitution; one health station counts 5, one 4, one nothing yet."""
    for commune in province.communes.values():
        close(commune.id, LAST_OF_Q1, {"managed.substitution": 6, "managed.aftercare": 2})
    for slug, count in (("sen-hong", 5), ("mua-ngau", 4), ("hoa-ban", 6)):
        close(province.communes[slug].id, Q1_2027.id, {"station_substitution": count})
    return province


def test_a_commune_is_compared_with_its_own_departments(two_books, actor):
    found = of_communes(actor("planner"), "commune_substitution")
    assert {name: one.outcome for name, one in found.items()} == {
        "Xã Sen Hồng": "within", "Xã Mưa Ngâu": "differs", "Phường Hoa Ban": "agrees", "Xã Chân Mây": "unknown",
    }  # fmt: skip
    assert found["Xã Mưa Ngâu"].gap == "+2 người"
    assert {one.outcome for one in of_communes(actor("planner"), "commune_aftercare").values()} == {"unknown"}


def test_what_the_forms_did_not_ask_then_is_not_compared(two_books, actor):
    found = indicators.differences(actor("planner"), QUARTER, ON)
    assert all(one.cross_check.level == "province" for one in found)


def test_communes_cost_no_more_queries_than_one(two_books, actor, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        assert len(of_communes(actor("planner"), "commune_substitution")) == 4


def test_the_page_lists_communes_that_differ_and_counts_the_others(two_books, visit):
    address = f"{reverse('indicators.differences')}?ky={Q1_2027.id}"
    page = visit("planner").get(address).content.decode()
    assert "Xã Mưa Ngâu · Quý I/2027" in page
    assert "Xã Sen Hồng · Quý I/2027" not in page
    assert "1 xã chưa đủ số liệu, 1 xã trong mức cho phép, 1 xã khớp" in page
    assert "Xã Sen Hồng · Quý I/2027" in visit("planner").get(f"{address}&tat_ca=1").content.decode()
