"""classification.decide_class and revoke_decision: only a numbered decision of the province counts."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pcmt.classification import queries
from pcmt.classification.actions.decide_class import CannotDecide, decide_class
from pcmt.classification.actions.revoke_decision import CannotRevoke, revoke_decision
from pcmt.classification.models import ClassDecision
from pcmt.indicators import queries as indicators
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound
from tests.indicators.figures import close, month
from tests.province import AT, Province

YEAR = Period.parse("2025@nd09")
Resolve = Callable[[str], Actor]


def decide(province: Province, actor: Actor, *slugs: str, **others: object) -> tuple[int, ...]:
    given: dict[str, object] = {
        "area_ids": [province.communes[slug].id for slug in slugs],
        "period": YEAR,
        "class_code": "khong_ma_tuy",
        "decision_number": "125/QĐ-UBND",
        "decided_on": date(2025, 12, 18),
    }
    return decide_class(**{**given, **others}, actor=actor, at=AT)  # type: ignore[arg-type]  # inputs by name


def test_decide_class(province: Province, actor: Resolve) -> None:
    chairman = actor("chairman")
    decide(province, chairman, "hoa-ban")
    decide(province, chairman, "sen-hong", "chan-may", "mua-ngau", class_code="khac")
    assert indicators.value("T1b", province.id, YEAR, AT.date()).display == "25,0%"
    found = queries.decisions(YEAR)[province.communes["hoa-ban"].id]
    assert (found.class_label, found.decision_number, found.tone) == ("Không ma túy", "125/QĐ-UBND", "met")
    entry = journal.entries(action="classification.decide_class")[0]
    assert entry.subject == f"area:{province.communes['hoa-ban'].id}"
    assert entry.person_id == chairman.person_id


@pytest.mark.parametrize("username", ["planner", "police-chief", "hoa-ban.chairman", "hoa-ban.reporter"])
def test_others_may_not_decide(province: Province, actor: Resolve, username: str) -> None:
    with pytest.raises(NotAllowed):
        decide(province, actor(username), "hoa-ban")
    assert not ClassDecision.objects.exists()


def test_who_may_not_look_is_told_nothing(province: Province, actor: Resolve) -> None:
    with pytest.raises(NotFound):
        decide(province, actor("admin"), "hoa-ban")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"decision_number": " "}, "Chưa có số quyết định"),
        ({"decision_number": "abc"}, "Số quyết định chưa đủ"),
        ({"decided_on": date(2026, 12, 1)}, "sau hôm nay"),
        ({"decided_on": date(2024, 1, 1)}, "trước năm"),
        ({"class_code": "tam_dat"}, "không có trong quy định"),
        ({"period": Period.parse("2025-10@nd09")}, "cả năm"),
        ({"area_ids": []}, "Chưa chọn"),
        ({"area_ids": [999_999]}, "Chỉ phân loại"),
    ],
)
def test_wrong_inputs_are_refused(province: Province, actor: Resolve, wrong: dict[str, object], words: str) -> None:
    with pytest.raises(CannotDecide, match=words):
        decide(province, actor("chairman"), "hoa-ban", **wrong)
    assert not ClassDecision.objects.exists()


def test_figures_that_stand_against_it_want_a_reason(province: Province, actor: Resolve) -> None:
    december = Period.parse("2025-12@nd09").id
    close(province.communes["hoa-ban"].id, december, month(wanted=1))
    close(province.communes["sen-hong"].id, december, month())
    chairman = actor("chairman")
    with pytest.raises(CannotDecide, match=r"ở Phường Hoa Ban\. ") as refused:
        decide(province, chairman, "hoa-ban", "sen-hong", "chan-may")
    assert set(refused.value.fields) == {"despite"}
    assert not ClassDecision.objects.exists()
    decide(province, chairman, "hoa-ban", class_code="khac")
    decide(province, chairman, "sen-hong", "chan-may")
    decide(province, chairman, "hoa-ban", period=Period.parse("2026@nd09"), decided_on=date(2026, 11, 20))

    close(province.communes["hoa-ban"].id, "2026-11@nd09", month(wanted=1))
    (other,) = queries.decisions(Period.parse("2026@nd09")).values()
    revoke_decision(decision_id=other.id, reason="Ghi nhầm.", actor=chairman, at=AT)
    why = "Đã bắt được ngày 18/11, chưa vào kỳ báo cáo."
    year = Period.parse("2026@nd09")
    decide(province, chairman, "hoa-ban", period=year, decided_on=date(2026, 11, 20), despite=why)
    assert journal.entries(action="classification.decide_class")[-1].reason == why


def test_a_year_is_decided_once(province: Province, actor: Resolve) -> None:
    decide(province, actor("chairman"), "hoa-ban")
    with pytest.raises(CannotDecide, match=r"Phường Hoa Ban.*125/QĐ-UBND"):
        decide(province, actor("chairman"), "sen-hong", "hoa-ban")
    assert ClassDecision.objects.count() == 1


def test_the_database_holds_one_standing_decision(province: Province, actor: Resolve) -> None:
    decide(province, actor("chairman"), "hoa-ban")
    row = ClassDecision.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_revoke_decision(province: Province, actor: Resolve) -> None:
    (decision_id,) = decide(province, actor("chairman"), "hoa-ban")
    area_id = province.communes["hoa-ban"].id
    with pytest.raises(CannotRevoke, match="lý do"):
        revoke_decision(decision_id=decision_id, reason="  ", actor=actor("chairman"), at=AT)
    with pytest.raises(NotAllowed):
        revoke_decision(decision_id=decision_id, reason="nhầm", actor=actor("hoa-ban.chairman"), at=AT)
    revoke_decision(decision_id=decision_id, reason="QĐ 130/QĐ-UBND thay thế", actor=actor("chairman"), at=AT)
    assert queries.decisions(YEAR) == {}
    assert not indicators.value("T1b", province.id, YEAR, AT.date()).number.is_known
    assert ClassDecision.objects.get().revoked_reason == "QĐ 130/QĐ-UBND thay thế"
    with pytest.raises(CannotRevoke, match="đã được hủy"):
        revoke_decision(decision_id=decision_id, reason="lần nữa", actor=actor("chairman"), at=AT)
    decide(province, actor("chairman"), "hoa-ban", class_code="khac", decision_number="130/QĐ-UBND")
    assert queries.decisions(YEAR)[area_id].class_code == "khac"
