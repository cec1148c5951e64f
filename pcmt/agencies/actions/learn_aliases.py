"""Learn at once how a document calls several agencies."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.actions.learn_alias import CannotLearn, learn_alias
from pcmt.agencies.policy import may_change
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def learn_aliases(*, meant: Mapping[str, int], learned_from: str, on: date, actor: Actor, at: datetime) -> None:
    """This will keep each name as the agency's that a person says is meant, all or none (see `learn_alias`).

    learned_from: the reference ("document:5") of the document that uses the names.
    """
    may_change(actor, "learn_aliases", agency_id=actor.agency_id, area_id=actor.area_id).require()

    if not meant:
        raise CannotLearn("Chưa chọn cơ quan cho tên nào.", remedy="Chọn cơ quan cho ít nhất một tên.")

    for name, agency_id in meant.items():
        learn_alias(agency_id=agency_id, text=name, learned_from=learned_from, on=on, actor=actor, at=at)

    record(
        action="agencies.learn_aliases",
        subject=learned_from,
        actor=actor,
        at=at,
        after={"agencies": sorted(set(meant.values()))},
    )
