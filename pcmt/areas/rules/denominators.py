"""What is known of an area by the year and stands under a rate: residents, households, land."""

from dataclasses import dataclass


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
