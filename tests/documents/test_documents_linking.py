"""A citation finds its document whichever comes first and however the number is written, and never another act."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pcmt.documents import queries as documents
from pcmt.documents.actions.correct_metadata import correct_metadata
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.linking import link
from pcmt.documents.models import Document
from pcmt.documents.rules.identity import Identity, act_key, means, name_key, pieces
from pcmt.kernel.actor import Actor
from tests.at_once import shared_by_threads, the_second_before_the_first_is_committed, together
from tests.documents import acts

Register = Callable[..., int]
CENTRE = frozenset({"qh", "cp", "ttg", "tw"})


@pytest.fixture
def register(planner: Actor, at: datetime) -> Register:
    def keep(data: bytes, **head: object) -> int:
        return register_document(data=data, name="van-ban.txt", known=head or None, actor=planner, at=at)

    return keep


def cited(planner: Actor, document_id: int) -> list[int | None]:
    view = documents.document(planner, document_id)
    return [one.cited.id if one.cited else None for one in view.citations]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18/KH-UBND", "18-KH/UBND"),
        ("018/KH - UBND", "18/KH–UBND"),
        ("28/2025/QĐ-TTg", "28/QĐ-TTG"),
        ("132-KL/TW", "132-KL/TƯ"),
        ("132-KL/TW", "132 - KL/T.Ư"),
        ("120/2025/QH15", "120/2025/qh15"),
    ],
)
def test_one_number_in_two_writings_has_one_key(one: str, other: str) -> None:
    assert act_key(one) == act_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("132-KL/TW", "132-KL/TU"),
        ("18/KH-UBND", "18/CT-UBND"),
        ("118/KH-UBND", "18/KH-UBND"),
        ("12/2025/QH14", "12/2025/QH15"),
    ],
)
def test_other_numbers_have_other_keys(one: str, other: str) -> None:
    assert act_key(one) != act_key(other)


@pytest.mark.parametrize("number", ["", "không số", "/KH-UBND", "-" * 60, "1" * 64])
def test_what_is_no_number_harms_nothing(number: str) -> None:
    assert len(act_key(number)) <= 80
    assert not means(Identity(number), Identity("18/KH-UBND", date(2026, 2, 12)))


def test_a_number_comes_apart() -> None:
    found = pieces("028/2025/QĐ-TTg")
    assert (found.count, found.year, found.symbols) == ("28", "2025", ("qd", "ttg"))


def test_a_year_within_the_number_of_a_central_body_says_which_act_is_meant() -> None:
    kept = Identity("28/2025/QĐ-TTg", date(2025, 8, 24), "Thủ tướng Chính phủ")
    assert means(Identity("28/2025/QĐ-TTg"), kept, one_body=CENTRE)
    assert not means(Identity("28/QĐ-TTg"), kept, one_body=CENTRE), "the other series counts from 1 too"
    assert means(Identity("28/QĐ-TTg", date(2025, 8, 24)), kept), "the year was left out, the day is right"
    province = Identity("28/2025/QĐ-UBND", date(2025, 8, 24), "Ủy ban nhân dân tỉnh Hoa Mai")
    assert not means(Identity("28/2025/QĐ-UBND"), province, one_body=CENTRE), "every province has one"


def test_a_law_is_known_by_name_and_year() -> None:
    kept = Identity("120/2025/QH15", date(2025, 12, 10), "Quốc hội", "PHÒNG, CHỐNG MA TÚY")
    assert means(Identity("", name="Luật Phòng, chống ma tuý", year="2025"), kept)
    assert not means(Identity("", name="Luật Phòng, chống ma túy", year="2021"), kept)
    assert not means(Identity("", name="Luật Phòng, chống ma túy"), kept), "without a year it is the law in force"
    assert name_key("Bộ luật Hình sự") == name_key("HÌNH SỰ")


@pytest.mark.parametrize("cited_first", [True, False])
@pytest.mark.parametrize(
    "written",
    [
        "Kế hoạch số 18/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh",
        "Kế hoạch số 18-KH/UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh",
        "Kế hoạch số 018/KH-UBND ngày 12 tháng 02 năm 2026 của UBND tỉnh Hoa Mai",
    ],
)
def test_a_citation_is_joined_in_either_order(
    register: Register, planner: Actor, written: str, *, cited_first: bool
) -> None:
    upper = acts.plan("18/KH-UBND", "12 tháng 02 năm 2026", "Để phòng, chống ma túy")
    lower = acts.plan("33/KH-UBND", "05 tháng 3 năm 2026", f"Thực hiện {written}", place="XÃ SEN HỒNG")
    if cited_first:
        upper_id, lower_id = register(upper), register(lower)
    else:
        lower_id, upper_id = register(lower), register(upper)
    assert cited(planner, lower_id) == [upper_id]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cited_first", [True, False])
def test_a_citation_is_joined_where_both_come_at_the_same_moment(
    register: Register, planner: Actor, tmp_path: Path, *, cited_first: bool
) -> None:
    basis = "Thực hiện Kế hoạch số 18/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh"
    upper = acts.plan("18/KH-UBND", "12 tháng 02 năm 2026", "Để phòng, chống ma túy")
    lower = acts.plan("33/KH-UBND", "05 tháng 3 năm 2026", basis, place="XÃ SEN HỒNG")
    first, second = (upper, lower) if cited_first else (lower, upper)
    with shared_by_threads(tmp_path):
        came = the_second_before_the_first_is_committed(lambda: register(first), lambda: register(second))
        (kept,) = together(lambda: {one.number: one.id for one in Document.objects.all()})
        (found,) = together(lambda: cited(planner, kept["33/KH-UBND"]))  # type: ignore[index]
    assert came == [None, None]
    assert found == [kept["18/KH-UBND"]]  # type: ignore[index]


@pytest.mark.parametrize("written", ["Luật Phòng, chống ma túy số 120/2025/QH15", "Luật Phòng, chống ma túy năm 2025"])
def test_a_law_is_joined_by_number_or_by_name_and_year(register: Register, planner: Actor, written: str) -> None:
    plan_id = register(acts.plan("18/KH-UBND", "12 tháng 02 năm 2026", f"Căn cứ {written}"))
    assert cited(planner, plan_id) == [None]
    law_id = register(acts.law("120/2025/QH15", "10 tháng 12 năm 2025", "PHÒNG, CHỐNG MA TÚY"))
    assert cited(planner, plan_id) == [law_id]


def test_where_two_fit_none_is_guessed(register: Register, planner: Actor) -> None:
    for year in ("2025", "2026"):
        register(acts.plan("18/KH-UBND", f"12 tháng 02 năm {year}", "Để phòng, chống ma túy", title=f"Năm {year}"))
    lower = acts.plan("33/KH-UBND", "05 tháng 3 năm 2026", "Căn cứ Kế hoạch số 18/KH-UBND của UBND tỉnh Hoa Mai")
    assert cited(planner, register(lower)) == [None]


def test_joining_asks_a_fixed_number_of_questions(register: Register, planner: Actor, at: datetime) -> None:
    upper = register(acts.plan("18/KH-UBND", "12 tháng 02 năm 2026", "Để phòng, chống ma túy"))
    counts = []
    for number in range(1, 5):
        basis = "Căn cứ Kế hoạch số 18/KH-UBND ngày 12/02/2026 của UBND tỉnh"
        register(acts.plan(f"{number}/KH-UBND", f"{number + 10} tháng 3 năm 2026", basis))
        with CaptureQueriesContext(connection) as asked:
            link(Document.objects.get(id=upper))
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


def test_a_corrected_head_takes_links_away_and_makes_others(register: Register, planner: Actor, at: datetime) -> None:
    upper = register(acts.plan("81/KH-UBND", "12 tháng 02 năm 2026", "Để phòng, chống ma túy"))
    lower = register(
        acts.plan("33/KH-UBND", "05 tháng 3 năm 2026", "Căn cứ Kế hoạch số 18/KH-UBND ngày 12/02/2026 của UBND tỉnh")
    )
    for number, wanted in (("18/KH-UBND", upper), ("19/KH-UBND", None)):
        correct_metadata(document_id=upper, fields={"number": number}, actor=planner, at=at)
        assert cited(planner, lower) == [wanted]
