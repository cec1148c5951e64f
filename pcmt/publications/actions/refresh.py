"""Bind a draft's figures anew, and say which have changed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.publications.access import lifecycle, report_for
from pcmt.publications.binding import bind
from pcmt.publications.composing import compose_parts
from pcmt.publications.rules.content import changes, from_json, to_json
from pcmt.publications.rules.places import text_places
from pcmt.publications.sources import ProvinceSources
from pcmt.rulebook.queries import book


@transaction.atomic
def refresh(*, report_id: int, actor: Actor, at: datetime) -> tuple[tuple[str, str, str], ...]:
    """This will fill the report again from what is accepted now.

    Returns (reference, text before, text now) of each change. The office's own words stay as they are.
    """
    report = report_for(actor, report_id, "publications.refresh", lock=True)

    target = lifecycle().after(report.state, "refresh")

    period, rule = Period.parse(report.period), book().layout_by_id(report.layout_id)
    province = areas.area(report.area_id, timezone.localdate(at))
    sources, places = ProvinceSources(province, period, rule.blocks, actor, at), text_places(province, period)
    parts = compose_parts(rule.blocks, sources, period, places)
    differences = changes(from_json(report.content), parts)
    report.content, report.composed_at = to_json(parts), at
    report.version += 1
    report.state = target
    report.save(update_fields=["content", "composed_at", "version", "state"])
    bind(report, parts)

    record(
        action="publications.refresh",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        after={"changed": [ref for ref, _, _ in differences], "rulebook": book().digest},
    )
    return differences
