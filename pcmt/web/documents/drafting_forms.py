"""Forms of drafts of outgoing documents."""

from collections.abc import Iterable
from typing import Any

from django import forms

from pcmt.agencies.queries import PostView
from pcmt.web.forms import UploadField, VnDateField

WRONG_FILE = {"empty": "Tệp rỗng, không có nội dung.", "required": "Chọn tệp."}


class ReviseForm(forms.Form):
    """A newer file of a draft."""

    file = UploadField(label="Tệp dự thảo", help_text="Tệp Word (DOCX) hoặc PDF có lớp chữ.", error_messages=WRONG_FILE)


class BeginForm(ReviseForm):
    """A draft's first file."""

    title = forms.CharField(
        label="Trích yếu",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bỏ trống để lấy từ tệp.",
    )


class SubmitForm(forms.Form):
    """The slip with which a draft is submitted (phiếu trình)."""

    post = forms.TypedChoiceField(label="Trình", coerce=int)
    submitted_on = VnDateField(label="Ngày trình")
    submission = forms.CharField(
        label="Nội dung trình", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, posts: Iterable[PostView], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(post.id), f"{post.person_name}, {post.title}") for post in posts]
        self.fields["post"].choices = [("", "Chọn người ký…"), *names]  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """Why a draft came back."""

    reason = forms.CharField(label="Lý do trả lại", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class IssueForm(forms.Form):
    """The signed paper, with what văn thư gave it."""

    number = forms.CharField(label="Số, ký hiệu", max_length=64, help_text="Ghi đủ, ví dụ 215/KH-UBND.")
    issued_on = VnDateField(label="Ngày ban hành")
    file = UploadField(label="Bản đã ký", help_text="PDF, hoặc ảnh PNG, JPEG của bản đã ký.", error_messages=WRONG_FILE)
