"""Forms of the pages of agencies."""

from django import forms

from pcmt.agencies.queries import powers
from pcmt.web.forms import VnDateField


class AppointForm(forms.Form):
    """A person and the post to be taken."""

    person_name = forms.CharField(label="Họ và tên", max_length=120)
    title = forms.CharField(label="Chức danh", max_length=120, help_text="Ghi như trong quyết định bổ nhiệm.")
    is_head = forms.BooleanField(label="Là người đứng đầu cơ quan", required=False)
    powers = forms.ChoiceField(
        label="Thẩm quyền ký",
        required=False,
        choices=[(code, f"{label} ({code})" if code else label) for code, label in powers()],
    )
    valid_from = VnDateField(label="Từ ngày")


class RelieveForm(forms.Form):
    """The last day of a post."""

    last_day = VnDateField(label="Ngày cuối giữ chức vụ")
    reason = forms.CharField(label="Căn cứ", max_length=300, required=False, help_text="Số, ngày của quyết định.")
