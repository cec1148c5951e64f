"""The forms of the builder's steps but the second: name and days, checks, addressees."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from pcmt.agencies.queries import AgencyView
from pcmt.areas.queries import AreaView, ZoneView
from pcmt.rulebook.queries import book
from pcmt.rulebook.queries.drafts import BY_CODE, FormPlan, Pattern
from pcmt.web.forms import VnDateField, VnDecimalField

KINDS = (
    ("range", "Một lần (đột xuất)"),
    ("month", "Hằng tháng"),
    ("quarter", "Hằng quý"),
    ("half", "6 tháng một lần"),
    ("year", "Hằng năm"),
)
CALENDARS = (
    ("nd09", "Kỳ báo cáo theo Nghị định 09/2019 (từ ngày 15 tháng trước)"),
    ("civil", "Tháng, quý, năm dương lịch"),
)
WHERE = (("all", "Toàn tỉnh"), ("zone", "Một khu vực, tuyến"), ("areas", "Chọn từng xã, phường"))
ONCE_ASKS, REGULAR_ASKS = ("first_day", "last_day", "due_on"), ("version_from", "days", "calendar")
LONGEST = 300


class BeginForm(forms.Form):
    """A new form: its name, and a form whose rows it begins with."""

    label = forms.CharField(
        label="Tên biểu", max_length=LONGEST, help_text="Ví dụ: Báo cáo kết quả kiểm tra cơ sở kinh doanh có điều kiện."
    )
    like = forms.ChoiceField(label="Bắt đầu từ", required=False)

    def __init__(self, *args: Any, like: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["like"] = forms.ChoiceField(
            label="Bắt đầu từ", required=False, choices=[("", "Biểu trống"), *like],
            help_text="Chép mọi phần, dòng, bảng, câu hỏi, phép kiểm tra của một biểu đang dùng; rồi bỏ bớt, thêm vào.",
        )  # fmt: skip


class NameForm(forms.Form):
    """What the form is called, why it is asked, for which days and by when."""

    use_required_attribute = False  # the fields of the other kind of period are there too, out of sight

    label = forms.CharField(label="Tên biểu", max_length=LONGEST)
    short_label = forms.CharField(
        label="Tên ngắn",
        max_length=60,
        required=False,
        help_text="Hiện ở danh sách và tên tệp; để trống thì lấy tên biểu.",
    )
    reason = forms.CharField(
        label="Vì sao hỏi", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Yêu cầu, chỉ đạo mà biểu này đáp ứng; người ban hành và đơn vị nhận đều đọc.",
    )  # fmt: skip
    document = forms.CharField(
        label="Văn bản làm căn cứ", max_length=200, required=False,
        help_text="Ghi số, ký hiệu, ví dụ: Công văn số 41/CV-UBND. Văn bản đã đăng ký thì hệ thống tự nối.",
    )  # fmt: skip
    period_kind = forms.ChoiceField(label="Hỏi bao lâu một lần", choices=KINDS)
    first_day = VnDateField(label="Số liệu từ ngày", required=False)
    last_day = VnDateField(label="Đến hết ngày", required=False)
    due_on = VnDateField(label="Hạn gửi", required=False)
    version_from = VnDateField(
        label="Áp dụng từ ngày", required=False, help_text="Ngày đầu của kỳ đầu tiên phải báo cáo."
    )
    calendar = forms.ChoiceField(label="Kỳ tính theo", choices=CALENDARS, required=False)
    days = forms.IntegerField(label="Gửi trong bao nhiêu ngày sau kỳ", min_value=0, max_value=90, required=False)
    working = forms.BooleanField(label="Chỉ tính ngày làm việc", required=False)

    def __init__(self, *args: Any, plan: FormPlan, **options: Any) -> None:
        super().__init__(*args, **options)
        if plan.follows:
            del self.fields["period_kind"], self.fields["calendar"]
        kind = (self.data.get("period_kind") if self.is_bound else None) or plan.period_kind
        for name in ONCE_ASKS if kind == "range" else REGULAR_ASKS:
            if name in self.fields:
                self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """This will hold the days against each other; what is left open the last step tells."""
        said = super().clean() or {}
        first, last, due = said.get("first_day"), said.get("last_day"), said.get("due_on")
        if first and last and last < first:
            self.add_error("last_day", "Ngày cuối không thể trước ngày đầu.")
        if first and due and due < first:
            self.add_error("due_on", "Hạn gửi không thể trước ngày bắt đầu.")
        return said


class CheckForm(forms.Form):
    """A check of a chosen pattern: which cells, which number, and what happens where it does not hold."""

    def __init__(self, *args: Any, pattern: Pattern, cells: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.pattern = pattern
        if pattern.needs:
            self.fields["left"] = forms.ChoiceField(label="A", choices=cells)
        if pattern.needs == "one":
            self.fields["right"] = forms.ChoiceField(label="B", choices=cells)
        elif pattern.needs == "several":
            self.fields["right"] = forms.MultipleChoiceField(
                label="B, C, …", choices=cells, widget=forms.CheckboxSelectMultiple
            )
        elif pattern.needs == "number":
            label = "Phần trăm" if "%" in pattern.says else "Số"
            self.fields["number"] = VnDecimalField(label=label)
        self.fields["severity"] = forms.ChoiceField(
            label="Khi không đúng",
            choices=[("error", "Không gửi được, phải sửa"), ("warning", "Gửi được nếu nêu lý do")],
        )
        self.fields["message"] = forms.CharField(
            label="Câu nhắc", required=not pattern.needs, max_length=LONGEST,
            help_text="Để trống thì hệ thống tự ghi câu nhắc." if pattern.needs else "",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """This will refuse a cell held against itself, and a number below zero."""
        said = super().clean() or {}
        if not self.pattern.needs:
            return said
        right = said.get("right") or ()
        said["right"] = (right,) if isinstance(right, str) else tuple(right)
        if said.get("left") in said["right"]:
            self.add_error("right", "Chọn dòng khác với A.")
        number = said.get("number")
        if number is not None and number < 0:
            self.add_error("number", "Ghi số từ 0 trở lên.")
        said["number"] = format(number, "f") if number is not None else ""
        return said


class AddresseesForm(forms.Form):
    """Who shall answer."""

    commune_kinds = forms.MultipleChoiceField(
        label="Cơ quan ở xã, phường", required=False, widget=forms.CheckboxSelectMultiple
    )
    where = forms.ChoiceField(
        label="Ở những đâu", choices=WHERE, widget=forms.RadioSelect, initial="all",
        help_text="Nơi có các cơ quan xã, phường đã đánh dấu ở trên; cơ quan cấp tỉnh chọn riêng ở dưới.",
    )  # fmt: skip
    zone = forms.ChoiceField(label="Khu vực, tuyến", required=False)
    areas = forms.MultipleChoiceField(label="Các xã, phường", required=False, widget=forms.CheckboxSelectMultiple)
    agencies = forms.MultipleChoiceField(
        label="Yêu cầu: cơ quan cấp tỉnh", required=False, widget=forms.CheckboxSelectMultiple
    )
    asked = forms.MultipleChoiceField(
        label="Đề nghị phối hợp", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Cơ quan Đảng, Mặt trận, đoàn thể, tòa án, viện kiểm sát: đề nghị, không giao việc, không xếp hạng.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        zones: Iterable[ZoneView],
        places: Iterable[AreaView],
        offices: Iterable[AgencyView],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._offer("commune_kinds", commune_kinds())
        self._offer("zone", [("", "Chọn khu vực"), *((one.name, f"{one.name} ({len(one.members)})") for one in zones)])
        self._offer("areas", [(one.code, one.full_name) for one in places])
        offices = [one for one in offices if not is_leading(one)]
        self._offer("agencies", [(one.name, one.name) for one in offices if not one.party_line])
        requested = [(one.name, one.name) for one in offices if one.party_line]
        self._offer("asked", requested)
        if not requested:
            del self.fields["asked"]

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """This will ask for the zone, or the units, that were promised, and for whom of them is meant."""
        said = super().clean() or {}
        if said.get("where") in ("zone", "areas") and not said.get("commune_kinds"):
            self.add_error("commune_kinds", "Đánh dấu cơ quan nào của các xã, phường ấy phải trả lời.")
        if said.get("where") == "zone" and not said.get("zone"):
            self.add_error("zone", "Chọn khu vực, tuyến.")
        if said.get("where") == "areas" and not said.get("areas"):
            self.add_error("areas", "Đánh dấu ít nhất một xã, phường.")
        return said


def is_leading(agency: AgencyView) -> bool:
    """This will tell whether an agency leads the province and so is not asked; what serves it may be."""
    return agency.parent_id is None and agency.kind in book().leading_kinds


def commune_kinds() -> list[tuple[str, str]]:
    """This will offer the kinds of agency that communes have."""
    rules = book()
    known = [one.kind for one in rules.commune_agencies]
    asked = [owed.agency_kind for form in rules.all_forms for owed in form.owed_by if owed.level == "commune"]
    owners = [section.owner_kind for form in rules.all_forms for section in form.sections if "commune" in form.levels]
    return [(kind, rules.agency_kinds[kind]) for kind in dict.fromkeys([*known, *asked, *owners]) if kind]


def pattern_named(code: str) -> Pattern | None:
    """This will give the kind of check that an address names."""
    return BY_CODE.get(code)
