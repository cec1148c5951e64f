"""What the journal is asked for, and why something in it is made unreadable."""

from collections.abc import Sequence
from datetime import date

from django import forms

from pcmt.web.forms import VnDateField

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


class JournalForm(forms.Form):
    """Which entries: of an action, of one thing, by one person, between two days."""

    viec = forms.ChoiceField(label="Việc", required=False)
    nguoi = forms.ChoiceField(label="Người thực hiện", required=False)
    co_quan = forms.ChoiceField(label="Cơ quan của người thực hiện", required=False)
    ve = forms.CharField(label="Đối tượng (mã tham chiếu)", required=False, max_length=96)
    tu_ngu = forms.CharField(label="Từ ngữ trong lý do", required=False, max_length=100)
    tu = VnDateField(label="Từ ngày", required=False, earliest=FIRST, latest=LAST)
    den = VnDateField(label="Đến ngày", required=False, earliest=FIRST, latest=LAST)

    def __init__(
        self,
        *args: object,
        actions: Sequence[tuple[str, object]],
        persons: Sequence[tuple[int, str]],
        agencies: Sequence[tuple[int, str]],
        **more: object,
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as Django takes them
        self.fields["viec"].choices = [("", "Mọi việc"), *actions]  # type: ignore[attr-defined]
        self.fields["nguoi"].choices = [("", "Mọi người"), *persons]  # type: ignore[attr-defined]
        self.fields["co_quan"].choices = [("", "Mọi cơ quan"), *agencies]  # type: ignore[attr-defined]


class ShredForm(forms.Form):
    """Why what the journal says of a person is made unreadable."""

    reason = forms.CharField(
        label="Căn cứ xóa",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: yêu cầu xóa dữ liệu của chủ thể, ngày nhận, số văn bản.",
    )
