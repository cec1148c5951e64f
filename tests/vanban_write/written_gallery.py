"""One made-up document for each layout that the laws know, by name: joint, attached, copied, of the Party …"""

from __future__ import annotations

from datetime import date

from written_samples import document

from vanban.write.model import (
    Annex,
    Article,
    Band,
    Column,
    Copy,
    Heading,
    Item,
    OfficialDocument,
    Paragraph,
    Signature,
    Table,
)

PROVINCE = "Ủy ban nhân dân tỉnh Hoa Mai"
REGULATION = (
    Heading("Chương I", "Quy định chung"),
    Article("1", "Phạm vi điều chỉnh"),
    Item("1", "Quy chế này quy định việc phối hợp quản lý sau cai nghiện."),
    Item("a", "Nội dung phối hợp do các cơ quan thống nhất."),
    Heading("Chương II", "Tổ chức thực hiện"),
    Heading("Mục 1", "Trách nhiệm"),
    Article("2", "Công an tỉnh"),
    Item("1", "Chủ trì kiểm tra việc thực hiện Quy chế."),
)
FIGURES = Table(
    columns=(
        Column("TT", 1, align="center"),
        Column("Đơn vị", 5),
        Column("Nam", 2, "number", under="Số người"),
        Column("Nữ", 2, "number", under="Số người"),
        Column("Ghi chú", 3),
    ),
    rows=(
        Band("Khu vực miền núi"),
        ("1", "Xã Sen Hồng", "1.204", "88", "Số liệu sơ bộ"),
        ("2", "Xã Bằng Vỏ", "304", "12", ""),
        Band("Khu vực đồng bằng"),
        ("3", "Phường Trang", "99", "8", ""),
    ),
    caption="Bảng 1. Người được quản lý",
    unit_note="Đơn vị tính: người",
    total=("", "Tổng số", "1.607", "108", ""),
)


def signed(*lines: str, name: str) -> Signature:
    return Signature(lines, (), name)


GALLERY: dict[str, OfficialDocument] = {
    "joint": document(
        "KH",
        type_word="Kế hoạch liên tịch",
        issuer="Công an tỉnh Hoa Mai",
        partners=("Sở Y tế", "Sở Giáo dục và Đào tạo"),
        number="05/KHLT-CAT-SYT-SGDĐT",
        signature=Signature(("KT. GIÁM ĐỐC CÔNG AN TỈNH",), ("PHÓ GIÁM ĐỐC",), "Bùi Đức Thành"),
        cosignatures=(
            signed("GIÁM ĐỐC SỞ Y TẾ", name="Vũ Thu Thảo"),
            Signature(("KT. GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO",), ("PHÓ GIÁM ĐỐC",), "Lê An Khang"),
        ),
        recipients=("UBND tỉnh (để b/c)", "Lưu: VT các cơ quan"),
    ),
    "letter": document(
        "CV",
        superior=PROVINCE,
        issuer="Sở Y tế",
        number="412/SYT-NVY",
        urgency="Hỏa tốc",
        signature=Signature(("TL. GIÁM ĐỐC",), ("CHÁNH VĂN PHÒNG",), "Vũ Thu Thảo"),
    ),
    "draft": document(
        "BC",
        number=None,
        symbol="BC-UBND",
        issued_on=None,
        year=2026,
        draft=True,
        circulation="Lưu hành nội bộ",
        body=(Heading("I", "KẾT QUẢ", 1), Paragraph("Kết quả thực hiện như sau:"), FIGURES),
    ),
    "attached": document(
        "QĐ",
        title="Ban hành Quy chế phối hợp quản lý sau cai nghiện",
        annexes=(
            Annex(
                "Phối hợp quản lý sau cai nghiện",
                REGULATION,
                kind="QC",
                own_head=True,
                note="(Ban hành kèm theo Quyết định số 07/QĐ-UBND ngày 05 tháng 02 năm 2026)",
                signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), (), "Trần Bình Minh"),
            ),
        ),
    ),
    "annexed": document(
        "KH",
        annexes=(
            Annex("Danh sách địa bàn", (FIGURES,), "Phụ lục I", "(Kèm theo Kế hoạch số 07/KH-UBND)", landscape=True),
            Annex("Đầu mối liên hệ", (Item("-", "Sở Y tế;"), Item("-", "Công an tỉnh.")), "Phụ lục II"),
        ),
    ),
    "copied": document(
        "TB",
        copy=Copy(
            "Sao y",
            "Sở Y tế",
            "05/SY-SYT",
            "Hoa Mai",
            date(2026, 3, 2),
            Signature(("TL. GIÁM ĐỐC",), ("CHÁNH VĂN PHÒNG",), "Vũ Thu Thảo"),
            superior=PROVINCE,
            recipients=("Các phòng chuyên môn", "Lưu: VT"),
        ),
    ),
    "party-decision": document(
        "QĐ",
        layout="party",
        superior="Tỉnh ủy Hoa Mai",
        issuer="Ban Tổ chức",
        number="07-QĐ/BTCTU",
        enacting="Ban Tổ chức Tỉnh ủy",
        title="về ban hành Quy chế làm việc",
        grounds=("Căn cứ Điều lệ Đảng", "Căn cứ Quy định số 399-QĐ/TW ngày 09/01/2026 của Ban Bí thư"),
        signature=Signature(("K/T TRƯỞNG BAN",), ("PHÓ TRƯỞNG BAN",), "Lê An Khang"),
        recipients=("Thường trực Tỉnh ủy", "Lưu Ban Tổ chức Tỉnh ủy"),
        annexes=(Annex("Danh sách", (Item("1", "Phòng Tổng hợp."),), "Phụ lục 1"),),
    ),
    "party-letter": document(
        "CV",
        layout="party",
        superior="Tỉnh ủy Hoa Mai",
        issuer="Văn phòng",
        number="268-CV/VPTU",
        title="Chuẩn bị hội nghị trực tuyến",
        signature=Signature(("T/L BAN THƯỜNG VỤ",), ("CHÁNH VĂN PHÒNG",), "Lê An Khang"),
        recipients=("Như trên", "Lưu Văn phòng Tỉnh ủy"),
        urgency="Khẩn",
    ),
    "party-joint": document(
        "HD",
        layout="party",
        issuer="Ban Tổ chức Tỉnh ủy",
        partners=("Sở Nội vụ",),
        number="05-HD/BTCTU-SNV",
        title="thực hiện chế độ trợ cấp",
        signature=signed("TRƯỞNG BAN TỔ CHỨC", name="Lê An Khang"),
        cosignatures=(signed("GIÁM ĐỐC SỞ NỘI VỤ", name="Đỗ Thanh Bình"),),
        recipients=("Thường trực Tỉnh ủy", "Lưu Ban Tổ chức Tỉnh ủy, Sở Nội vụ"),
    ),
    "council": document(
        "NQ",
        issuer="Hội đồng nhân dân tỉnh Hoa Mai",
        enacting="Hội đồng nhân dân tỉnh Hoa Mai\nKhóa XV, kỳ họp thứ hai",
        number="21/NQ-HĐND",
        signature=signed("CHỦ TỊCH", name="Đinh Quốc Việt"),
    ),
}
