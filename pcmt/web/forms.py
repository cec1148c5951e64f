"""Form fields that read and write dates and numbers as Vietnamese write them, and refuse what is ambiguous."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

from pcmt.files.queries import LARGEST
from pcmt.web.formats.figures import number_text
from pcmt.web.formats.reading import Unclear, read_date, read_number
from vanban.text import format_date

LARGEST_BODY = 300 * 1024**2  # all files that one form sends; more is turned away unread (BodyLimitMiddleware)


class UploadField(forms.FileField):
    """This will take one file, and refuse one that is too large by its size, before it is read into memory.

    The page is told the limit, so that nobody sends for minutes what will not be taken (static/house.js).
    """

    default_error_messages: ClassVar = {
        "empty": "Tệp rỗng, không có nội dung. Mở tệp trên máy để kiểm tra rồi chọn lại."
    }
    most_bytes = LARGEST

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """This will tell the page how many bytes its files may have together."""
        return {**super().widget_attrs(widget), "data-most": self.most_bytes}

    def to_python(self, data: "File[Any] | None") -> "File[Any] | None":
        """This will refuse more than what `files.keep` keeps."""
        if data is not None and (data.size or 0) > LARGEST:
            raise ValidationError(
                f"Tệp nặng {(data.size or 0) // 1024**2} MB, vượt quá mức {LARGEST // 1024**2} MB. "
                "Giảm độ phân giải, tách phụ lục hình ảnh ra, hoặc xuất lại tệp PDF có lớp chữ.",
                code="too_large",
            )
        return super().to_python(data)


class ManyFilesInput(forms.ClearableFileInput):
    """This will let several files be chosen at once."""

    allow_multiple_selected = True


class UploadsField(UploadField):
    """This will take several files and give them as a list, one in which the first flaw is told with its file's name.

    An empty or too large file among others is let through: what is done with each is told file by file.
    """

    widget = ManyFilesInput
    most_bytes = LARGEST_BODY

    def clean(self, data: Any, initial: Any = None) -> Any:
        """This will check a single file as `UploadField` does, and keep many as they are."""
        files = [file for file in data if file] if isinstance(data, list | tuple) else [data]
        if len(files) == 1 or not any(files):
            return [super().clean(files[0] if files else None, initial)]
        return files


class VnDateField(forms.Field):
    """This will read a day/month/year and give a date.

    The widget is a text input: browsers show date inputs in the order of their own language.
    """

    widget = forms.TextInput

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.earliest, self.latest = earliest, latest

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """This will hint at the order and bring up the digits on a phone."""
        return {"placeholder": "ngày/tháng/năm", "inputmode": "numeric", "autocomplete": "off", "class": "short"}

    def prepare_value(self, value: Any) -> Any:
        """This will show a date as day/month/year and what was typed as it was."""
        if isinstance(value, datetime):
            value = value.date()
        return format_date(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """This will give the date, or None for nothing."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            day = read_date(str(value))
        except Unclear as unclear:
            raise ValidationError(str(unclear), code="invalid") from None
        if self.earliest and day < self.earliest:
            raise ValidationError(f"Ngày không được trước {format_date(self.earliest)}.", code="too_early")
        if self.latest and day > self.latest:
            raise ValidationError(f"Ngày không được sau {format_date(self.latest)}.", code="too_late")
        return day


class VnTimeField(forms.TimeField):
    """This will read an hour as Vietnamese write it: 17:00, 17h00, 17h, 17 giờ 30."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        formats = ("%H:%M", "%Hh%M", "%Hh", "%H giờ %M", "%H giờ")
        wrong = {"invalid": "Ghi giờ và phút, ví dụ 17:00."}
        super().__init__(input_formats=formats, error_messages=wrong, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """This will hint at the form."""
        return {"placeholder": "giờ:phút", "autocomplete": "off", "class": "short"}

    def prepare_value(self, value: Any) -> Any:
        """This will show an hour as 17:00 and what was typed as it was."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class VnDecimalField(forms.Field):
    """This will read 1.234,5 and give a Decimal with at most `decimals` digits after the comma."""

    widget = forms.TextInput

    def __init__(
        self,
        *,
        decimals: int = 2,
        minimum: Decimal | int | None = None,
        maximum: Decimal | int | None = None,
        **options: Any,
    ) -> None:
        # Before the base class, which asks for the widget's attributes.
        self.decimals, self.minimum, self.maximum = decimals, minimum, maximum
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """This will align the figure and bring up the digits on a phone."""
        return {
            "inputmode": "decimal" if self.decimals else "numeric",
            "autocomplete": "off",
            "class": "num short",
        }

    def prepare_value(self, value: Any) -> Any:
        """This will show a number as 1.234,5 and what was typed as it was."""
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return number_text(value)
        return value

    def to_python(self, value: Any) -> Any:
        """This will give the number, or None for nothing (which is not zero)."""
        if value in self.empty_values:
            return None
        if isinstance(value, int | Decimal):
            return Decimal(value)
        try:
            number = read_number(str(value))
        except Unclear as unclear:
            raise ValidationError(str(unclear), code="invalid") from None
        self._bound(number)
        return number

    def _bound(self, number: Decimal) -> None:
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.decimals:
            raise ValidationError(self._too_fine(), code="too_many_decimals")
        if self.minimum is not None and number < self.minimum:
            raise ValidationError(f"Số phải từ {number_text(self.minimum)} trở lên.", code="too_small")
        if self.maximum is not None and number > self.maximum:
            raise ValidationError(f"Số không được quá {number_text(self.maximum)}.", code="too_large")

    def _too_fine(self) -> str:
        if self.decimals == 0:
            return "Chỉ nhập số nguyên, không có phần thập phân."
        return f"Chỉ ghi nhiều nhất {self.decimals} chữ số sau dấu phẩy."


class VnIntegerField(VnDecimalField):
    """This will read 1.234 and give an int."""

    def __init__(self, **options: Any) -> None:
        super().__init__(decimals=0, **options)

    def to_python(self, value: Any) -> int | None:
        """This will give the whole number, or None for nothing (which is not zero)."""
        number = super().to_python(value)
        return None if number is None else int(number)


class YearField(VnIntegerField):
    """This will read a year, which is never grouped: 2026, not 2.026."""

    def __init__(self, *, minimum: int = 1945, maximum: int = 2100, **options: Any) -> None:
        super().__init__(minimum=minimum, maximum=maximum, **options)

    def prepare_value(self, value: Any) -> Any:
        """This will show the year plainly."""
        return str(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """This will give the year, or None for nothing; what is no number is told how a year is written."""
        try:
            return super().to_python(value)
        except ValidationError:
            raise self._wrong() from None

    def _bound(self, number: Decimal) -> None:
        if not (number == int(number) and int(self.minimum or 0) <= number <= int(self.maximum or 0)):
            raise self._wrong()

    def _wrong(self) -> ValidationError:
        return ValidationError(
            f"Nhập năm bằng bốn chữ số, từ {self.minimum} đến {self.maximum}, ví dụ 2026.", code="invalid"
        )
