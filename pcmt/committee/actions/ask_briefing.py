"""Ask agencies to brief their people on a document."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import Briefing, BriefingDuty
from pcmt.committee.rules.briefing import BadBriefing
from pcmt.documents import queries as documents
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound

LONGEST_NOTE = 500


@transaction.atomic
def ask_briefing(
    *, document_id: int, agency_ids: Collection[int], due_on: date, note: str = "", actor: Actor, at: datetime
) -> int:
    """This will make each of the agencies owe a briefing on a registered document by a day; returns the request.

    An agency that owes one on the same document already is asked once: the earlier request stands for it.
    """
    policy.may_ask("committee.ask_briefing", actor).require()

    today = localdate(at)
    if document_id not in documents.labels([document_id]):
        raise NotFound("Không tìm thấy văn bản.")
    wanted = dict.fromkeys(agency_ids)
    wrong = {}
    if not wanted or len(agencies.agencies_by_id(wanted)) != len(wanted):
        wrong["agencies"] = "Chọn ít nhất một cơ quan có trong danh mục."
    if due_on < today:
        wrong["due_on"] = "Thời hạn phải từ hôm nay trở đi."
    if len(note) > LONGEST_NOTE:
        wrong["note"] = f"Nhiều nhất {LONGEST_NOTE} ký tự."
    owing = BriefingDuty.objects.filter(briefing__document_id=document_id, briefing__withdrawn_for="")
    asked = set(owing.values_list("agency_id", flat=True))
    fresh = [one for one in wanted if one not in asked]
    if wanted and not fresh:
        wrong["agencies"] = "Tất cả các cơ quan này đã được yêu cầu quán triệt văn bản này."
    if wrong:
        raise BadBriefing("Yêu cầu quán triệt chưa đủ.", remedy="Sửa các mục được nêu.", fields=wrong)

    briefing = Briefing.objects.create(
        document_id=document_id, keeper_id=actor.agency_id, due_on=due_on, note=" ".join(note.split()), asked_on=today
    )
    BriefingDuty.objects.bulk_create(BriefingDuty(briefing=briefing, agency_id=one) for one in fresh)

    record(
        action="committee.ask_briefing",
        subject=f"briefing:{briefing.pk}",
        actor=actor,
        at=at,
        after={"document": document_id, "due_on": due_on.isoformat(), "agencies": len(fresh)},
    )
    return briefing.pk
