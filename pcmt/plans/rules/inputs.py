"""What a person says of a target or a task when it is adopted, and what must be right about it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal

RELATIONS = {
    ">=": "ít nhất",
    ">": "trên",
    "=": "đạt",
    "<=": "không quá",
    "<": "dưới",
    "increase": "tăng",
    "increase>=": "tăng ít nhất",
    "increase>": "tăng trên",
    "increase<=": "tăng không quá",
    "increase<": "tăng dưới",
    "decrease": "giảm",
    "decrease>=": "giảm ít nhất",
    "decrease>": "giảm trên",
    "decrease<=": "giảm không quá",
    "decrease<": "giảm dưới",
    "none": "không để xảy ra",
    "maintain": "giữ vững",
}
"""How a level is compared, in the order in which a page offers it."""

WITHOUT_VALUE = ("none", "maintain", "increase", "decrease")
"""Relations that may stand without a figure: "không để phát sinh", "giữ vững", "giảm"."""

RECURRENCES = {
    "": "một lần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half-year": "6 tháng",
    "semester": "mỗi học kỳ",
    "year": "hằng năm",
}
SCOPE_TYPES = {"xa": "các xã", "phuong": "các phường", "dac_khu": "các đặc khu"}
"""The types of communes to which alone a target can be set, as a sentence names them."""

MOST_DECIMALS = 6
HEAVIEST = 100
LONGEST_PRODUCT = 255
"""The most that a task may weigh in its plan."""


class BadTarget(Refusal):
    """This will say what a target lacks, field by field."""

    code = "bad_target"


class BadTask(Refusal):
    """This will say what a task lacks, field by field."""

    code = "bad_task"


@dataclass(frozen=True)
class TargetInput:
    """A target as confirmed by a person; `indicator` is "" while no indicator of the rulebook measures it.

    compared: the person says that its figure stands so in the picture of the page; needed where OCR read it.
    scope_zone_id, scope_type: of the area's communes only those of a zone, or of a type; at most one of the two.
    """

    relation: str
    value: Decimal | None
    subject: str
    by: Period
    scope_area_id: int
    indicator: str = ""
    value_high: Decimal | None = None
    unit: str = ""
    every: str = ""
    compared: bool = False
    scope_zone_id: int | None = None
    scope_type: str = ""


@dataclass(frozen=True)
class TaskInput:
    """A task as confirmed by a person: agencies by identifier, and the document's words for those not registered.

    within: a limit that the document tells by its length ("10 ngày kể từ ngày …"), also where a day was set for it.
    called: names of the document with the agency that the person says is meant, to be remembered for the next one.
    lead_names, support_names: everyone in it as written, groups not taken apart; kept as data to learn from.
    groups: the names among them that mean several agencies, with these; shown in the document's words.
    weight: how much it counts in its plan.
    """

    title: str
    leads: tuple[int, ...] = ()
    supports: tuple[int, ...] = ()
    lead_words: tuple[str, ...] = ()
    support_words: tuple[str, ...] = ()
    due_on: date | None = None
    within: str = ""
    every: str = ""
    product: str = ""
    called: tuple[tuple[str, int], ...] = ()
    lead_names: tuple[str, ...] = ()
    support_names: tuple[str, ...] = ()
    groups: tuple[tuple[str, tuple[int, ...]], ...] = ()
    weight: int = 1


@dataclass(frozen=True)
class Scaled:
    """Two decimals at one scale, as stored: `value` / 10**`scale`."""

    value: int | None
    value_high: int | None
    scale: int


def is_change(relation: str) -> bool:
    """This will tell a relation that compares with before, with or without a bound: "increase", "decrease>"."""
    return relation.startswith(("increase", "decrease"))


def check_target(target: TargetInput) -> None:
    """This will refuse with BadTarget a target that cannot be measured as said."""
    wrong = {}
    if target.relation not in RELATIONS:
        wrong["relation"] = "Chọn một quan hệ trong danh sách."
    if target.value is None and target.relation not in WITHOUT_VALUE:
        wrong["value"] = "Nhập mức phấn đấu (ví dụ 60 hoặc 28,5)."
    if target.value_high is not None and (target.value is None or target.value_high < target.value):
        wrong["value_high"] = "Mức cao phải lớn hơn hoặc bằng mức thấp."
    free = is_change(target.relation) or target.relation in WITHOUT_VALUE
    if target.unit == "%" and not free and max(_values(target), default=Decimal(0)) > 100:
        wrong["value"] = "Tỷ lệ không quá 100%."
    if any(value < 0 for value in _values(target)):
        wrong["value"] = "Mức phấn đấu không âm; muốn nói giảm, chọn quan hệ “giảm”."
    if not target.subject.strip():
        wrong["subject"] = "Ghi rõ chỉ tiêu đo nội dung gì."
    if target.every not in RECURRENCES:
        wrong["every"] = "Chọn một chu kỳ trong danh sách."
    if target.scope_type and (target.scope_zone_id or target.scope_type not in SCOPE_TYPES):
        wrong["scope"] = "Chọn một phạm vi trong danh sách: một khu vực hoặc một loại xã, phường."
    if wrong:
        raise BadTarget("Chỉ tiêu chưa đủ để theo dõi.", remedy="Sửa các mục được nêu.", fields=wrong)


def check_task(task: TaskInput) -> None:
    """This will refuse with BadTask a task that says nothing, or that nobody leads."""
    wrong = {}
    if not task.title.strip():
        wrong["title"] = "Ghi nội dung nhiệm vụ."
    if not (task.leads or any(word.strip() for word in task.lead_words)):
        wrong["leads"] = "Chọn ít nhất một cơ quan chủ trì."
    if both := set(task.leads) & set(task.supports):
        wrong["supports"] = f"{len(both)} cơ quan vừa chủ trì vừa phối hợp; mỗi cơ quan chỉ giữ một vai."
    if task.every not in RECURRENCES:
        wrong["every"] = "Chọn một chu kỳ trong danh sách."
    if not 1 <= task.weight <= HEAVIEST:
        wrong["weight"] = f"Trọng số là số nguyên từ 1 đến {HEAVIEST}."
    if wrong:
        raise BadTask("Nhiệm vụ chưa đủ để giao.", remedy="Sửa các mục được nêu.", fields=wrong)


def scaled(target: TargetInput) -> Scaled:
    """This will bring a target's decimals to one scale; raises BadTarget beyond six decimals."""
    scale = max((decimals(value) for value in _values(target)), default=0)
    if scale > MOST_DECIMALS:
        raise BadTarget(
            "Mức phấn đấu có quá nhiều chữ số thập phân.",
            fields={"value": f"Nhiều nhất {MOST_DECIMALS} chữ số sau dấu phẩy."},
        )
    return Scaled(at_scale(target.value, scale), at_scale(target.value_high, scale), scale)


def decimals(value: Decimal) -> int:
    """This will count the decimals that a value needs: 28.50 needs one."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else MOST_DECIMALS + 1


def at_scale(value: Decimal | None, scale: int) -> int | None:
    """This will give the integer that stands for a decimal at this scale; it must fit."""
    return None if value is None else int(value.scaleb(scale))


def _values(target: TargetInput) -> list[Decimal]:
    return [value for value in (target.value, target.value_high) if value is not None]
