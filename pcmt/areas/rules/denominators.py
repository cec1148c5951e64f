"""What is known of an area by the year and stands under a rate: residents, households, land."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from vanban.text import parse_number


@dataclass(frozen=True)
class Measure:
    """A yearly measure of an area: its label, its unit, and how many decimals its scaled integer holds."""

    label: str
    unit: str
    decimals: int


MEASURES = {
    # Quyết định 28/2025/QĐ-TTg, khoản 1 Điều 4: who lives there in fact, not who is registered.
    "residents": Measure("Nhân khẩu hiện đang cư trú", "người", 0),
    "households": Measure("Số hộ", "hộ", 0),
    "land": Measure("Diện tích tự nhiên", "km²", 2),
}
# How a value came in, as provenance is kept everywhere.
PROVENANCES = {"typed": "Nhập tay", "imported": "Nhập từ tệp"}
YEARS = range(1990, 2101)
MOST = 10**15
LONGEST = 30


def scaled_value(text: str, measure: str) -> int | None:
    """This will read a value as its measure keeps it ("12,5" km² is 1250 hundredths); None where it cannot be one.

    Numbers are read as Vietnamese write them first ("1.234,5"), then as programs do ("12.5").
    """
    if len(text) > LONGEST:
        return None
    for number in (parse_number(text), _plain(text)):
        if number is not None and number.is_finite():
            scaled = number.scaleb(MEASURES[measure].decimals)
            if 0 <= scaled <= MOST and scaled == scaled.to_integral_value():
                return int(scaled)
    return None


def _plain(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
