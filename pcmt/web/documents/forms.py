"""Forms of documents."""

from collections.abc import Sequence
from typing import Any

from django import forms

from pcmt.documents import queries as documents
from pcmt.documents.queries import KINDS
from pcmt.rulebook.queries import Topic
from pcmt.web.documents.due_forms import DueForm
from pcmt.web.forms import UploadField, UploadsField, VnDateField

DIRECTIONS = (("in", "Văn bản đến"), ("out", "Văn bản đi"))
URGENCIES = (("", "Thường"), ("Khẩn", "Khẩn"), ("Thượng khẩn", "Thượng khẩn"), ("Hỏa tốc", "Hỏa tốc"))
"""Nghị định 30/2020/NĐ-CP, Điều 8 khoản 4: khẩn, thượng khẩn, hỏa tốc; hỏa tốc hẹn giờ bears an hour besides."""


class FilterForm(forms.Form):
    """What narrows the list of documents down."""

    q = forms.CharField(label="Tìm trong số, trích yếu và toàn văn", required=False, max_length=200)
    loai = forms.ChoiceField(label="Loại", required=False, choices=(("", "Tất cả"), *KINDS.items()))
    chieu = forms.ChoiceField(label="Đến, đi", required=False, choices=(("", "Tất cả"), *DIRECTIONS))
    cho = forms.BooleanField(label="Còn gợi ý chờ xác nhận", required=False)


class SearchForm(forms.Form):
    """What is searched for in the texts of documents, and in which of them."""

    q = forms.CharField(
        label="Từ cần tìm, có dấu hoặc không dấu; cụm từ đặt trong ngoặc kép", required=False, max_length=400
    )
    loai = forms.ChoiceField(label="Loại", required=False, choices=(("", "Tất cả"), *KINDS.items()))
    co_quan = forms.CharField(label="Cơ quan ban hành", required=False, max_length=100)
    nam = forms.IntegerField(
        label="Năm",
        required=False,
        min_value=1945,
        max_value=2200,
        error_messages={"invalid": "Ghi năm bằng bốn chữ số."},
    )
    chuyen_de = forms.ChoiceField(label="Chuyên đề", required=False)

    def __init__(self, *args: Any, topics: Sequence[Topic] = (), **options: Any) -> None:
        """This will offer the topics of the rulebook."""
        super().__init__(*args, **options)
        choices = [("", "Tất cả"), *((topic.code, topic.label) for topic in topics)]
        self.fields["chuyen_de"] = forms.ChoiceField(label="Chuyên đề", required=False, choices=choices)

    def narrowing(self) -> list[forms.BoundField]:
        """This will give the fields other than the words."""
        return [field for field in self if field.name != "q"]

    def asked(self) -> documents.Asked:
        """This will give the question, of a form that is valid."""
        found = self.cleaned_data
        return documents.Asked(
            q=found["q"], kind=found["loai"], issuer=found["co_quan"], year=found["nam"], topic=found["chuyen_de"]
        )


class RegisterForm(DueForm):
    """Files of documents and how they came."""

    file = UploadsField(
        label="Tệp văn bản",
        help_text=(
            "Một hoặc nhiều tệp (đến 100 tệp, mỗi tệp không quá 50 MB): DOCX, PDF, ảnh quét, HTML, văn bản thuần. "
            "Nhiều tệp và bản quét được đọc nền."
        ),
        error_messages={"empty": "Tệp rỗng, không có nội dung.", "required": "Chọn tệp văn bản cần đăng ký."},
    )
    direction = forms.ChoiceField(label="Đến hay đi", choices=DIRECTIONS, initial="in")
    urgency = forms.ChoiceField(label="Độ khẩn", required=False, choices=URGENCIES)
    arrived_on = VnDateField(label="Ngày đến", required=False)
    arrival_number = forms.CharField(label="Số đến", required=False, max_length=32)
    numbered = forms.BooleanField(
        label="Cấp số đến liên tiếp cho các văn bản đến chưa ghi số",
        required=False,
        help_text="Theo số tiếp theo trong sổ văn bản đến của năm.",
    )

    def clean(self) -> dict[str, Any]:
        """This will refuse one arrival number for several files."""
        found = super().clean() or {}
        if len(found.get("file") or ()) > 1 and found.get("arrival_number"):
            self.add_error(
                "arrival_number", "Nhiều tệp không thể cùng một số đến. Bỏ trống và chọn cấp số đến liên tiếp."
            )
        return found


