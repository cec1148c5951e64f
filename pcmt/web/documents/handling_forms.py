"""Forms of how an incoming document is handled. Choices are given by the view, which knows who may be chosen."""

from collections.abc import Iterable
from typing import Any

from django import forms

from pcmt.agencies.queries import AgencyView, PostView
from pcmt.web.documents.due_forms import DueForm
from pcmt.web.forms import VnDateField


class EndorseForm(forms.Form):
    """What a leader wrote (bút phê)."""

    words = forms.CharField(label="Nội dung bút phê", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    post = forms.TypedChoiceField(label="Của", coerce=int)
    written_on = VnDateField(label="Ngày bút phê")

    def __init__(self, posts: Iterable[PostView], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = [("", "Chọn lãnh đạo…"), *_posts(posts)]  # type: ignore[attr-defined]


class AssignForm(DueForm):
    """Who handles a document, and by when."""

    agency = forms.TypedChoiceField(label="Đơn vị xử lý", coerce=int)
    post = forms.TypedChoiceField(label="Người xử lý", coerce=int, required=False, empty_value=None)

    def __init__(self, agencies: Iterable[AgencyView], posts: Iterable[PostView], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(one.id), one.name) for one in agencies]
        self.fields["agency"].choices = [("", "Chọn đơn vị…"), *names]  # type: ignore[attr-defined]
        self.fields["post"].choices = [("", "Để đơn vị phân công"), *_posts(posts)]  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    """The outgoing document that answers."""

    number = forms.CharField(label="Số, ký hiệu văn bản trả lời", max_length=64)


class CloseForm(forms.Form):
    """What was done where no answer is needed."""

    outcome = forms.CharField(
        label="Kết quả xử lý",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: đã phổ biến tới các phòng; để biết, lưu hồ sơ.",
    )


class ReopenForm(forms.Form):
    """Why it is taken up again."""

    reason = forms.CharField(label="Lý do xử lý lại", max_length=500)


class SealedForm(forms.Form):
    """A bare deadline of the sealed book."""

    book_number = forms.CharField(
        label="Số trong sổ mật", max_length=12, help_text="Chỉ số thứ tự, ví dụ 12 hoặc 12/2026."
    )
    due_on = VnDateField(label="Thời hạn")
    agency = forms.TypedChoiceField(label="Đơn vị xử lý", coerce=int)

    def __init__(self, agencies: Iterable[AgencyView], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(one.id), one.name) for one in agencies]
        self.fields["agency"].choices = [("", "Chọn đơn vị…"), *names]  # type: ignore[attr-defined]


def _posts(posts: Iterable[PostView]) -> list[tuple[str, str]]:
    return [(str(post.id), f"{post.person_name}, {post.title}") for post in posts]
