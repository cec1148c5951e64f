"""A target keeps the whole sentence that set it, from the desk to the plan's pages and its trace."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.models import Target
from pcmt.plans.queries import TargetInput
from tests.documents import papers

Visit = Callable[..., Client]
SENTENCE = (
    "Trên 85% số trạm y tế xã, phường đã được rà soát trong quý I và 100% cơ sở cai nghiện công lập đủ điều kiện xác "
    "định tình trạng nghiện; mỗi cơ sở có sổ theo dõi riêng, lưu tại bộ phận một cửa, được kiểm tra chéo giữa các địa "
    "bàn và công bố kết quả trên trang thông tin của xã"
)
TWO_IN_ONE = papers.PLAN.replace("18/KH-UBND", "26/KH-UBND").replace(
    "2. Trên 90% người", f"2. {SENTENCE}.\n3. Trên 90% người"
)


@pytest.fixture
def long_plan(planner: Actor, at: datetime) -> tuple[int, int]:
    """A document with two targets in one long sentence, and the plan made of it."""
    document_id = register_document(data=TWO_IN_ONE.encode(), name="kh.txt", actor=planner, at=at)
    horizon = (date(2026, 1, 1), date(2030, 12, 31))
    return document_id, adopt_plan(document_id=document_id, title="KH", horizon=horizon, actor=planner, at=at)


def test_the_whole_sentence_goes_from_the_desk_to_the_plan_and_its_trace(
    visit: Visit, long_plan: tuple[int, int], planner: Actor
):
    document_id, plan_id = long_plan
    client = visit("planner")
    found = documents.document(planner, document_id).suggestions
    asked = [one.id for one in found if one.kind == "target" and one.anchor == "II.2"]
    assert len(asked) == 2
    desk = reverse("documents.read", args=[document_id])
    for one in asked:
        form = client.get(desk, {"muc": one, "ke_hoach": plan_id, "sua": "1"}).context["form"]
        said = {bound.name: value for bound in form if (value := bound.value()) is not None} | {"plan": plan_id}
        answer = client.post(reverse("plans.adopt_suggestion", args=[one]), said)
        assert answer.status_code == 302

    kept = [one for one in plans.targets(planner) if one.suggestion_id in asked]
    assert [one.sentence for one in kept] == [SENTENCE, SENTENCE]
    assert all(
        len(one.quote) < len(SENTENCE) and "".join((one.around[0], one.quote, one.around[1])) == SENTENCE
        for one in kept
    )
    assert SENTENCE in client.get(reverse("plans.plan", args=[plan_id])).text
    page = client.get(reverse("plans.target", args=[kept[1].id])).text
    assert f"{kept[1].around[0]}<mark>{kept[1].quote}</mark>{kept[1].around[1]}" in page
    assert SENTENCE in client.get(reverse("trace.show", args=[kept[0].reference])).text


def test_a_target_of_an_earlier_time_shows_its_quote(visit: Visit, target_id: int):
    Target.objects.filter(id=target_id).update(sentence="")
    view = plans.target(target_id)
    assert view.said == view.quote
    assert view.around == ("", "")
    assert view.quote in visit("planner").get(reverse("plans.target", args=[target_id])).text


def test_a_corrected_subject_leaves_the_sentence_as_the_document_has_it(target_id: int, target_input: TargetInput):
    view = plans.target(target_id)
    assert view.subject == target_input.subject
    assert view.sentence == (
        "Phấn đấu đến năm 2030 có ít nhất 60% số xã, phường trên địa bàn tỉnh đạt tiêu chí không ma túy"
    )
