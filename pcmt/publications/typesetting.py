"""A kept report as an official document: who signs it, its number and day, ready for the writers of `vanban`."""

from collections.abc import Mapping

from django.utils.timezone import localdate

from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.publications.drawing import points_of
from pcmt.publications.models import Report
from pcmt.publications.official import official_document
from pcmt.publications.rules.content import from_json
from pcmt.publications.rules.places import text_places
from pcmt.rulebook.queries import book
from vanban.write.model import OfficialDocument, Signature


def document_of(row: Report) -> OfficialDocument:
    """This will make the official document of a report; a draft until it is signed."""
    period = Period.parse(row.period)
    area = areas.area(row.area_id, period.last_day)
    return official_document(
        row.pk,
        book().layout_by_id(row.layout_id),
        from_json(row.content),
        row.words,
        text_places(area, period),
        title=row.title,
        points=points_of(row),
        number=row.number or None,
        issued_on=row.issued_on,
        year=localdate(row.composed_at).year if row.corrects_id else period.last_day.year,
        signature=_signature(row),
        draft=row.state not in {"signed", "issued"},
    )


def _signature(row: Report) -> Signature:
    """Who signed and as whom; until then, and where the directory does not say, the layout's lines."""
    lines = book().layout_by_id(row.layout_id).signature
    signed_as: Mapping[str, list[str]] = row.signed_as
    return Signature(
        tuple(signed_as.get("authority") or lines.authority),
        tuple(signed_as.get("title") or lines.title),
        row.signer or None,
    )
