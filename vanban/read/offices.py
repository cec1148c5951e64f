"""Offices of those who sign, as signature blocks print them: CHỦ TỊCH, PHÓ GIÁM ĐỐC, HIỆU TRƯỞNG."""

import re

from vanban.text.letters import UPPER

OFFICE = re.compile(
    r"(?:P\s?HÓ\s+|Q\.\s*|QUYỀN\s+)?(?:CH[ỦU]\s?T\s?[ỊI]\s?CH|THỦ TƯỚNG|BỘ TRƯỞNG|"
    r"TRƯỞNG (?:BAN|ĐOÀN|PHÒNG|KHOA|TRẠM|ĐẠI DIỆN|CHI NHÁNH|BỘ PHẬN|THÔN|ẤP|BẢN|KHU PHỐ|THUẾ (?:TỈNH|THÀNH PHỐ|CƠ SỞ)|"
    r"CÔNG AN(?: (?:XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|QUẬN|THỊ TRẤN|THỊ XÃ))?)|"
    r"TỔNG BÍ THƯ|GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|CHỦ NHIỆM|VIỆN TRƯỞNG|TỔNG CỤC TRƯỞNG|TỔNG KIỂM TOÁN|"
    r"CỤC TRƯỞNG|VỤ TRƯỞNG|THỨ TRƯỞNG|TỔNG GIÁM ĐỐC|CHÁNH THANH TRA|"
    r"CHÁNH ÁN|CHỈ HUY TRƯỞNG|TƯ LỆNH|CHÍNH ỦY|HIỆU TRƯỞNG|TỔNG BIÊN TẬP|TỔNG THƯ KÝ|"
    r"(?:ĐỒN|ĐỘI|HẠT|TỔ|TRẠM|HẢI ĐỘI|TIỂU ĐOÀN|TRUNG ĐOÀN) TRƯỞNG|"
    r"PHÓ CHỦ NHIỆM|TỔNG THANH TRA|THỐNG ĐỐC|CHI CỤC TRƯỞNG)"
    rf"(?:\s+(?:THƯỜNG TRỰC|CÔNG AN TỈNH|QUỐC HỘI|NƯỚC|HĐND|HỘI ĐỒNG NHÂN DÂN|"
    rf"ỦY BAN NHÂN DÂN(?: [{UPPER} ]{{1,60}})?|SỞ [{UPPER} ]{{1,60}}|UBND[{UPPER} ]{{0,60}}))?"
)
_LONGEST = 60


def is_office(line: str) -> bool:
    """This will tell a line that is an office and nothing else, as it stands over a signature."""
    return len(line) < _LONGEST and bool(OFFICE.fullmatch(line.strip(" .,*")))
