"""Keep by name how books of one shape are read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.book_trying import read_definition
from pcmt.reporting.models import OldBookMapping

LONGEST = 120


@transaction.atomic
def keep_mapping(*, name: str, definition: Mapping[str, Any], actor: Actor, at: datetime) -> int:
    """This will keep a way of reading, in place of the one of that name, and return its identifier.

    definition: as `queries.old_book` shows it, or as it was handed out. Raises Refusal without a name.
    """
    actor.may("reporting.keep_mapping").require()

    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise Refusal(
            "Cách đọc chưa có tên." if not name else f"Tên dài quá {LONGEST} ký tự.",
            remedy="Đặt tên theo loại sổ, ví dụ: Sổ theo dõi tháng của PC04 đến 2024.",
            fields={"mapping": f"Ghi tên, tối đa {LONGEST} ký tự."},
        )
    read = read_definition(definition)

    row, is_new = OldBookMapping.objects.update_or_create(
        name=name, defaults={"definition": read.plain, "saved_by_id": actor.person_id, "saved_at": at}
    )

    record(
        action="reporting.keep_mapping",
        subject=f"book_mapping:{row.pk}",
        actor=actor,
        at=at,
        after={"name": name, "elements": len(read.elements), "units": len(read.units), "is_new": is_new},
    )
    return row.pk
