"""Enter a coordination programme of agencies."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import AgencyVersion, Programme, ProgrammeDecision, ProgrammeParty
from pcmt.agencies.policy import may_change
from pcmt.agencies.queries.directory import on_day
from pcmt.agencies.rules.programmes import PROGRAMME_LABELS, REVIEW_LABELS
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import normalise


@transaction.atomic
def found_programme(
    *,
    name: str,
    kind: str,
    fields: str,
    lead_ids: Sequence[int],
    support_ids: Sequence[int],
    paper: str,
    document: str = "",
    signed_on: date,
    valid_from: date,
    valid_to: date | None = None,
    review_months: int = 0,
    actor: Actor,
    at: datetime,
) -> int:
    """This will enter a programme with its parties and return its identifier.

    fields: what it is about. paper: number, day and issuer; document: its reference. review_months: how often it is
    summed up (0, 3, 6, 12). Refuses fewer than two parties, none that leads, one named twice, and an end before the
    beginning.
    """
    may_change(actor, "found_programme", agency_id=lead_ids[0] if lead_ids else None).require()

    name, fields, paper = (" ".join(normalise(text).split()) for text in (name, fields, paper))
    if kind not in PROGRAMME_LABELS or review_months not in REVIEW_LABELS:
        raise Refusal("Loại hoặc kỳ sơ kết không có trong danh sách.", remedy="Chọn trong danh sách.")
    if not (name and fields and paper):
        raise Refusal("Tên, lĩnh vực hoặc văn bản còn trống.", remedy="Ghi như trong văn bản ký kết.")
    parties = [*lead_ids, *support_ids]
    if not lead_ids or len(parties) < 2 or len(set(parties)) != len(parties):
        raise Refusal(
            "Cần ít nhất hai cơ quan khác nhau, trong đó có cơ quan chủ trì.", remedy="Chọn lại các bên tham gia."
        )
    if on_day(AgencyVersion.objects.filter(agency_id__in=parties), valid_from).count() != len(parties):
        raise NotFound("Có cơ quan không hoạt động vào ngày chương trình bắt đầu.")
    if valid_to is not None and valid_to < valid_from:
        raise Refusal("Ngày hết hạn phải từ ngày bắt đầu trở đi.", remedy="Kiểm tra lại thời hạn.")

    programme = Programme.objects.create(
        name=name, kind=kind, fields=fields, review_months=review_months, valid_from=valid_from, valid_to=valid_to
    )
    ProgrammeParty.objects.bulk_create(
        ProgrammeParty(programme=programme, agency_id=agency_id, leads=agency_id in lead_ids) for agency_id in parties
    )
    ProgrammeDecision.objects.create(
        programme=programme, kind="found", title=paper, document=document, signed_on=signed_on, term_to=valid_to
    )

    record(
        action="agencies.found_programme",
        subject=f"programme:{programme.pk}",
        actor=actor,
        at=at,
        after={
            "leads": [*lead_ids],
            "supports": [*support_ids],
            "valid_from": str(valid_from),
            "valid_to": str(valid_to) if valid_to else None,
            "document": document,
        },
        reason=paper,
    )
    return programme.pk
