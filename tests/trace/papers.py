"""A registered plan with one target and one task, for tests of what asks for a figure."""

from datetime import date
from decimal import Decimal

from pcmt.accounts.queries import actor_by_username
from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.actions.suggest import suggest
from pcmt.documents.queries import ProposedDuty, ProposedTarget
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.queries import TargetInput, TaskInput
from pcmt.rulebook.queries import book
from tests.province import AT, Province

SENTENCE = "Hết năm 2030 có ít nhất 60% số xã, phường trên địa bàn tỉnh đạt tiêu chí “không ma túy”"
DUTY = "Sở Y tế chủ trì rà soát các trạm y tế đủ điều kiện xác định tình trạng nghiện"
PLAN = f"""ỦY BAN NHÂN DÂN
TỈNH HOA MAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 18/KH-UBND
Hoa Mai, ngày 12 tháng 02 năm 2026
KẾ HOẠCH
Thực hiện công tác phòng, chống ma túy đến năm 2030
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Từng bước đẩy lùi ma túy ra khỏi đời sống xã hội.
II. MỤC TIÊU, CHỈ TIÊU
1. {SENTENCE}.
III. TỔ CHỨC THỰC HIỆN
1. {DUTY}.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Đông
"""


def adopted(province: Province, indicator: str = "T1b", level: Decimal = Decimal(60)) -> tuple[int, str, str]:
    """Register the plan, adopt its target and its task; gives the document's id and the two references."""
    planner = actor_by_username("planner", AT)
    assert planner is not None
    document_id = register_document(data=PLAN.encode(), name="ke-hoach.txt", actor=planner, at=AT)
    horizon = (date(2026, 1, 1), date(2030, 12, 31))
    plan_id = adopt_plan(document_id=document_id, title="Kế hoạch 18", horizon=horizon, actor=planner, at=AT)
    unit = book().indicator(indicator, AT.date()).unit
    target = TargetInput(">=", level, "số xã, phường", Period.parse("2030"), province.id, indicator, unit=unit)
    task = TaskInput("Rà soát trạm y tế", leads=(province.agencies["health"],), due_on=date(2026, 12, 31))
    references = [
        adopt_suggestion(
            suggestion_id=_marked(planner, document_id, kind, words, payload),
            plan_id=plan_id,
            correction=correction,
            actor=planner,
            at=AT,
        )
        for kind, words, payload, correction in (
            ("target", SENTENCE, ProposedTarget(value="60"), target),
            ("duty", DUTY, ProposedDuty(), task),
        )
    ]
    return document_id, references[0], references[1]


def _marked(planner: Actor, document_id: int, kind: str, words: str, payload: ProposedTarget | ProposedDuty) -> int:
    """The reader's own suggestion where it has seen the sentence; else one marked by hand."""
    view = documents.document(planner, document_id)
    start = view.text.index(words)
    for one in view.suggestions:
        if one.kind == kind and one.start < start + len(words) and start < one.end:
            return one.id
    return suggest(
        document_id=document_id,
        kind=kind,
        start=start,
        end=start + len(words),
        payload=payload,
        actor=planner,
        at=AT,
    )
