"""What a form that is being built still lacks, said for people who have never seen its rule file."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pcmt.rulebook.rules.book import Book
from pcmt.rulebook.rules.form_plan import CheckPlan, FormPlan, SectionPlan, TablePlan
from pcmt.rulebook.rules.plan_checks import BY_CODE, cells_of, looks_at_the_past
from pcmt.rulebook.rules.plan_reading import PlanReading
from pcmt.rulebook.rules.plan_totals import ADDABLE, Counting, circular_totals, parts_of

Step = Literal["name", "content", "checks", "addressees"]


@dataclass(frozen=True)
class PlanFault:
    """Something to be mended before the form can be proposed, the step of the builder where that is done, and how."""

    step: Step
    message: str
    remedy: str


def faults_of_plan(plan: FormPlan, reading: PlanReading, book: Book, today: date) -> tuple[PlanFault, ...]:
    """This will list what is in the way of proposing a form, in the order of the steps.

    What the strict reader of rule files finds beyond that is told too, so that nothing is ever found only at the end.
    """
    content = (*_content(plan, book), *_totals(plan, reading, book), *_carried(plan, reading))
    found = (*_name(plan), *content, *_checks(plan, reading), *_addressees(plan, today))
    if found or not reading.problems:
        return found
    return tuple(PlanFault("content", problem.message, problem.remedy) for problem in reading.problems)


def _name(plan: FormPlan) -> Iterator[PlanFault]:
    if not plan.reason:
        yield PlanFault("name", "Chưa ghi lý do lập biểu.", "Nêu văn bản hoặc chỉ đạo mà biểu này đáp ứng.")
    if plan.is_once and not (plan.due.first_day and plan.due.last_day):
        yield PlanFault("name", "Chưa ghi số liệu tính từ ngày nào đến ngày nào.", "Ghi hai ngày ở bước 1.")
    if plan.is_once and not plan.due.due_on:
        yield PlanFault("name", "Chưa ghi hạn gửi.", "Ghi ngày phải gửi ở bước 1.")
    if not plan.is_once and not plan.version_from:
        yield PlanFault("name", "Chưa ghi ngày bắt đầu áp dụng.", "Ghi ngày đầu của kỳ đầu tiên phải báo cáo.")


def _content(plan: FormPlan, book: Book) -> Iterator[PlanFault]:
    if not plan.sections:
        yield PlanFault("content", "Biểu chưa hỏi gì.", "Thêm một phần, rồi thêm dòng hỏi số liệu.")
    for section in plan.sections:
        yield from _section(section)
    for label, count in Counter(row.label.casefold() for row in plan.rows() if row.is_new).items():
        if count > 1:
            yield PlanFault("content", f"Có {count} dòng mới cùng tên “{label}”.", "Đặt tên khác nhau, hoặc bỏ bớt.")
    asked = Counter(row.element for row in plan.rows())
    for row in plan.rows():
        if asked.pop(row.element, 0) > 1:
            yield PlanFault("content", f"“{row.label or row.element}” được hỏi hai lần.", "Giữ lại một dòng.")
        elif not row.is_new and row.element not in book.element_by_code:
            yield PlanFault("content", f"Không còn chỉ tiêu “{row.label or row.element}”.", "Bỏ dòng này, chọn lại.")
        elif not plan.is_once and (other := _asked_by(row.element, plan, book)):
            yield PlanFault(
                "content",
                f"“{other}” đã hỏi “{row.label or book.element(row.element).label}” theo cùng kỳ.",
                "Bỏ dòng này: mỗi số liệu chỉ hỏi một nơi; số đã có xem ở Số tổng hợp.",
            )


def _section(section: SectionPlan) -> Iterator[PlanFault]:
    if not (section.rows or section.tables or section.questions):
        yield PlanFault("content", f"Phần “{section.label}” chưa hỏi gì.", "Thêm dòng, bảng, câu hỏi, hoặc bỏ phần.")
    for table in section.tables:
        yield from _table(table)


def _table(table: TablePlan) -> Iterator[PlanFault]:
    if not table.rows:
        yield PlanFault("content", f"Bảng “{table.label}” chưa có dòng.", "Thêm dòng cho bảng, hoặc bỏ bảng.")
    if table.across and len(table.rows) > 1:
        yield PlanFault("content", f"Bảng “{table.label}” chia hai chiều nên chỉ hỏi một số liệu.", "Giữ lại một dòng.")
    if table.across == table.columns:
        yield PlanFault("content", f"Bảng “{table.label}” chia hai chiều như nhau.", "Chọn hai cách chia khác nhau.")


def _totals(plan: FormPlan, reading: PlanReading, book: Book) -> Iterator[PlanFault]:
    """What keeps a total from being worked out, or from meaning anything."""
    circular, counting = circular_totals(plan), Counting(plan, book.element_by_code)
    for row in plan.rows():
        if not row.is_total:
            continue
        label = row.label or row.element
        parts = counting.of_parts(row)
        units = sorted({one.unit for one in parts})
        if gone := [code for code in parts_of(row) if code not in reading.labels]:
            yield PlanFault("content", f"Dòng tổng “{label}” cộng {len(gone)} dòng đã bỏ.", "Sửa dòng tổng này.")
        elif not row.plus:
            yield PlanFault("content", f"Dòng tổng “{label}” không cộng dòng nào.", "Chọn dòng để cộng, hoặc bỏ.")
        elif row.key in circular:
            yield PlanFault("content", f"Dòng tổng “{label}” cộng chính nó.", "Bỏ chọn dòng đã gồm nó.")
        elif any(one.kind not in ADDABLE for one in parts):
            yield PlanFault("content", f"“{label}” cộng dòng không phải số đếm, số đo.", "Bỏ chọn dòng có hoặc không.")
        elif len(units) > 1:
            said = ", ".join(units)
            yield PlanFault("content", f"“{label}” cộng các dòng khác đơn vị tính ({said}).", "Chọn dòng cùng đơn vị.")


def _carried(plan: FormPlan, reading: PlanReading) -> Iterator[PlanFault]:
    for row in plan.rows():
        label = row.label or row.element
        if row.carried and plan.is_once:
            yield PlanFault("content", f"“{label}” lấy số kỳ trước, mà biểu chỉ hỏi một lần.", "Sửa dòng này.")
        elif row.carried and row.carried not in reading.labels:
            yield PlanFault("content", f"“{label}” lấy số kỳ trước của dòng đã bỏ.", "Sửa dòng này, chọn dòng khác.")


def _asked_by(element: str, plan: FormPlan, book: Book) -> str:
    """The form that asks for an element already in periods of the same kind: two answers would stand for one figure."""
    if not plan.version_from:
        return ""
    for form in book.forms(date.fromisoformat(plan.version_from)):
        same = (form.period_kind.value, form.calendar.value) == (plan.period_kind, plan.calendar)
        if same and form.code != plan.code and form.cell(element) is not None:
            return form.short_label
    return ""


def _checks(plan: FormPlan, reading: PlanReading) -> Iterator[PlanFault]:
    for check in plan.checks:
        if gone := [code for code in cells_of(check) if code not in reading.labels]:
            said = _spoken(check, reading.labels)
            yield PlanFault("checks", f"Phép kiểm tra “{said}” dùng {len(gone)} dòng đã bỏ.", "Bỏ phép kiểm tra này.")
        elif plan.is_once and looks_at_the_past(check):
            said = _spoken(check, reading.labels)
            yield PlanFault("checks", f"“{said}” cần kỳ trước, mà biểu chỉ hỏi một lần.", "Bỏ phép kiểm tra này.")


def _spoken(check: CheckPlan, labels: Mapping[str, str]) -> str:
    return check.message or f"{BY_CODE[check.pattern].says}: {labels.get(check.left, 'dòng đã bỏ')}"


def _addressees(plan: FormPlan, today: date) -> Iterator[PlanFault]:
    to = plan.addressees
    if not (to.commune_kinds or to.agencies):
        yield PlanFault("addressees", "Chưa chọn ai phải trả lời.", "Chọn loại cơ quan cấp xã, hoặc cơ quan cấp tỉnh.")
    if to.commune_kinds and to.where == "zone" and not to.zone:
        yield PlanFault("addressees", "Chưa chọn khu vực.", "Chọn khu vực, hoặc chọn toàn tỉnh.")
    if to.commune_kinds and to.where == "areas" and not to.areas:
        yield PlanFault("addressees", "Chưa chọn xã, phường nào.", "Đánh dấu ít nhất một đơn vị, hoặc chọn toàn tỉnh.")
    if plan.is_once and plan.due.due_on and date.fromisoformat(plan.due.due_on) < today:
        yield PlanFault("name", "Hạn gửi đã qua.", "Ghi ngày phải gửi từ hôm nay trở đi.")
