"""Opinions obtained only by an actor who may see or change them."""

from django.db.models import Q, QuerySet

from pcmt.committee import policy
from pcmt.committee.models import Opinion, OpinionDuty
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotAllowed, NotFound

NOT_THERE = "Không tìm thấy ý kiến chỉ đạo."


def seen_opinions(actor: Actor) -> QuerySet[Opinion]:
    """This will give the opinions that the actor may see: those their agency noted, or that are addressed to it."""
    reach = policy.agencies_reach(actor)
    if reach is None:
        return Opinion.objects.all()
    meant = OpinionDuty.objects.filter(agency_id__in=reach).values("opinion_id")
    return Opinion.objects.filter(Q(keeper_id__in=reach) | Q(pk__in=meant))


def obtain_duty_of_keeper(duty_id: int, permission: str, actor: Actor) -> OpinionDuty:
    """This will lock what an agency owes on an opinion, for who follows it; raises NotFound or NotAllowed."""
    row = _locked(duty_id)
    if row is None or not seen_opinions(actor).filter(pk=row.opinion_id).exists():
        raise NotFound(NOT_THERE)
    policy.may_ask(permission, actor, agency_id=row.opinion.keeper_id).require()
    return row


def obtain_own_duty(duty_id: int, permission: str, actor: Actor) -> OpinionDuty:
    """This will lock what an agency owes on an opinion, for who answers for that agency; NotFound or NotAllowed."""
    row = _locked(duty_id)
    reach = policy.agencies_reach(actor)
    if row is None or not (reach is None or row.agency_id in reach):
        raise NotFound(NOT_THERE)
    if not policy.answers_for(permission, actor, row.agency_id):
        raise NotAllowed(rule="chỉ cơ quan được giao báo cáo việc thực hiện của mình")
    return row


def _locked(duty_id: int) -> OpinionDuty | None:
    rows = OpinionDuty.objects.select_for_update(of=("self",)).select_related("opinion")
    return rows.filter(pk=duty_id).first()
