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
from pcmt.publications.correcting import correction_of
from pcmt.publications.models import Report
from pcmt.publications.rules.content import Part, changes, from_json, to_json
from pcmt.publications.rules.mending import to_json as to_keep
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

    parts = _filled(report, actor, at)
    differences = changes(from_json(report.content), parts)
    report.content, report.composed_at = to_json(parts), at
    report.version += 1
    report.state = target
    report.save(update_fields=["title", "content", "mended", "composed_at", "version", "state"])
    bind(report, parts)

    record(
        action="publications.refresh",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        after={"changed": [ref for ref, _, _ in differences], "rulebook": book().digest},
    )
    return differences


def _filled(report: Report, actor: Actor, at: datetime) -> tuple[Part, ...]:
    """The parts as they would be composed now; of a correction, title and figures are brought up to date too."""
    if report.corrects is not None:
        report.title, parts, mended = correction_of(report.corrects, actor, at)
        report.mended = to_keep(mended)
        return parts
    period, rule = Period.parse(report.period), book().layout_by_id(report.layout_id)
    province = areas.area(report.area_id, timezone.localdate(at))
    sources, places = ProvinceSources(province, period, rule.blocks, actor, at), text_places(province, period)
    return compose_parts(rule.blocks, sources, period, places)
