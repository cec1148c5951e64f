"""Reviews of a plan: asked, answered, returned, judged, drafted, closed; and what goes on from there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pcmt.accounts.queries import actor_by_username
from pcmt.agencies import queries as agencies
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.committee import queries as committee
from pcmt.committee.actions.answer_review import answer_review
from pcmt.committee.actions.ask_review import ask_review
from pcmt.committee.actions.close_review import close_review
from pcmt.committee.actions.draft_review import draft_review
from pcmt.committee.actions.judge_targets import judge_targets
from pcmt.committee.actions.keep_answer import keep_answer
from pcmt.committee.actions.return_answer import return_answer
from pcmt.committee.actions.withdraw_review import withdraw_review
from pcmt.committee.queries import AnswerInput, LineInput, Proposed, ReviewInput
from pcmt.committee.rules.review_gaps import behind, gathered
from pcmt.committee.rules.review_lines import Judged, Told
from pcmt.committee.rules.review_paper import ReviewPaper, report
from pcmt.committee.rules.reviewing import BadReview, joint_outcome, proposed_outcome, standing
from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.queries import drafting
from pcmt.journal.queries import entries
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_target import add_target
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.queries import TargetInput, TaskInput
from tests.areas.test_areas_events import DAY, MERGE
from tests.province import AT, Province
from vanban import read_bytes
from vanban.write.docx import write_docx
from vanban.write.model import Band, Table

AS = Callable[[str], Actor]
VISIT = Callable[[str], Client]
TODAY = date(2026, 11, 21)
LIST = "/ban-chi-dao/so-ket/"
SAID = ReviewInput(
    title="Tổng kết thực hiện Kế hoạch năm 2026",
    kind="final",
    covers=(date(2026, 1, 1), date(2026, 11, 20)),
    due_on=date(2026, 12, 10),
)
CAUSE = "Thiếu bác sĩ chuyên khoa tại bốn xã vùng cao"
REPORT = """BAN CHỈ ĐẠO PHÒNG, CHỐNG MA TÚY
TỈNH HOA MAI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 21/BC-BCĐ
Hoa Mai, ngày 15 tháng 12 năm 2026

