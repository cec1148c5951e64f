"""Revise what an agency is called, what kind it is, or where it is reached."""

from datetime import date, datetime

from django.db import transaction

from pcmt.agencies.policy import may_change
from pcmt.agencies.versioning import keep_names, next_version, open_version, refuse_taken_name
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book
from vanban.text import normalise


@transaction.atomic
def revise_agency(
    *,
    agency_id: int,
    valid_from: date,
    name: str | None = None,
    short_name: str | None = None,
    kind: str | None = None,
    party_line: bool | None = None,
    address: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    contact_title: str | None = None,
    basis: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """This will start a new version of an agency from a day on; None keeps what was.

    The identity stays, so duties, posts and figures stay; the old name still leads to it. On the first day of the
    present version that version is corrected instead. Refuses an earlier day, an unknown kind, a name already borne.
    """
    old = open_version(agency_id)
    may_change(actor, "revise_agency", agency_id=agency_id, area_id=old.area_id).require()

    given = {
        "name": name,
        "short_name": short_name,
        "address": address,
        "phone": phone,
        "email": email,
        "contact_title": contact_title,
    }
    texts = {field: " ".join(normalise(text).split()) for field, text in given.items() if text is not None}
    changes = {
        field: value for field, value in (texts | _kind(kind, party_line)).items() if value != getattr(old, field)
    }
    if not changes:
        raise Refusal("Chưa có gì thay đổi.", remedy="Sửa tên, loại hoặc đầu mối liên hệ rồi lưu.")
    if changes.get("name") == "" or changes.get("short_name") == "":
        raise Refusal("Tên cơ quan còn trống.", remedy="Ghi tên đầy đủ và tên gọi tắt.")
    refuse_taken_name(str(changes.get("name", old.name)), old.area_id, but=agency_id)

    before = {field: getattr(old, field) for field in changes}
    version = next_version(old, valid_from, basis, changes)
    keep_names(version.agency, version)

    record(
        action="agencies.revise_agency",
        subject=f"agency:{agency_id}",
        actor=actor,
        at=at,
        before=before,
        after=changes | {"valid_from": str(valid_from)},
        reason=basis,
    )


def _kind(kind: str | None, party_line: bool | None) -> dict[str, str | bool]:
    if kind is not None and kind not in book().agency_kinds:
        raise Refusal(f"Không có loại cơ quan “{kind}”.", remedy="Chọn loại trong danh sách.")
    found: dict[str, str | bool] = {} if kind is None else {"kind": kind, "party_line": kind in book().asked_kinds}
    return found if party_line is None else found | {"party_line": party_line}
