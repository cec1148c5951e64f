"""How a version of an agency gives way to the next, and which names documents may call it by."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from pcmt.agencies.models import Agency, AgencyAlias, AgencyVersion
from pcmt.agencies.rules.naming import key, without_place
from pcmt.areas import queries as areas
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date

KEPT = (
    "name",
    "short_name",
    "kind",
    "parent_id",
    "area_id",
    "party_line",
    "address",
    "phone",
    "email",
    "contact_title",
)


def open_version(agency_id: int) -> AgencyVersion:
    """This will give the version that holds now, locked; raises NotFound where the agency has ended or never was."""
    row = AgencyVersion.objects.select_for_update().filter(agency_id=agency_id, valid_to__isnull=True).first()
    if row is None:
        raise NotFound("Không tìm thấy cơ quan đang hoạt động.")
    return row


def last_version(agency_id: int) -> AgencyVersion:
    """This will give the newest version, also of an agency that has ended; raises NotFound where it never was."""
    row = AgencyVersion.objects.filter(agency_id=agency_id).order_by("-valid_from").first()
    if row is None:
        raise NotFound("Không tìm thấy cơ quan.")
    return row


def next_version(old: AgencyVersion, valid_from: date, basis: str, changes: dict[str, Any]) -> AgencyVersion:
    """This will end a version the day before and begin the next; on its own first day it is corrected in place."""
    if valid_from < old.valid_from:
        raise Refusal(
            f"Thay đổi phải có hiệu lực từ ngày {format_date(old.valid_from)} trở đi.",
            remedy="Đó là ngày bắt đầu của thông tin hiện nay; chọn ngày khác.",
            fields={"valid_from": f"Từ ngày {format_date(old.valid_from)} trở đi."},
        )
    if valid_from == old.valid_from:
        for field, value in changes.items():
            setattr(old, field, value)
        old.basis = basis or old.basis
        old.save()
        return old
    old.valid_to = valid_from - timedelta(days=1)
    old.save(update_fields=["valid_to"])
    kept = {field: getattr(old, field) for field in KEPT}
    return AgencyVersion.objects.create(
        agency_id=old.agency_id, valid_from=valid_from, basis=basis, **{**kept, **changes}
    )


def refuse_taken_name(name: str, area_id: int, *, but: int | None = None) -> None:
    """This will refuse a name that another agency of the area bears."""
    taken = AgencyVersion.objects.filter(name=name, area_id=area_id, valid_to__isnull=True).exclude(agency_id=but or 0)
    if taken.exists():
        raise Refusal(
            f"{name} đã có trong danh bạ.",
            remedy="Dùng cơ quan đã có, hoặc đặt tên phân biệt.",
            fields={"name": "Tên này đã có trong danh bạ tại địa bàn."},
        )


def refuse_unknown_parent(parent_id: int | None, *, under: int | None = None) -> None:
    """This will refuse a parent that is not there now, and one that hangs under the agency itself."""
    above: int | None = parent_id
    seen: set[int] = set()
    while above is not None and above not in seen:
        if above == under:
            raise Refusal(
                "Cơ quan không thể trực thuộc chính mình hoặc đơn vị dưới mình.", remedy="Chọn cơ quan cấp trên khác."
            )
        seen.add(above)
        row = AgencyVersion.objects.filter(agency_id=above, valid_to__isnull=True).first()
        if row is None:
            raise NotFound("Không tìm thấy cơ quan cấp trên.")
        above = row.parent_id


def keep_names(agency: Agency, version: AgencyVersion, also: Sequence[str] = ()) -> None:
    """This will let documents call an agency by its own names and those given, beside the names that it had."""
    area = areas.area(version.area_id, version.valid_from)
    usual = (without_place(version.name, area.full_name),) if area.level == "province" else ()
    by_key = {key(text): text for text in (*also, *usual, version.short_name, version.name)}
    known = set(AgencyAlias.objects.filter(agency=agency, folded__in=by_key).values_list("folded", flat=True))
    AgencyAlias.objects.bulk_create(
        AgencyAlias(agency=agency, text=text, folded=folded) for folded, text in by_key.items() if folded not in known
    )
