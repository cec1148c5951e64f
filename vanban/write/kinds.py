"""The type words of documents by their code.

Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III; Party types of Hướng dẫn 05-HD/VPTW.
"""

from __future__ import annotations

from typing import Final

KINDS: Final[dict[str, str]] = {
    "NQ": "NGHỊ QUYẾT",
    "QĐ": "QUYẾT ĐỊNH",
    "CT": "CHỈ THỊ",
    "QC": "QUY CHẾ",
    "QyĐ": "QUY ĐỊNH",
    "TC": "THÔNG CÁO",
    "TB": "THÔNG BÁO",
    "HD": "HƯỚNG DẪN",
    "CTr": "CHƯƠNG TRÌNH",
    "KH": "KẾ HOẠCH",
    "PA": "PHƯƠNG ÁN",
    "ĐA": "ĐỀ ÁN",
    "DA": "DỰ ÁN",
    "BC": "BÁO CÁO",
    "BB": "BIÊN BẢN",
    "TTr": "TỜ TRÌNH",
    "HĐ": "HỢP ĐỒNG",
    "CĐ": "CÔNG ĐIỆN",
    "GUQ": "GIẤY ỦY QUYỀN",
    "GM": "GIẤY MỜI",
    "GGT": "GIẤY GIỚI THIỆU",
    "KL": "KẾT LUẬN",
    "TT": "THÔNG TRI",
}

# A công văn has no type word; its trích yếu stands under the number as "V/v …".
LETTER: Final = "CV"

# Kinds that name the authority above the grounds and the word of enactment below them.
ENACTED: Final[dict[str, str]] = {"QĐ": "QUYẾT ĐỊNH:", "NQ": "QUYẾT NGHỊ:"}


def is_known_kind(code: str) -> bool:
    """This will tell whether `code` names a type of document that this library can lay out."""
    return code == LETTER or code in KINDS
