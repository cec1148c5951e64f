"""What a plan rests on, up to the centre, what rests on it, down to the commune; what is missing, what has ended."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pcmt.documents.actions.add_version import add_version
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.queries.basis import BasisView, basis, ended_bases, wanted_act
from pcmt.documents.standing import standing
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from tests.documents import acts

Register = Callable[[bytes], int]
TODAY = date(2026, 11, 21)
UPPER = "Căn cứ Kế hoạch số 18/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh Hoa Mai"


@pytest.fixture
def register(planner: Actor, at: datetime) -> Register:
    return lambda data: register_document(data=data, name="van-ban.txt", actor=planner, at=at)


@pytest.fixture
def upper(register: Register) -> int:
    """The province's plan: rests on the Party's centre and the Government, mentions the Prime Minister."""
    return register(
        acts.plan(
            "18/KH-UBND",
            "12 tháng 02 năm 2026",
            "Thực hiện Kết luận số 132-KL/TW ngày 18/3/2025 của Bộ Chính trị; "
            "Nghị định số 105/2021/NĐ-CP ngày 04/12/2021 của Chính phủ",
            mention="Quyết định số 28/2025/QĐ-TTg ngày 24/8/2025 của Thủ tướng Chính phủ",
        )
    )


@pytest.fixture
def lower(register: Register, upper: int) -> int:
    """A commune's plan that rests on the province's."""
    return register(acts.plan("33/KH-UBND", "05 tháng 3 năm 2026", UPPER, place="XÃ SEN HỒNG"))


def shorts(view: BasisView) -> dict[str, list[str]]:
    return {level.label: [act.short for rung in level.rungs for act in rung.acts] for level in view.levels}


def test_a_communes_plan_rests_on_the_centre_by_way_of_the_province(planner: Actor, lower: int) -> None:
    view = basis(planner, lower, on=TODAY)
    assert shorts(view) == {
        "Trung ương": ["132-KL/TW", "105/2021/NĐ-CP"],
        "Tỉnh, thành phố": ["18/KH-UBND"],
        "Xã, phường, đặc khu": ["33/KH-UBND"],
    }
    assert {act.short: act.distance for act in view.acts} == {
        "132-KL/TW": -2,
        "105/2021/NĐ-CP": -2,
        "18/KH-UBND": -1,
        "33/KH-UBND": 0,
    }
    assert [act.short for act in view.direct] == ["18/KH-UBND"]
    assert {act.short for act in view.missing} == {"132-KL/TW", "105/2021/NĐ-CP"}
    assert view.own.rests_on == ("18/KH-UBND",)


def test_the_provinces_plan_knows_who_rests_on_it(planner: Actor, upper: int, lower: int) -> None:
    view = basis(planner, upper, on=TODAY)
    assert [(act.short, act.distance) for act in view.below] == [("33/KH-UBND", 1)]
    assert not basis(planner, upper, on=date(2026, 3, 4)).below, "the commune's plan was not issued yet"
    assert view.own.document
    assert view.own.document.id == upper


def test_what_is_only_mentioned_is_no_basis(planner: Actor, upper: int, lower: int) -> None:
    view = basis(planner, upper, on=TODAY)
    mentioned = next(act for act in view.acts if act.short == "28/2025/QĐ-TTg")
    assert not mentioned.is_basis
    assert mentioned not in view.direct
    assert mentioned not in view.missing
    assert view.mentioned == view.mentioned_missing == (mentioned,)
    assert "28/2025/QĐ-TTg" not in {act.short for act in basis(planner, lower, on=TODAY).acts}


def test_a_mention_that_is_a_basis_by_way_of_another_is_followed_and_counted(
    register: Register, planner: Actor, upper: int
) -> None:
    law = "Luật Phòng, chống ma túy số 73/2021/QH14"
    decree = "Nghị định số 12/2022/NĐ-CP ngày 03/02/2022 của Chính phủ"
    between = register(acts.plan("20/KH-UBND", "01 tháng 3 năm 2026", f"Căn cứ {law}"))
    first = "Kế hoạch số 20/KH-UBND ngày 01/3/2026 của Ủy ban nhân dân tỉnh Hoa Mai"
    register(acts.plan("21/KH-UBND", "02 tháng 3 năm 2026", f"Căn cứ {first}"))
    second = "Căn cứ Kế hoạch số 21/KH-UBND ngày 02/3/2026 của Ủy ban nhân dân tỉnh Hoa Mai"
    own = register(acts.plan("22/KH-UBND", "03 tháng 3 năm 2026", second, mention=f"{first}; {decree}"))
    view = basis(planner, own, on=TODAY)
    by_short = {act.short: act for act in view.bases}
    assert set(by_short) == {"21/KH-UBND", "20/KH-UBND", "73/2021/QH14"}
    assert [act.short for act in view.direct] == ["21/KH-UBND"]
    assert by_short["20/KH-UBND"].document
    assert by_short["20/KH-UBND"].document.id == between
    assert by_short["20/KH-UBND"].supports == ("21/KH-UBND",), "who only mentions it does not rest on it"
    assert [act.short for act in view.missing] == [act.short for act in view.ended] == ["73/2021/QH14"]
    assert [act.short for act in view.mentioned] == ["12/2022/NĐ-CP"]


def test_a_section_of_bases_names_bases(register: Register, planner: Actor) -> None:
    text = acts.plan("18/KH-UBND", "12 tháng 02 năm 2026", "Để phòng, chống ma túy").decode()
    text = text.replace(
        "I. MỤC ĐÍCH", "I. CĂN CỨ PHÁP LÝ\n1. Kết luận số 132-KL/TW ngày 18/3/2025 của Bộ Chính trị.\nI. MỤC ĐÍCH"
    )
    assert [act.short for act in basis(planner, register(text.encode()), on=TODAY).direct] == ["132-KL/TW"]


@pytest.mark.parametrize(
    ("on", "is_over"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True), (date(2026, 11, 21), True)]
)
def test_an_ended_basis_is_told_on_its_day(planner: Actor, upper: int, lower: int, on: date, *, is_over: bool) -> None:
    view = basis(planner, lower, on=on)
    decree = next(act for act in view.acts if act.short == "105/2021/NĐ-CP")
    assert decree.ending
    assert (decree.ending.on, decree.ending.is_over, decree.has_ended) == (date(2026, 7, 1), is_over, is_over)
    assert [one.number for one in decree.ending.by] == ["163/2026/NĐ-CP"]
    assert not decree.ending.before_issue
    assert "163/2026/NĐ-CP" in decree.ending.source
    assert [act.short for act in view.ended] == (["105/2021/NĐ-CP"] if is_over else [])
    assert [act.short for act in ended_bases(planner, upper, on=on)] == (["105/2021/NĐ-CP"] if is_over else [])
    assert ended_bases(planner, lower, on=on) == (), "only by way of the province's plan"


def test_an_act_that_had_ended_before_it_was_named_is_told_apart(register: Register, planner: Actor) -> None:
    late = register(acts.plan("90/KH-UBND", "05 tháng 8 năm 2026", "Căn cứ Luật Phòng, chống ma túy năm 2021"))
    (law,) = ended_bases(planner, late, on=TODAY)
    assert law.ending
    assert law.ending.before_issue
    assert [one.number for one in law.ending.by] == ["120/2025/QH15"]


def test_a_law_without_number_and_year_has_no_end(register: Register, planner: Actor) -> None:
    plan = register(acts.plan("90/KH-UBND", "05 tháng 8 năm 2026", "Căn cứ Luật Phòng, chống ma túy"))
    assert ended_bases(planner, plan, on=TODAY) == ()


def test_a_successor_that_is_registered_is_led_to(register: Register, planner: Actor) -> None:
    plan = register(acts.plan("18/KH-UBND", "12 tháng 02 năm 2026", "Căn cứ Luật Phòng, chống ma túy số 73/2021/QH14"))
    law = register(acts.law("120/2025/QH15", "10 tháng 12 năm 2025", "PHÒNG, CHỐNG MA TÚY"))
    (ended,) = ended_bases(planner, plan, on=TODAY)
    assert ended.ending
    assert [one.document and one.document.id for one in ended.ending.by] == [law]


def test_one_missing_act_named_by_many_stands_once(register: Register, planner: Actor, upper: int) -> None:
    name = "Kết luận số 132-KL/TƯ của Bộ Chính trị"
    other = register(acts.plan("40/KH-UBND", "20 tháng 3 năm 2026", f"{UPPER}; {name}", place="XÃ SEN HỒNG"))
    view = basis(planner, other, on=TODAY)
    centre = [act for act in view.acts if act.issuer == "Bộ Chính trị"]
    assert len(centre) == 1
    assert set(centre[0].supports) == {"18/KH-UBND", "40/KH-UBND"}
    assert centre[0].issued_on == date(2025, 3, 18), "what one citation leaves out, another says"


def test_an_older_version_keeps_its_place(
    register: Register, planner: Actor, upper: int, lower: int, at: datetime
) -> None:
    data = acts.plan("18/KH-UBND", "12 tháng 02 năm 2026", "Thực hiện Kết luận số 132-KL/TW ngày 18/3/2025")
    newer = add_version(document_id=upper, data=data, name="ban-sach.txt", actor=planner, at=at)
    for version, bases in ((upper, {"132-KL/TW", "105/2021/NĐ-CP"}), (newer, {"132-KL/TW"})):
        view = basis(planner, version, on=TODAY)
        assert {act.short for act in view.direct} == bases
        assert [act.short for act in view.below] == ["33/KH-UBND"]
    view = basis(planner, lower, on=TODAY)
    assert [act.document and act.document.id for act in view.direct] == [newer]


def test_acts_that_name_each_other_come_to_an_end(register: Register, planner: Actor) -> None:
    one = register(acts.plan("1/KH-UBND", "05 tháng 01 năm 2026", "Căn cứ Kế hoạch số 02/KH-UBND ngày 06/01/2026"))
    register(acts.plan("2/KH-UBND", "06 tháng 01 năm 2026", "Căn cứ Kế hoạch số 01/KH-UBND ngày 05/01/2026"))
    view = basis(planner, one, on=TODAY)
    assert len(view.acts) == 2
    assert set(view.own.supports) == set(view.own.rests_on) == {"2/KH-UBND"}


def test_the_number_of_questions_does_not_grow_with_the_acts(
    register: Register, planner: Actor, upper: int, lower: int
) -> None:
    with CaptureQueriesContext(connection) as few:
        basis(planner, upper, on=TODAY)
    for count in range(8):
        register(acts.plan(f"{50 + count}/KH-UBND", f"{count + 10} tháng 4 năm 2026", UPPER, place="XÃ MÙA NGÂU"))
    with CaptureQueriesContext(connection) as many:
        assert len(basis(planner, upper, on=TODAY).below) == 9
    assert len(many) == len(few) <= 7


def test_a_net_that_is_too_wide_is_cut_and_says_so(
    register: Register, planner: Actor, upper: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for count in range(4):
        register(acts.plan(f"{50 + count}/KH-UBND", f"{count + 10} tháng 4 năm 2026", UPPER, place="XÃ MÙA NGÂU"))
    assert not basis(planner, upper, on=TODAY).is_cut
    monkeypatch.setattr("pcmt.documents.queries.basis.MOST", 3)
    view = basis(planner, upper, on=TODAY)
    assert view.is_cut
    assert len(view.below) == 3


def test_a_missing_act_can_be_named_for_the_register(planner: Actor, upper: int) -> None:
    missing = basis(planner, upper, on=TODAY).missing[0]
    assert missing.citation_id
    found = wanted_act(planner, missing.citation_id)
    assert found
    assert found.label == "Kết luận số 132-KL/TW ngày 18/3/2025 của Bộ Chính trị"
    assert found.cited_in.id == upper
    assert wanted_act(planner, 999_999) is None


def test_who_may_not_see_learns_nothing(planner: Actor, upper: int) -> None:
    citation_id = basis(planner, upper, on=TODAY).missing[0].citation_id
    nobody = Actor("không có quyền")
    with pytest.raises(NotFound):
        basis(nobody, upper, on=TODAY)
    assert ended_bases(nobody, upper, on=TODAY) == ()
    assert citation_id
    assert wanted_act(nobody, citation_id) is None


@pytest.mark.parametrize(
    ("issuer", "number", "rung"),
    [
        ("Bộ Chính trị", "132-KL/TW", "dang_trung_uong"),
        ("", "120/2025/QH15", "quoc_hoi"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "27/CT-TTg", "chinh_phu"),
        ("Bộ trưởng Bộ Y tế", "02/2021/TT-BYT", "bo_nganh"),
        ("Ban Thường vụ Tỉnh ủy Hoa Mai", "07-CT/TU", "dang_tinh"),
        ("UBND tỉnh Hoa Mai", "18/KH-UBND", "tinh"),
        ("Ủy ban nhân dân thành phố Hoa Mai", "18/KH-UBND", "tinh"),
        ("Sở Y tế tỉnh Hoa Mai", "5/KH-SYT", "so_nganh"),
        ("Bộ Chỉ huy quân sự tỉnh", "5/KH-BCH", "so_nganh"),
        ("Ủy ban nhân dân huyện Lá Xanh", "5/KH-UBND", "huyen"),
        ("Đảng ủy xã Sen Hồng", "5-KH/ĐU", "dang_xa"),
        ("Ủy ban nhân dân xã Sen Hồng, tỉnh Hoa Mai", "12/KH-UBND", "xa"),
        ("Câu lạc bộ Hoa Mai", "", None),
    ],
)
def test_bodies_stand_on_their_rung(issuer: str, number: str, rung: str | None) -> None:
    found = standing(book().ladder).rung(issuer, number)
    assert (found.code if found else None) == rung


def test_a_law_without_number_stands_with_the_assembly() -> None:
    found = standing(book().ladder).rung("", "", "Luật")
    assert found
    assert found.code == "quoc_hoi"
