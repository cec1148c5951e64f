"""The period that an address asks for."""

from collections.abc import Sequence

from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound


def period_named(identifier: str) -> Period:
    """This will give the period of an identifier; raises NotFound for what is none."""
    try:
        return Period.parse(identifier)
    except ValueError:
        raise NotFound("Không có kỳ báo cáo này.", remedy="Mở Báo cáo số liệu và chọn kỳ trong danh sách.") from None


def period_opened(identifier: str, known: Sequence[Period]) -> Period | None:
    """This will give an opened period, the latest where none is named; None before the first one is opened."""
    if not identifier:
        return known[0] if known else None
    found = next((one for one in known if one.id == identifier), None)
    if found is None:
        raise NotFound("Kỳ báo cáo này chưa mở.", remedy="Mở Báo cáo số liệu và chọn kỳ trong danh sách.")
    return found
