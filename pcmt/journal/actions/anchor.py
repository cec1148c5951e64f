"""Write down where the chain ended when a day was over."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal import policy
from pcmt.journal.actions.record import record
from pcmt.journal.models import Anchor, Seal
from pcmt.journal.rules.chain import START
from pcmt.journal.sealed import head_fields, stamp_of
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


@transaction.atomic
def anchor(*, day: date, actor: Actor, at: datetime) -> bool:
    """This will keep the end of the chain as the anchor of a day that is over; False where it has one already.

    day: a local day; what is sealed after it until the anchor is made belongs to it too. Printed or sent out, it
    proves later that nothing sealed by then has been changed, not even by computing the whole chain anew.
    """
    policy.may_anchor(actor).require()

    if day > localdate(at):
        raise Refusal("Không lập điểm neo cho ngày chưa đến.", remedy="Chọn hôm nay hoặc một ngày trước đó.")
    if Anchor.objects.filter(day=day).exists():
        return False

    last = Seal.objects.order_by("-position").first()
    row = Anchor(day=day, position=last.position if last else 0, link=last.link if last else START, made_at=at)
    row.stamp = stamp_of(head_fields(row))
    row.save()

    after = {"position": row.position, "link": row.link}
    record(action="journal.anchor", subject=f"anchor:{day.isoformat()}", actor=actor, at=at, after=after)
    return True
