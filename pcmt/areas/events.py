"""Events held for change, and which of them stand on one another."""

from pcmt.areas.models import Event
from pcmt.areas.ports.losses import StandsOn
from pcmt.areas.rules.change import KIND_LABELS
from pcmt.kernel.refusal import NotFound, Refusal
from vanban.text import format_date


def hold_event(event_id: int, state: str) -> Event:
    """This will lock an event that is in a state; refuses one that has left it."""
    event = Event.objects.select_for_update().filter(pk=event_id).first()
    if event is None:
        raise NotFound("Không tìm thấy sự kiện địa bàn.")
    if event.state != state:
        raise Refusal(
            f"Sự kiện này {Event.State(event.state).label.lower()}.", remedy="Tải lại trang để xem trạng thái mới."
        )
    return event


def check_last(event: Event) -> None:
    """This will refuse where a later applied event changed an area, or gave out a code, that this one touched."""
    own, codes = areas_of(event), codes_of(event)
    for later in Event.objects.filter(state=Event.State.APPLIED).exclude(pk=event.pk).order_by("-applied_at", "-pk"):
        if _applied_before(later, event):
            break
        if own & areas_of(later) or codes & codes_of(later):
            raise StandsOn(
                f"Không thể hoàn tác: sự kiện “{KIND_LABELS[later.kind]}” ngày {format_date(later.on)} được áp dụng "
                "sau và cũng thay đổi các đơn vị này.",
                remedy="Hoàn tác sự kiện sau trước.",
                where=f"sự kiện {later.pk}",
            )


def areas_of(event: Event) -> set[int]:
    """This will name the areas that an applied event touched."""
    data = event.areas
    passed = {one[side] for one in data["passings"] for side in ("old_id", "new_id")}
    return {*data["ended"], *data["begun"], *data["revised"]} | passed


def codes_of(event: Event) -> set[str]:
    """This will name the codes that an event took or gave out."""
    return {*event.change["old"], *(unit["code"] for unit in event.change["units"])}


def _applied_before(one: Event, other: Event) -> bool:
    if one.applied_at is None or other.applied_at is None:
        return False
    return (one.applied_at, one.pk) < (other.applied_at, other.pk)
