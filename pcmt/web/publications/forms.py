"""Forms of the pages of official reports."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from pcmt.kernel.period import Period
from pcmt.publications.queries import OwnWords, ReportLayout
from pcmt.web.forms import UploadField, VnDateField

RECENT = 6


class ComposeForm(forms.Form):
    """Which report, for which period: the last ones that have begun."""

    report = forms.ChoiceField(label="Báo cáo và kỳ")

    def __init__(self, *args: Any, layouts: Sequence[ReportLayout], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = {
            f"{layout.code} {period.id}": (layout, period)
            for layout in layouts
            for period in recent_periods(layout, today)
        }
        field = cast(forms.ChoiceField, self.fields["report"])
        field.choices = [
            (key, f"{layout.label} – {period.label}{' – chưa kết thúc' if period.contains(today) else ''}")
            for key, (layout, period) in self.options.items()
        ]

    @property
    def chosen(self) -> tuple[ReportLayout, Period]:
        """The layout and period chosen, once the form is valid."""
        return self.options[self.cleaned_data["report"]]


def recent_periods(layout: ReportLayout, today: date) -> list[Period]:
    """This will list the periods that a layout is in force for: those that have ended, latest first, then today's."""
    now = Period.month_of(today, layout.calendar).enclosing(layout.period_kind)
    found = [*(now.shifted(-back) for back in range(1, RECENT)), now]
    return [
        period
        for period in found
        if layout.valid_from <= period.last_day and (layout.valid_to is None or period.last_day <= layout.valid_to)
    ]


class DraftedWords(forms.CharField):
    """Words that may be left for later: what is required is only required before the report goes for signature."""

    widget = forms.Textarea

    def validate(self, value: str) -> None:
        """This will let a draft be saved with anything still to be written."""


class WordsForm(forms.Form):
    """The office's own words, a field a block of the layout."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, blocks: Sequence[OwnWords], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for block in blocks:
            self.fields[block.code] = DraftedWords(
                label=block.label,
                help_text=f"{block.help} Cần có trước khi trình ký." if block.required else block.help,
                required=block.required,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    @property
    def texts(self) -> dict[str, str]:
        """What was written, by block."""
        return {code: text for code, text in self.cleaned_data.items() if code != "version"}


class ReasonForm(forms.Form):
    """Why a draft is given back."""

    reason = forms.CharField(
        label="Cần chỉnh sửa gì", widget=forms.Textarea(attrs={"rows": 4}), help_text="Nêu rõ phần nào, sửa ra sao."
    )


class IssueForm(forms.Form):
    """What văn thư gave, and the file that was signed."""

    number = forms.CharField(label="Số, ký hiệu", max_length=64, help_text="Ghi đủ như trên văn bản, ví dụ 215/BC-BCĐ.")
    issued_on = VnDateField(label="Ngày ban hành")
    file = UploadField(
        label="Bản đã ký",
        help_text="PDF ký số hoặc bản quét PDF, PNG, JPEG; không quá 50 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
