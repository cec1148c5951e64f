"""Opening, confirming, signing, sending, returning, correcting, deciding: each step's conditions and hands."""

from datetime import date, datetime, timedelta

import pytest

from pcmt.files.queries import content
from pcmt.journal import queries as journal
from pcmt.kernel.lifecycle import CannotMove, SamePerson
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.confirm_section import confirm_section
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.actions.open_period import CannotOpen, open_period
from pcmt.reporting.actions.record_decided import record_decided
from pcmt.reporting.actions.return_for_correction import NoReason, return_for_correction
from pcmt.reporting.actions.sign import sign
from pcmt.reporting.actions.upload_signed import NoScan, upload_signed
from pcmt.reporting.printed import StalePrint
from pcmt.reporting.readiness import NotReady
from pcmt.reporting.rounds import Stale
from tests import scans
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2026@nd09")


def turn_back(walk: Walk, submission: int, reason: str = "Kiểm tra lại số xét nghiệm.", **more: object) -> None:
    return_for_correction(
        submission_id=submission,
        reason=reason,
        actor=walk.actor("planner"),
        at=walk.at,
        **more,  # type: ignore[arg-type]
    )


# ---- opening ----


def test_opening_twice_makes_nothing_twice(walk: Walk):
    assert walk.open() == 0
    assert walk.open(NOVEMBER) == 4
    opened = journal.entries(action="reporting.open_period")
    assert [entry.after and entry.after["duties"] for entry in opened] == [4, 4]


def test_a_duty_knows_form_days_and_deadline(walk: Walk):
    duty = queries.duty(walk.actor("planner"), FORM, OCTOBER, walk.province.communes["sen-hong"].id)
    assert duty is not None
    assert duty.form_id == "xa-thang@2026-01-01"
    # 14/10/2026 is a Wednesday: two working days on is Friday
    assert duty.due_on == date(2026, 10, 16)
    assert duty.agency_name == "Ủy ban nhân dân xã Sen Hồng"


@pytest.mark.parametrize(
    ("period", "told"), [("2026-10", "lịch"), ("2026-Q4@nd09", "kỳ đúng loại"), ("2027-01@nd09", "chưa bắt đầu")]
)
def test_an_unsuitable_period_is_refused(walk: Walk, period: str, told: str):
    with pytest.raises(CannotOpen) as refused:
        open_period(form_code=FORM, period=Period.parse(period), actor=walk.actor("planner"), at=walk.at)
    assert told in str(refused.value)


def test_an_old_period_is_owed_by_the_form_of_its_day(walk: Walk):
    walk.open(Period.parse("2025-12@nd09"))
    found = queries.duties(walk.actor("planner"), period=Period.parse("2025-12@nd09"))
    assert {duty.form_id for duty in found} == {"xa-thang@2025-01-01"}


@pytest.mark.parametrize("username", ["sen-hong.reporter", "sen-hong.chairman", "chairman", "admin"])
def test_only_the_standing_office_opens(walk: Walk, username: str):
    with pytest.raises(NotAllowed):
        open_period(form_code=FORM, period=NOVEMBER, actor=walk.actor(username), at=walk.at)


# ---- confirming and signing ----


def test_an_incomplete_section_is_not_confirmed(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"talks": "1"})
    with pytest.raises(NotReady, match="Lượt người dự"):
        walk.confirm(submission, "van_hoa_xa_hoi", "sen-hong.culture-head")