class VersionForm(forms.Form):
    """Another file of a document that is registered."""

    file = UploadField(
        label="Tệp của bản mới",
        help_text="DOCX, PDF, ảnh quét, HTML hoặc văn bản thuần; không quá 50 MB. Bản quét được đọc nền.",
        error_messages={"empty": "Tệp rỗng, không có nội dung.", "required": "Chọn tệp của bản mới."},
    )
    note = forms.CharField(
        label="Vì sao có bản mới",
        required=False,
        max_length=255,
        help_text="Ví dụ: bản sạch thay bản quét; bản đã sửa lỗi kỹ thuật.",
    )


class HeadForm(forms.Form):
    """A document's head as a person reads it; every field may stay empty but the issuer's and title's lengths hold."""

    direction = forms.ChoiceField(label="Đến hay đi", choices=DIRECTIONS)
    kind = forms.ChoiceField(label="Loại văn bản", required=False, choices=(("", "Chưa rõ"), *KINDS.items()))
    number = forms.CharField(label="Số, ký hiệu", required=False, max_length=64)
    issued_on = VnDateField(label="Ngày ban hành", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", required=False, max_length=255)
    place = forms.CharField(label="Địa danh", required=False, max_length=128)
    title = forms.CharField(label="Trích yếu", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    signer = forms.CharField(label="Người ký", required=False, max_length=128)
    signer_title = forms.CharField(label="Chức vụ người ký", required=False, max_length=255)
    arrival_number = forms.CharField(label="Số đến", required=False, max_length=32)
    arrived_on = VnDateField(label="Ngày đến", required=False)
    urgency = forms.ChoiceField(label="Độ khẩn", required=False, choices=URGENCIES)


class MarkForm(forms.Form):
    """A passage that a person marks as a target or a duty."""

    kind = forms.ChoiceField(
        label="Đoạn này là", choices=(("target", "Chỉ tiêu"), ("duty", "Nhiệm vụ")), widget=forms.RadioSelect
    )
    anchor = forms.ChoiceField(label="Điều khoản", required=False)
    quote = forms.CharField(
        label="Câu, đoạn được đánh dấu",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dán đúng nguyên văn một đoạn liền trong điều khoản đã chọn.",
    )

    def __init__(self, view: documents.DocumentView, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.view = view
        choices = [(part.anchor, f"{part.label} {part.heading}"[:90]) for part in view.provisions]
        self.fields["anchor"].choices = [("", "Toàn văn bản"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """This will find the passage in the stored text."""
        found = super().clean() or {}
        span = documents.find_passage(self.view, found.get("quote", ""), found.get("anchor", ""))
        if found.get("quote") and span is None:
            self.add_error("quote", "Không thấy đoạn này trong điều khoản đã chọn. Dán lại nguyên văn, một đoạn liền.")
        found["span"] = span
        return found


class SplitForm(forms.Form):
    """A passage as a person breaks it into lines, one for each piece; or one piece for each agency that leads."""

    pieces = forms.CharField(
        label="Mỗi mục một dòng",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Xuống dòng (Enter) ở chỗ bắt đầu mục mới; có thể bỏ bớt chữ, không sửa chữ.",
    )
    by_lead = forms.BooleanField(label="Giữ nguyên đoạn, mỗi cơ quan chủ trì một nhiệm vụ", required=False)

    def __init__(self, item: documents.SuggestionView, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        payload = item.payload
        if not (isinstance(payload, documents.ProposedDuty) and len(payload.leads) > 1):
            del self.fields["by_lead"]
            self.fields["pieces"].required = True


class PassageForm(forms.Form):
    """The passage of a suggestion, widened or narrowed."""

    quote = forms.CharField(
        label="Đoạn văn của mục này",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "data-passage": ""}),
        help_text="Sửa cho đủ hoặc bớt chữ theo nguyên văn; hoặc bôi đen đoạn trong văn bản, chữ tự vào ô này.",
    )
