"""Keep a choice of tasks under a name."""

from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.plans import policy
from pcmt.plans.models import SavedFilter

LONGEST_NAME, LONGEST_ASKED, MOST = 80, 500, 50


class CannotSaveFilter(Refusal):
    """This will say why a choice of tasks is not kept."""

    code = "cannot_save_filter"


@transaction.atomic
def save_filter(*, name: str, place: str, asked: str, actor: Actor, at: datetime) -> int:
    """This will keep what an address asks for under a name of the actor's own, and return its identifier.

    place: "table", "board" or "calendar". One of the same name is replaced.
    """
    if actor.person_id is None or not policy.may_view(actor):
        raise NotFound

    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise CannotSaveFilter(
            "Chưa đặt tên bộ lọc." if not name else "Tên bộ lọc quá dài.",
            fields={"name": f"Đặt tên ngắn gọn, tối đa {LONGEST_NAME} ký tự."},
        )
    if place not in SavedFilter.Place.values or len(asked) > LONGEST_ASKED:
        raise CannotSaveFilter("Không lưu được bộ lọc này.", remedy="Lọc lại ở danh sách rồi lưu.")
    own = SavedFilter.objects.filter(owner_id=actor.person_id, dropped_at=None)
    if own.exclude(name=name).count() >= MOST:
        raise CannotSaveFilter(f"Đã lưu {MOST} bộ lọc.", remedy="Bỏ bớt bộ lọc không dùng nữa.")

    saved, _ = own.update_or_create(
        name=name,
        owner_id=actor.person_id,
        dropped_at=None,
        defaults={"place": place, "asked": asked, "saved_at": at},
    )

    record(
        action="plans.save_filter",
        subject=f"filter:{saved.pk}",
        actor=actor,
        at=at,
        after={"name": name, "address": asked},
    )
    return saved.pk
