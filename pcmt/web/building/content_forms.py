"""The forms of the second step: sections, rows, tables, questions, words; each gives values for the plan."""

from collections.abc import Sequence
from typing import Any

from django import forms

from pcmt.rulebook.queries import book
from pcmt.web.building.forms import LONGEST, commune_kinds

FIGURES = (("count", "Số đếm (số nguyên)"), ("measure", "Số đo, có phần lẻ"), ("yesno", "Có hoặc không"))
TIMES = (
    ("sum", "Số phát sinh trong kỳ: cộng các kỳ được"),
    ("last", "Số hiện có vào cuối kỳ: lấy kỳ cuối"),
    ("distinct", "Số người tính một lần từ đầu năm"),
)
QUESTIONS = (
    ("choice", "Chọn một trong các ý"),
    ("text", "Trả lời bằng chữ"),
    ("date", "Ngày"),
    ("file", "Đính kèm tệp"),
)
WORDS = (
    ("results", "Kết quả nổi bật"),
    ("difficulties", "Khó khăn, vướng mắc"),
    ("causes", "Nguyên nhân"),
    ("proposals", "Kiến nghị, đề xuất"),
    ("direction", "Phương hướng kỳ tới"),
)
OTHER = "khac"
MOST_OPTIONS, LONGEST_OPTION = 20, 120
Cells = Sequence[tuple[str, str]]
"""Cells of the form by code, with their labels, to choose from."""


def restricted_field() -> forms.BooleanField:
    """This will give the box that holds a part back from most readers."""
    return forms.BooleanField(
        label="Hạn chế người xem", required=False,
        help_text="Chỉ cơ quan nhập và cơ quan kiểm tra biểu xem được; không có trong báo cáo công khai.",
    )  # fmt: skip


def estimate_field() -> forms.BooleanField:
    """This will give the box that marks figures as estimates."""
    return forms.BooleanField(
        label="Là số ước", required=False,
        help_text="Ước thực hiện, ví dụ số ước cả năm khi năm chưa hết; ghi nhãn “số ước” ở mọi nơi hiện số này.",
    )  # fmt: skip


