"""Forms of briefings: which document is to be made known by whom, and a sitting as an agency tells it."""

from datetime import date
from typing import Any

from django import forms

from pcmt.committee import queries as committee
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.web.committee.forms import PARTIES_HELP, agencies_named, document_named
from pcmt.web.forms import VnDateField, VnIntegerField


class AskBriefingForm(forms.Form):
    """Which document is to be made known, by whom, until when."""

    number = forms.CharField(
        label="Văn bản", max_length=200, help_text="Số, ký hiệu văn bản đã đăng ký, ví dụ: 07-CT/TU."
    )
    agencies = forms.CharField(
        label="Cơ quan phải quán triệt",
        widget=forms.Textarea(attrs={"rows": 4}),
        initial="các sở, ban, ngành tỉnh; UBND các xã, phường",
        help_text=PARTIES_HELP,
    )
    due_on = VnDateField(label="Hạn hoàn thành")
    note = forms.CharField(
        label="Yêu cầu thêm", required=False, max_length=500, help_text="Ví dụ: đến tận chi bộ thôn."
    )

    def __init__(self, *args: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.actor, self.on = actor, on

    def clean_number(self) -> documents.DocumentRow:
        """This will give the registered document."""
        return document_named(self.actor, self.cleaned_data["number"])

    def clean_agencies(self) -> tuple[int, ...]:
        """This will give the agencies, groups taken apart; a name that none bears is told."""
        return agencies_named(self.cleaned_data["agencies"], self.on)


class SessionForm(forms.Form):
    """A sitting as the agency tells it."""

    held_on = VnDateField(label="Ngày tổ chức")
    place = forms.CharField(label="Nơi tổ chức", max_length=200)
    form = forms.ChoiceField(label="Hình thức", choices=tuple(committee.FORM_LABELS.items()))
    invited = VnIntegerField(label="Số người triệu tập", minimum=1)
    present = VnIntegerField(label="Số người dự", minimum=0)
    words = forms.CharField(
        label="Báo cáo viên, nội dung chính",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Không ghi nội dung mật.",
    )

    def said(self) -> committee.SessionInput:
        """This will give what was typed; the form must be valid."""
        return committee.SessionInput(**self.cleaned_data)
