"""Two real plans go down to a commune: read, confirmed, adopted, given, carried out by a plan of the commune's own.

The documents lie beside the checkout and are no part of it; without them the journey is skipped. What is counted here
are facts of the documents, no words of theirs.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pcmt.accounts.actions.grant_role import grant_role
from pcmt.accounts.queries import actor_by_username
from pcmt.documents import queries as documents
from pcmt.documents.actions.issue_draft import issue_draft
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.submit_draft import submit_draft
from pcmt.documents.drafting import CannotDraft
from pcmt.documents.queries.drafting import draft, draft_file
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import SamePerson
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.ask_for_plans import ask_for_plans
from pcmt.plans.actions.begin_plan_from import begin_plan_from
from pcmt.plans.actions.draft_paper import draft_paper
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.issue_plan import issue_plan
from pcmt.plans.drafting import paper_of
from pcmt.plans.models import Plan
from pcmt.plans.queries import TaskInput
from pcmt.plans.rules.paper import plan_document
from pcmt.trace.queries import trace
from tests.province import AT, BUILDER, SINCE, Province
from vanban import read_bytes
from vanban.write.fonts import find_fonts
from vanban.write.pdf import write_pdf

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
ON = date(2026, 11, 21)


def _document(number: str) -> bytes:
    found = sorted(CORPUS.glob(f"{number}_*.txt")) if CORPUS.exists() else []
    if not found:
        pytest.skip("the corpus is not beside this checkout")
    return found[0].read_bytes()


@pytest.fixture
def clerk(province: Province) -> Actor:
    """The commune's clerk, who also makes its plans."""
    commune = province.communes["sen-hong"].agencies["ubnd_xa"]
    user_id = province.users["sen-hong.reporter"]
    grant_role(user_id=user_id, role="unit_planner", agency_id=commune, valid_from=SINCE, actor=BUILDER, at=AT)
    found = actor_by_username("sen-hong.reporter", AT)
    assert found is not None
    return found


def _confirmed(document_id: int, plan_id: int, planner: Actor, at: datetime) -> list[str]:
    """What a planner gets who says yes to all that lacks nothing."""
    view = documents.document(planner, document_id)
    proposals = plans.propose(
        view.suggestions,
        sentences={one.id: documents.sentence(view, one) for one in view.suggestions},
        on=ON,
        horizon_to=plans.plan(planner, plan_id).horizon_to,
    )
    ready = [(one.id, said) for one in view.suggestions if (said := proposals[one.id].as_read()) is not None]
    return [
        adopt_suggestion(suggestion_id=key, plan_id=plan_id, correction=said, actor=planner, at=at)
        for key, said in ready
    ]


@pytest.mark.parametrize(("number", "last"), [("002", 2026), ("063", 2030)], ids=["153-KH-UBND", "152-QD-TTg"])
def test_a_real_plan_is_carried_out_by_a_commune_of_its_own(
    number: str,
    last: int,
    clerk: Actor,
    province: Province,
    actor: Callable[[str], Actor],
    at: datetime,
) -> None:
    planner, chairman = actor("planner"), actor("sen-hong.chairman")
    commune = province.communes["sen-hong"]
    document_id = register_document(data=_document(number), name="van-ban.txt", actor=planner, at=at)
    plan_id = adopt_plan(
        document_id=document_id,
        title=f"Phòng, chống ma túy đến năm {last}",
        horizon=(date(2026, 1, 1), date(last, 12, 31)),
        actor=planner,
        at=at,
    )
    references = _confirmed(document_id, plan_id, planner, at)
    assert len(references) >= 20
    for reference in references[:5]:
        assert trace(reference, planner, at).up, "each leads back to its sentence"

    # The province gives the commune a duty by name, and asks it for its plan.
    said = TaskInput(
        title="Rà soát, lập danh sách người cần xác định tình trạng nghiện trên địa bàn",
        leads=(commune.agencies["ubnd_xa"],),
        due_on=date(2026, 12, 10),
        product="Danh sách",
    )
    task_id = add_task(plan_id=plan_id, said=said, actor=planner, at=at)
    owed = ask_for_plans(
        plan_id=plan_id, agency_ids=[commune.agencies["ubnd_xa"]], due_on=date(2026, 12, 1), actor=planner, at=at
    )
    assert owed == (commune.agencies["ubnd_xa"],)
    assert [one.id for one, _, _ in plans.plans_asked_of(clerk, ON)] == [plan_id]

    # Its clerk begins the plan, also with work of the branches, and lays it out.
    held = plans.given(clerk, plan_id, ON)
    assert task_id in {one.id for one in held.duties}
    besides = [task.id for task, _ in held.offered][:3]
    own = begin_plan_from(parent_id=plan_id, besides=besides, actor=clerk, at=at)
    paper = draft_paper(plan_id=own, actor=clerk, at=at)
    kept = draft(clerk, paper)
    written = draft_file(clerk, paper, kept.files[0].id)
    reading = read_bytes(written.content, written.name)
    assert reading.metadata.kind == "KH"
    assert said.title in reading.text

    # Nobody signs for themselves, the draft is no signed paper, and another person brings the plan into force.
    with pytest.raises(SamePerson):
        submit_draft(draft_id=paper, post_id=clerk.post_id or 0, submitted_on=ON, actor=clerk, at=at)
    submit_draft(draft_id=paper, post_id=chairman.post_id or 0, submitted_on=ON, actor=clerk, at=at)
    signing = {
        "draft_id": paper,
        "number": "15/KH-UBND",
        "issued_on": ON,
        "name": "da-ky.pdf",
        "actor": clerk,
        "at": at,
    }
    unsigned = plan_document(paper_of(Plan.objects.get(id=own), ON))
    for still_draft, why in ((unsigned, "chính là tệp dự thảo"), (replace(unsigned, title="Bản khác"), "DỰ THẢO")):
        with pytest.raises(CannotDraft) as refused:
            issue_draft(data=write_pdf(still_draft, find_fonts()), **signing)  # type: ignore[arg-type]
        assert why in refused.value.fields["file"]
    signed = replace(unsigned, draft=False, number="15/KH-UBND", issued_on=ON)
    issued = issue_draft(data=write_pdf(signed, find_fonts()), **signing)  # type: ignore[arg-type]
    with pytest.raises(SamePerson):
        issue_plan(plan_id=own, actor=clerk, at=at)
    assert issue_plan(plan_id=own, actor=chairman, at=at) == issued
    row = next(iter(plans.cascade(planner, plan_id, ON).rows))
    assert (row.state, row.left_out) == ("issued", ())

    # The duty counts once; it is reported and accepted above, and the commune's own plan says so.
    assert [one.plan_id for one in plans.tasks(clerk, on=ON) if one.title == said.title] == [plan_id]
    finish_task(task_id=task_id, words="Đã lập danh sách", actor=clerk, at=at)
    accept_task(task_id=task_id, actor=planner, at=at + timedelta(days=1))
    copy = next(one for one in plans.tasks(clerk, plan_id=own, on=ON) if one.carries_id == task_id)
    assert (copy.state, trace(copy.reference, clerk, at).up != ()) == ("done", True)
