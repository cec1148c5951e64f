"""Learn how documents call an agency, from a person who said which one is meant."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import Agency, AgencyAlias
from pcmt.agencies.policy import may_change
from pcmt.agencies.rules import naming
from pcmt.agencies.versioning import last_version
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import normalise

LONGEST = 200


class CannotLearn(Refusal):
    """This will say why a name is not learned as one agency's."""

    code = "cannot_learn"


@transaction.atomic
def learn_alias(*, agency_id: int, text: str, learned_from: str, on: date, actor: Actor, at: datetime) -> None:
    """This will keep a name as an agency's, with the day and the reference ("document:5") from which it comes.

    Where other agencies bear the name too, the one learned last is meant from now on.
    """
    agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
    if agency is None:
        raise NotFound("Không tìm thấy cơ quan.")
    may_change(actor, "learn_alias", agency_id=agency_id, area_id=last_version(agency_id).area_id).require()

    text = " ".join(normalise(text).split())
    folded = naming.bare(text)
    if not folded or len(text) > LONGEST or len(folded) > LONGEST:
        raise CannotLearn("Tên gọi còn trống hoặc quá dài.")
    if naming.is_group(text):
        raise CannotLearn(f"“{text}” là tên chung của nhiều cơ quan, không ghi nhớ cho một cơ quan.")

    AgencyAlias.objects.update_or_create(
        agency=agency,
        folded=folded,
        defaults={"learned_on": on, "learned_from": learned_from},
        create_defaults={"text": text, "learned_on": on, "learned_from": learned_from},
    )

    record(
        action="agencies.learn_alias",
        subject=f"agency:{agency_id}",
        actor=actor,
        at=at,
        after={"name": folded, "from": learned_from},
    )
