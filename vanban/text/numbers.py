"""Numbers as Vietnamese offices write them: 1.234,5 with a dot between thousands and a comma before decimals."""

import re
from decimal import ROUND_HALF_UP, Decimal

_NUMBER = re.compile(r"^([+-]?)(\d[\d.,]*)\s*%?$")
_GROUPED_DOT = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
_GROUPED_COMMA = re.compile(r"^\d{1,3}(?:,\d{3}){2,}$")
_GROUP = 3
_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
_PLACES = {"mươi": 10, "trăm": 100}
_THOUSANDS = {"nghìn", "ngàn"}
_TEN = "mười"
_DIGIT = "một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín"
# Numbers of more than one word, from eleven on: "mười hai", "hai mươi lăm", "ba trăm", each of thousands too.
WORDED_NUMBER = (
    rf"(?:(?:{_DIGIT}) mươi(?: (?:{_DIGIT}))?|mười (?:{_DIGIT})|(?:{_DIGIT}) trăm)(?: (?:nghìn|ngàn))?(?!\w)"
    rf"|(?:{_DIGIT}|mười) (?:nghìn|ngàn)(?!\w)"
)
_CLOSE = {"%", "‰"}


def parse_number(text: str) -> Decimal | None:
    """This will read "1.234,5", "01", "1,5%", "88.2%" or "6.751" (six thousand); None where it is no number.

    A lone dot followed by exactly three digits groups thousands, as the law on documents has it; any other lone dot
    is a decimal point of a foreign keyboard ("88.2").
    """
    found = _NUMBER.match(text.strip())
    if not found:
        return None
    sign, digits = found.groups()
    digits = digits.rstrip(".,")
    plain = _unambiguous(digits)
    return Decimal(sign + plain) if plain is not None else None


def parse_worded(text: str) -> int | None:
    """This will read "mười hai nghìn" (12,000), "hai mươi lăm" (25), "ba trăm" (300); None where it is no number."""
    number = last = 0
    for word in text.lower().split():
        if word in _DIGITS:
            last = _DIGITS[word]
            number += last
        elif word == _TEN:
            number += 10
        elif word in _PLACES:
            number += last * (_PLACES[word] - 1)
        elif word in _THOUSANDS:
            number *= 1_000
        else:
            return None
    return number or None


def _unambiguous(digits: str) -> str | None:
    if _GROUPED_DOT.match(digits):
        return digits.replace(".", "")
    if _GROUPED_COMMA.match(digits):
        return digits.replace(",", "")
    dots, commas = digits.count("."), digits.count(",")
    if commas == 1 and dots:
        whole, _, fraction = digits.partition(",")
        return f"{whole.replace('.', '')}.{fraction}" if _GROUPED_DOT.match(whole) and "." not in fraction else None
    if commas <= 1 and dots <= 1:
        return digits.replace(",", ".")
    return None


def plain_decimal(value: Decimal) -> str:
    """This will give the number as machines write it, without idle zeros: 50, 1.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """This will write 1234.5 as "1.234,5"; `places` fixes the digits after the comma (half rounds up)."""
    number = Decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = format(abs(number), "f")
    whole, _, fraction = text.partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    head = len(whole) % _GROUP
    groups = ([whole[:head]] if head else []) + [whole[i : i + _GROUP] for i in range(head, len(whole), _GROUP)]
    shown = ".".join(groups) + (f",{fraction}" if fraction else "")
    is_nought = not any(char in "123456789" for char in shown)
    return shown if number >= 0 or is_nought else f"-{shown}"


def format_percent(value: Decimal | int, places: int | None = None) -> str:
    """This will write 28.9 as "28,9%" (no space before the sign, as official documents print it)."""
    return format_quantity(value, "%", places)


def format_quantity(value: Decimal | int, unit: str, places: int | None = None) -> str:
    """This will write a number with its unit: "28,5 kg"; the signs % and ‰ stand close: "28,9%"."""
    number = format_number(value, places)
    return number + unit if unit in _CLOSE or not unit else f"{number} {unit}"
