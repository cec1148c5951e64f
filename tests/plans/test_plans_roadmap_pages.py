"""Pages of the roadmap, the shares and the targets of a plan: what they show, refuse and hide."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents.queries import SuggestionView
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotAllowed
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.allot_shares import CannotAllot, allot_shares
from pcmt.plans.queries import TargetInput
from pcmt.plans.rules.pasting import names_of, read_pasted
from pcmt.plans.rules.sharing import checked
from tests.province import Province

Visit = Callable[..., Client]
ON = date(2026, 11, 21)
PLACES = names_of(
    [(1, "91001", "Sen Hồng", "Xã Sen Hồng"), (2, "91002", "Đoàn", "Xã Đoàn"), (3, "9", "Đoàn", "Phường Đoàn")]
)


def test_a_pasted_table_is_read_line_by_line() -> None:
    text = "Tên xã\tNăm\tGhi chú\nxã sen hong\t2026\tđợt 1\n\n2.\tPhường Đoàn\tnăm 2028\n91002;2027"
    found = read_pasted(text, PLACES)
    assert [(one.area_id, one.year, one.note) for one in found.rows] == [
        (1, 2026, "đợt 1"),
        (3, 2028, ""),
        (2, 2027, ""),
    ]
    assert found.faults == ()


def test_lines_that_cannot_be_read_are_told() -> None:
    found = read_pasted("Sen Hồng\nĐoàn\t2026\nXã Lạ\t2026\nXã Sen Hồng\tsang năm", PLACES)
    assert found.rows == ()
    assert [fault.partition(":")[0] for fault in found.faults] == ["Dòng 1", "Dòng 2", "Dòng 3", "Dòng 4"]
    assert "2 nơi tên" in found.faults[1]
    assert read_pasted("\n" * 600, PLACES).faults
    assert read_pasted("a" * 1_000_000, PLACES).rows == ()


def test_communes_are_registered_moved_and_withdrawn_on_the_page(
    visit: Visit, target_id: int, province: Province
) -> None:
    client, address = visit("planner"), reverse("plans.roadmap", args=[target_id])
    assert "Chưa xã, phường nào được đăng ký" in client.get(address).content.decode()
    ticked = {"year": "2026", "areas": [str(province.communes["sen-hong"].id)], "note": "điểm của tỉnh"}
    assert client.post(reverse("plans.register_roadmap", args=[target_id]), ticked)["Location"] == address
    pasted = {"pasted": "Phường Hoa Ban\t2028"}
    assert client.post(reverse("plans.register_roadmap", args=[target_id]), pasted).status_code == 302
    page = client.get(address).content.decode()
    assert "2/4 xã, phường đăng ký, cần 3, còn thiếu 1" in page
    assert "điểm của tỉnh" in page
    entry = plans.registrations(province.communes["hoa-ban"].id, ON)[0]
    moving = reverse("plans.move_registration", args=[entry.id])
    assert "Phường Hoa Ban" in client.get(moving).content.decode()
    assert client.post(moving, {"year": "2029", "reason": ""}).status_code == 422
    assert client.post(moving, {"year": "2029", "reason": "Xã đề nghị"})["Location"] == address
    gone = reverse("plans.withdraw_registration", args=[entry.id])
    assert client.post(gone, {"reason": "Xã xin rút"})["Location"] == address
    assert client.get(moving).status_code == 404


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Chọn ít nhất một xã, phường"),
        ({"pasted": "Xã Lạ\t2026"}, "không có xã, phường “Xã Lạ”"),
        ({"pasted": "Xã Sen Hồng\t2040"}, "Chọn năm từ 2026 đến 2030"),
    ],
)
def test_what_cannot_be_registered_comes_back_with_its_words(
    said: dict[str, str], told: str, visit: Visit, target_id: int
) -> None:
    answer = visit("planner").post(reverse("plans.register_roadmap", args=[target_id]), said)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)


def test_who_only_looks_is_offered_no_change(visit: Visit, target_id: int, province: Province) -> None:
    client = visit("health-reporter")
    page = client.get(reverse("plans.roadmap", args=[target_id])).content.decode()
    assert reverse("plans.register_roadmap", args=[target_id]) not in page
    shares = client.get(reverse("plans.shares", args=[target_id])).content.decode()
    assert reverse("plans.allot_shares", args=[target_id]) not in shares
    posted = client.post(reverse("plans.register_roadmap", args=[target_id]), {"year": "2026"})
    assert posted.status_code in (403, 404)


COUNT, RATE = Quantity(130, 0, "mô hình"), Quantity(80, 0, "%")


@pytest.mark.parametrize(
    ("relation", "level", "values", "of", "state", "told"),
    [
        (">=", COUNT, [60, 60], 2, "late", "cần 130: còn thiếu 10"),
        (">=", COUNT, [70, 60], 2, "met", "đủ"),
        ("<=", COUNT, [70, 70], 2, "late", "vượt 10"),
        ("<=", COUNT, [60, 60], 2, "met", "không quá 130"),
        (">=", RATE, [80, 75], 2, "late", "1 xã, phường được giao mức dễ hơn 80%"),
        (">=", RATE, [80, 90], 2, "met", "Đã giao cả 2"),
        (">=", RATE, [80], 2, "void", "Đã giao 1/2"),
        ("<=", Quantity(5, 0, "%"), [4, 6], 2, "late", "dễ nhất là 6%"),
        (">=", RATE, [], 2, "void", "Chưa giao"),
    ],
)
def test_shares_are_held_against_the_whole(
    relation: str, level: Quantity, values: list[int], of: int, state: str, told: str
) -> None:
    found = checked(relation, level, [Quantity(one, 0, level.unit) for one in values], of, level.unit)
    assert found.state == state
    assert told in found.text


def test_communes_are_given_their_shares(
    visit: Visit, target_id: int, province: Province, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    sen_hong = province.communes["sen-hong"].id
    client, address = visit("planner"), reverse("plans.shares", args=[target_id])
    assert (
        client.post(reverse("plans.allot_shares", args=[target_id]), {f"muc-{sen_hong}": "62,5"})["Location"] == address
    )
    view = plans.shares(planner, target_id, ON)
    assert [(one.area.id, one.value.decimal) for one in view.shares] == [(sen_hong, Decimal("62.5"))]
    assert "Đã giao 1/4 xã, phường" in client.get(address).content.decode()
    client.post(reverse("plans.allot_shares", args=[target_id]), {f"muc-{sen_hong}": "62,5", "all": "60"})
    assert "Đã giao cả 4 xã, phường" in client.get(address).content.decode()
    assert client.post(reverse("plans.allot_shares", args=[target_id]), {f"muc-{sen_hong}": "101"}).status_code == 422
    said = {"target_id": target_id, "at": at}
    assert allot_shares(shares={sen_hong: None}, actor=planner, **said) == (sen_hong,)
    assert len(plans.shares(planner, target_id, ON).shares) == 3
    with pytest.raises(CannotAllot, match="thuộc phạm vi"):
        allot_shares(shares={province.id: Decimal(1)}, actor=planner, **said)
    with pytest.raises(NotAllowed):
        allot_shares(shares={sen_hong: Decimal(1)}, actor=actor("health-head"), **said)


def test_the_targets_of_a_plan_stand_by_urgency(visit: Visit, plan_id: int, target_id: int) -> None:
    page = visit("planner").get(reverse("plans.targets", args=[plan_id])).content.decode()
    assert "1 chỉ tiêu" in page
    assert reverse("plans.target", args=[target_id]) in page
    assert "chưa dự báo được" in page


def test_a_target_tells_why_it_is_not_foreseen_and_reckons_by_hand(
    visit: Visit, target_id: int, target_input: TargetInput
) -> None:
    address = reverse("plans.target", args=[target_id])
    client = visit("planner")
    assert "Mới có 0 năm đủ số liệu; cần ít nhất 3 để dự báo." in client.get(address).content.decode()
    page = client.get(address, {"gia_dinh": "40; 50; 61"}).content.decode()
    assert "vượt chỉ tiêu" in page
    wrong = client.get(address, {"gia_dinh": "40; nhiều"}).content.decode()
    assert "“nhiều” không phải là số" in wrong


@pytest.fixture
def nearer_id(
    plan_id: int,
    suggestion: Callable[..., SuggestionView],
    target_input: TargetInput,
    planner: Actor,
    at: datetime,
) -> int:
    """A second target of the plan on the same indicator: 30% by 2028."""
    said = replace(target_input, value=Decimal(30), by=Period.parse("2028"))
    reference = adopt_suggestion(
        suggestion_id=suggestion("target", "II.2").id, plan_id=plan_id, correction=said, actor=planner, at=at
    )
    return int(reference.partition(":")[2])


def test_targets_of_a_plan_on_one_indicator_share_their_roadmap(
    visit: Visit, target_id: int, nearer_id: int, province: Province, planner: Actor
) -> None:
    client = visit("planner")
    pasted = {"pasted": "Xã Sen Hồng\t2027\nPhường Hoa Ban\t2030"}
    assert client.post(reverse("plans.register_roadmap", args=[nearer_id]), pasted).status_code == 302
    near, far = plans.roadmap(planner, nearer_id, ON), plans.roadmap(planner, target_id, ON)
    assert near.entries == far.entries
    assert near.text == "Đến hết năm 2028: 1/4 xã, phường đăng ký, cần 2, còn thiếu 1"
    assert far.text == "Đến hết năm 2030: 2/4 xã, phường đăng ký, cần 3, còn thiếu 1"
    here = province.communes["hoa-ban"].id
    assert plans.registered("T1b", [here], [2028, 2030]) == {(here, 2028): False, (here, 2030): True}
    again = {"pasted": "Xã Chân Mây\t2028\nPhường Hoa Ban\t2028"}
    answer = client.post(reverse("plans.register_roadmap", args=[target_id]), again)
    text = answer.content.decode()
    assert (answer.status_code, "Dòng 2: Phường Hoa Ban đã đăng ký năm 2030" in text) == (422, True)
    assert "bấm “Chuyển, rút”" in text
    entry = far.entries[0]
    moving = reverse("plans.move_registration", args=[entry.id])
    assert client.post(moving, {"year": "2029", "reason": "Xã đề nghị"}).status_code == 302


def test_a_target_shows_the_steps_that_another_target_sets_it(visit: Visit, target_id: int, nearer_id: int) -> None:
    page = visit("planner").get(reverse("plans.target", args=[target_id])).content.decode()
    assert "mức của chỉ tiêu khác trên cùng chỉ số" in page
    assert "30,0%" in page
    near = visit("planner").get(reverse("plans.target", args=[nearer_id])).content.decode()
    assert "mức của chỉ tiêu khác" not in near, "what falls due later is no step on its way"
