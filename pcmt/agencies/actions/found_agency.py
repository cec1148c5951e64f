"""Found an agency."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.models import Agency, AgencyAlias
from pcmt.agencies.policy import may_change
from pcmt.agencies.rules.kinds import ASKED_NOT_ORDERED, KIND_LABELS
from pcmt.agencies.rules.naming import key, without_place
from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import normalise


@transaction.atomic
def found_agency(
    *,
    name: str,
    short_name: str = "",
    kind: str,
    area_id: int,
    parent_id: int | None = None,
    aliases: Sequence[str] = (),
    party_line: bool | None = None,
    valid_from: date,
    actor: Actor,
    at: datetime,
) -> int:
    """This will enter an agency in the directory and return its identifier.

    aliases: other names by which documents call it; its own names are always among them.
    party_line: asked, never ordered; None takes it from the kind.
    Refuses an unknown kind, an area that is not on the map that day, and a name already borne in the area.
    """
    may_change(actor, "found_agency", area_id=area_id).require()

    name = normalise(name).strip()
    area = areas.area(area_id, valid_from)
    if kind not in KIND_LABELS or not name:
        raise Refusal(f"Không có loại cơ quan “{kind}”, hoặc tên còn trống.", remedy="Chọn loại trong danh sách.")
    if parent_id is not None and not Agency.objects.filter(pk=parent_id).exists():
        raise NotFound("Không tìm thấy cơ quan cấp trên.")
    if Agency.objects.filter(name=name, area_id=area_id, valid_to__isnull=True).exists():
        raise Refusal(f"{name} đã có trong danh bạ.", remedy="Dùng cơ quan đã có, hoặc đặt tên phân biệt.")

    agency = Agency.objects.create(
        name=name,
        short_name=normalise(short_name).strip() or name,
        kind=kind,
        area_id=area_id,
        parent_id=parent_id,
        party_line=kind in ASKED_NOT_ORDERED if party_line is None else party_line,
        valid_from=valid_from,
    )
    _keep_aliases(agency, aliases, area)

    record(
        action="agencies.found_agency",
        subject=f"agency:{agency.pk}",
        actor=actor,
        at=at,
        after={"kind": kind, "area": area_id, "parent": parent_id, "valid_from": str(valid_from)},
    )
    return agency.pk


def _keep_aliases(agency: Agency, aliases: Sequence[str], area: areas.AreaView) -> None:
    usual = (without_place(agency.name, area.full_name),) if area.level == "province" else ()
    by_key = {key(text): text for text in (*aliases, *usual, agency.short_name, agency.name)}
    AgencyAlias.objects.bulk_create(
        AgencyAlias(agency=agency, text=text, folded=folded) for folded, text in by_key.items()
    )
