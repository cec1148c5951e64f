"""What plans ask, on the desk: a plan of one's own, a basis that was replaced; and evidence told by its value."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.accounts.actions.grant_role import grant_role
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.queries.ended_grounds import ended_grounds
from pcmt.kernel.actor import Actor
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.ask_for_plans import ask_for_plans
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.queries import Evidence
from tests.documents import papers
from tests.province import AT, BUILDER, SINCE, Province

AS = Callable[[str], Actor]
ON = date(2026, 11, 21)
OLD_LAW = "Căn cứ Luật Phòng, chống ma túy số 73/2021/QH14 ngày 30/3/2021;\n\nThực hiện Nghị quyết số 93/NQ-CP"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_a_plan_that_is_asked_of_an_agency_stands_on_its_desk(
    plan_id: int, province: Province, planner: Actor, at: datetime, visit: Callable[..., Client]
):
    commune = province.communes["sen-hong"].agencies["ubnd_xa"]
    user_id = province.users["sen-hong.reporter"]
    grant_role(user_id=user_id, role="unit_planner", agency_id=commune, valid_from=SINCE, actor=BUILDER, at=AT)
    ask_for_plans(plan_id=plan_id, agency_ids=[commune], due_on=date(2026, 11, 28), actor=planner, at=at)
    desk = visit("sen-hong.reporter").get("/").content.decode()
    assert "Ban hành kế hoạch thực hiện Kế hoạch năm 2026" in desk
    assert reverse("plans.begin_plan_from", args=[plan_id]) in desk
    assert "Ban hành kế hoạch" not in visit("health-head").get("/").content.decode()


def test_the_keeper_is_told_that_a_basis_was_replaced(
    province: Province, planner: Actor, at: datetime, visit: Callable[..., Client], django_assert_max_num_queries
):
    text = papers.PLAN.replace("Thực hiện Nghị quyết số 93/NQ-CP", OLD_LAW)
    document_id = register_document(data=text.encode(), name="kh.txt", actor=planner, at=at)
    horizon = (date(2026, 1, 1), date(2030, 12, 31))
    plan_id = adopt_plan(document_id=document_id, title="Kế hoạch năm 2026", horizon=horizon, actor=planner, at=at)
    with django_assert_max_num_queries(1):
        told = ended_grounds(planner, [document_id], on=ON)
    assert ["73/2021/QH14" in label for label in told[document_id]] == [True]
    assert ended_grounds(planner, [document_id], on=date(2026, 6, 30)) == {}
    assert ended_grounds(Actor("nobody"), [document_id], on=ON) == {}
    desk = visit("planner").get("/?ca=1").content.decode()
    assert "Rà soát căn cứ: Kế hoạch năm 2026" in desk
    assert reverse("plans.basis", args=[plan_id]) in desk
    assert "Rà soát căn cứ" not in visit("health-head").get("/?ca=1").content.decode()


def test_a_figure_beside_a_report_is_told_by_its_value(
    task_id: int, province: Province, actor: AS, at: datetime, visit: Callable[..., Client]
):
    seen, unknown = f"value:T1b/{province.id}/2025", "value:KHONG/1/2025"
    record_progress(
        task_id=task_id, percent=5, words="Đã làm", evidence=Evidence(links=(seen, unknown)),
        actor=actor("health-head"), at=at,
    )  # fmt: skip
    page = visit("planner").get(reverse("plans.task", args=[task_id])).content.decode()
    assert f">{seen}<" not in page
    assert reverse("trace.show", args=[seen]) in page
    assert "Tỉnh Hoa Mai, năm 2025" in page
    assert "value:KHONG" not in page
    assert "không còn tính được" in page


def test_a_desk_says_how_many_of_its_things_it_shows(
    plan_id: int, province: Province, planner: Actor, at: datetime, visit: Callable[..., Client]
):
    for number in range(12):
        text = papers.PLAN.replace("Số: 18/KH-UBND", f"Số: {30 + number}/KH-UBND").replace(
            "Thực hiện Nghị quyết số 93/NQ-CP", OLD_LAW
        )
        document_id = register_document(data=text.encode(), name=f"{number}.txt", actor=planner, at=at)
        horizon = (date(2026, 1, 1), date(2026, 12, 31))
        adopt_plan(document_id=document_id, title=f"Kế hoạch {number}", horizon=horizon, actor=planner, at=at)
    client = visit("planner")
    short, whole = client.get("/").content.decode(), client.get("/?ca=1").content.decode()
    assert "10 trong " in short
    assert short.count("Rà soát căn cứ") < 12 == whole.count("Rà soát căn cứ")
    assert "10 trong " not in whole