BÁO CÁO
Tổng kết thực hiện Kế hoạch năm 2026
"""


@pytest.fixture
def task_id(plan_id: int, province: Province, planner: Actor, at: datetime) -> int:
    """A task of the health department with the police, due next month."""
    said = TaskInput(
        title="Mở điểm tư vấn cai nghiện",
        leads=(province.agencies["health"],),
        supports=(province.agencies["police"],),
        due_on=date(2026, 12, 31),
    )
    return add_task(plan_id=plan_id, said=said, actor=planner, at=at)


@pytest.fixture
def target_id(plan_id: int, province: Province, planner: Actor, at: datetime) -> int:
    """A target that no indicator measures."""
    said = TargetInput(
        indicator="", relation=">=", value=Decimal(90), unit="%", subject="trường học ký cam kết",
        by=Period.parse("2026"), scope_area_id=province.id,
    )  # fmt: skip
    return add_target(plan_id=plan_id, said=said, actor=planner, at=at)


@pytest.fixture
def review_id(plan_id: int, task_id: int, target_id: int, province: Province, planner: Actor, at: datetime) -> int:
    """A review asked of the health department and the police."""
    asked = [province.agencies["health"], province.agencies["police"]]
    return ask_review(plan_id=plan_id, said=SAID, agency_ids=asked, actor=planner, at=at)


def line(of_id: int, outcome: str = "partly", **more: str) -> LineInput:
    """What the health department says of its task."""
    told = {"result": "Mở được 3/5 điểm", "cause": CAUSE, "onward": "carry", **more}
    return LineInput(of_id, outcome, **told)


def answered(review_id: int, task_id: int, province: Province, doer: Actor, at: datetime = AT) -> None:
    """The health department answers."""
    said = AnswerInput((line(task_id),), (("lessons", "Ký phối hợp với trạm y tế từ đầu năm."),))
    answer_review(review_id=review_id, agency_id=province.agencies["health"], said=said, actor=doer, at=at)


def test_a_review_is_asked_of_agencies_and_awaits_them(review_id: int, planner: Actor, actor: AS):
    view = committee.review(planner, review_id, on=TODAY)
    assert {one.standing for one in view.answers} == {"waiting"}
    assert (len(view.targets), len(view.tasks)) == (1, 1)
    (one,) = committee.awaiting(actor("health-reporter"), TODAY)
    assert (one.kind, one.id, one.due_on) == ("review", review_id, SAID.due_on)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "x"}, "kind"),
        ({"covers": (date(2026, 2, 1), date(2026, 1, 1))}, "covers_to"),
        ({"due_on": date(2026, 1, 1)}, "due_on"),
    ],
    ids=["title", "kind", "days", "due"],
)
def test_a_review_says_what_over_which_days_by_when(
    change: dict[str, object], field: str, plan_id: int, province: Province, planner: Actor, at: datetime
):
    said = replace(SAID, **change)  # type: ignore[arg-type]
    with pytest.raises(BadReview) as refused:
        ask_review(plan_id=plan_id, said=said, agency_ids=[province.agencies["health"]], actor=planner, at=at)
    assert field in refused.value.fields


def test_a_review_asks_somebody(plan_id: int, planner: Actor, at: datetime):
    for owing in ([], [999_999]):
        with pytest.raises(BadReview) as refused:
            ask_review(plan_id=plan_id, said=SAID, agency_ids=owing, actor=planner, at=at)
        assert set(refused.value.fields) == {"agencies"}


def test_an_agency_answers_for_its_own_tasks(
    review_id: int, task_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    answered(review_id, task_id, province, actor("health-reporter"))
    view = committee.review(planner, review_id, on=TODAY)
    done = next(one for one in view.answers if one.is_sent)
    assert (done.agency_name, done.lines[0].cause, done.told) == (
        "Sở Y tế", CAUSE, (("Bài học kinh nghiệm", "Ký phối hợp với trạm y tế từ đầu năm."),),
    )  # fmt: skip
    assert committee.awaiting(actor("health-reporter"), TODAY) == ()
    assert entries(subject=view.reference)[-1].after == {
        "agency": province.agencies["health"], "tasks": 1, "again": False,
    }  # fmt: skip


def test_a_draft_lacks_what_it_likes_and_is_read_by_its_agency_alone(
    review_id: int, task_id: int, province: Province, planner: Actor, actor: AS, visit: Callable[[str], Client]
):
    health, doer = province.agencies["health"], actor("health-reporter")
    address = f"{LIST}{review_id}/co-quan/{health}"
    page = visit("health-reporter")
    told = {f"outcome-{task_id}": "", f"cause-{task_id}": CAUSE, f"onward-{task_id}": "carry", "lessons": "Ký sớm"}
    assert page.post(address, told).status_code == 422, "what is sent lacks its result"
    assert page.post(address, {**told, "luu_nhap": "on"}).status_code == 302
    own = committee.review(doer, review_id, on=TODAY).mine[0]
    assert (own.has_draft, own.sent_on, own.lines[0].cause, own.lines[0].outcome) == (True, None, CAUSE, "")
    assert CAUSE in page.get(address).content.decode()
    assert [one.kind for one in committee.awaiting(doer, TODAY)] == ["review"], "it is owed as before"
    above = next(one for one in committee.review(planner, review_id, on=TODAY).answers if one.agency_id == health)
    assert (above.lines, above.told, above.standing) == ((), (), "waiting")
    assert "Ký sớm" not in visit("planner").get(f"{LIST}{review_id}").content.decode()


def test_what_was_sent_is_no_draft_until_it_comes_back(
    review_id: int, task_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    health, doer = province.agencies["health"], actor("health-reporter")
    answered(review_id, task_id, province, doer)
    said = AnswerInput((line(task_id, "", result="Đang bổ sung"),))
    with pytest.raises(BadReview):
        keep_answer(review_id=review_id, agency_id=health, said=said, actor=doer, at=at)
    return_answer(review_id=review_id, agency_id=health, reason="Thiếu số liệu", actor=planner, at=at)
    keep_answer(review_id=review_id, agency_id=health, said=said, actor=doer, at=at)
    own = committee.review(doer, review_id, on=TODAY).mine[0]
    assert (own.standing, own.returned_for, own.lines[0].result) == ("returned", "Thiếu số liệu", "Đang bổ sung")
    for wrong in (line(999_999), line(task_id, "x"), line(task_id, result="x" * 4001)):
        with pytest.raises(BadReview):
            keep_answer(review_id=review_id, agency_id=health, said=AnswerInput((wrong,)), actor=doer, at=at)
    with pytest.raises(NotAllowed):
        keep_answer(review_id=review_id, agency_id=health, said=said, actor=planner, at=at)


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ((), "outcome"),
        ((("partly", {"cause": " "}),), "cause"),
        ((("done", {"result": "-"}),), "result"),
        ((("x", {}),), "outcome"),
        ((("done", {"onward": "x"}),), "onward"),
    ],
    ids=["left out", "no cause", "no result", "outcome", "onward"],
)
def test_what_was_not_done_needs_its_cause(
    lines: tuple[tuple[str, dict[str, str]], ...],
    field: str,
    review_id: int,
    task_id: int,
    province: Province,
    actor: AS,
    at: datetime,
):
    said = AnswerInput(tuple(line(task_id, outcome, **more) for outcome, more in lines), (("done_well", "Có"),))
    doer = actor("health-reporter")
    with pytest.raises(BadReview) as refused:
        answer_review(review_id=review_id, agency_id=province.agencies["health"], said=said, actor=doer, at=at)
    assert set(refused.value.fields) == {f"{field}-{task_id}"}


def test_nobody_answers_for_another_agency(review_id: int, task_id: int, province: Province, planner: Actor, actor: AS):
    with pytest.raises(NotAllowed):
        answered(review_id, task_id, province, planner)
    with pytest.raises(NotFound):
        answered(review_id, task_id, province, actor("sen-hong.reporter"))
    with pytest.raises(NotFound):
        committee.review(actor("sen-hong.reporter"), review_id, on=TODAY)
    with pytest.raises(NotAllowed):
        withdraw_review(review_id=review_id, reason="x", actor=actor("health-reporter"), at=AT)


def test_an_agency_sees_its_own_answer_alone(review_id: int, actor: AS, province: Province):
    view = committee.review(actor("health-reporter"), review_id, on=TODAY)
    assert [one.agency_id for one in view.answers] == [province.agencies["health"]]
    assert view.may == frozenset()


def test_an_answer_is_returned_with_its_reason_and_sent_again(
    review_id: int, task_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    health = province.agencies["health"]
    with pytest.raises(NotFound):
        return_answer(review_id=review_id, agency_id=health, reason="Thiếu số liệu", actor=planner, at=at)
    answered(review_id, task_id, province, actor("health-reporter"))
    with pytest.raises(BadReview):
        return_answer(review_id=review_id, agency_id=health, reason=" - ", actor=planner, at=at)
    return_answer(review_id=review_id, agency_id=health, reason="Nêu rõ xã nào chưa có", actor=planner, at=at)
    (one,) = committee.awaiting(actor("health-reporter"), TODAY)
    assert one.words == "trả lại: Nêu rõ xã nào chưa có"
    answered(review_id, task_id, province, actor("health-reporter"))
    assert committee.awaiting(actor("health-reporter"), TODAY) == ()


def test_who_goes_on_for_merged_communes_answers_for_what_they_did(
    plan_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    own = [one.agencies["ubnd_xa"] for one in province.communes.values()]
    task = add_task(plan_id=plan_id, said=TaskInput(title="Lập danh sách", leads=tuple(own)), actor=planner, at=at)
    before = ask_review(plan_id=plan_id, said=SAID, agency_ids=own, actor=planner, at=at)
    finish_task(task_id=task, words="Đã lập danh sách 14 người", actor=actor("sen-hong.reporter"), at=at)
    admin, after = actor("admin"), at + timedelta(days=12)
    apply_event(event_id=propose_event(change=MERGE, actor=admin, at=at), choices={}, actor=admin, at=at)
    clerk = actor_by_username("sen-hong.reporter", after)
    assert clerk is not None

    # Who was asked before the merger still owes an answer of their own, now given by the people who go on.
    owing = [one.agency_id for one in committee.review(clerk, before, on=DAY).mine]
    assert sorted(owing) == sorted(own[:2])
    assert all(committee.spoken_for(before, one, DAY) == {one} for one in owing)

    # Asked after it, the new office answers once for both.
    new = agencies.heirs(own[:2], DAY)[own[0]]
    later = ask_review(plan_id=plan_id, said=SAID, agency_ids=[new], actor=planner, at=after)
    (one,) = committee.review(clerk, later, on=DAY).mine
    assert committee.spoken_for(later, one.agency_id, DAY) == {new, *own[:2]}
    answer_review(review_id=later, agency_id=new, said=AnswerInput((line(task),)), actor=clerk, at=after)
    assert committee.review(planner, later, on=DAY).tasks[0][1][0].outcome == "partly"


def test_targets_are_judged_all_together(review_id: int, target_id: int, task_id: int, planner: Actor, at: datetime):
    with pytest.raises(BadReview):
        judge_targets(review_id=review_id, lines=[line(target_id), line(999_999)], actor=planner, at=at)
    said = line(target_id, "done", figure="value:N1/1/2026")
    judge_targets(review_id=review_id, lines=[said], actor=planner, at=at)
    view = committee.review(planner, review_id, on=TODAY)
    assert (view.judged, view.reached) == (1, 1)
    assert view.targets[0][1] is not None
    assert view.targets[0][1].figure == "value:N1/1/2026"


def test_targets_are_judged_some_at_a_time(review_id: int, target_id: int, planner: Actor, at: datetime):
    judge_targets(review_id=review_id, lines=[], actor=planner, at=at)
    assert committee.review(planner, review_id, on=TODAY).judged == 0
    judge_targets(review_id=review_id, lines=[line(target_id)], actor=planner, at=at)
    assert committee.review(planner, review_id, on=TODAY).judged == 1


def test_who_judges_against_the_figure_says_why(review_id: int, target_id: int, planner: Actor, at: datetime):
    known = {target_id: Proposed("done", "100,0% (năm 2026); đạt chỉ tiêu.", label="Đạt chỉ tiêu")}
    said = line(target_id, "on_track", result="100,0%", cause="")
    with pytest.raises(BadReview) as refused:
        judge_targets(review_id=review_id, lines=[said], known=known, actor=planner, at=at)
    assert refused.value.fields == {f"cause-{target_id}": "Số liệu cho thấy “Đạt”; đánh giá khác thì ghi lý do."}
    for right in (replace(said, cause="Số liệu mới của nửa năm"), replace(said, outcome="done")):
        judge_targets(review_id=review_id, lines=[right], known=known, actor=planner, at=at)
        kept = committee.review(planner, review_id, on=TODAY).targets[0][1]
        assert kept is not None
        assert kept.outcome == right.outcome


def test_the_page_keeps_what_is_judged_and_lets_go_of_no_words(review_id: int, target_id: int, visit: VISIT):
    office, address = visit("planner"), f"{LIST}{review_id}/chi-tieu"
    empty = {f"outcome-{target_id}": "", f"result-{target_id}": "", f"onward-{target_id}": "carry"}
    done = office.post(address, empty, follow=True)
    assert "còn 1 chỉ tiêu chưa đánh giá" in done.content.decode()
    wrong = office.post(address, {**empty, f"result-{target_id}": "Đã ký 12 trường"})
    assert wrong.status_code == 422
    assert "Chọn đánh giá, hoặc xóa lời đã ghi ở chỉ tiêu này." in wrong.content.decode()
    assert "Ghi kết quả đạt được." in office.post(address, {**empty, f"outcome-{target_id}": "done"}).content.decode()


def test_the_draft_tells_results_causes_lessons_and_what_goes_on(
    review_id: int, target_id: int, task_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    with pytest.raises(BadReview, match="Chưa có gì"):
        draft_review(review_id=review_id, actor=planner, at=at)
    judge_targets(review_id=review_id, lines=[line(target_id, "done", result="Đạt 92%")], actor=planner, at=at)
    answered(review_id, task_id, province, actor("health-reporter"))
    draft_id = draft_review(review_id=review_id, actor=planner, at=at)
    assert draft_review(review_id=review_id, actor=planner, at=at) == draft_id
    view = drafting.draft(planner, draft_id)
    text = read_bytes(drafting.draft_file(planner, draft_id, view.files[0].id).content, "bc.docx").text
    for told in (
        "BÁO CÁO",
        "1/2 cơ quan, địa phương đã gửi báo cáo",
        "của Ủy ban nhân dân tỉnh Hoa Mai thực hiện Chương trình phòng, chống ma túy năm 2026, ",
        "Có 1 chỉ tiêu: đạt 1.",
        "Đạt 92%",
        "Có 1 nhiệm vụ: hoàn thành 0; hoàn thành một phần 1.",
        "Mở được 3/5 điểm",
        f"- {CAUSE} (Sở Y tế; nhiệm vụ 1).",
        "Sở Y tế: ký phối hợp với trạm y tế từ đầu năm.",
        "Tiếp tục thực hiện:",
        "GIÁM ĐỐC",
        "Ủy ban nhân dân tỉnh Hoa Mai (để b/c);",
    ):
        assert told in text, told


def test_targets_that_nobody_judged_tell_what_their_indicators_show(
    review_id: int, target_id: int, task_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    answered(review_id, task_id, province, actor("health-reporter"))
    known = {target_id: Proposed("done", "92,5% (năm 2026); vượt chỉ tiêu.", label="Vượt chỉ tiêu")}
    draft_id = draft_review(review_id=review_id, known=known, actor=planner, at=at)
    view = drafting.draft(planner, draft_id)
    text = read_bytes(drafting.draft_file(planner, draft_id, view.files[0].id).content, "bc.docx").text
    for told in (
        "Có 1 chỉ tiêu: đạt 1, trong đó tạm tính theo số liệu 1.",
        "92,5% (năm 2026)",
        "Vượt chỉ tiêu (tạm tính)",
    ):
        assert told in text, told
    judge_targets(review_id=review_id, lines=[line(target_id, "not_done", result="80%")], actor=planner, at=at)
    draft_review(review_id=review_id, known=known, actor=planner, at=at)
    view = drafting.draft(planner, draft_id)
    text = read_bytes(drafting.draft_file(planner, draft_id, view.files[0].id).content, "bc.docx").text
    assert "đạt 0; không đạt 1." in text
    assert "92,5%" not in text, "what a person says goes before what the system shows"


def test_the_report_keeps_the_order_of_the_plans_document(
    plan_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    ground = plans.plan(planner, plan_id).ground_id
    duties = [one for one in documents.document(planner, ground).suggestions if one.kind == "duty"]
    first, *_, last = sorted(duties, key=lambda one: one.start)
    health = province.agencies["health"]
    for one, title in ((last, "Việc sau trong văn bản"), (first, "Việc trước trong văn bản")):
        said = TaskInput(title=title, leads=(health,))
        adopt_suggestion(suggestion_id=one.id, plan_id=plan_id, correction=said, actor=planner, at=at)
    made = ask_review(plan_id=plan_id, said=SAID, agency_ids=[health], actor=planner, at=at)
    lines = tuple(line(one.id) for one in plans.tasks(planner, plan_id))
    answer_review(review_id=made, agency_id=health, said=AnswerInput(lines), actor=actor("health-reporter"), at=at)
    view = drafting.draft(planner, draft_review(review_id=made, actor=planner, at=at))
    text = read_bytes(drafting.draft_file(planner, view.id, view.files[0].id).content, "bc.docx").text
    assert text.index("Việc trước trong văn bản") < text.index("Việc sau trong văn bản")


def test_one_of_several_who_lead_does_not_speak_for_all(
    review_id: int, plan_id: int, task_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    leads = (province.agencies["health"], province.agencies["police"])
    shared = add_task(plan_id=plan_id, said=TaskInput(title="Rà soát cơ sở", leads=leads), actor=planner, at=at)
    said = AnswerInput((line(task_id), line(shared, "done", result="Đã rà soát 12 cơ sở")))
    answer_review(review_id=review_id, agency_id=leads[0], said=said, actor=actor("health-reporter"), at=at)
    draft_id = draft_review(review_id=review_id, actor=planner, at=at)
    view = drafting.draft(planner, draft_id)
    text = read_bytes(drafting.draft_file(planner, draft_id, view.files[0].id).content, "bc.docx").text
    assert "Sở Y tế: đã rà soát 12 cơ sở. Chưa có báo cáo của Công an tỉnh." in text
    assert "hoàn thành 0; hoàn thành một phần 1; chưa đủ báo cáo 1." in text, "the police may not have begun"


def test_tasks_without_a_report_are_gathered_by_who_leads(
    review_id: int, plan_id: int, task_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    health, police = province.agencies["health"], province.agencies["police"]
    commune = next(iter(province.communes.values())).agencies["ubnd_xa"]
    for title, leads in (
        ("Rà soát cơ sở", (police,)),
        ("Tuần tra tuyến biên giới", (police,)),
        ("Dạy trong trường học", (commune,)),
        ("Khám cho người nghiện", (health, commune)),
    ):
        add_task(plan_id=plan_id, said=TaskInput(title=title, leads=leads), actor=planner, at=at)
    own = tuple(line(one.id) for one in plans.tasks(planner, plan_id, agency_ids=[health]))
    answer_review(review_id=review_id, agency_id=health, said=AnswerInput(own), actor=actor("health-reporter"), at=at)
    draft_id = draft_review(review_id=review_id, actor=planner, at=at)
    view = drafting.draft(planner, draft_id)
    text = read_bytes(drafting.draft_file(planner, draft_id, view.files[0].id).content, "bc.docx").text
    told = " ".join(text.split())
    assert "Đợt này không yêu cầu UBND xã Sen Hồng báo cáo." in told, "who was not asked owes no report"
    assert "3 nhiệm vụ chưa có báo cáo của cơ quan chủ trì" in told
    silent, unasked = told.index("Chưa gửi báo cáo"), told.index("Không được yêu cầu báo cáo trong đợt này")
    assert silent < told.index("Rà soát cơ sở; Tuần tra tuyến biên giới") < unasked < told.index("Dạy trong trường học")


def gap(ref: str, place: str, *silent: str, asked: str = "", outcome: str = "") -> Judged:
    """A task of which nobody told anything."""
    return Judged(f"Việc {ref}", asked, outcome, "Chưa thực hiện", "", "", ref, place=place, silent=silent)


def test_agencies_with_the_same_tasks_stand_in_one_line():
    communes = tuple(f"UBND xã {letter}" for letter in "ABCDEFGH")
    rows = [
        gap("1", "mục II.1", "Sở Y tế", outcome="not_done"),
        gap("2", "mục II.1", "Sở Y tế", outcome="not_done"),
        gap("3", "mục IV.2", *communes),
        gap("4", "mục IV.3", *communes),
        gap("5", "Điều 3.1", asked="Chi cục Hải quan"),
    ]
    _, table = gathered(rows)
    assert isinstance(table, Table)
    assert table.rows == (
        Band("Chưa gửi báo cáo"),
        ("1", "Sở Y tế", "mục II.1 (2 nhiệm vụ)", "2", "chưa thực hiện 2"),
        (
            "2",
            "UBND xã A, UBND xã B, UBND xã C, UBND xã D, UBND xã E và 3 cơ quan khác",
            "mục IV.2, IV.3",
            "2",
            "chưa thực hiện 2",
        ),
        Band("Không được yêu cầu báo cáo trong đợt này"),
        ("3", "Chi cục Hải quan", "Điều 3.1", "1", "chưa thực hiện 1"),
    )
    assert behind(rows) == ("2 nhiệm vụ quá hạn, chưa có báo cáo của cơ quan chủ trì: mục II.1 (2 nhiệm vụ)",)
    assert list(gathered([])) == []
    assert behind(rows[2:]) == ()


def test_what_was_returned_is_not_in_the_report(
    review_id: int, target_id: int, task_id: int, province: Province, planner: Actor, actor: AS, at: datetime
):
    answered(review_id, task_id, province, actor("health-reporter"))
    return_answer(
        review_id=review_id, agency_id=province.agencies["health"], reason="Chưa có số liệu", actor=planner, at=at
    )
    view = committee.review(planner, review_id, on=TODAY)
    assert [lines for _, lines in view.tasks] == [()]
    shown = [one for one in view.answers if one.agency_name == "Sở Y tế"]
    assert [(one.lines, one.told) for one in shown] == [((), ())], "it is its agency's again until it is sent anew"
    (own,) = committee.review(actor("health-reporter"), review_id, on=TODAY).mine
    assert len(own.lines) == 1


def judged(*told: Told) -> Judged:
    """A task of which agencies told something."""
    return Judged("Mở điểm tư vấn", "các xã", "partly", "Hoàn thành một phần", "", "carry", "task:1", told=told)


def test_a_few_agencies_are_quoted_and_many_are_counted():
    few = [Told("UBND xã A", "done", "Đã mở hai điểm."), Told("UBND xã B", "not_done", "UBND xã chưa mở")]
    assert judged(few[0]).said == "Đã mở hai điểm"
    assert judged(*few).said == "UBND xã A: đã mở hai điểm. UBND xã B: UBND xã chưa mở."
    many = [*(Told(f"Xã {number}", "done", "Xong") for number in range(3)), few[1]]
    assert judged(*many).said == "4 cơ quan báo cáo: 3 hoàn thành; 1 chưa hoàn thành (UBND xã B)."
    alone = replace(judged(few[0]), silent=["Công an tỉnh"])
    assert alone.said == "UBND xã A: đã mở hai điểm. Chưa có báo cáo của Công an tỉnh."
    behind = [Told(f"Xã {number}", "not_done", "Chưa") for number in range(9)]
    assert judged(*behind).said.endswith("9 chưa hoàn thành (Xã 0, Xã 1, Xã 2, Xã 3, Xã 4 và 4 cơ quan khác).")


def test_what_several_say_is_told_once(planner: Actor):
    one = Told("UBND xã A", "partly", "Mở một điểm", "Thiếu kinh phí", "Ghép lịch khám")
    other = Told("UBND xã B", "not_done", "Chưa mở", "thiếu kinh phí.", "")
    done = Told("Sở Y tế", "done", "Xong", "không còn vướng", "")
    paper = ReviewPaper(
        "BAN CHỈ ĐẠO", "", "BC-BCĐ", "Hoa Mai", "Sơ kết", "Sơ kết", "Kế hoạch", (TODAY, TODAY), 2026, 3, 3, [],
        [judged(one, done), judged(other, one)], {}, ("TRƯỞNG BAN",), None, "Ủy ban nhân dân tỉnh",
    )  # fmt: skip
    text = read_bytes(write_docx(report(paper)), "bc.docx").text
    assert text.count("hiếu kinh phí") == 1
    assert "- Thiếu kinh phí (UBND xã A, UBND xã B; nhiệm vụ 1, 2)." in text
    assert "- Ghép lịch khám (UBND xã A; nhiệm vụ 1, 2)." in text
    assert "không còn vướng" not in text


def paper(sent: int, *unsent: str) -> ReviewPaper:
    """A report of three agencies, of which some have not answered; nobody told anything in words."""
    return ReviewPaper(
        "BAN CHỈ ĐẠO", "", "BC-BCĐ", "Hoa Mai", "Sơ kết", "Sơ kết", "Kế hoạch", (TODAY, TODAY), 2026, 3, sent, [],
        [judged()], {}, ("TRƯỞNG BAN",), None, unsent=unsent,
    )  # fmt: skip


def test_who_has_not_answered_has_not_said_that_there_is_nothing():
    def text(made: ReviewPaper) -> str:
        return read_bytes(write_docx(report(made)), "bc.docx").text

    assert text(paper(3)).count("Không có.") == 5
    silent = text(paper(0, "Sở Y tế", "Công an tỉnh", "UBND xã A"))
    assert silent.count("[Chưa có cơ quan nào gửi nội dung này; bổ sung trước khi trình.]") == 4
    some = text(paper(2, "UBND xã A"))
    assert some.count("[Các cơ quan đã gửi không nêu; còn 1 cơ quan chưa gửi; bổ sung trước khi trình.]") == 4
    assert all("Có 1 nhiệm vụ" in one for one in (silent, some))


@pytest.mark.parametrize(
    ("said", "joint"),
    [
        (["done", "done"], "done"),
        (["done", "not_done"], "partly"),
        (["done", "on_track"], "on_track"),
        (["not_done", "not_done"], "not_done"),
    ],
)
def test_one_agency_behind_does_not_undo_what_others_did(said: list[str], joint: str):
    assert joint_outcome(said) == joint


def test_a_closed_review_tells_what_its_plan_carries_on(
    review_id: int,
    plan_id: int,
    target_id: int,
    task_id: int,
    province: Province,
    planner: Actor,
    actor: AS,
    at: datetime,
):
    assert committee.carried_on(planner, plan_id) is None
    answered(review_id, task_id, province, actor("health-reporter"))
    judge_targets(review_id=review_id, lines=[line(target_id, "done", onward="end")], actor=planner, at=at)
    early = register_document(
        data=REPORT.replace("21/BC", "2/BC").replace("tháng 12", "tháng 10").encode(),
        name="a.txt",
        actor=planner,
        at=at,
    )
    with pytest.raises(BadReview, match="trước khi"):
        close_review(review_id=review_id, document_id=early, actor=planner, at=at)
    document = register_document(data=REPORT.encode(), name="bc.txt", actor=planner, at=at + timedelta(days=30))
    close_review(review_id=review_id, document_id=document, actor=planner, at=at + timedelta(days=30))
    carried = committee.carried_on(planner, plan_id)
    assert carried is not None
    assert (carried.task_ids, carried.target_ids) == ({task_id}, frozenset())
    with pytest.raises(CannotMove):
        answered(review_id, task_id, province, actor("health-reporter"))
    assert committee.awaiting(actor("health-reporter"), TODAY) == ()


def test_a_withdrawn_review_awaits_nobody(review_id: int, planner: Actor, actor: AS, at: datetime):
    with pytest.raises(BadReview):
        withdraw_review(review_id=review_id, reason="…", actor=planner, at=at)
    withdraw_review(review_id=review_id, reason="Gộp vào tổng kết năm", actor=planner, at=at)
    view = committee.review(planner, review_id, on=TODAY)
    assert (view.row.state, view.withdrawn_for, view.may) == ("withdrawn", "Gộp vào tổng kết năm", frozenset())
    assert committee.awaiting(actor("health-reporter"), TODAY) == ()


def test_a_standing_counts_from_the_day_it_was_sent():
    due, on = date(2026, 12, 10), date(2026, 12, 20)
    told = [
        standing(sent_on=None, returned=False, due_on=due, on=date(2026, 12, 10)),
        standing(sent_on=None, returned=False, due_on=due, on=on),
        standing(sent_on=due, returned=False, due_on=due, on=on),
        standing(sent_on=on, returned=False, due_on=due, on=on),
        standing(sent_on=due, returned=True, due_on=due, on=due),
        standing(sent_on=due, returned=True, due_on=due, on=on),
    ]
    assert told == ["waiting", "late", "sent", "sent_late", "returned", "late"]


def test_what_is_open_and_not_late_is_on_its_way():
    assert proposed_outcome("done", 0, is_late=True) == "done"
    assert proposed_outcome("doing", 0, is_late=False) == "on_track"
    assert proposed_outcome("doing", 40, is_late=True) == "partly"
    assert proposed_outcome("todo", 0, is_late=True) == "not_done"
    assert proposed_outcome("todo", 0, is_late=False) == "", "nothing was done and nothing was missed: to be said"
    assert proposed_outcome("returned", 60, is_late=False) == "", "what was sent back went not as it should"
    assert proposed_outcome("paused", 60, is_late=False) == ""
    assert proposed_outcome("returned", 60, is_late=True) == "partly"


def test_the_pages_lead_from_the_request_to_the_draft(
    plan_id: int, task_id: int, target_id: int, visit: Callable[[str], Client], planner: Actor
):
    office = visit("planner")
    assert "Chưa có đợt sơ kết, tổng kết nào" in office.get(LIST).content.decode()
    sent = {
        "plan_id": str(plan_id),
        "kind": "final",
        "title": SAID.title,
        "covers_from": "01/01/2026",
        "covers_to": "20/11/2026",
        "due_on": "31/12/2099",
        "agencies": "Sở Y tế",
    }
    assert "Không có trong danh bạ" in office.post(f"{LIST}moi", sent | {"agencies": "Sở X"}).content.decode()
    wrong = {"agencies": "Sở X", "covers_to": "31/12/2025", "due_on": "01/01/2020"}
    told = office.post(f"{LIST}moi", sent | wrong).content.decode()
    for one in ("Không có trong danh bạ", "Ngày cuối phải sau ngày đầu.", "Thời hạn phải từ hôm nay trở đi."):
        assert one in told, "what is wrong is told all at once"
    home = office.post(f"{LIST}moi", sent).headers["Location"]
    begun = office.get(home).content.decode()
    assert "chưa đánh giá" in begun
    assert "Lập được khi đã đánh giá chỉ tiêu" in begun
    assert "Lập dự thảo báo cáo" not in begun, "nothing is offered that would be refused"
    (row,) = committee.reviews(planner)
    health = visit("health-reporter")
    (own,) = committee.review(planner, row.id, on=TODAY).answers
    place = f"{home}co-quan/{own.agency_id}"
    assert "Mở điểm tư vấn cai nghiện" in health.get(place).content.decode()
    said = {
        f"outcome-{task_id}": "partly", f"result-{task_id}": "Ba điểm", f"onward-{task_id}": "carry",
    }  # fmt: skip
    wrong = health.post(place, said)
    assert wrong.status_code == 422
    assert "Chưa hoàn thành thì ghi nguyên nhân." in wrong.content.decode()
    assert health.post(place, said | {f"cause-{task_id}": CAUSE}).status_code == 302
    assert CAUSE in office.get(home).content.decode()
    judged = {f"outcome-{target_id}": "done", f"result-{target_id}": "Đạt 92%", f"onward-{target_id}": "end"}
    assert office.post(f"{home}chi-tieu", judged).status_code == 302
    assert office.post(f"{home}du-thao").status_code == 302
    assert "đang trên đường trình ký" in office.get(home).content.decode()


def test_a_review_asks_no_more_for_many_agencies(
    review_id: int, plan_id: int, province: Province, planner: Actor, at: datetime
):
    def count(one: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            committee.review(planner, one, on=TODAY)
        return len(asked)

    everybody = [*province.agencies.values(), *(one.agencies["ubnd_xa"] for one in province.communes.values())]
    many = ask_review(plan_id=plan_id, said=SAID, agency_ids=everybody, actor=planner, at=at)
    count(review_id)
    assert count(many) <= count(review_id)
