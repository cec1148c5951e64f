"""Names, types and levels of units, each for its time.

Administrative units: Luật Tổ chức chính quyền địa phương 2025, Điều 1 (no district level since 01/7/2025). Hamlets and
neighbourhoods are self-governing communities below the commune, not administrative units (Nghị định 185/2026/NĐ-CP).
"""

from dataclasses import dataclass
from datetime import date

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
LEVEL_LABELS = {
    "province": "Cấp tỉnh",
    "district": "Cấp huyện",
    "commune": "Cấp xã",
    "hamlet": "Thôn, tổ dân phố",
}
# Since 01/7/2025 communes hang under the province; before, under a district.
PARENT_LEVELS = {
    "province": frozenset[str](),
    "district": frozenset({"province"}),
    "commune": frozenset({"province", "district"}),
    "hamlet": frozenset({"commune"}),
}


@dataclass(frozen=True)
class UnitType:
    """A type of unit: its label, and the levels at which it stands, each up to its last day (None: until today)."""

    label: str
    levels: dict[str, date | None]


# A city is a province's equal when the centre governs it, and was a district's equal until 30/6/2025.
TYPES = {
    "tinh": UnitType("Tỉnh", {"province": None}),
    "thanh_pho": UnitType("Thành phố", {"province": None, "district": LAST_DAY_OF_DISTRICTS}),
    "quan": UnitType("Quận", {"district": LAST_DAY_OF_DISTRICTS}),
    "huyen": UnitType("Huyện", {"district": LAST_DAY_OF_DISTRICTS}),
    "thi_xa": UnitType("Thị xã", {"district": LAST_DAY_OF_DISTRICTS}),
    "xa": UnitType("Xã", {"commune": None}),
    "phuong": UnitType("Phường", {"commune": None}),
    "thi_tran": UnitType("Thị trấn", {"commune": LAST_DAY_OF_DISTRICTS}),
    "dac_khu": UnitType("Đặc khu", {"commune": None}),
    "thon": UnitType("Thôn", {"hamlet": None}),
    "ban": UnitType("Bản", {"hamlet": None}),
    "lang": UnitType("Làng", {"hamlet": None}),
    "xom": UnitType("Xóm", {"hamlet": None}),
    "ap": UnitType("Ấp", {"hamlet": None}),
    "buon": UnitType("Buôn", {"hamlet": None}),
    "bon": UnitType("Bon", {"hamlet": None}),
    "phum": UnitType("Phum", {"hamlet": None}),
    "soc": UnitType("Sóc", {"hamlet": None}),
    "khu": UnitType("Khu", {"hamlet": None}),
    "tieu_khu": UnitType("Tiểu khu", {"hamlet": None}),
    "to_dan_pho": UnitType("Tổ dân phố", {"hamlet": None}),
    "khu_pho": UnitType("Khu phố", {"hamlet": None}),
    "khoi": UnitType("Khối", {"hamlet": None}),
    "khoi_pho": UnitType("Khối phố", {"hamlet": None}),
    "khom": UnitType("Khóm", {"hamlet": None}),
}
TYPE_LABELS = {code: kind.label for code, kind in TYPES.items()}


def stands_at(type_code: str, level: str, on: date) -> bool:
    """This will tell whether a type of unit exists at that level on that day."""
    kind = TYPES.get(type_code)
    if kind is None or level not in kind.levels:
        return False
    last_day = kind.levels[level]
    return last_day is None or on <= last_day


def last_day_of(type_code: str, level: str) -> date | None:
    """This will give the last day on which the type stood at the level; None where it still does."""
    return TYPES[type_code].levels[level]


def levels_of(type_code: str) -> tuple[str, ...]:
    """This will list the levels at which a type stands or stood, the higher first."""
    return tuple(TYPES[type_code].levels)


def full_name(type_code: str, name: str) -> str:
    """This will name a unit with its type, as official texts do: "Xã Sen Hồng"."""
    return f"{TYPE_LABELS[type_code]} {name}"


def type_word(type_code: str) -> str:
    """This will give the type as it stands inside a sentence or a table of codes: "xã", "thị trấn"."""
    return TYPE_LABELS[type_code].lower()
