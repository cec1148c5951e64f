"""Figures as Vietnamese officials type them: `1.234,5` in, a scaled integer out, or what to type instead."""

import re

from pcmt.kernel.quantity import Quantity
from vanban.text import format_number

MAX_DIGITS = 12
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
PLAIN = re.compile(r"(?P<whole>\d+)(?:,(?P<part>\d+))?", re.ASCII)
GROUPED = re.compile(r"(?P<whole>\d{1,3}(?:[. ]\d{3})+)(?:,(?P<part>\d+))?", re.ASCII)
ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d+", re.ASCII)
YES = {"có", "co", "x", "1", "yes"}
NO = {"không", "khong", "0", "no"}


class WrongFigure(ValueError):
    """This will say, in Vietnamese, why a typed text is no figure for its cell, and what is allowed there."""


def read_figure(text: str, *, kind: str, scale: int) -> int | None:
    """This will read a typed figure to a scaled integer; None for an empty cell; raises WrongFigure.

    kind: count, measure, yesno or class, as the element says; scale: how many decimals the cell keeps.
    """
    text = SPACES.sub(" ", text).strip()
    if not text:
        return None
    if kind == "yesno":
        return _yes_or_no(text)
    if text in {"-", "–", "—"}:
        raise WrongFigure("Dấu gạch không phải là số: ghi 0 nếu không có, để trống nếu chưa có số liệu.")
    if text[0] in "-−–":
        raise WrongFigure(f"“{text}” là số âm; ô này chỉ nhận số từ 0 trở lên.")
    found = PLAIN.fullmatch(text) or GROUPED.fullmatch(text)
    if not found:
        raise WrongFigure(_why_unread(text, scale))
    whole = re.sub(r"[. ]", "", found["whole"]).lstrip("0") or "0"
    part = (found["part"] or "").rstrip("0")
    if len(part) > scale:
        raise WrongFigure(_why_too_fine(text, scale))
    if len(whole) > MAX_DIGITS:
        raise WrongFigure(f"“{text}” quá lớn: phần nguyên có tối đa {MAX_DIGITS} chữ số.")
    return int(whole + part.ljust(scale, "0"))


def write_figure(scaled: int, scale: int, kind: str = "count") -> str:
    """This will write a scaled integer as `read_figure` reads it: `1.234,5` without idle zeros, `có` or `không`."""
    if kind == "yesno":
        return "có" if scaled else "không"
    return format_number(Quantity(scaled, scale).decimal)


def _yes_or_no(text: str) -> int:
    word = text.casefold()
    if word in YES:
        return 1
    if word in NO:
        return 0
    raise WrongFigure(f"“{text}” chưa rõ: ghi “có” hoặc “không”.")


def _why_unread(text: str, scale: int) -> str:
    if ENGLISH.fullmatch(text):
        return (
            f"“{text}” có thể hiểu theo hai cách: dấu chấm chỉ để tách hàng nghìn (1.234), "
            f"dấu phẩy để ghi phần thập phân ({'12,5' if scale else 'ô này chỉ nhận số nguyên'})."
        )
    return f"“{text}” không phải là số. {_allowed(scale)}"


def _why_too_fine(text: str, scale: int) -> str:
    if scale:
        return f"“{text}” có quá nhiều chữ số thập phân. {_allowed(scale)}"
    return f"“{text}” không phải số nguyên. {_allowed(scale)}"


def _allowed(scale: int) -> str:
    if scale:
        return f"Ô này nhận số có tối đa {scale} chữ số sau dấu phẩy, ví dụ 1.234,5."
    return "Ô này chỉ nhận số nguyên từ 0, ví dụ 12 hoặc 1.234."
