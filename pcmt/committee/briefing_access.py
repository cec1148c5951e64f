"""Rows of briefings obtained only by an actor who may change them."""

from pcmt.committee import policy
from pcmt.committee.models import Briefing, BriefingDuty, BriefingSession
from pcmt.committee.rules.briefing import BadBriefing
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound


def obtain_briefing(briefing_id: int, permission: str, actor: Actor) -> Briefing:
    """This will lock a standing request for an actor who may change it; raises NotFound, NotAllowed or BadBriefing."""
    row = Briefing.objects.select_for_update(of=("self",)).filter(pk=briefing_id).first()
    reach = policy.agencies_reach(actor)
    if row is None or not (reach is None or row.duties.filter(agency_id__in=reach).exists()):
        raise NotFound("Không tìm thấy yêu cầu quán triệt.")
    policy.may_ask(permission, actor, agency_id=row.keeper_id).require()
    _refuse_withdrawn(row)
    return row


def obtain_duty(briefing_id: int, agency_id: int, permission: str, actor: Actor) -> BriefingDuty:
    """This will lock what an agency owes, for an actor who answers for that agency; NotFound, NotAllowed, BadBriefing.

    A grant that holds everywhere lets nobody speak for another agency.
    """
    rows = BriefingDuty.objects.select_for_update(of=("self",)).select_related("briefing")
    row = rows.filter(briefing_id=briefing_id, agency_id=agency_id).first()
    reach = policy.agencies_reach(actor)
    if row is None or not (reach is None or agency_id in reach):
        raise NotFound("Không tìm thấy yêu cầu quán triệt.")
    if not policy.answers_for(permission, actor, agency_id):
        raise NotAllowed(rule="chỉ cơ quan được yêu cầu ghi kết quả quán triệt của mình")
    _refuse_withdrawn(row.briefing)
    return row


def obtain_session(duty: BriefingDuty, sitting_id: int) -> BriefingSession:
    """This will give a sitting that counts; raises NotFound."""
    row = duty.sessions.filter(pk=sitting_id, taken_back_for="").first()
    if row is None:
        raise NotFound("Không tìm thấy lần quán triệt.")
    return row


def _refuse_withdrawn(briefing: Briefing) -> None:
    if briefing.withdrawn_for:
        raise BadBriefing("Yêu cầu quán triệt này đã rút.", remedy="Xem lý do tại trang của yêu cầu.")
