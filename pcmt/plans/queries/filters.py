"""The choices of tasks that people kept under a name."""

from dataclasses import dataclass

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans import policy
from pcmt.plans.models import SavedFilter


@dataclass(frozen=True)
class FilterView:
    """A kept choice: its name, the page on which it opens ("table", "board", "calendar"), and what it asks for."""

    id: int
    name: str
    place: str
    place_label: str
    asked: str


def saved_filters(actor: Actor) -> tuple[FilterView, ...]:
    """This will list the filters that the actor keeps, by name."""
    if actor.person_id is None or not policy.may_view(actor):
        return ()
    return tuple(_view(row) for row in SavedFilter.objects.filter(owner_id=actor.person_id, dropped_at=None))


def shared_filter(actor: Actor, filter_id: int) -> FilterView:
    """This will give a filter to whoever has its link and may look at tasks; NotFound once its owner dropped it."""
    row = SavedFilter.objects.filter(id=filter_id, dropped_at=None).first() if policy.may_view(actor) else None
    if row is None:
        raise NotFound("Không tìm thấy bộ lọc này.", remedy="Người lưu có thể đã bỏ; hỏi lại người gửi.")
    return _view(row)


def _view(row: SavedFilter) -> FilterView:
    return FilterView(row.pk, row.name, row.place, row.get_place_display(), row.asked)
