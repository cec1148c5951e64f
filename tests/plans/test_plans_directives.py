"""A newer document beside a plan: what it changes, each change confirmed, what was and is, by which document."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_plan import CannotAdopt
from pcmt.plans.actions.amend_from import amend_from
from pcmt.plans.correcting import CannotRevise
from pcmt.plans.queries import TargetInput, TaskInput
from pcmt.plans.rules.directing import amended_target, amended_task, differs, paired_duties, paired_targets

ON = date(2026, 11, 21)
NEWER = """ỦY BAN NHÂN DÂN
TỈNH HOA MAI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 77/KH-UBND
Hoa Mai, ngày 18 tháng 11 năm 2026

KẾ HOẠCH
Sửa đổi, bổ sung Kế hoạch số 18/KH-UBND ngày 12/02/2026

Căn cứ Kế hoạch số 18/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh.

I. CHỈ TIÊU
1. Phấn đấu đến hết năm 2030 có ít nhất 75% xã, phường không ma túy.

II. NHIỆM VỤ
1. Sở Y tế chủ trì, phối hợp với Công an tỉnh thành lập điểm tiếp nhận, tư vấn cai nghiện
trước ngày 31/12/2026.
2. Công an tỉnh chủ trì triệt xóa tụ điểm phức tạp về ma túy trên tuyến biên giới trước ngày 20/12/2026.
"""


@pytest.fixture
def newer(plan_id: int, target_id: int, task_id: int, planner: Actor, at: datetime) -> int:
    """A newer plan of the province that speaks of what the first one asked for."""
    return register_document(data=NEWER.encode(), name="kh2.txt", actor=planner, at=at)


def test_what_a_newer_document_changes_is_told(
    newer: int, plan_id: int, target_id: int, task_id: int, planner: Actor
) -> None:
    found = plans.directive(planner, plan_id, newer, ON)
    told = {row.reference: {one.label: (one.before, one.after) for one in row.changes} for row in found.amend}
    assert told[f"target:{target_id}"]["Mức phấn đấu"] == ("ít nhất 60%", "ít nhất 75%")
    assert told[f"task:{task_id}"]["Thời hạn"] == ("30/11/2026", "31/12/2026")
    assert [row.told for row in found.add] == ["Công an tỉnh Hoa Mai"]
    assert newer in {row.id for row in plans.newer_documents(planner, plans.plan(planner, plan_id), ON)}


def test_a_change_is_taken_over_by_a_person_and_stays_beside_what_was(
    newer: int, plan_id: int, target_id: int, planner: Actor, at: datetime
) -> None:
    row = next(one for one in plans.directive(planner, plan_id, newer, ON).amend if one.held_id == target_id)
    with pytest.raises(CannotRevise):
        amend_from(plan_id=plan_id, suggestion_id=row.item.id, revision=7, actor=planner, at=at)
    assert amend_from(plan_id=plan_id, suggestion_id=row.item.id, revision=0, actor=planner, at=at) == row.reference
    view = plans.target(target_id)
    assert (view.level, view.deadline) == ("ít nhất 75%", "hết năm 2030")
    assert newer in {one.document_id for one in view.sources}
    (amendment,) = plans.amendments(planner, plan_id)
    assert amendment.document is not None
    assert amendment.document.id == newer
    assert [(one.before, one.after) for one in amendment.changes] == [("ít nhất 60%", "ít nhất 75%")]
    assert not documents.suggestion(row.item.id).is_open
    with pytest.raises(CannotAdopt):
        amend_from(plan_id=plan_id, suggestion_id=row.item.id, revision=1, actor=planner, at=at)


def test_only_the_keeper_amends(
    newer: int, plan_id: int, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    item = plans.directive(planner, plan_id, newer, ON).amend[0].item
    with pytest.raises((NotAllowed, NotFound)):
        amend_from(plan_id=plan_id, suggestion_id=item.id, revision=0, actor=actor("sen-hong.reporter"), at=at)
    with pytest.raises(NotFound):
        plans.directive(planner, plan_id, 999_999, ON)


def test_the_page_leads_from_the_number_to_the_change(
    newer: int, plan_id: int, target_id: int, visit: Callable[..., Client]
) -> None:
    client, address = visit("planner"), reverse("plans.directive", args=[plan_id])
    assert "chưa điều chỉnh lần nào" in client.get(address).content.decode()
    assert client.get(address, {"so": "99/KH-XYZ"}).status_code == 422
    there = client.get(address, {"so": "77/KH-UBND"})["Location"]
    shown = client.get(there).content.decode()
    assert "ít nhất 75%" in shown
    item = next(row.item for row in client.get(there).context["found"].amend if row.reference == f"target:{target_id}")
    changing = reverse("plans.amend_from", args=[plan_id, item.id])
    assert client.post(changing, {"revision": "3"}).status_code == 422
    assert client.post(changing, {"revision": "0"})["Location"] == there
    assert "Sửa theo văn bản" not in visit("sen-hong.reporter").get(there).content.decode()
    assert "77/KH-UBND" in client.get(address).content.decode()


def _target(value: int, **other: object) -> TargetInput:
    said = {"relation": ">=", "value": Decimal(value), "subject": "xã, phường không ma túy", "unit": "%"}
    return TargetInput(**{**said, "by": Period.parse("2030"), "scope_area_id": 1, **other})  # type: ignore[arg-type]


def test_targets_pair_by_their_one_indicator_else_by_words() -> None:
    held = {"target:1": _target(60, indicator="T1b"), "target:2": _target(5, subject="người nghiện được quản lý")}
    read = [
        _target(70, indicator="T1b", subject="đơn vị cấp xã sạch ma túy"),
        _target(6, subject="người nghiện được quản lý"),
    ]
    assert {(one.place, one.reference) for one in paired_targets(held, read)} == {(0, "target:1"), (1, "target:2")}
    assert paired_targets(held, [_target(3, unit="vụ", subject="vụ án")]) == ()


def test_what_the_document_does_not_say_stays() -> None:
    held = _target(60, scope_type="phuong")
    read = _target(75, by=Period.parse("2027"), scope_area_id=9)
    said = amended_target(held, read, says_when=False)
    assert (said.value, said.by.id, said.scope_area_id, said.scope_type) == (Decimal(75), "2030", 1, "phuong")
    assert amended_target(held, read, says_when=True).by.id == "2027"
    duty = TaskInput(title="Rà soát", leads=(1,), supports=(2,), due_on=ON, product="Báo cáo")
    same = amended_task(duty, TaskInput(title="rà soát", leads=()), likeness=1.0)
    assert not differs(duty, same)
    other = amended_task(duty, TaskInput(title="Rà soát lại", leads=(2,)), likeness=0.7)
    assert (other.title, other.leads, other.supports, other.due_on) == ("Rà soát lại", (2,), (), ON)
    assert paired_duties({"task:1": "Rà soát người nghiện"}, ["Tổ chức hội thao"]) == ()
