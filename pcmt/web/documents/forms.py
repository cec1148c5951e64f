"""Forms of documents."""

from typing import Any

from django import forms

from pcmt.documents import queries as documents
from pcmt.documents.queries import KINDS
from pcmt.web.forms import UploadField, UploadsField, VnDateField

DIRECTIONS = (("in", "Văn bản đến"), ("out", "Văn bản đi"))
URGENCIES = (("", "Thường"), ("Khẩn", "Khẩn"), ("Thượng khẩn", "Thượng khẩn"), ("Hỏa tốc", "Hỏa tốc"))


class FilterForm(forms.Form):
    """What narrows the list of documents down."""

    q = forms.CharField(label="Tìm trong số, trích yếu và toàn văn", required=False, max_length=200)
    loai = forms.ChoiceField(label="Loại", required=False, choices=(("", "Tất cả"), *KINDS.items()))
    chieu = forms.ChoiceField(label="Đến, đi", required=False, choices=(("", "Tất cả"), *DIRECTIONS))
    cho = forms.BooleanField(label="Còn gợi ý chờ xác nhận", required=False)


class RegisterForm(forms.Form):
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
