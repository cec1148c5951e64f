"""Forms of an event: what it is and on what ground, and each unit that comes of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from pcmt.areas.queries import AreaView, events
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.web.forms import VnDateField
from vanban.text import lower_first

MOST_UNITS = 12
WHOLE, PART = "whole", "part"
DOCUMENTS = "van-ban-da-dang-ky"
"""The list of names that the page offers for the field of the document."""


class FrameForm(forms.Form):
    """What is ordered, from which day, by what."""

    kind = forms.ChoiceField(label="Loại thay đổi", choices=events.kinds, widget=forms.RadioSelect)
    on = VnDateField(label="Có hiệu lực từ ngày", help_text="Ngày đầu tiên của bản đồ mới; có thể là ngày đã qua.")
    basis = forms.CharField(
        label="Căn cứ", max_length=300, help_text="Số, ngày, cơ quan ban hành nghị quyết hoặc quyết định."
    )
    level = forms.ChoiceField(
        label="Cấp của đơn vị được thành lập",
        required=False,
        choices=[("commune", "Xã, phường, đặc khu"), ("province", "Tỉnh, thành phố"), ("hamlet", "Thôn, tổ dân phố")],
        help_text="Chỉ dùng khi thành lập; các thay đổi khác theo cấp của đơn vị cũ được chọn.",
    )
    document = forms.CharField(
        label="Văn bản đã đăng ký",
        required=False,
        max_length=300,
        help_text="Gõ số, ký hiệu hoặc chọn trong danh sách. Để trống thì lấy văn bản mà căn cứ nêu, nếu đã đăng ký.",
        widget=forms.TextInput(attrs={"list": DOCUMENTS, "autocomplete": "off"}),
    )

    def __init__(self, *arguments: Any, reader: Actor, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.reader = reader
        if not reader.may_somewhere("documents.view"):
            del self.fields["document"]

    def clean(self) -> dict[str, Any]:
        """This will give the document's reference: the one named, else the one that the ground names; "" for none."""
        cleaned = super().clean() or {}
        named = str(cleaned.get("document") or "")
        found = documents.named_in(self.reader, named or str(cleaned.get("basis") or ""))
        if named and found is None:
            self.add_error("document", "Không có văn bản nào, hoặc có nhiều văn bản, mang số, ký hiệu này.")
        cleaned["document"] = f"document:{found.id}" if found else ""
        return cleaned

    def offered(self) -> list[str]:
        """This will name the documents registered last, for choosing while one types."""
        rows = documents.documents(self.reader).rows
        return [f"{row.label}: {row.title}" for row in rows if row.number]


class UnitForm(forms.Form):
    """A unit as it stands from the day on, and what it takes over from each old unit."""

    name = forms.CharField(label="Tên (không ghi loại)", max_length=120)
    type = forms.ChoiceField(label="Loại")
    code = forms.CharField(label="Mã đơn vị", max_length=16, help_text="Mã do cơ quan thống kê ban hành.")
    parent = forms.ChoiceField(label="Trực thuộc", required=False)
    goes_on = forms.ChoiceField(
        label="Là đơn vị cũ tiếp tục",
        required=False,
        help_text="Chọn khi một đơn vị cũ giữ nguyên và nhận thêm hoặc đổi tên; để trống nếu là đơn vị mới.",
    )

    def __init__(
        self,
        *arguments: Any,
        types: Sequence[tuple[str, str]],
        parents: Sequence[AreaView],
        old: Sequence[AreaView],
        kept: bool,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.old = old
        self.fields["type"].choices = types  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["parent"].choices = [(area.code, area.full_name) for area in parents]  # type: ignore[attr-defined]
        if not parents:
            del self.fields["parent"]
        self.fields["goes_on"].choices = [  # type: ignore[attr-defined]
            ("", "Đơn vị mới"),
            *((area.code, area.full_name) for area in old),
        ]
        if kept or not old:
            self.fields["goes_on"].widget = forms.HiddenInput()
        for area in () if kept else old:
            self.fields[f"take-{area.code}"] = forms.ChoiceField(
                label=f"Nhận từ {area.full_name}",
                required=False,
                choices=[("", "không"), (WHOLE, "toàn bộ"), (PART, "một phần")],
            )
            self.fields[f"share-{area.code}"] = forms.CharField(
                label=f"Tỷ lệ dân số của {lower_first(area.full_name)}",
                required=False,
                max_length=16,
                help_text="Nếu biết, ví dụ 40%.",
            )

    def takings(self) -> list[tuple[Any, Any]]:
        """This will pair the two fields of each old unit, for the page."""
        return [
            (self[f"take-{area.code}"], self[f"share-{area.code}"])
            for area in self.old
            if f"take-{area.code}" in self.fields
        ]

    def clean(self) -> dict[str, Any]:
        """This will read the shares of parts."""
        cleaned = super().clean() or {}
        for area in self.old:
            text = str(cleaned.get(f"share-{area.code}") or "").strip()
            if cleaned.get(f"take-{area.code}") == PART and text:
                try:
                    cleaned[f"share-{area.code}"] = events.read_share(text)
                except ValueError:
                    self.add_error(f"share-{area.code}", "Ghi tỷ lệ như 40% hoặc 0,4.")
        return cleaned

    def unit(self, level: str) -> dict[str, Any]:
        """This will give the unit as `events.read_change` reads it."""
        said: Mapping[str, Any] = self.cleaned_data
        takes = [
            {
                "code": area.code,
                "whole": said[f"take-{area.code}"] == WHOLE,
                "share_per_million": said[f"share-{area.code}"] or None if said[f"take-{area.code}"] == PART else None,
            }
            for area in self.old
            if said.get(f"take-{area.code}") and area.code != said.get("goes_on")
        ]
        return {
            "code": said["code"],
            "name": said["name"],
            "type": said["type"],
            "level": level,
            "parent": said.get("parent", ""),
            "goes_on": said.get("goes_on", ""),
            "takes": takes,
        }


class UndoForm(forms.Form):
    """Why an event is undone."""

    reason = forms.CharField(label="Lý do hoàn tác", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    agreed = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
