"""Facts of findings in the words of an official."""

from datetime import date
from decimal import Decimal

from vanban.model import Citation, Target
from vanban.text import format_date, format_due, format_number

_RELATIONS = {
    "=": "",
    ">=": "từ {} trở lên",
    ">": "trên {}",
    "<=": "không quá {}",
    "<": "dưới {}",
    "increase": "tăng {}",
    "decrease": "giảm {}",
}
_BOUNDS = {">=": "ít nhất {}", ">": "trên {}", "<=": "không quá {}", "<": "dưới {}"}
_EVERY = {
    "year": "hằng năm",
    "half-year": "6 tháng",
    "quarter": "hằng quý",
    "month": "hằng tháng",
    "semester": "mỗi học kỳ",
}


def day_vi(day: date | None) -> str:
    """This will give a day as 12/02/2026, or say that it is not known."""
    return format_date(day) if day else "(không rõ ngày)"


def act_vi(citation: Citation) -> str:
    """This will name an act: kind and number, or its name where it has no number."""
    return f"{citation.kind} {citation.number}" if citation.number else citation.name or citation.kind


def level_vi(target: Target) -> str:
    """This will give what is to be reached: "từ 50 % trở lên", "giảm 5 - 10 %", "không để xảy ra", "duy trì"."""
    if target.relation == "none":
        return "không để xảy ra"
    if target.relation == "maintain":
        return "duy trì"
    amount = "" if target.value is None else format_number(Decimal(target.value))
    if target.value_high is not None:
        amount = f"{amount} - {format_number(Decimal(target.value_high))}"
    amount = f"{amount} {target.unit or ''}".strip()
    amount = _BOUNDS.get(target.bound, "{}").format(amount)
    return (_RELATIONS.get(target.relation) or "{}").format(amount).strip()


def deadline_vi(due: str | None, every: str | None, within: str = "") -> str:
    """This will give a deadline as officials write it: "15/12 hằng năm", "quý IV/2025"; else the words of a limit."""
    return " ".join(filter(None, (due and format_due(due), _EVERY.get(every or "", "")))) or within
