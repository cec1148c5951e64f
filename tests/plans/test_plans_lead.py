"""Who leads in a target: named by hand, proposed from the tasks of its provision, told on its page, desk and score."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from pcmt.agencies.actions.close_agency import close_agency
from pcmt.indicators.queries.score_facts import agency_targets
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.refusal import NotAllowed
from pcmt.plans import queries as plans
from pcmt.plans.actions.import_plan import import_plan
from pcmt.plans.actions.name_lead import CannotName, name_lead
from pcmt.plans.actions.name_leads import name_leads
from pcmt.plans.actions.withdraw_target import withdraw_target
from pcmt.plans.exchange.entering import Taken
from pcmt.plans.models import Task, TaskAgency
from tests.indicators.figures import close
from tests.province import AT, Province

Visit = Callable[..., Client]
ON = AT.date()


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_a_lead_is_named_changed_and_taken_back(target_id: int, province: Province, planner: Actor) -> None:
    health, police = province.agencies["health"], province.agencies["police"]
    assert plans.target(target_id).lead_id is None
    for agency_id in (health, police, None):
        name_lead(target_id=target_id, agency_id=agency_id, actor=planner, at=AT)
        assert plans.target(target_id).lead_id == agency_id
    assert [entry.after for entry in entries(subject=f"target:{target_id}")][-3:] == [
        {"agency": health},
        {"agency": police},
        {"agency": None},
    ]


def test_what_makes_no_lead_is_refused(
    target_id: int, province: Province, planner: Actor, actor: Callable[[str], Actor]
) -> None:
    with pytest.raises(CannotName, match="danh bạ"):
        name_lead(target_id=target_id, agency_id=987_654, actor=planner, at=AT)
    with pytest.raises(CannotName, match="chưa có cơ quan chủ trì"):
        name_lead(target_id=target_id, agency_id=None, actor=planner, at=AT)
    with pytest.raises(NotAllowed):
        name_lead(target_id=target_id, agency_id=province.agencies["health"], actor=actor("chairman"), at=AT)
    withdraw_target(target_id=target_id, reason="Thay bằng chỉ tiêu khác", actor=planner, at=AT)
    with pytest.raises(CannotName, match="đã rút"):
        name_lead(target_id=target_id, agency_id=province.agencies["health"], actor=planner, at=AT)


def test_the_lead_of_the_same_provision_is_proposed_where_it_is_one(target_id: int, province: Province) -> None:
    view = plans.target(target_id)
    task = Task.objects.create(
        plan_id=view.plan_id, title="Thử", quote="Thử", source_document_id=view.document_id, anchor=view.anchor
    )
    assert plans.proposed_lead(view) is None
    TaskAgency.objects.create(task=task, agency_id=province.agencies["health"], role="lead")
    assert plans.proposed_lead(view) == province.agencies["health"]
    assert plans.proposed_lead(replace(view, anchor="")) is None
    TaskAgency.objects.create(task=task, agency_id=province.agencies["police"], role="lead")
    assert plans.proposed_lead(view) is None, "of two, neither"


def test_a_target_counts_for_who_leads_in_it(target_id: int, province: Province, planner: Actor) -> None:
    for commune in province.communes.values():
        close(commune.id, "2025@nd09", {"recognised": 1, "class_rank": 1})
    health, police = province.agencies["health"], province.agencies["police"]
    name_lead(target_id=target_id, agency_id=health, actor=planner, at=AT)
    found = agency_targets([health, police], date(2026, 11, 21))
    assert [fact.key for fact in found[health]] == [str(target_id)]
    assert str(target_id) not in [fact.key for fact in found[police]]


def test_a_lead_passes_on_when_its_agency_is_merged_into_another(
    target_id: int, province: Province, planner: Actor, actor: Callable[[str], Actor]
) -> None:
    for commune in province.communes.values():
        close(commune.id, "2025@nd09", {"recognised": 1, "class_rank": 1})
    health, police = province.agencies["health"], province.agencies["police"]
    name_lead(target_id=target_id, agency_id=health, actor=planner, at=AT)
    day = AT.date() - timedelta(days=1)
    close_agency(
        agency_id=health, last_day=day, successor_id=police, basis="Nghị quyết số 9/NQ-HĐND",
        actor=system_actor("kiểm thử", "agencies.close_agency"), at=AT,
    )  # fmt: skip
    view = plans.target(target_id)
    assert view.lead_id == health, "what was named stays"
    assert view.lead_name == "Công an tỉnh Hoa Mai (trước là Sở Y tế)"
    assert [one.id for one in plans.led_targets(actor("police-chief"), actor("police-chief").own_agencies)] == [
        target_id
    ]
    found = agency_targets([health, police], date(2026, 11, 21))
    assert [fact.key for fact in found[police]] == [str(target_id)]
    assert not found[health]
    before = agency_targets([health, police], day)
    assert [fact.key for fact in before[health]] == [str(target_id)]


def test_the_page_names_the_lead_and_the_desk_of_the_lead_shows_it(
    target_id: int, province: Province, planner: Actor, visit: Visit
) -> None:
    health = province.agencies["health"]
    page = visit("planner").get(f"/ke-hoach/chi-tieu/{target_id}/").text
    assert "chưa giao cơ quan nào" in page
    assert "Chỉ tiêu cơ quan chủ trì" not in visit("health-reporter").get("/").text
    answer = visit("planner").post(f"/ke-hoach/chi-tieu/{target_id}/chu-tri", {"agency": str(health)})
    assert answer.status_code == 302
    page = visit("planner").get(f"/ke-hoach/chi-tieu/{target_id}/").text
    assert "Đổi cơ quan chủ trì" in page
    desk = visit("health-reporter").get("/").text
    assert "Chỉ tiêu cơ quan chủ trì" in desk
    assert f"/ke-hoach/chi-tieu/{target_id}/" in desk
    refused = visit("planner").post(f"/ke-hoach/chi-tieu/{target_id}/chu-tri", {"agency": "0"})
    assert refused.status_code == 422
    assert visit("chairman").post(f"/ke-hoach/chi-tieu/{target_id}/chu-tri", {"agency": ""}).status_code in (403, 404)


def test_the_page_begins_with_who_leads_and_no_form(target_id: int, visit: Visit, province: Province) -> None:
    page = visit("planner").get(f"/ke-hoach/chi-tieu/{target_id}/").content.decode()
    head = page.split('class="lead"')[1].split("</p>")[0]
    assert "chưa giao cơ quan chủ trì" in head
    assert "<select" not in head


def test_the_leads_of_all_targets_are_named_at_once_and_their_lack_is_told(
    plan_id: int, target_id: int, province: Province, planner: Actor, actor: Callable[[str], Actor], visit: Visit
) -> None:
    health, address = province.agencies["health"], f"/ke-hoach/{plan_id}/chi-tieu/chu-tri"
    for page in ("", "ai-lam-gi", "chua-ro", "chi-tieu"):
        told = visit("planner").get(f"/ke-hoach/{plan_id}/{page}").text
        assert "1 chỉ tiêu chưa có cơ quan chủ trì" in told, page
        assert address in told, page
    assert "1 chỉ tiêu chưa có cơ quan chủ trì" in visit("planner").get(address).text
    assert visit("planner").post(address, {f"target_{target_id}": "987654"}).status_code == 422
    assert visit("planner").post(address, {f"target_{target_id}": str(health)}).status_code == 302
    assert plans.target(target_id).lead_id == health
    assert [entry.after for entry in entries(subject=f"plan:{plan_id}")][-1] == {"changed": 1}
    for page in ("", "ai-lam-gi", "chua-ro", "chi-tieu"):
        assert "chưa có cơ quan chủ trì</b>" not in visit("planner").get(f"/ke-hoach/{plan_id}/{page}").text
    assert name_leads(plan_id=plan_id, leads={target_id: health}, actor=planner, at=AT) == 0
    with pytest.raises(CannotName, match="không còn trong kế hoạch"):
        name_leads(plan_id=plan_id, leads={987_654: health}, actor=planner, at=AT)
    with pytest.raises(NotAllowed):
        name_leads(plan_id=plan_id, leads={target_id: None}, actor=actor("chairman"), at=AT)


def test_the_sheet_tells_the_lead_and_names_another(
    plan_id: int, target_id: int, province: Province, planner: Actor
) -> None:
    name_lead(target_id=target_id, agency_id=province.agencies["health"], actor=planner, at=AT)
    sheet = plans.exported(planner, plan_id, ON)
    book = load_workbook(BytesIO(sheet))
    lines = book.worksheets[0]
    column = next(cell.column for cell in lines[1] if cell.value == "Chủ trì")
    row = next(cell.row for cell in lines["A"] if cell.value == f"target:{target_id}")
    assert lines.cell(row, column).value == "Sở Y tế"

    def entered(name: str | None) -> Taken:
        lines.cell(row, column).value = name
        changed = BytesIO()
        book.save(changed)
        return import_plan(plan_id=plan_id, data=changed.getvalue(), actor=planner, at=AT)

    assert entered("Sở Y tế").unchanged == (f"target:{target_id}",)
    assert entered("Công an tỉnh Hoa Mai").revised == (f"target:{target_id}",)
    assert plans.target(target_id).lead_id == province.agencies["police"]
    (fault,) = entered("Sở Y tế; Công an tỉnh Hoa Mai").faults
    assert "một cơ quan chủ trì" in fault.text
    assert entered(None).revised == (f"target:{target_id}",)
    assert plans.target(target_id).lead_id is None
