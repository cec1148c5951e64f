"""Define a zone."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from pcmt.areas.models import Zone, ZoneMember
from pcmt.areas.policy import may_change
from pcmt.areas.queries.maps import areas_by_id
from pcmt.areas.rules.zones import ZONE_KINDS
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import normalise, sort_key


@transaction.atomic
def define_zone(
    *,
    kind: str,
    name: str,
    valid_from: date,
    basis: str,
    document: str = "",
    area_ids: Sequence[int] = (),
    actor: Actor,
    at: datetime,
) -> int:
    """This will set up a zone or route by a document and return it; `area_ids` are its members from that day.

    basis: the document in words ("Quyết định số 12/QĐ-UBND ngày 03/2/2026"); document: its reference, if registered.
    Refuses a zone without basis, a second open one of that kind and name, and members not on that day's map.
    """
    may_change(actor, "define_zone").require()

    name = normalise(name).strip()
    if kind not in ZONE_KINDS or not name or not basis.strip():
        raise Refusal(
            "Khu vực, tuyến phải có loại, tên và văn bản quy định.",
            remedy="Chọn loại, nhập tên gọi và số, ký hiệu, ngày của văn bản.",
        )
    if Zone.objects.filter(kind=kind, name=name, valid_to__isnull=True).exists():
        raise Refusal(f"{ZONE_KINDS[kind]} “{name}” đã có.", remedy="Sửa thành phần của khu vực đó, hoặc đặt tên khác.")
    members = [*dict.fromkeys(area_ids)]
    if len(areas_by_id(members, valid_from)) != len(members):
        raise NotFound("Có địa bàn không có trên bản đồ vào ngày bắt đầu.", remedy="Chọn lại các địa bàn.")

    zone = Zone.objects.create(
        kind=kind, name=name, sort_key=sort_key(name), document=document, basis=basis.strip(), valid_from=valid_from
    )
    ZoneMember.objects.bulk_create(
        ZoneMember(zone=zone, area_id=area_id, valid_from=valid_from, basis=zone.basis) for area_id in members
    )

    record(
        action="areas.define_zone",
        subject=f"zone:{zone.pk}",
        actor=actor,
        at=at,
        after={"kind": kind, "document": document, "valid_from": str(valid_from), "members": members},
        reason=zone.basis,
    )
    return zone.pk
