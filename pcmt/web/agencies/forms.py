"""Forms of the pages of agencies: found, revise, move, close; posts and who signs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from pcmt.agencies import queries
from pcmt.areas.queries import AreaView
from pcmt.web.agencies.typed import AgencyField
from pcmt.web.forms import VnDateField

BASIS_HELP = "Số, ngày, cơ quan ban hành của văn bản."


def area_choices(places: Iterable[AreaView]) -> list[tuple[int, str]]:
    """This will give areas as choices."""
    return [(place.id, place.full_name) for place in places]


class FoundAgencyForm(forms.Form):
    """A new agency."""

    name = forms.CharField(label="Tên đầy đủ", max_length=200, help_text="Như trong quyết định thành lập.")
    short_name = forms.CharField(
        label="Tên gọi tắt", max_length=120, required=False, help_text="Tên dùng trên bảng, ví dụ Sở VHTTDL."
    )
    kind = forms.ChoiceField(label="Loại")
    area_id = forms.TypedChoiceField(label="Địa bàn", coerce=int)
    valid_from = VnDateField(label="Hoạt động từ ngày")
    aliases = forms.CharField(
        label="Văn bản còn gọi là",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi tên một dòng, ví dụ PC04; tên đầy đủ và tên gọi tắt có sẵn.",
    )
    basis = forms.CharField(label="Căn cứ", max_length=300, required=False, help_text=BASIS_HELP)

    def __init__(self, *args: Any, places: Iterable[AreaView], on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = queries.kinds()  # type: ignore[attr-defined]
        self.fields["area_id"].choices = area_choices(places)  # type: ignore[attr-defined]
        self.fields["parent"] = AgencyField(label="Cơ quan cấp trên", required=False, on=on)
        self.order_fields(["name", "short_name", "kind", "area_id", "parent"])

    def clean_aliases(self) -> list[str]:
        """This will give the names, one a line."""
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]


class ReviseAgencyForm(forms.Form):
    """What an agency is called and where it is reached, from a day on."""

    name = forms.CharField(label="Tên đầy đủ", max_length=200)
    short_name = forms.CharField(label="Tên gọi tắt", max_length=120)
    kind = forms.ChoiceField(label="Loại")
    address = forms.CharField(label="Địa chỉ", max_length=200, required=False)
    phone = forms.CharField(
        label="Điện thoại cơ quan", max_length=60, required=False, help_text="Số của cơ quan, không ghi số riêng."
    )
    email = forms.EmailField(label="Thư điện tử công vụ", max_length=120, required=False)
    contact_title = forms.CharField(
        label="Đầu mối trả lời", max_length=120, required=False, help_text="Chức danh, ví dụ Chánh Văn phòng."
    )
    valid_from = VnDateField(
        label="Có hiệu lực từ ngày", help_text="Đúng ngày bắt đầu của thông tin hiện nay thì là sửa lại cho đúng."
    )
    basis = forms.CharField(label="Căn cứ", max_length=300, required=False, help_text=BASIS_HELP)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = queries.kinds()  # type: ignore[attr-defined]


class BeginningForm(forms.Form):
    """The day on which an agency began."""

    begins_on = VnDateField(label="Bắt đầu hoạt động từ ngày")
    basis = forms.CharField(label="Căn cứ", max_length=300, required=False, help_text=BASIS_HELP)


class MoveAgencyForm(forms.Form):
    """Another parent or area, from a day on."""

    area_id = forms.TypedChoiceField(label="Địa bàn", coerce=int)
    valid_from = VnDateField(label="Có hiệu lực từ ngày")
    basis = forms.CharField(label="Căn cứ", max_length=300, required=False, help_text=BASIS_HELP)

    def __init__(self, *args: Any, places: Iterable[AreaView], on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["area_id"].choices = area_choices(places)  # type: ignore[attr-defined]
        self.fields["parent"] = AgencyField(
            label="Cơ quan cấp trên", required=False, on=on, help_text="Để trống nếu không trực thuộc cơ quan nào."
        )
        self.order_fields(["parent", "area_id"])


class CloseAgencyForm(forms.Form):
    """The last day of an agency, and who takes over."""

    last_day = VnDateField(label="Ngày cuối hoạt động")
    basis = forms.CharField(label="Căn cứ", max_length=300, help_text=BASIS_HELP)

    def __init__(self, *args: Any, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["successor"] = AgencyField(label="Cơ quan nhận bàn giao", required=False, on=on)


class AppointForm(forms.Form):
    """A person and the post to be taken."""

    person_name = forms.CharField(label="Họ và tên", max_length=120)
    title = forms.CharField(label="Chức danh", max_length=120, help_text="Ghi như trong quyết định bổ nhiệm.")
    is_head = forms.BooleanField(label="Là người đứng đầu cơ quan", required=False)
    powers = forms.ChoiceField(
        label="Thẩm quyền ký theo chức vụ",
        required=False,
        choices=[(code, f"{label} ({code})" if code else label) for code, label in queries.powers()],
        help_text="Cấp phó: ký thay (KT.); quyền cấp trưởng: Q. Thừa lệnh, thừa ủy quyền giao riêng bằng văn bản.",
    )
    valid_from = VnDateField(label="Từ ngày")


class RelieveForm(forms.Form):
    """The last day of a post."""

    last_day = VnDateField(label="Ngày cuối giữ chức vụ")
    reason = forms.CharField(label="Căn cứ", max_length=300, required=False, help_text="Số, ngày của quyết định.")


class OrderSigningForm(forms.Form):
    """Who signs for the head, by which paper, for what and how long."""

    power = forms.ChoiceField(label="Cách ký", choices=[("TL.", "Thừa lệnh (TL.)"), ("TUQ.", "Thừa ủy quyền (TUQ.)")])
    post_id = forms.TypedChoiceField(
        label="Giao cho", coerce=int, help_text="Người đứng đầu đơn vị trực thuộc, hoặc đơn vị bên trong cơ quan."
    )
    matters = forms.CharField(label="Loại văn bản, nội dung được giao ký", max_length=300)
    basis = forms.CharField(
        label="Văn bản giao", max_length=300, help_text="Quy chế làm việc (TL.) hoặc văn bản ủy quyền (TUQ.)."
    )
    valid_from = VnDateField(label="Từ ngày")
    valid_to = VnDateField(label="Đến ngày", required=False, help_text="Thừa ủy quyền bắt buộc có thời hạn.")

    def __init__(self, *args: Any, posts: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["post_id"].choices = [("", "Chọn"), *posts]  # type: ignore[attr-defined]


class EndSigningForm(forms.Form):
    """The last day on which somebody signs for a head."""

    last_day = VnDateField(label="Ngày cuối được ký")
    reason = forms.CharField(label="Căn cứ", max_length=300, required=False, help_text=BASIS_HELP)


class UsualAgenciesForm(forms.Form):
    """From which day the agencies that every commune has are there, and by what."""

    valid_from = VnDateField(
        label="Hoạt động từ ngày", help_text="Kỳ báo cáo chỉ mở cho kỳ kết thúc từ ngày này trở đi; lùi ngày nếu cần."
    )
    basis = forms.CharField(label="Căn cứ", max_length=300, required=False)
