"""Forms of leaders' opinions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from pcmt.agencies.queries import PostView
from pcmt.committee import queries as committee
from pcmt.web.committee.forms import PARTIES_HELP, agencies_named
from pcmt.web.forms import VnDateField


class OpinionForm(forms.Form):
    """What a leader said, when, to whom, until when."""

    post_id = forms.TypedChoiceField(label="Ý kiến của", coerce=int)
    said_on = VnDateField(label="Ngày cho ý kiến")
    words = forms.CharField(
        label="Nội dung",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Đúng lời lãnh đạo. Không ghi nội dung mật, không ghi tên người được quản lý.",
    )
    agencies = forms.CharField(
        label="Giao cho",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"Để trống nếu chỉ ghi nhận. {PARTIES_HELP}",
    )
    due_on = VnDateField(label="Hạn báo cáo thực hiện", required=False)

    def __init__(self, *args: Any, posts: Iterable[PostView], on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.on = on
        offered = [(one.id, f"{one.person_name}, {one.title}") for one in posts]
        self.fields["post_id"].choices = [("", "Chọn lãnh đạo…"), *offered]  # type: ignore[attr-defined]

    def clean_agencies(self) -> tuple[int, ...]:
        """This will give the agencies, groups taken apart; a name that none bears is told."""
        return agencies_named(self.cleaned_data["agencies"], self.on)

    def said(self, about: str, about_id: int) -> committee.OpinionInput:
        """This will give what was typed about a thing; the form must be valid."""
        typed = self.cleaned_data
        return committee.OpinionInput(
            about=about,
            about_id=about_id,
            post_id=typed["post_id"],
            said_on=typed["said_on"],
            words=typed["words"],
            agency_ids=typed["agencies"],
            due_on=typed["due_on"],
        )


class AnswerOpinionForm(forms.Form):
    """What the agency did."""

    words = forms.CharField(
        label="Kết quả thực hiện",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Không ghi nội dung mật, không ghi tên người được quản lý.",
    )
