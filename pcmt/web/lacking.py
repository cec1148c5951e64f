"""What a form says of each field: its flaws, and where nothing was filled in, what to fill in."""

from django import forms
from django.forms import BoundField

from pcmt.web.forms import VnDateField, VnDecimalField, VnTimeField, YearField

# The first that fits is said; what a field says itself (`error_messages`) goes before.
WANTED: tuple[tuple[type[forms.Field] | type[forms.Widget], str], ...] = (
    (VnDateField, "Chưa ghi ngày; ghi ngày/tháng/năm, ví dụ 25/12/2026."),
    (VnTimeField, "Chưa ghi giờ; ghi giờ và phút, ví dụ 17:00."),
    (YearField, "Chưa ghi năm; ghi bốn chữ số, ví dụ 2026."),
    (VnDecimalField, "Chưa ghi số; nếu bằng không thì ghi 0."),
    (forms.FileField, "Chưa chọn tệp."),
    (forms.MultipleChoiceField, "Chưa chọn; đánh dấu ít nhất một mục."),
    (forms.RadioSelect, "Chưa chọn; đánh dấu một mục."),
    (forms.Select, "Chưa chọn; chọn một mục trong danh sách."),
    (forms.CheckboxInput, "Đánh dấu vào ô này để xác nhận."),
)
NOTHING_WRITTEN = "Chưa ghi; mục này không để trống được."


def flaws(bound: BoundField) -> list[str]:
    """This will give what is wrong in a field, in the house's words."""
    said = []
    for flaw in bound.errors.as_data():
        is_usual = flaw.code == "required" and flaw.message == forms.Field.default_error_messages["required"]
        said += [_wanted(bound.field)] if is_usual else flaw.messages
    return said


def _wanted(field: forms.Field) -> str:
    for kind, words in WANTED:
        if isinstance(field, kind) or isinstance(field.widget, kind):
            return words
    return NOTHING_WRITTEN
