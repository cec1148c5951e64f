"""Names, types and levels of administrative units (Luật Tổ chức chính quyền địa phương 2025, Điều 1)."""

TYPE_LABELS = {
    "tinh": "Tỉnh",
    "thanh_pho": "Thành phố",
    "huyen": "Huyện",
    "xa": "Xã",
    "phuong": "Phường",
    "dac_khu": "Đặc khu",
}
LEVEL_LABELS = {"province": "Cấp tỉnh", "district": "Cấp huyện", "commune": "Cấp xã"}

# A city is a province's equal when the centre governs it, and was a district's equal until 30/6/2025.
LEVELS_OF_TYPE = {
    "tinh": frozenset({"province"}),
    "thanh_pho": frozenset({"province", "district"}),
    "huyen": frozenset({"district"}),
    "xa": frozenset({"commune"}),
    "phuong": frozenset({"commune"}),
    "dac_khu": frozenset({"commune"}),
}
# Since 01/7/2025 communes hang under the province; before, under a district.
PARENT_LEVELS = {
    "province": frozenset[str](),
    "district": frozenset({"province"}),
    "commune": frozenset({"province", "district"}),
}


def full_name(type_code: str, name: str) -> str:
    """This will name a unit with its type, as official texts do: "Xã Sen Hồng"."""
    return f"{TYPE_LABELS[type_code]} {name}"