class SectionForm(forms.Form):
    """A part of the form and whose it is."""

    label = forms.CharField(label="Tên phần", max_length=LONGEST)
    owner_kind = forms.ChoiceField(label="Cơ quan phụ trách phần này", required=False)
    owner = forms.CharField(
        label="Tên cơ quan phụ trách", max_length=LONGEST, required=False,
        help_text="Chỉ ghi khi danh bạ có nhiều cơ quan loại này: đúng tên trong danh bạ.",
    )  # fmt: skip
    cumulative = forms.BooleanField(label="Có cột lũy kế từ đầu năm", required=False)

    def __init__(self, *args: Any, once: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if once:
            del self.fields["cumulative"]
        kinds = [("", "Chính đơn vị trả lời"), *commune_kinds()]
        self.fields["owner_kind"] = forms.ChoiceField(
            label="Cơ quan phụ trách phần này", required=False, choices=kinds,
            help_text="Nếu là cơ quan khác thì thủ trưởng cơ quan đó xác nhận phần này trước khi ký.",
        )  # fmt: skip


class CarryingForm(forms.Form):
    """What the forms of rows share: the cell of the period before whose figure is offered, and who may see the row.

    cells: that may be carried over; none of them where the form is asked once. in_table: a table says of all its rows
    at once whether they must be filled in, are estimates and who sees them, and nothing is carried into it.
    """

    carried = forms.ChoiceField(label="Điền sẵn số kỳ trước của", required=False)
    estimate = estimate_field()
    restricted = restricted_field()

    def __init__(self, *args: Any, cells: Cells, in_table: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if in_table:
            del self.fields["required"], self.fields["restricted"], self.fields["estimate"]
        if in_table or not cells:
            del self.fields["carried"]
            return
        self.fields["carried"] = forms.ChoiceField(
            label="Điền sẵn số kỳ trước của", required=False, choices=[("", "Không điền sẵn"), *cells],
            help_text="Ví dụ số đầu kỳ lấy từ số cuối kỳ trước đã chốt; ai ghi khác thì nêu lý do.",
        )  # fmt: skip


class OwnLabelForm(CarryingForm):
    """A row that asks for an element of the rulebook: its wording here, and whether it must be filled in."""

    label = forms.CharField(
        label="Ghi trên biểu là", max_length=LONGEST, required=False, help_text="Để trống thì dùng tên trong danh mục."
    )
    required = forms.BooleanField(label="Bắt buộc điền", required=False, initial=True)
    field_order = ("label", "required", "carried", "estimate", "restricted")


class NewRowForm(CarryingForm):
    """A row that asks for something new."""

    label = forms.CharField(label="Tên dòng", max_length=LONGEST)
    unit = forms.CharField(label="Đơn vị tính", max_length=40, help_text="Ví dụ: người, vụ, cơ sở, kg.")
    kind = forms.ChoiceField(label="Kiểu số liệu", choices=FIGURES)
    scale = forms.IntegerField(
        label="Số chữ số sau dấu phẩy", min_value=0, max_value=4, required=False, help_text="Chỉ cho số đo."
    )
    time = forms.ChoiceField(label="Cộng theo thời gian", choices=TIMES)
    sums_over_areas = forms.BooleanField(label="Cộng số của các xã thành số của tỉnh", required=False, initial=True)
    required = forms.BooleanField(label="Bắt buộc điền", required=False, initial=True)
    help = forms.CharField(
        label="Cách ghi",
        max_length=LONGEST,
        required=False,
        help_text="Cho người điền: tính gì, không tính gì.",
    )
    field_order = ("label", "unit", "kind", "scale", "time", "sums_over_areas", "required", "carried", "estimate",
                   "restricted", "help")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """This will keep decimals to measures."""
        said = super().clean() or {}
        if said.get("scale") and said.get("kind") != "measure":
            self.add_error("scale", "Chỉ số đo có phần lẻ; chọn kiểu “Số đo” hoặc để trống.")
        said["scale"] = said.get("scale") or 0
        return said


class TotalForm(forms.Form):
    """A row that nobody fills in: which cells it adds up, and which it takes away.

    cells: that can be added up. needs_label: whether the rulebook has no name for it.
    """

    label = forms.CharField(label="Tên dòng tổng", max_length=LONGEST)
    plus = forms.MultipleChoiceField(label="Cộng các ô", widget=forms.CheckboxSelectMultiple)
    minus = forms.MultipleChoiceField(
        label="Trừ các ô", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Ví dụ: số cuối kỳ = số đầu kỳ + tăng − giảm.",
    )  # fmt: skip
    restricted = restricted_field()
    help = forms.CharField(label="Cách ghi", max_length=LONGEST, required=False)

    def __init__(self, *args: Any, cells: Cells, needs_label: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("plus", "minus"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = cells
        if not needs_label:
            self.fields["label"].required = False
            self.fields["label"].help_text = "Để trống thì dùng tên trong danh mục."
            del self.fields["help"]

    def clean(self) -> dict[str, Any]:
        """This will refuse a cell that is added and taken away."""
        said = super().clean() or {}
        said["plus"], said["minus"] = tuple(said.get("plus") or ()), tuple(said.get("minus") or ())
        if {*said["plus"]} & {*said["minus"]}:
            self.add_error("minus", "Một ô không thể vừa cộng vừa trừ.")
        return said


class TableForm(forms.Form):
    """A table: what its columns break the rows down by, and a second breakdown where it has one row only."""

    label = forms.CharField(label="Tên bảng", max_length=LONGEST)
    columns = forms.ChoiceField(label="Cột: chia theo")
    across = forms.ChoiceField(label="Dòng: chia thêm theo", required=False)
    required = forms.BooleanField(label="Bắt buộc điền", required=False, initial=True)
    estimate = estimate_field()
    restricted = restricted_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sets = [(one.code, f"{one.label}: {', '.join(part.label for part in one.categories)}"[:110])
                for one in book().category_sets.values()]  # fmt: skip
        self.fields["columns"] = forms.ChoiceField(label="Cột: chia theo", choices=sets)
        self.fields["across"] = forms.ChoiceField(
            label="Dòng: chia thêm theo", required=False, choices=[("", "Không: mỗi dòng là một số liệu"), *sets]
        )

    def clean(self) -> dict[str, Any]:
        """This will refuse the same breakdown twice."""
        said = super().clean() or {}
        if said.get("across") and said["across"] == said.get("columns"):
            self.add_error("across", "Chọn cách chia khác với cột.")
        return said


class TableNameForm(forms.Form):
    """A table that stands: how it is called, and whether it must be filled in."""

    label = forms.CharField(label="Tên bảng", max_length=LONGEST)
    required = forms.BooleanField(label="Bắt buộc điền", required=False)
    estimate = estimate_field()
    restricted = restricted_field()


class QuestionForm(forms.Form):
    """A question that asks no figure."""

    label = forms.CharField(label="Câu hỏi", max_length=LONGEST)
    kind = forms.ChoiceField(label="Trả lời bằng", choices=QUESTIONS)
    options = forms.CharField(
        label="Các ý để chọn", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="Mỗi dòng một ý."
    )
    required = forms.BooleanField(label="Bắt buộc trả lời", required=False, initial=True)
    restricted = restricted_field()
    help = forms.CharField(label="Cách ghi", max_length=LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        """This will read the options, one a line."""
        said = super().clean() or {}
        lines = [" ".join(line.split())[:LONGEST_OPTION] for line in str(said.get("options") or "").splitlines()]
        found = tuple(dict.fromkeys(line for line in lines if line))
        if said.get("kind") == "choice" and not 2 <= len(found) <= MOST_OPTIONS:
            self.add_error("options", f"Ghi từ 2 đến {MOST_OPTIONS} ý, mỗi dòng một ý.")
        said["options"] = found if said.get("kind") == "choice" else ()
        return said


class WordsForm(forms.Form):
    """A field for words: one that all forms share, or one of this form's own."""

    key = forms.ChoiceField(label="Mục lời văn", choices=[*WORDS, (OTHER, "Mục khác")])
    label = forms.CharField(label="Tên mục khác", max_length=120, required=False)
    help = forms.CharField(label="Cách ghi", max_length=LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        """This will ask for a name where the field is the form's own."""
        said = super().clean() or {}
        key = said.get("key", OTHER)
        said["key"] = "" if key == OTHER else key
        said["label"] = dict(WORDS).get(key) or said.get("label")
        if not said["label"]:
            self.add_error("label", "Đặt tên cho mục này.")
        return said


class WordingForm(forms.Form):
    """A field for words that stands: how it is called here, and how it is to be written."""

    label = forms.CharField(label="Tên mục", max_length=120)
    help = forms.CharField(label="Cách ghi", max_length=LONGEST, required=False)
