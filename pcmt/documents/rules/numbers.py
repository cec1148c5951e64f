"""Whether a number and a day can be those of an outgoing document."""

import re
from datetime import date

_NUMBER = re.compile(r"\d{1,6}[a-zđ]?/[^\s/]{1,40}", re.IGNORECASE)


def flaw_of_number(number: str) -> str:
    """This will say what a number lacks: count and symbol as in "215/BC-BCĐ"; "" where it is whole."""
    return "" if _NUMBER.fullmatch(number) else "Ghi đủ số và ký hiệu, ví dụ 215/BC-BCĐ."


def flaw_of_day(issued_on: date, today: date) -> str:
    """This will say that a day lies ahead; "" otherwise."""
    return "Ngày ban hành không thể sau hôm nay." if issued_on > today else ""
