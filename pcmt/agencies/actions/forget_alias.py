"""Forget a name that was learned by mistake."""

from datetime import datetime

from django.db import transaction

from pcmt.agencies.models import AgencyAlias
from pcmt.agencies.policy import may_change
from pcmt.agencies.rules import naming
from pcmt.agencies.versioning import last_version
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@transaction.atomic
def forget_alias(*, agency_id: int, text: str, actor: Actor, at: datetime) -> None:
    """This will take a learned name from an agency; names that it was founded with stay."""
    learned = AgencyAlias.objects.filter(agency_id=agency_id, learned_on__isnull=False)
    alias = learned.filter(folded=naming.bare(text)).first()
    if alias is None:
        raise NotFound("Không có tên gọi này trong các tên đã ghi nhớ.")
    version = last_version(agency_id)
    may_change(actor, "forget_alias", agency_id=agency_id, area_id=version.area_id).require()

    own = {naming.key(version.name), naming.key(version.short_name)}

    before = {"name": alias.folded, "from": alias.learned_from}
    if alias.folded in own:
        alias.learned_on, alias.learned_from = None, ""
        alias.save(update_fields=["learned_on", "learned_from"])
    else:
        alias.delete()

    record(action="agencies.forget_alias", subject=f"agency:{agency_id}", actor=actor, at=at, before=before)
