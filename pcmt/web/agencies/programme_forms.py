"""Forms of coordination programmes."""

from datetime import date
from typing import Any

from django import forms

from pcmt.agencies import queries
from pcmt.web.agencies.typed import AgenciesField
from pcmt.web.forms import VnDateField

PAPER_HELP = "Số, ngày, cơ quan ký; nếu văn bản đã đăng ký thì tự dẫn đến văn bản."


class FoundProgrammeForm(forms.Form):
    """A new programme with its parties."""

    name = forms.CharField(label="Tên", max_length=300, help_text="Như trong văn bản ký kết.")
    kind = forms.ChoiceField(label="Loại")
    fields_of_work = forms.CharField(label="Lĩnh vực phối hợp", max_length=300)
    paper = forms.CharField(label="Văn bản", max_length=200, help_text=PAPER_HELP)
    signed_on = VnDateField(label="Ngày ký")
    valid_from = VnDateField(label="Thực hiện từ ngày")
    valid_to = VnDateField(label="Đến ngày", required=False, help_text="Để trống nếu không có thời hạn.")
    review_months = forms.TypedChoiceField(label="Sơ kết", coerce=int)

    def __init__(self, *args: Any, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = queries.programme_kinds()  # type: ignore[attr-defined]
        self.fields["review_months"].choices = queries.review_rhythms()  # type: ignore[attr-defined]
        self.fields["leads"] = AgenciesField(label="Chủ trì", on=on, help_text="Mỗi cơ quan một dòng.")
        self.fields["supports"] = AgenciesField(
            label="Phối hợp", required=False, on=on, help_text="Mỗi cơ quan một dòng."
        )
        self.order_fields(["name", "kind", "fields_of_work", "leads", "supports", "paper", "signed_on"])


class ExtendProgrammeForm(forms.Form):
    """A later end."""

    paper = forms.CharField(label="Văn bản gia hạn", max_length=200, help_text=PAPER_HELP)
    signed_on = VnDateField(label="Ngày ký")
    valid_to = VnDateField(label="Gia hạn đến ngày")


class EndProgrammeForm(forms.Form):
    """An earlier end."""

    paper = forms.CharField(label="Văn bản chấm dứt", max_length=200, help_text=PAPER_HELP)
    signed_on = VnDateField(label="Ngày ký")
    last_day = VnDateField(label="Ngày cuối thực hiện")


class ReviewForm(forms.Form):
    """A review that was held."""

    held_on = VnDateField(label="Ngày sơ kết, tổng kết")
    note = forms.CharField(
        label="Kết quả", max_length=300, required=False, help_text="Một câu, hoặc số của báo cáo, thông báo kết luận."
    )
