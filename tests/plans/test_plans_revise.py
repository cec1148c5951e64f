"""Putting right what was confirmed: with a reason, seen before and after, the document's sentence untouched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents import queries as documents
from pcmt.documents.actions.undo_decision import CannotUndo
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.add_milestone import add_milestone
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.actions.revise_target import revise_target
from pcmt.plans.actions.revise_task import revise_task
from pcmt.plans.actions.undo_adoption import undo_adoption
from pcmt.plans.actions.withdraw_target import withdraw_target
from pcmt.plans.correcting import CannotRevise
from pcmt.plans.queries import TargetInput, TaskInput
from pcmt.plans.rules.inputs import BadTarget, BadTask
from pcmt.trace.queries import trace
from tests.province import Province

Visit = Callable[..., Client]
WHY = "Công văn 12/CV-VP đính chính"


def test_a_target_is_put_right_and_tells_what_it_said(
    target_id: int, target_input: TargetInput, planner: Actor, at: datetime
):
    quote, anchor = plans.target(target_id).quote, plans.target(target_id).anchor
    said = replace(target_input, value=Decimal("62.5"), by=Period.parse("2029"), every="year", subject="tỷ lệ xã")
    assert revise_target(target_id=target_id, said=said, revision=0, reason=f" {WHY} ", actor=planner, at=at) == ()
    view = plans.target(target_id)
    assert (view.level, view.deadline, view.recurrence) == ("ít nhất 62,5%", "hết năm 2029", "hằng năm")
    assert (view.quote, view.anchor) == (quote, anchor)
    (told,) = plans.corrections(f"target:{target_id}")
    assert (told.at, told.who, told.reason) == (at, planner.label, WHY)
    assert {(one.label, one.before, one.after) for one in told.changes} == {
        ("Nội dung", "xã, phường không ma túy", "tỷ lệ xã"),
        ("Mức phấn đấu", "ít nhất 60%", "ít nhất 62,5%"),
        ("Thời hạn", "hết năm 2030", "hết năm 2029"),
        ("Lặp lại", "một lần", "hằng năm"),
    }


def test_the_journal_keeps_figures_before_and_after_and_no_free_words(
    target_id: int, target_input: TargetInput, planner: Actor, at: datetime
):
    said = replace(target_input, value=Decimal(65), subject="chữ tự do")
    revise_target(target_id=target_id, said=said, revision=0, reason=WHY, actor=planner, at=at)
    entry = entries(subject=f"target:{target_id}")[-1]
    assert (entry.action, entry.before, entry.after, entry.reason) == (
        "plans.revise_target",
        {"value": "60"},
        {"value": "65"},
        WHY,
    )


def test_the_trace_keeps_the_sentence_and_tells_of_the_correction(
    target_id: int, document_id: int, target_input: TargetInput, planner: Actor, at: datetime
):
    said = replace(target_input, value=Decimal(65))
    revise_target(target_id=target_id, said=said, revision=0, reason=WHY, actor=planner, at=at)
    found = trace(f"target:{target_id}", planner, at)
    assert found.up[0].reference == f"provision:{document_id}#II.1"
    assert "60%" in dict(found.up[0].facts)["Nguyên văn"]
    assert ("Sửa chỉ tiêu đã xác nhận", WHY) in {(event.what, event.note) for event in found.events}


@pytest.mark.parametrize(
    ("other", "reason", "fields"),
    [
        ({}, WHY, set()),
        ({"value": Decimal("60.00")}, WHY, set()),
        ({"value": Decimal(65)}, "  ", {"reason"}),
        ({"value": Decimal(160)}, WHY, {"value"}),
        ({"value": None}, WHY, {"value"}),
    ],
)
def test_a_correction_without_reason_difference_or_sense_is_refused(
    other: dict[str, object],
    reason: str,
    fields: set[str],
    target_id: int,
    target_input: TargetInput,
    planner: Actor,
    at: datetime,
):
    said = replace(target_input, **other)  # type: ignore[arg-type]
    with pytest.raises((CannotRevise, BadTarget)) as refused:
        revise_target(target_id=target_id, said=said, revision=0, reason=reason, actor=planner, at=at)
    assert set(refused.value.fields) == fields
    assert plans.corrections(f"target:{target_id}") == ()


def test_who_did_not_see_the_last_correction_is_refused(
    target_id: int, target_input: TargetInput, planner: Actor, at: datetime
):
    first = replace(target_input, value=Decimal(65))
    revise_target(target_id=target_id, said=first, revision=0, reason=WHY, actor=planner, at=at)
    with pytest.raises(CannotRevise, match="Người khác vừa sửa"):
        revise_target(target_id=target_id, said=target_input, revision=0, reason=WHY, actor=planner, at=at)
    revise_target(target_id=target_id, said=target_input, revision=1, reason=WHY, actor=planner, at=at)
    assert len(plans.corrections(f"target:{target_id}")) == 2


def test_only_the_plans_keeper_puts_right(
    target_id: int,
    task_id: int,
    target_input: TargetInput,
    task_input: TaskInput,
    actor: Callable[[str], Actor],
    at: datetime,
):
    for username in ("health-reporter", "chairman", "sen-hong.chairman"):
        who = actor(username)
        said = replace(target_input, value=Decimal(65))
        other = replace(task_input, due_on=None)
        with pytest.raises(Refusal):
            revise_target(target_id=target_id, said=said, revision=0, reason=WHY, actor=who, at=at)
        with pytest.raises(Refusal):
            revise_task(task_id=task_id, said=other, revision=0, reason=WHY, actor=who, at=at)
    with pytest.raises(NotAllowed):  # they see it, as its leading agency
        revise_task(
            task_id=task_id,
            said=replace(task_input, due_on=None),
            revision=0,
            reason=WHY,
            actor=actor("health-reporter"),
            at=at,
        )
    assert plans.target(target_id).value == Quantity(60, 0, "%")


def test_the_roadmap_follows_the_scale_and_loses_what_is_no_step_any_more(
    target_id: int, target_input: TargetInput, planner: Actor, at: datetime
):
    for year, level in (("2027", "25.5"), ("2028", "40")):
        add_milestone(target_id=target_id, period=Period.parse(year), value=Decimal(level), actor=planner, at=at)
    said = replace(target_input, value=Decimal("61.25"), by=Period.parse("2028"))
    assert revise_target(target_id=target_id, said=said, revision=0, reason=WHY, actor=planner, at=at) == ("2028",)
    view = plans.target(target_id)
    assert view.value
    assert view.value.decimal == Decimal("61.25")
    assert [(step.id, level.decimal) for step, level in view.milestones] == [("2027", Decimal("25.50"))]
    (told,) = plans.corrections(f"target:{target_id}")
    assert [one.before for one in told.changes if one.label == "Lộ trình"] == ["năm 2028: 40%"]
    none = replace(target_input, relation="none", value=None)
    assert revise_target(target_id=target_id, said=none, revision=1, reason=WHY, actor=planner, at=at) == ("2027",)
    assert plans.target(target_id).level == "không để xảy ra"


def test_a_withdrawn_target_and_a_finished_task_stay_as_they_were(
    target_id: int,
    task_id: int,
    target_input: TargetInput,
    task_input: TaskInput,
    planner: Actor,
    actor: Callable[[str], Actor],
    at: datetime,
):
    withdraw_target(target_id=target_id, reason="x", actor=planner, at=at)
    finish_task(task_id=task_id, words="xong", actor=actor("health-head"), at=at)
    accept_task(task_id=task_id, actor=planner, at=at)
    with pytest.raises(CannotRevise, match="đã rút"):
        revise_target(
            target_id=target_id,
            said=replace(target_input, value=Decimal(1)),
            revision=0,
            reason=WHY,
            actor=planner,
            at=at,
        )
    with pytest.raises(CannotRevise, match="đã kết thúc"):
        revise_task(
            task_id=task_id, said=replace(task_input, due_on=None), revision=0, reason=WHY, actor=planner, at=at
        )


def test_an_indicator_chosen_in_a_correction_is_proposed_for_the_same_words_later(
    target_id: int,
    target_input: TargetInput,
    suggestion: Callable[[str, str], documents.SuggestionView],
    planner: Actor,
    at: datetime,
):
    said = replace(target_input, indicator="")
    revise_target(target_id=target_id, said=said, revision=0, reason=WHY, actor=planner, at=at)
    (told,) = plans.corrections(f"target:{target_id}")
    assert [(one.label, one.after) for one in told.changes] == [("Chỉ số", "chưa gắn chỉ số")]
    item = documents.suggestion(plans.target(target_id).suggestion_id or 0)
    assert plans.propose_target(item, on=date(2026, 9, 1)).indicator == ""


def test_a_task_is_put_right_with_its_agencies_and_keeps_what_was_reported(
    task_id: int, task_input: TaskInput, planner: Actor, actor: Callable[[str], Actor], province: Province, at: datetime
):
    health, police = province.agencies["health"], province.agencies["police"]
    record_progress(task_id=task_id, percent=30, words="Đã chọn nơi", actor=actor("health-reporter"), at=at)
    said = replace(
        task_input,
        title="Lập điểm tiếp nhận",
        leads=(police,),
        supports=(health,),
        support_words=(),
        due_on=date(2026, 10, 31),
        product="Quyết định",
    )
    revise_task(task_id=task_id, said=said, revision=0, reason=WHY, actor=planner, at=at)
    view = plans.task(task_id)
    assert ([one.agency_id for one in view.leads], [one.agency_id for one in view.supports]) == ([police], [health])
    assert (view.title, view.due_on, view.product) == ("Lập điểm tiếp nhận", date(2026, 10, 31), "Quyết định")
    assert [one.words for one in plans.progress(task_id)] == ["Đã chọn nơi"]
    (told,) = plans.corrections(f"task:{task_id}")
    found = {one.label: (one.before, one.after) for one in told.changes}
    assert found["Thời hạn"] == ("30/11/2026", "31/10/2026")
    assert found["Chủ trì"][1] == view.leads[0].name
    assert "các đơn vị liên quan" in found["Phối hợp"][0]
    entry = entries(subject=f"task:{task_id}")[-1]
    assert entry.after == {"leads": [police], "supports": [health], "due_on": "2026-10-31"}


def test_a_task_that_nobody_would_lead_is_refused(task_id: int, task_input: TaskInput, planner: Actor, at: datetime):
    with pytest.raises(BadTask):
        revise_task(task_id=task_id, said=replace(task_input, leads=()), revision=0, reason=WHY, actor=planner, at=at)
    with pytest.raises(Refusal, match="không còn trong danh mục"):
        revise_task(
            task_id=task_id, said=replace(task_input, leads=(10**6,)), revision=0, reason=WHY, actor=planner, at=at
        )
    assert plans.task(task_id).leads


def test_what_was_put_right_is_not_undone_but_withdrawn(
    target_id: int, document_id: int, target_input: TargetInput, planner: Actor, at: datetime
):
    decision = documents.last_decision(planner, document_id)
    assert decision
    said = replace(target_input, value=Decimal(65))
    revise_target(target_id=target_id, said=said, revision=0, reason=WHY, actor=planner, at=at)
    with pytest.raises(CannotUndo, match="đã sửa"):
        undo_adoption(decision_id=decision.id, actor=planner, at=at)
    assert plans.target(target_id).value == Quantity(65, 0, "%")


def test_the_page_of_a_target_leads_to_its_form_and_back(visit: Visit, target_id: int):
    client = visit("planner")
    address = reverse("plans.revise_target", args=[target_id])
    assert address in client.get(reverse("plans.target", args=[target_id])).text
    form = client.get(address).context["form"]
    sent = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    sent |= {"value": "65", "by": "2030", "reason": ""}
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "data-errors" in wrong.text
    assert client.post(address, sent | {"reason": WHY}).status_code == 302
    page = client.get(reverse("plans.target", args=[target_id])).text
    assert "Đã sửa những gì" in page
    assert "<del>ít nhất 60%</del> <ins>ít nhất 65%</ins>" in page


def test_the_form_of_a_task_keeps_everyone_who_is_in_it(visit: Visit, task_id: int):
    client = visit("planner")
    address = reverse("plans.revise_task", args=[task_id])
    before = plans.task(task_id)
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"due_on": "15/12/2026", "reason": WHY}
    assert client.post(address, sent | {"revision": "0"}).status_code == 302
    after = plans.task(task_id)
    assert after.due_on == date(2026, 12, 15)
    assert [one.name for one in after.leads] == [one.name for one in before.leads]
    assert {one.name for one in after.supports} == {one.name for one in before.supports}


@pytest.mark.parametrize("username", ["chairman", "health-reporter", "sen-hong.reporter"])
def test_others_find_no_form(username: str, visit: Visit, target_id: int, task_id: int):
    for name, thing in (("plans.revise_target", target_id), ("plans.revise_task", task_id)):
        assert visit(username).get(reverse(name, args=[thing])).status_code == 404
    assert (
        reverse("plans.revise_target", args=[target_id])
        not in visit(username).get(reverse("plans.target", args=[target_id])).text
    )


def test_the_form_names_groups_as_the_document_does(
    visit: Visit, plan_id: int, document_id: int, planner: Actor, at: datetime
):
    duties = [item for item in documents.document(planner, document_id).suggestions if item.kind == "duty"]
    sentences = {item.id: documents.sentence(documents.document(planner, document_id), item) for item in duties}
    proposals = plans.propose(duties, sentences=sentences, on=at.date())
    wide = {
        key: one
        for key, one in proposals.items()
        if isinstance(one, plans.TaskProposal) and any(len(held) > 1 for _, held in one.support_parties.named)
    }
    suggestion_id, proposal = next(iter(wide.items()))
    said = proposal.as_read()
    assert said
    reference = adopt_suggestion(suggestion_id=suggestion_id, plan_id=plan_id, correction=said, actor=planner, at=at)
    task_id = int(reference.partition(":")[2])
    address = reverse("plans.revise_task", args=[task_id])
    form = visit("planner").get(address).context["form"]
    assert form["supports"].value() == "; ".join(proposal.support_names)
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"product": "Báo cáo", "reason": WHY, "revision": "0"}
    before = plans.task(task_id)
    assert visit("planner").post(address, sent).status_code == 302
    assert {one.name for one in plans.task(task_id).supports} == {one.name for one in before.supports}
    (told,) = plans.corrections(reference)
    assert [(one.label, one.after) for one in told.changes] == [("Sản phẩm", "Báo cáo")]
