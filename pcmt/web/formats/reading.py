"""Dates and numbers as people type them, read only where they can mean one thing. Pure."""

import re
from datetime import date
from decimal import Decimal

PLAIN = re.compile(r"[+-]?\d+(,\d+)?", re.ASCII)
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?P<mark>[. ])\d{3}(?:(?P=mark)\d{3})*(,\d+)?", re.ASCII)
TYPED_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d+)", re.ASCII)
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-", "–": "-"})


class Unclear(ValueError):
    """This will carry the Vietnamese message that says why an input cannot be read and how to write it."""


def read_number(text: str) -> Decimal:
    """This will read 1234, 1.234, 1.234,5 or 1 234,5; raises Unclear for 1.5, 12.34, 1,234.5, words.

    A point separates thousands and a comma decimals; a lone point that is not followed by groups of
    three digits could be either, and a wrong guess is a thousand times off.
    """
    typed = text.translate(SPACES).strip()
    if PLAIN.fullmatch(typed) or GROUPED.fullmatch(typed):
        return Decimal(typed.replace(".", "").replace(" ", "").replace(",", "."))
    raise Unclear(_number_complaint(typed))


def _number_complaint(typed: str) -> str:
    if not re.fullmatch(r"[+-]?[\d.,\s]*\d[\d.,\s]*", typed):
        return f"“{typed}” không phải là số. Chỉ nhập chữ số, ví dụ 1.234 hoặc 1.234,5."
    if re.fullmatch(r"[+-]?\d+\.\d+", typed):
        return (
            f"“{typed}” có thể hiểu theo hai cách. Dùng dấu phẩy cho phần thập phân"
            f" ({typed.replace('.', ',')}), dấu chấm chỉ để tách hàng nghìn (1.234)."
        )
    return (
        f"“{typed}” không đúng cách viết số tiếng Việt."
        " Dấu chấm tách hàng nghìn, dấu phẩy tách phần thập phân, ví dụ 1.234,5."
    )


def read_date(text: str) -> date:
    """This will read 21/11/2026, 1/7/2025, 21-11-2026, 21.11.2026 or 2026-11-21, day first; raises Unclear."""
    typed = text.strip()
    if found := ISO_DATE.fullmatch(typed):
        year, month, day = (int(part) for part in found.groups())
    elif found := TYPED_DATE.fullmatch(typed):
        if len(found[3]) != 4:
            raise Unclear(f"Năm “{found[3]}” phải ghi đủ bốn chữ số, ví dụ 21/11/2026.")
        day, month, year = (int(part) for part in found.groups())
    else:
        raise Unclear(f"“{typed}” không phải là ngày. Nhập theo thứ tự ngày/tháng/năm, ví dụ 21/11/2026.")
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclear(f"Không có ngày {day}/{month}/{year}. Nhập theo thứ tự ngày/tháng/năm.") from None
