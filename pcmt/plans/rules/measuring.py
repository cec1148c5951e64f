"""The figure that a task is to bring about, as a person says it. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from pcmt.kernel.refusal import Refusal
from pcmt.plans.rules.inputs import MOST_DECIMALS, decimals

MEASURES = {">=": "ít nhất", ">": "trên", "<=": "không quá", "<": "dưới"}
"""How the figure is compared with the level, in the order in which a page offers it."""


class BadMeasure(Refusal):
    """This will say what is wrong with the figure of a task."""

    code = "bad_measure"


@dataclass(frozen=True)
class MeasureInput:
    """An indicator of an area against a level."""

    indicator: str
    area_id: int
    relation: str
    value: Decimal


def check_measure(said: MeasureInput, *, returns: bool) -> None:
    """This will refuse with BadMeasure an unknown relation, too many decimals, and a task that returns."""
    if returns:
        raise BadMeasure("Nhiệm vụ lặp lại không kết thúc theo một số liệu.", remedy="Báo cáo từng kỳ như thường lệ.")
    wrong = {}
    if said.relation not in MEASURES:
        wrong["relation"] = "Chọn cách so trong danh sách."
    if decimals(said.value) > MOST_DECIMALS:
        wrong["value"] = f"Nhiều nhất {MOST_DECIMALS} chữ số sau dấu phẩy."
    if wrong:
        raise BadMeasure("Chưa ghi được mức của số liệu.", remedy="Xem các ô được nêu.", fields=wrong)
