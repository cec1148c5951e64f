"""Another file of an act: kept beside the old one, compared with it, and what was settled is recognised."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents import queries as documents
from pcmt.documents.actions.add_version import add_version
from pcmt.documents.actions.correct_metadata import correct_metadata
from pcmt.documents.actions.dismiss_suggestion import dismiss_suggestion
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.settle_suggestion import settle_suggestion
from pcmt.documents.actions.undo_decision import undo_decision
from pcmt.documents.models import Document
from pcmt.documents.queries import receiving
from pcmt.documents.queries.versions import compared, versions
from pcmt.documents.rules.carrying import Finding, same_as
from pcmt.documents.rules.differing import runs
from pcmt.documents.rules.reading import CannotRead, IsSecret
from pcmt.documents.storing import AlreadyRegistered
from pcmt.documents.versioning import AnotherAct
from pcmt.jobs.reading import read_received_files
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_plan import CannotAdopt, adopt_plan
from tests.documents import papers
from tests.documents.test_documents_pages import upload

CLEAN = papers.PLAN.replace("ít nhất 60%", "ít nhất 65%").replace("Từng bước đẩy lùi", "Từng bước ngăn chặn, đẩy lùi")


@pytest.fixture
def add(planner: Actor, at: datetime) -> Callable[..., int]:
    def add_text(document_id: int, text: str = CLEAN, **said: object) -> int:
        return add_version(document_id=document_id, data=text.encode(), name="b.txt", actor=planner, at=at, **said)  # type: ignore[arg-type]

    return add_text


def test_the_new_version_stands_beside_the_old(plan_id: int, planner: Actor, add):
    new_id = add(plan_id, note="bản sạch")
    new, old = versions(planner, plan_id)
    assert (new.id, new.version, new.is_current, new.note) == (new_id, 2, True, "bản sạch")
    assert (old.id, old.version, old.is_current) == (plan_id, 1, False)
    assert versions(planner, new_id) == (new, old)
    assert documents.original(planner, plan_id).content.decode() == papers.PLAN
    assert documents.original(planner, new_id).content.decode() == CLEAN
    assert [row.id for row in documents.documents(planner).rows] == [new_id]
    assert documents.document(planner, plan_id).text != documents.document(planner, new_id).text


def test_what_was_settled_is_recognised_and_what_changed_waits(plan_id: int, planner: Actor, at: datetime, add):
    items = documents.document(planner, plan_id).suggestions
    share = next(item for item in items if "60%" in item.quote)
    point = next(item for item in items if item.quote.startswith("Chủ trì"))
    last = next(item for item in items if "Định kỳ" in item.quote)
    settle_suggestion(suggestion_id=share.id, state="adopted", settled_ref="target:7", actor=planner, at=at)
    settle_suggestion(suggestion_id=point.id, state="adopted", settled_ref="task:12", actor=planner, at=at)
    dismiss_suggestion(suggestion_id=last.id, actor=planner, at=at)
    new = {item.quote: item for item in documents.document(planner, add(plan_id)).suggestions}
    assert (new[point.quote].state, new[point.quote].settled_ref) == ("adopted", "task:12")
    assert new[last.quote].state == "dismissed"
    assert next(item for quote, item in new.items() if "65%" in item.quote).is_open
    assert documents.suggestion(share.id).settled_ref == "target:7"


def test_a_slip_of_recognition_is_no_other_duty_but_another_day_is():
    def finding(number: int, quote: str, due: str = "") -> Finding:
        return Finding(number, "duty", "III.1", quote, {"due": due, "leads": ["Công an tỉnh"], "table": False})

    said = "Chủ trì thành lập điểm tiếp nhận, tư vấn cai nghiện tại các xã"
    slipped = "Chủ trì thành lập điểm tiêp nhận, tư vấn cai nghiện tại các xã"
    assert same_as([finding(1, said)], [finding(5, slipped)]) == {5: 1}
    assert same_as([finding(1, said, "2026-11-30")], [finding(5, said, "2026-12-31")]) == {}
    assert same_as([finding(1, said)], [finding(5, said), finding(6, said)]) == {5: 1}


def test_citations_lead_to_the_newest_version(plan_id: int, planner: Actor, at: datetime, add):
    directive = register_document(data=papers.DIRECTIVE.encode(), name="ct.txt", actor=planner, at=at)
    newer = add(directive, papers.DIRECTIVE.replace("thường xuyên", "thường xuyên, rộng rãi"))
    cited = {one.number: one.cited for one in documents.document(planner, plan_id).citations}
    assert cited["05/CT-UBND"] is not None
    assert cited["05/CT-UBND"].id == newer


def test_the_comparison_names_facts_and_words(plan_id: int, planner: Actor, add):
    new_id = add(plan_id)
    found = compared(planner, plan_id, new_id)
    assert compared(planner, new_id, plan_id) == found
    assert [one.facts for one in found.targets] == [("giá trị: 60 → 65",)]
    (purpose,) = [one for one in found.provisions if one.label == "I.1"]
    assert [run.text for run in purpose.runs if run.look == "added"] == ["ngăn chặn,"]
    assert not found.is_same


def test_days_that_differ_are_written_as_offices_write_them(plan_id: int, planner: Actor, add):
    new_id = add(plan_id, papers.PLAN.replace("trước ngày 30/11/2026", "trước ngày 01/4/2026"))
    assert [one.facts for one in compared(planner, plan_id, new_id).duties] == [("thời hạn: 30/11/2026 → 01/4/2026",)]


@pytest.mark.parametrize(("old", "new"), [("a b c", "a x c"), ("", "a b"), ("a b", ""), ("a a b", "b a a"), ("", "")])
def test_no_word_is_lost_between_two_wordings(old: str, new: str):
    found = runs(old, new)
    assert " ".join(run.text for run in found if run.look != "added") == old
    assert " ".join(run.text for run in found if run.look != "dropped") == new


def test_one_head_for_all_versions(plan_id: int, planner: Actor, at: datetime, add):
    correct_metadata(document_id=plan_id, fields={"arrival_number": "9"}, actor=planner, at=at)
    new_id = add(plan_id)
    fields = {"number": "81/KH-UBND", "arrived_on": date(2026, 2, 13)}
    correct_metadata(document_id=new_id, fields=fields, actor=planner, at=at)
    rows = [documents.document(planner, one).row for one in (plan_id, new_id)]
    assert [(row.number, row.arrival_number) for row in rows] == [("81/KH-UBND", "9")] * 2
    assert receiving.free_arrival_number(planner, 2026) == "10"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (papers.PLAN, AlreadyRegistered),
        (papers.PLAN.replace("18/KH", "19/KH"), AnotherAct),
        (papers.PLAN.replace("-------\n", "MẬT\n-------\n", 1), IsSecret),
        ("", CannotRead),
    ],
)
def test_what_is_no_version_is_refused_and_nothing_changes(text, refusal, plan_id: int, add):
    with pytest.raises(refusal):
        add(plan_id, text)
    assert Document.objects.get().is_current


def test_a_plan_is_made_once_of_all_versions(plan_id: int, planner: Actor, at: datetime, add):
    horizon = (date(2026, 1, 1), date(2030, 12, 31))
    made = adopt_plan(document_id=plan_id, title="KH", horizon=horizon, actor=planner, at=at)
    new_id = add(plan_id)
    assert plans.plan_of(new_id) == made
    with pytest.raises(CannotAdopt):
        adopt_plan(document_id=new_id, title="KH", horizon=horizon, actor=planner, at=at)


def test_only_who_may_adds_and_compares(plan_id: int, actor, at: datetime, add):
    for username, refusal in (("health-reporter", NotAllowed), ("admin", NotFound)):
        with pytest.raises(refusal):
            add_version(document_id=plan_id, data=CLEAN.encode(), name="b.txt", actor=actor(username), at=at)
    new_id = add(plan_id)
    with pytest.raises(NotFound):
        compared(actor("admin"), plan_id, new_id)
    with pytest.raises(NotFound):
        compared(actor("planner"), plan_id, plan_id)
    assert versions(actor("admin"), plan_id) == ()


def test_adding_is_journalled(plan_id: int, add):
    (entry,) = entries(subject=f"document:{add(plan_id)}")
    assert entry.action == "documents.add_version"
    assert entry.after is not None
    assert (entry.after["version_of"], entry.after["version"]) == (f"document:{plan_id}", 2)


def test_pages_show_versions_and_what_changed(plan_id: int, visit: Callable[..., Client], planner: Actor):
    client = visit("planner")
    address = reverse("documents.add_version", args=[plan_id])
    answer = client.post(address, {"file": upload(CLEAN), "note": "bản sạch"}, follow=True)
    assert "<ins>ngăn chặn,</ins>" in answer.text
    assert "giá trị: 60 → 65" in answer.text
    assert "Đây là bản cũ" in client.get(reverse("documents.about", args=[plan_id])).text
    assert "bản cũ của văn bản" in client.get(reverse("documents.read", args=[plan_id])).text
    (row,) = documents.documents(planner).rows
    assert "bản sạch" in client.get(reverse("documents.about", args=[row.id])).text
    answer = client.post(address, {"file": upload(CLEAN)})
    assert answer.status_code == 422
    assert "đã được đăng ký" in answer.text


def test_a_scan_of_an_act_is_read_afterwards(
    plan_id: int, visit: Callable[..., Client], planner: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(receiving, "reads_quickly", lambda data, name: False)
    answer = visit("planner").post(reverse("documents.add_version", args=[plan_id]), {"file": upload(CLEAN)})
    assert "/nhan-tep/" in answer["Location"]
    read_received_files(at)
    assert [one.version for one in versions(planner, plan_id)] == [2, 1]


def test_queries_of_versions_are_fixed(plan_id: int, planner: Actor, add, django_assert_num_queries):
    add(plan_id)
    add(plan_id, CLEAN.replace("65%", "66%"))
    with django_assert_num_queries(2):
        versions(planner, plan_id)


def test_a_decision_taken_back_on_an_old_version_is_open_in_the_newer_ones(
    plan_id: int, planner: Actor, at: datetime, add
):
    item = next(one for one in documents.document(planner, plan_id).suggestions if "Định kỳ" in one.quote)
    dismiss_suggestion(suggestion_id=item.id, actor=planner, at=at)
    decision = documents.last_decision(planner, plan_id)
    assert decision is not None
    newer = [add(plan_id), add(plan_id, CLEAN.replace("65%", "66%"))]
    carried = [one for new in newer for one in documents.document(planner, new).suggestions if "Định kỳ" in one.quote]
    assert [one.state for one in carried] == ["dismissed", "dismissed"]
    undo_decision(decision_id=decision.id, actor=planner, at=at)
    assert [documents.suggestion(one.id).state for one in (item, *carried)] == ["open"] * 3
    assert documents.suggestion(carried[0].id).settled_reason == ""
