"""Reads one cell to fill in, as a person would have typed it; what may mean two things is asked back, not guessed."""

import re
from datetime import date, datetime, time, timedelta

from openpyxl.cell.cell import Cell, MergedCell

from workbook.blanks.spec import NO, YES, Input

QUOTED = 40
DIGITS = 15
"""Figures that Excel keeps of a number."""
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
PLAIN = re.compile(r"\d{1,15}", re.ASCII)
DECIMAL = re.compile(r"(?:0|[1-9]\d{0,14}),\d{1,2}", re.ASCII)
"""Three figures behind the comma may be thousands in the English way; fewer may not."""
WITH_SIGNS = re.compile(r"\d[\d.,]{0,40}", re.ASCII)
MARKS = "=+-@"
ASSENTS, DENIALS = frozenset({"có", "co", "x", "1"}), frozenset({"không", "khong", "0"})


class WrongCell(Exception):
    """What is wrong in a cell; the text says it, and what to type instead."""


def read_cell(cell: Cell | MergedCell | None, asked: Input) -> str:
    """This will give what stands in a cell as it is typed ("1234,5"; "" where it is empty); raises WrongCell."""
    value = cell.value if cell is not None else None
    if cell is not None and cell.data_type == "f":
        raise WrongCell("Ô chứa công thức. Gõ thẳng giá trị, hoặc dán bằng Paste Values.")
    if cell is not None and cell.data_type == "e":
        raise WrongCell(f"Ô báo lỗi của Excel ({str(value)[:QUOTED]}). Gõ lại giá trị.")
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    if asked.kind == "text":
        return _words(value, asked)
    if asked.kind == "choice":
        return _chosen(str(value).strip(), asked.options)
    if asked.kind == "date":
        return _day(value)
    if isinstance(value, datetime | date | time | timedelta):
        raise WrongCell("Excel đã đổi số vừa gõ thành ngày, giờ. Đặt lại định dạng ô là Number rồi gõ lại.")
    if asked.kind == "yesno":
        return _yes_or_no(value)
    if isinstance(value, bool):
        raise WrongCell("Ô chứa TRUE hoặc FALSE, không phải là số.")
    if isinstance(value, int | float):
        return _number(value, asked.scale)
    return _number_in_text(SPACES.sub(" ", str(value)).strip(), asked.scale)


def _words(value: object, asked: Input) -> str:
    text = str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()
    if text[0] in "=@":
        raise WrongCell(
            f"Lời văn bắt đầu bằng “{text[0]}” có thể bị Excel của người khác chạy như công thức. Bỏ dấu ấy."
        )
    if len(text) > asked.longest:
        raise WrongCell(f"Lời văn dài {len(text)} chữ, quá {asked.longest}. Rút gọn.")
    return text


def _chosen(text: str, options: tuple[str, ...]) -> str:
    for option in options:
        if text.casefold() == option.casefold():
            return option
    raise WrongCell(f"“{text[:QUOTED]}” không có trong danh sách của ô: {'; '.join(options)}.")


def _day(value: object) -> str:
    """A day as Excel holds it, or as text that whoever asked for it reads."""
    if isinstance(value, date):  # a datetime is one too
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return value.strip()
    raise WrongCell(f"“{str(value)[:QUOTED]}” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 21/11/2026.")


def _yes_or_no(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    word = f"{value:g}" if isinstance(value, int | float) else str(value).strip().casefold()
    if word in ASSENTS:
        return YES
    if word in DENIALS:
        return NO
    raise WrongCell(f"“{str(value)[:QUOTED]}” chưa rõ: chọn “{YES}” hoặc “{NO}” trong danh sách của ô.")


def _number(value: float, scale: int) -> str:
    """A number as Excel holds it; 1.234 in a cell of whole numbers was most likely meant as 1234."""
    if value < 0:
        raise WrongCell(f"Số âm ({_typed(value)}); ô này chỉ nhận số từ 0 trở lên.")
    text = _typed(value)
    _, _, part = text.partition(",")
    if not scale and part:
        meant = f" Nếu là {text.replace(',', '.')} (dấu chấm tách hàng nghìn), gõ liền {text.replace(',', '')}."
        raise WrongCell(f"Số lẻ {text}; ô này chỉ nhận số nguyên.{meant if len(part) == 3 else ''}")
    if len(part) > scale:
        raise WrongCell(f"Số {text} có {len(part)} chữ số sau dấu phẩy; ô này nhận tối đa {scale}.")
    return text


def _typed(value: float) -> str:
    """Plain decimals with a comma, never 1e+20."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    text = f"{value:.{DIGITS}g}"
    if "e" in text:
        text = f"{value:.{DIGITS}f}".rstrip("0")
    return text.replace(".", ",")


def _number_in_text(text: str, scale: int) -> str:
    """Text in a cell of numbers: taken where it is nothing but digits, asked back where it may mean two things."""
    shown = text[:QUOTED]
    if text[0] in "-−–" and not text.strip("-−–—"):
        raise WrongCell("Dấu gạch không phải là số: ghi 0 nếu không có, để trống nếu chưa có số liệu.")
    if text[0] in MARKS:
        raise WrongCell(f"“{shown}” bắt đầu bằng dấu “{text[0]}”; chỉ gõ chữ số.")
    if PLAIN.fullmatch(text):
        if len(text) > 1 and text[0] == "0":
            raise WrongCell(f"“{shown}” có số 0 ở đầu, giống mã số hơn là số lượng. Gõ lại số, không có số 0 ở đầu.")
        return text
    if scale and DECIMAL.fullmatch(text):
        return text
    if WITH_SIGNS.fullmatch(text):
        raise WrongCell(
            f"“{shown}” là chữ trong ô số và hiểu được hai cách ({_readings(text)}). "
            f"Gõ lại, không tách hàng nghìn: {'1234 hoặc 12,5' if scale else '1234'}."
        )
    raise WrongCell(f"“{shown}” là chữ, không phải là số. Gõ lại bằng chữ số.")


def _readings(text: str) -> str:
    digits = text.replace(".", "").replace(",", "")[:QUOTED]
    whole, _, part = text.replace(".", ",").partition(",")
    return f"{digits}, hay {whole},{part.replace(',', '')[:QUOTED]}"
