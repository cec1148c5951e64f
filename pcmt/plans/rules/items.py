"""What a person says of a part of a plan and of its money, and what must be right about it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from pcmt.kernel.refusal import Refusal

ITEM_KINDS = {
    "purpose": "Mục đích, yêu cầu",
    "objective": "Mục tiêu",
    "tasks": "Nhóm nhiệm vụ",
    "solution": "Nhóm giải pháp",
    "project": "Dự án",
    "subproject": "Tiểu dự án",
}
PLAN_KINDS = {
    "programme": "Chương trình, kế hoạch nhiều năm",
    "annual": "Kế hoạch năm",
    "campaign": "Đợt cao điểm, Tháng hành động",
}
FUNDS = {
    "central": "Ngân sách trung ương",
    "province": "Ngân sách tỉnh",
    "commune": "Ngân sách xã",
    "joint": "Lồng ghép chương trình khác",
    "other": "Nguồn hợp pháp khác",
}
MOST_ITEMS = 300
MOST_MONEY = 10**17
"""Đồng; beyond it a figure was typed in another unit."""


class BadItem(Refusal):
    """This will say what a part of a plan lacks, field by field."""

    code = "bad_item"


class BadBudget(Refusal):
    """This will say what a budget line lacks, field by field."""

    code = "bad_budget"


@dataclass(frozen=True)
class ItemInput:
    """A part as a person confirms it.

    key, under: by which parts of one list name one another. parent: a part that the plan has already. lead: an agency.
    """

    kind: str
    title: str
    label: str = ""
    key: str = ""
    under: str = ""
    parent: int | None = None
    lead: int | None = None
    anchor: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Money:
    """What is planned, allotted and spent, in whole đồng; None where it is not told."""

    planned: int | None = None
    allotted: int | None = None
    spent: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is told."""
        return self.planned is None and self.allotted is None and self.spent is None

    @property
    def overruns(self) -> tuple[str, ...]:
        """What is more than what it comes out of, in words: seldom meant, mostly a digit too many."""
        pairs = (
            (self.allotted, self.planned, "đã giao nhiều hơn dự kiến"),
            (self.spent, self.allotted, "đã chi nhiều hơn đã giao"),
            (self.spent, self.planned if self.allotted is None else None, "đã chi nhiều hơn dự kiến"),
        )
        return tuple(words for more, less, words in pairs if more is not None and less is not None and more > less)

    def plus(self, other: "Money") -> "Money":
        """This will add two: what one of them does not tell is what the other does."""
        return Money(
            _sum(self.planned, other.planned), _sum(self.allotted, other.allotted), _sum(self.spent, other.spent)
        )


@dataclass(frozen=True)
class BudgetInput:
    """One line of money as a person says it; `money` empty takes the line away.

    confirmed: the person says that it is right though more was allotted or spent than there was.
    """

    fund: str
    year: int
    money: Money = field(default_factory=Money)
    item: int | None = None
    confirmed: bool = False


def check_items(items: Collection[ItemInput]) -> None:
    """This will refuse with BadItem parts that say nothing, are of no kind, or name a part that is not there."""
    if not items:
        raise BadItem("Chưa chọn mục nào.", remedy="Đánh dấu hoặc ghi ít nhất một mục.")
    if len(items) > MOST_ITEMS:
        raise BadItem(f"Mỗi lần thêm nhiều nhất {MOST_ITEMS} mục.")
    keys = {one.key for one in items if one.key}
    for one in items:
        if one.kind not in ITEM_KINDS:
            raise BadItem("Loại mục không có trong danh mục.", fields={"kind": "Chọn một loại trong danh sách."})
        if not one.title.strip():
            raise BadItem("Có mục chưa ghi tên.", fields={"title": "Ghi tên mục."})
        if one.under and (one.under not in keys or one.under == one.key):
            raise BadItem(f"Mục “{one.title[:60]}” thuộc một mục không được chọn.", remedy="Chọn cả mục bao trùm.")


def check_budget(line: BudgetInput, *, years: range) -> None:
    """This will refuse with BadBudget a line of no fund, outside the plan's years, or with a figure that cannot be."""
    wrong = {}
    if line.fund not in FUNDS:
        wrong["fund"] = "Chọn một nguồn trong danh sách."
    if line.year not in years:
        wrong["year"] = f"Kế hoạch thực hiện từ năm {years.start} đến năm {years.stop - 1}."
    for name in ("planned", "allotted", "spent"):
        value = getattr(line.money, name)
        if value is not None and not 0 <= value <= MOST_MONEY:
            wrong[name] = "Ghi số đồng, không âm."
    if wrong:
        raise BadBudget("Dòng kinh phí chưa đúng.", remedy="Sửa các ô được nêu.", fields=wrong)
    if line.money.overruns and not line.confirmed:
        told = ", ".join(line.money.overruns)
        raise BadBudget(
            f"Xem lại số tiền: {told}.",
            remedy="Sửa số, hoặc đánh dấu xác nhận số ghi là đúng rồi ghi lại.",
            fields={"confirmed": f"Cần xác nhận: {told}."},
        )


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other
