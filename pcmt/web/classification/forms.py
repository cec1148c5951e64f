"""Forms of classification: taking in the year's decision, and revoking one."""

from collections.abc import Sequence
from datetime import date

from django import forms

from pcmt.areas.queries import AreaView
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import ClassDef
from pcmt.web.forms import VnDateField


class DecideForm(forms.Form):
    """The class of one year for several communes, with the decision that gave it."""

    year = forms.ChoiceField(label="Năm phân loại", help_text="Số liệu từ 15/12 năm trước đến 14/12 (Điều 7).")
    class_code = forms.ChoiceField(label="Kết quả")
    decision_number = forms.CharField(
        label="Số quyết định", max_length=64, help_text="Quyết định của UBND tỉnh, ví dụ 125/QĐ-UBND."
    )
    decided_on = VnDateField(label="Ngày quyết định")
    despite = forms.CharField(
        label="Lý do ghi nhận khác với số liệu",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ ghi khi quyết định công nhận nơi mà số liệu chưa đạt đủ điều kiện.",
    )
    areas = forms.MultipleChoiceField(
        label="Xã, phường",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một xã, phường."},
    )

    def offer(
        self,
        *,
        years: Sequence[Period],
        classes: Sequence[ClassDef],
        areas: Sequence[tuple[AreaView, str]],
        today: date,
    ) -> None:
        """This will fill in what may be chosen; each commune is shown with where it stands provisionally."""
        self.choices("year").choices = [(year.id, year.label) for year in years]
        self.choices("class_code").choices = [(option.code, option.label) for option in classes]
        self.choices("areas").choices = [(str(area.id), f"{area.full_name} – {note}") for area, note in areas]
        decided_on = self.fields["decided_on"]
        assert isinstance(decided_on, VnDateField)
        decided_on.latest = today

    def choices(self, name: str) -> forms.ChoiceField:
        """This will give one of the fields that one chooses from."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field


class RevokeForm(forms.Form):
    """Why a decision no longer stands."""

    reason = forms.CharField(
        label="Lý do hủy kết quả",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nêu văn bản thu hồi, thay thế nếu có.",
    )