def test_only_the_owner_confirms_a_section(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    for username in ("sen-hong.police-head", "sen-hong.culture-head", "sen-hong.reporter", "planner"):
        with pytest.raises(NotAllowed):
            walk.confirm(submission, "y_te", username)
    with pytest.raises(NotFound):
        walk.confirm(submission, "y_te", "hoa-ban.clinic-head")
    with pytest.raises(NotFound):
        walk.confirm(submission, "unheard", "sen-hong.clinic-head")
    walk.confirm(submission, "y_te", "sen-hong.clinic-head")
    with pytest.raises(NotReady, match="đã được xác nhận"):
        walk.confirm(submission, "y_te", "sen-hong.clinic-head")


def test_what_was_seen_is_what_is_confirmed(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    seen = walk.view(submission).version
    walk.enter(submission, {"served_all": "1"})
    with pytest.raises(Stale):
        confirm_section(
            submission_id=submission,
            section="y_te",
            version=seen,
            actor=walk.actor("sen-hong.clinic-head"),
            at=walk.at,
        )


def test_signing_waits_for_every_section(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.confirm(submission, "cong_an", "sen-hong.police-head")
    with pytest.raises(NotReady) as refused:
        walk.sign(submission)
    assert "Phần II" in refused.value.message
    assert "Phần III" in refused.value.message
    assert "Phần I." not in refused.value.message


def test_errors_block_and_warnings_ask_for_a_reason(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission, {"tested": "1", "test_positive": "2"})
    with pytest.raises(NotReady, match="dương tính"):
        walk.confirm(submission, "cong_an", "sen-hong.police-head")
    walk.confirm(submission, "y_te", "sen-hong.clinic-head")
    walk.confirm(submission, "van_hoa_xa_hoi", "sen-hong.culture-head")

    walk.enter(submission, {"test_positive": "1", "plants_destroyed": "4"})
    with pytest.raises(NotReady, match="nêu lý do"):
        walk.confirm(submission, "cong_an", "sen-hong.police-head")
    walk.explain(submission)
    walk.confirm(submission, "cong_an", "sen-hong.police-head")
    walk.sign(submission)
    assert walk.view(submission).signature is not None


def test_a_section_is_confirmed_with_the_reasons_for_its_warnings(walk: Walk):
    submission, police = walk.id("sen-hong"), walk.actor("sen-hong.police-head")
    walk.fill(submission)
    walk.enter(submission, {"plants_destroyed": "4"})
    asked = {check.code for check in walk.view(submission).failing if check.blocks}
    assert asked

    def confirm(text: str, codes: set[str] = asked) -> None:
        reasons = dict.fromkeys(codes, text)
        confirm_section(submission_id=submission, section="cong_an", reasons=reasons, actor=police, at=walk.at)

    for text in ("", " - "):
        with pytest.raises(NotReady, match="còn 1 cảnh báo chưa nêu lý do"):
            confirm(text)
    with pytest.raises(Refusal, match="dài quá 500 ký tự"):
        confirm("đ" * 501)
    with pytest.raises(NotFound):
        confirm("Đã đối chiếu.", {*asked, "unheard"})
    with pytest.raises(NotReady):
        confirm_section(submission_id=submission, section="cong_an", actor=police, at=walk.at)

    confirm("Phá nhổ ở nương bỏ hoang.")
    told = {check.code: check.explanation for check in walk.view(submission).failing}
    assert [told[code] for code in asked] == ["Phá nhổ ở nương bỏ hoang."]
    walk.confirm_all(submission)
    walk.sign(submission)


def test_what_keeps_the_head_from_signing_is_placed(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.enter(submission, {"plants_destroyed": "4"})
    (waiting,) = walk.view(submission, "sen-hong.chairman").open_checks
    assert [owner for _, owner in waiting.parts] == ["Công an xã Sen Hồng"]
    assert "plants_destroyed" in dict(waiting.cells)


def test_a_reason_under_a_signature_leaves_it_standing(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission, {"plants_destroyed": "4"})
    walk.confirm_all(submission)
    walk.sign(submission)
    walk.enter(submission, {}, explanations={"plants_destroyed_all": "Gồm cây của kỳ trước."})
    assert walk.view(submission).signature is not None
    assert walk.view(submission).duty.state == "signed"


def test_who_confirmed_may_not_sign(walk: Walk):
    submission = walk.id("mua-ngau")
    walk.fill(submission, commune="mua-ngau")
    walk.confirm(submission, "cong_an", "mua-ngau.police-head")
    for section in ("y_te", "van_hoa_xa_hoi"):
        walk.confirm(submission, section, "mua-ngau.chairman")
    with pytest.raises(SamePerson):
        walk.sign(submission, "mua-ngau")
    view = walk.view(submission, "mua-ngau.chairman")
    assert next(move for move in view.moves if move.code == "sign").why_not


@pytest.mark.parametrize("username", ["sen-hong.police-head", "sen-hong.clinic-head", "sen-hong.reporter", "planner"])
def test_only_the_head_of_the_owing_agency_signs(walk: Walk, username: str):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.confirm_all(submission)
    with pytest.raises(NotAllowed):
        sign(submission_id=submission, actor=walk.actor(username), at=walk.at)


def test_a_signed_paper_serves_as_signature(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.confirm_all(submission)
    reporter = walk.actor("sen-hong.reporter")
    code = queries.code_of_print(reporter, submission).lower().replace("-", " ")
    for data, name in ((scans.ZIP, "a.zip"), (scans.DOCX, "a.docx"), (scans.GARBAGE_PDF, "a.pdf")):
        with pytest.raises(NoScan) as refused:
            upload_signed(submission_id=submission, data=data, name=name, code=code, actor=reporter, at=walk.at)
        assert "ải lên" in refused.value.fields["file"]
    kept = upload_signed(
        submission_id=submission, data=scans.PDF, name="ban-ky.pdf", code=code, actor=reporter, at=walk.at
    )
    assert content(kept) == scans.PDF
    signature = walk.view(submission).signature
    assert signature is not None
    assert (signature.mode, signature.file_id) == ("scan", kept)
    walk.submit(submission)
    walk.accept(submission)


def test_a_print_of_other_figures_is_noticed(walk: Walk):
    submission, reporter = walk.id("sen-hong"), walk.actor("sen-hong.reporter")
    walk.fill(submission)
    walk.confirm_all(submission)
    stale = queries.code_of_print(reporter, submission)
    walk.enter(submission, {"talks": "1", "attendances": "20"})
    walk.explain(submission)
    walk.confirm_all(submission)
    for code, told in ((stale, "không khớp"), ("", "Chưa ghi mã"), ("x" * 10**6, "không khớp")):
        with pytest.raises(StalePrint) as refused:
            upload_signed(submission_id=submission, data=scans.PDF, name="a.pdf", code=code, actor=reporter, at=walk.at)
        assert told in refused.value.fields["code"]
    assert walk.view(submission).signature is None
    walk.enter(submission, {"talks": "0", "attendances": "0"})
    assert queries.code_of_print(reporter, submission) == stale, "the same figures have the same code"
    with pytest.raises(NotFound):
        queries.code_of_print(walk.actor("hoa-ban.reporter"), submission)


# ---- sending and returning ----


def test_an_unsigned_report_is_not_sent(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.confirm_all(submission)
    with pytest.raises(CannotMove) as refused:
        walk.submit(submission)
    assert "ký báo cáo" in refused.value.remedy


def test_lateness_is_counted_from_the_first_sending(walk: Walk, at: datetime):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    in_time = datetime.combine(date(2026, 10, 16), at.timetz())
    walk.send(submission, at=in_time)
    turn_back(walk, submission)
    walk.enter(submission, {"talks": "1", "attendances": "20"})
    walk.send(submission)
    timing = queries.timeliness(FORM, [OCTOBER], on=at.date())[(walk.province.communes["sen-hong"].id, OCTOBER)]
    assert timing.timing == "on_time"

    other = walk.id("hoa-ban")
    walk.fill(other, commune="hoa-ban")
    walk.send(other, "hoa-ban", at=in_time + timedelta(days=4))
    late = queries.timeliness(FORM, [OCTOBER], on=at.date())[(walk.province.communes["hoa-ban"].id, OCTOBER)]
    assert (late.timing, late.days) == ("late", 4)


def test_a_return_says_why_and_where(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    turn_back(walk, submission, cells=["tested"], remarks={"talks": "Đối chiếu sổ họp thôn."})

    view = walk.view(submission, "sen-hong.reporter")
    assert view.duty.state == "returned"
    assert view.returned is not None
    assert view.returned.reason == "Kiểm tra lại số xét nghiệm."
    remarks = {
        cell.element: cell.remark for section in view.sections for cell in section.cells if cell.remark is not None
    }
    assert remarks == {"tested": "", "talks": "Đối chiếu sổ họp thôn."}
    assert view.signature is None
    assert all(section.confirmation for section in view.sections)


def test_a_returned_report_is_signed_and_sent_again(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    turn_back(walk, submission)
    with pytest.raises(CannotMove):
        walk.submit(submission)
    walk.enter(submission, {}, comments={"tested": "Đúng theo sổ."})
    walk.sign(submission)
    walk.submit(submission)
    assert walk.view(submission).returned is None
    walk.accept(submission)


def test_a_returned_report_whose_figures_are_right_is_signed_again_as_it_stands(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    turn_back(walk, submission)
    walk.sign(submission)
    walk.submit(submission)
    walk.accept(submission)
    assert walk.view(submission).duty.state == "accepted"


def test_a_return_needs_a_reason(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    with pytest.raises(NoReason):
        turn_back(walk, submission, reason="  ")
    with pytest.raises(Refusal, match="không có ô"):
        turn_back(walk, submission, cells=["weather"])
    assert walk.view(submission).duty.state == "submitted"


# ---- correcting and deciding ----


def test_a_correction_needs_a_reason_and_one_at_a_time(walk: Walk):
    submission = walk.close("sen-hong")
    duty = walk.view(submission).duty.id
    with pytest.raises(NoReason):
        correct(duty_id=duty, reason="", actor=walk.actor("planner"), at=walk.at)
    correct(duty_id=duty, reason="Sai số.", actor=walk.actor("planner"), at=walk.at)
    with pytest.raises(CannotMove):
        correct(duty_id=duty, reason="Sai số.", actor=walk.actor("planner"), at=walk.at)


def test_a_draft_is_not_opened_for_correction(walk: Walk):
    with pytest.raises(CannotMove):
        correct(duty_id=walk.view(walk.id("sen-hong")).duty.id, reason="…", actor=walk.actor("planner"), at=walk.at)


def test_a_decided_figure_counts_above(walk: Walk):
    area = walk.province.communes["sen-hong"].id

    def decide(scaled: int | None) -> None:
        record_decided(
            area_id=area,
            period=YEAR,
            element="recognised",
            scaled=scaled,
            scale=0,
            basis="Quyết định số 90/QĐ-UBND",
            actor=walk.actor("chairman"),
            at=walk.at,
        )

    decide(1)
    total = queries.totals(walk.province.id, [YEAR], ["recognised"])[(YEAR, "recognised")]
    assert (total.quantity.scaled, total.reported, total.expected) == (1, 1, 4)
    fact = queries.fact(area, YEAR, "recognised")
    assert fact is not None
    assert (fact.provenance, fact.basis) == ("decided", "Quyết định số 90/QĐ-UBND")
    decide(None)
    assert queries.fact(area, YEAR, "recognised") is None
    assert queries.totals(walk.province.id, [YEAR], ["recognised"])[(YEAR, "recognised")].reported == 0


def test_a_decided_figure_needs_a_basis_and_a_right(walk: Walk):
    area = walk.province.communes["sen-hong"].id
    what = {"area_id": area, "period": YEAR, "element": "recognised", "scaled": 1, "scale": 0, "at": walk.at}
    with pytest.raises(Refusal, match="căn cứ"):
        record_decided(basis=" ", actor=walk.actor("chairman"), **what)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        record_decided(basis="QĐ", actor=walk.actor("sen-hong.chairman"), **what)  # type: ignore[arg-type]
