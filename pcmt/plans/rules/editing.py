"""What is changed in many tasks at once, and what must be right about it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pcmt.kernel.refusal import Refusal
from pcmt.plans.rules.inputs import HEAVIEST, LONGEST_PRODUCT

MOST_TASKS = 300


class BadEdit(Refusal):
    """This will say what is wrong with a change of many tasks."""

    code = "bad_edit"


@dataclass(frozen=True)
class TaskEdit:
    """What becomes of each chosen task; what is None, or empty, stays.

    from_agency, to_agency: who hands its part over, and to whom. post_id: who is put in charge of the part of the
    actor's own agency. reason: why, needed for all but that.
    """

    due_on: date | None = None
    weight: int | None = None
    product: str = ""
    from_agency: int | None = None
    to_agency: int | None = None
    post_id: int | None = None
    reason: str = ""

    @property
    def hands_over(self) -> bool:
        """Whether parts change hands."""
        return self.from_agency is not None and self.to_agency is not None

    @property
    def revises(self) -> bool:
        """Whether the tasks themselves are put right."""
        return self.due_on is not None or self.weight is not None or bool(self.product.strip())


@dataclass(frozen=True)
class EditLine:
    """One task of those chosen. changes: label, before, after; none where it stays. fault: what stands in the way."""

    task_id: int
    title: str
    changes: tuple[tuple[str, str, str], ...] = ()
    fault: str = ""


@dataclass(frozen=True)
class Edited:
    """What became, or would become, of the chosen tasks; one fault keeps them all as they were."""

    lines: tuple[EditLine, ...]

    @property
    def faults(self) -> tuple[EditLine, ...]:
        """The tasks that cannot be changed so."""
        return tuple(line for line in self.lines if line.fault)

    @property
    def changed(self) -> int:
        """How many tasks change."""
        return sum(bool(line.changes) for line in self.lines)


def check_edit(said: TaskEdit, task_ids: Collection[int]) -> None:
    """This will refuse with BadEdit a change of nothing, of too many, or without a reason where one is needed."""
    wrong = {}
    if not task_ids:
        how = "Đánh dấu các nhiệm vụ ở danh sách rồi bấm “Sửa các nhiệm vụ đã chọn”."
        raise BadEdit("Chưa chọn nhiệm vụ nào.", remedy=how)
    if len(task_ids) > MOST_TASKS:
        raise BadEdit(f"Nhiều nhất {MOST_TASKS} nhiệm vụ một lần.", remedy="Lọc hẹp hơn, làm nhiều lần.")
    if not (said.revises or said.hands_over or said.post_id is not None):
        raise BadEdit("Chưa ghi gì để sửa.", remedy="Ghi hạn, trọng số, sản phẩm, cơ quan nhận hoặc người phụ trách.")
    if (said.from_agency is None) != (said.to_agency is None):
        wrong["to_agency" if said.to_agency is None else "from_agency"] = "Chọn cả cơ quan giao lại và cơ quan nhận."
    if said.weight is not None and not 1 <= said.weight <= HEAVIEST:
        wrong["weight"] = f"Trọng số là số nguyên từ 1 đến {HEAVIEST}."
    if len(said.product) > LONGEST_PRODUCT:
        wrong["product"] = f"Nhiều nhất {LONGEST_PRODUCT} ký tự."
    if (said.revises or said.hands_over) and not said.reason.strip(" .…-"):
        wrong["reason"] = "Ghi lý do, căn cứ."
    if wrong:
        raise BadEdit("Chưa sửa được.", remedy="Xem các ô được nêu.", fields=wrong)
