"""What the pages of deadlines read: more time asked for and granted, leave to enter after closing."""

from collections.abc import Iterable
from typing import Any

from django import forms

from pcmt.reporting.queries import LONGEST_LEAVE
from pcmt.web.forms import VnDateField
from pcmt.web.reporting.forms import ReasonForm

FROM_TODAY = f"Từ hôm nay, không quá {LONGEST_LEAVE.days} ngày."


class ExtensionForm(ReasonForm):
    """Until when more time is asked for, and why."""

    reads_it = "Ghi vì sao chưa gửi kịp; cơ quan thường trực xem để quyết định."
    wanted_on = VnDateField(label="Xin gia hạn đến ngày", help_text="Sau thời hạn hiện nay.")
    field_order = ("wanted_on", "reason")


class AnswerForm(forms.Form):
    """What is decided about a request for more time: a day, or none and why."""

    granted_on = VnDateField(label="Đồng ý đến ngày", required=False)
    answer = forms.CharField(label="Ý kiến", required=False, max_length=500, help_text="Phải có nếu không đồng ý.")


class LateAskingForm(ExtensionForm):
    """Until when a closed period is asked to take entries, and why."""

    reads_it = "Ghi vì sao chưa nhập được trước khi kỳ đóng; cơ quan thường trực xem để quyết định."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted_on"].label = "Xin được nhập đến hết ngày"
        self.fields["wanted_on"].help_text = FROM_TODAY


class LeaveForm(ReasonForm):
    """Until when a unit may enter after closing, and why; without a day, why it no longer may."""

    reads_it = ""
    until = VnDateField(label="Hạn mới", required=False, help_text="Để trống khi thu hồi.")
    reason = forms.CharField(label="Lý do", max_length=500, error_messages={"required": "Chưa ghi lý do."})
    field_order: tuple[str, ...] = ("until", "reason")


class LateForm(LeaveForm):
    """Which unit may enter after closing, until when, and why."""

    reads_it = "Ghi vì sao được nhập sau khi kỳ đã đóng; lý do lưu cùng báo cáo."
    until = VnDateField(label="Được nhập đến hết ngày", help_text=FROM_TODAY)
    submission = forms.TypedChoiceField(
        label="Đơn vị",
        coerce=int,
        error_messages={
            "required": "Chọn đơn vị.",
            "invalid_choice": "Đơn vị này không còn chờ nhập muộn: đã gửi, đã chốt, hoặc đang được nhập. Chọn lại.",
        },
    )
    field_order = ("submission", "until", "reason")

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].choices = [("", "Chọn đơn vị"), *units]  # type: ignore[attr-defined]
