"""Heads, signatures, news reports, stamps of secrecy."""

from datetime import date

import pytest

import vanban

PLAN = """|
**ỦY BAN NHÂN
DÂN**
**TỈNH HOA MAI**
-------
|
**CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số: {number}
|
*Hoa Mai, ngày
12 tháng 02 năm 2026*
|

**KẾ HOẠCH**

THỰC HIỆN CHƯƠNG TRÌNH PHÒNG, CHỐNG MA TÚY
NĂM 2026

Thực hiện Chỉ thị số 07-CT/TU ngày 05/01/2026 của Ban Thường vụ Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành Kế hoạch
như sau:

**I. MỤC TIÊU**

1. Nâng cao nhận thức của Nhân dân.

|
*Nơi nhận:*
- Công an tỉnh;
- Lưu: VT.
|
**TM. ỦY BAN NHÂN DÂN**
**KT. CHỦ TỊCH**
PHÓ CHỦ TỊCH
**Trần Bình Minh**
|
"""


def test_head_and_signature_of_a_plan() -> None:
    meta = vanban.read(PLAN.format(number="18/KH-UBND")).metadata
    assert (meta.kind, meta.number, meta.issued_on) == ("KH", "18/KH-UBND", date(2026, 2, 12))
    assert (meta.issuer, meta.place) == ("Ủy ban nhân dân tỉnh Hoa Mai", "Hoa Mai")
    assert meta.title == "THỰC HIỆN CHƯƠNG TRÌNH PHÒNG, CHỐNG MA TÚY NĂM 2026"
    assert (meta.signer, meta.signer_title) == ("Trần Bình Minh", "PHÓ CHỦ TỊCH")


def test_a_blank_number_is_none_and_said() -> None:
    reading = vanban.read(PLAN.format(number="    /KH-UBND"))
    assert reading.metadata.number is None
    assert reading.metadata.kind == "KH"
    assert [note.code for note in reading.notes] == ["head-incomplete"]
    assert "số, ký hiệu" in reading.notes[0].message_vi


def test_numbers_given_twice_are_said_with_their_place() -> None:
    twice = PLAN.replace("Nhân dân.", "Nhân dân.\n\n**I. GIẢI PHÁP**\n\n1. Tuyên truyền.", 1)
    notes = vanban.read(twice.format(number="18/KH-UBND")).notes
    assert [(note.code, "ở mục I;" in note.message_vi) for note in notes] == [("label-repeated", True)]


def test_letter_spaced_head_is_mended() -> None:
    text = (
        "| ỦY B AN NHÂN D Â N T ỈNH N GHỆ AN ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do |\n"
        "|---|---|\n"
        "| Số: 32/QĐ - UBND | N ghệ An, ngày 28 tháng 6 năm 2024 |\n\nQUYẾT ĐỊNH\n\nVỀ VIỆC KIỆN TOÀN BAN CHỈ ĐẠO\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nĐiều 1. Kiện toàn.\n\n"
        "| Nơi nhận: - Lưu: VT | KT. CHỦ TỊ CH P HÓ CHỦ T Ị CH Ngu y ễn Thu Hà |\n"
    )
    meta = vanban.read(text).metadata
    assert (meta.number, meta.place) == ("32/QĐ-UBND", "Nghệ An")
    assert meta.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Nghệ An"
    assert meta.signer == "Nguyễn Thu Hà"


def test_a_department_under_its_province() -> None:
    text = PLAN.format(number="5/KH-SYT").replace("**TỈNH HOA MAI**", "**TỈNH HOA MAI\nSỞ Y TẾ**")
    assert vanban.read(text).metadata.issuer == "Sở Y tế"


def test_a_news_report_is_no_document() -> None:
    text = (
        "Hoa Mai triển khai kế hoạch phòng, chống ma túy\n\n08:15, Thứ Ba, 10-3-2026\n\n"
        "UBND tỉnh Hoa Mai vừa ban hành Kế hoạch số 18/KH-UBND ngày 12/02/2026.\n"
    )
    reading = vanban.read(text)
    meta = reading.metadata
    assert (meta.kind, meta.number, meta.issued_on) == ("TIN", None, date(2026, 3, 10))
    assert meta.title == "Hoa Mai triển khai kế hoạch phòng, chống ma túy"
    assert [one.number for one in reading.citations] == ["18/KH-UBND"]


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("MẬT", "MẬT"),
        ("**TỐI MẬT**", "TỐI MẬT"),
        ("| TUYỆT MẬT |", "TUYỆT MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("Mật", "MẬT"),
        ("M Ậ T", "MẬT"),
        ("T Ố I  M Ậ T", "TỐI MẬT"),
        ("– MẬT –", "MẬT"),
        ("«TUYỆT MẬT».", "TUYỆT MẬT"),
        ("Mức độ: MẬT", "MẬT"),
        ("Độ Mật:", None),
        ("mật", None),
        ("DANH MỤC BÍ MẬT NHÀ NƯỚC", None),
        ("Luật Bảo vệ bí mật nhà nước", None),
        ("BÍ MẬT NHÀ NƯỚC", None),
    ],
)
def test_stamp_of_secrecy(line: str, stamp: str | None) -> None:
    assert vanban.read(f"{line}\n{PLAN.format(number='1/KH-UBND')}").secrecy == stamp


def test_a_stamp_in_the_body_is_a_word() -> None:
    body = "\n\n".join(f"{n}. Việc thứ {n}." for n in range(1, 60)) + "\n\nMẬT\n"
    assert vanban.read(PLAN.format(number="1/KH-UBND") + body).secrecy is None


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("BAN CHỈ ĐẠO PHÒNG, CHỐNG\nMA TÚY TỈNH HOA MAI", "Ban Chỉ đạo phòng, chống ma túy tỉnh Hoa Mai"),
        (
            "BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM,\nTỆ NẠN XÃ HỘI",
            "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội",
        ),
        ("ỦY BAN NHÂN DÂN\nXÃ SEN HỒNG\nPHÒNG VĂN HÓA - XÃ HỘI", "Phòng văn hóa - xã hội"),
        ("ỦY BAN NHÂN DÂN\nPHƯỜNG HOA BAN", "Ủy ban nhân dân phường Hoa Ban"),
    ],
)
def test_a_word_within_a_name_begins_no_other_agency(printed: str, issuer: str):
    text = (
        f"{printed}\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 15/BC-BCĐ\nHoa Mai, ngày 20 tháng 11 năm 2026\n\nBÁO CÁO\nKết quả quý III/2026\n\nI. TÌNH HÌNH\nNội dung."
    )
    found = vanban.read(text).metadata.issuer
    assert found is not None
    assert found.casefold() == issuer.casefold()
    assert "xã Hội" not in found


BARE_CELLS = """ỦY
BAN NHÂN DÂN
TỈNH HOA MAI
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
29/KH-UBND
|
Hoa
Mai, ngày 22 tháng 3 năm 2026
|
KẾ HOẠCH
CHĂM SÓC NGƯỜI CAO TUỔI TRÊN ĐỊA BÀN
TỈNH
Căn cứ Luật Người cao tuổi ngày
23 tháng 11 năm 2009;
I. MỤC
TIÊU
1. Mục tiêu chung
Người cao tuổi được khám sức khỏe.
"""


def test_a_table_without_its_first_bar_ends_where_the_text_begins() -> None:
    reading = vanban.read(BARE_CELLS)
    meta = reading.metadata
    assert (meta.issuer, meta.number, meta.place) == ("Ủy ban nhân dân tỉnh Hoa Mai", "29/KH-UBND", "Hoa Mai")
    assert meta.title == "CHĂM SÓC NGƯỜI CAO TUỔI TRÊN ĐỊA BÀN TỈNH"
    assert [(one.label, one.heading) for one in reading.provisions][:1] == [("I", "MỤC TIÊU")]


def test_rows_that_lost_their_first_bar() -> None:
    text = (
        "Quyết định 45/QĐ-SYT về trực Tết\nSố hiệu: | 45/QĐ-SYT | Loại văn bản: | Quyết định |\n"
        "Nơi ban hành: | Sở Y tế | Người ký: | Trần Bình Minh |\n"
        "UBND TỈNH HOA MAI | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 45/QĐ-SYT | Hoa Mai, ngày 12 tháng 4 năm 2026 |\nQUYẾT ĐỊNH\nVỀ VIỆC TRỰC TẾT\nGIÁM ĐỐC SỞ Y TẾ\n"
        "Căn cứ Luật Khám bệnh, chữa bệnh;\nQUYẾT ĐỊNH:\nĐiều 1. Phân công trực.\n"
    )
    meta = vanban.read(text).metadata
    assert (meta.number, meta.issued_on, meta.title) == ("45/QĐ-SYT", date(2026, 4, 12), "VỀ VIỆC TRỰC TẾT")
    assert (meta.issuer, meta.signer) == ("Giám đốc Sở Y tế", "Trần Bình Minh")


def head(who: str, number: str, type_word: str, below: str) -> str:
    return (
        f"{who}\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---\nSố: {number}\n\n"
        f"Hoa Mai, ngày 02 tháng 3 năm 2026\n\n{type_word}\n\n{below}\n\nĐiều 1. Nội dung.\n"
    )


@pytest.mark.parametrize(
    ("who", "number", "type_word", "below", "issuer", "title"),
    [
        (
            "HỘI ĐỒNG NHÂN DÂN\nTỈNH HOA MAI",
            "04/NQ-HĐND",
            "NGHỊ QUYẾT",
            "VỀ PHÍ THAM QUAN\n\nHỘI ĐỒNG NHÂN DÂN TỈNH HOA MAI\nKHÓA VI, KỲ HỌP THỨ 2",
            "Hội đồng nhân dân tỉnh Hoa Mai",
            "VỀ PHÍ THAM QUAN",
        ),
        (
            "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI",
            "61/QĐ-UBND",
            "QUYẾT ĐỊNH",
            "BAN HÀNH QUY CHẾ PHỐI HỢP TẠI TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG\nTỈNH HOA MAI\n"
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HOA MAI\nCăn cứ Luật Tổ chức chính quyền địa phương;",
            "Chủ tịch Ủy ban nhân dân tỉnh Hoa Mai",
            "BAN HÀNH QUY CHẾ PHỐI HỢP TẠI TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH HOA MAI",
        ),
        (
            "BỘ NỘI VỤ",
            "08/2024/TT-BNV",
            "THÔNG TƯ",
            "Hướng dẫn công nhận đơn vị thanh niên xung phong\n\n đã được thành lập trong kháng chiến",
            "Bộ Nội vụ",
            "Hướng dẫn công nhận đơn vị thanh niên xung phong đã được thành lập trong kháng chiến",
        ),
        (
            "BỘ Y TẾ - BỘ NỘI VỤ",
            "28/2015/TTLT-BYT-BNV",
            "THÔNG TƯ LIÊN TỊCH",
            "QUY ĐỊNH TIÊU CHUẨN DINH DƯỠNG",
            "Bộ Y tế - Bộ Nội vụ",
            "QUY ĐỊNH TIÊU CHUẨN DINH DƯỠNG",
        ),
    ],
)
def test_who_issues_stands_under_the_title(
    who: str, number: str, type_word: str, below: str, issuer: str, title: str
) -> None:
    meta = vanban.read(head(who, number, type_word, below)).metadata
    assert (meta.issuer, meta.number, meta.title) == (issuer, number, title)


def test_a_party_document_names_its_body_between_type_word_and_title() -> None:
    text = (
        "TỈNH ỦY HOA MAI\n*\nSố 06-CT/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHoa Mai, ngày 07 tháng 11 năm 2025\n\n"
        "CHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề phòng, chống ma túy trong học đường\n\n1. Nội dung.\n"
    )
    meta = vanban.read(text).metadata
    assert (meta.kind, meta.number, meta.issued_on) == ("CT", "06-CT/TU", date(2025, 11, 7))
    assert meta.issuer == "Ban Thường vụ Tỉnh ủy Hoa Mai"
    assert meta.title == "về phòng, chống ma túy trong học đường"


def test_a_party_document_is_of_the_body_that_its_head_names() -> None:
    """Who speaks in its opening, and is signed for, is that body's standing board: the paper stays the body's."""
    text = (
        "TỈNH ỦY HOA MAI\n*\nSố 15-CTr/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHoa Mai, ngày 22 tháng 9 năm 2025\n\n"
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nvề chăm sóc sức khỏe Nhân dân\n\nBan Thường vụ Tỉnh ủy ban hành Chương trình như sau:"
        "\n\nI- MỤC ĐÍCH\n\n1- Nội dung.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLý Văn Minh\n"
    )
    meta = vanban.read(text).metadata
    assert (meta.issuer, meta.signer) == ("Tỉnh ủy Hoa Mai", "Lý Văn Minh")


def test_who_decides_stands_over_the_grounds_of_a_short_decision() -> None:
    """That line is no signature, near the end as it stands."""
    reading = vanban.read(
        "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Số: 518/QĐ-UBND\n\nHoa Mai, ngày 23 tháng 02 năm 2023\n\nQUYẾT ĐỊNH\nVề việc phân bổ vốn trồng hoa\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật Đầu tư công ngày 13/6/2019;\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Phân bổ vốn năm 2023.\n\nĐiều 2. Chánh Văn phòng UBND tỉnh chịu trách nhiệm thi hành./.\n\n"
        "Nơi nhận: Như Điều 2.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLâm Hải Giang\n"
    )
    assert reading.metadata.signer == "Lâm Hải Giang"
    assert [one.label for one in reading.provisions] == ["Điều 1", "Điều 2"]


def test_a_date_left_blank_still_names_the_place() -> None:
    text = head("VĂN PHÒNG UBND TỈNH", "   /TTr-VP", "TỜ TRÌNH", "Về quy chế làm việc").replace(
        "ngày 02 tháng 3 năm 2026", "ngày    tháng    năm 2026"
    )
    meta = vanban.read(text).metadata
    assert (meta.number, meta.issued_on, meta.place, meta.kind) == (None, None, "Hoa Mai", "TTr")


def test_a_date_that_a_stamp_hides_still_names_the_place() -> None:
    text = head("VĂN PHÒNG UBND TỈNH", "7/TTr-VP", "TỜ TRÌNH", "Về quy chế làm việc")
    meta = vanban.read(text.replace("ngày 02 tháng 3 năm 2026", "ngày 02 tháng 0\nuafVietnam:")).metadata
    assert (meta.number, meta.issued_on, meta.place, meta.kind) == ("7/TTr-VP", None, "Hoa Mai", "TTr")


def test_a_title_may_begin_like_a_body() -> None:
    text = head("ỦY BAN NHÂN DÂN\nTỈNH HOA MAI", "9/KH-UBND", "KẾ HOẠCH", "PHÒNG, CHỐNG MA TÚY\nNĂM 2026")
    meta = vanban.read(text).metadata
    assert (meta.title, meta.issuer) == ("PHÒNG, CHỐNG MA TÚY NĂM 2026", "Ủy ban nhân dân tỉnh Hoa Mai")


def test_two_columns_printed_on_one_line() -> None:
    text = (
        "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "   TỈNH HOA MAI             Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/CĐ-UBND         Hoa Mai, ngày 20 tháng 7 năm 2026\n\nCÔNG ĐIỆN\nVề việc ứng phó bão\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n- Giám đốc các sở.\n\nBão đang mạnh lên.\n1. Trực ban 24 giờ.\n\n"
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Bình Minh\n"
    )
    meta = vanban.read(text).metadata
    assert (meta.kind, meta.number, meta.place) == ("CĐ", "12/CĐ-UBND", "Hoa Mai")
    assert (meta.issuer, meta.title) == ("Chủ tịch Ủy ban nhân dân tỉnh Hoa Mai", "Về việc ứng phó bão")
    assert meta.signer == "Trần Bình Minh"


def test_an_office_alone_over_a_name_is_a_signature() -> None:
    text = head("TRƯỜNG TIỂU HỌC SEN HỒNG", "21/KH-THSH", "KẾ HOẠCH", "Vì một trường học không ma túy")
    meta = vanban.read(text + "1. Học sinh ký cam kết.\n2. Thầy cô ký cam kết.\n\nHIỆU TRƯỞNG\nPhạm Thị Hoa\n").metadata
    assert (meta.signer, meta.signer_title) == ("Phạm Thị Hoa", "HIỆU TRƯỞNG")


def test_a_page_headed_by_a_number_is_that_act() -> None:
    text = (
        "# Nghị quyết số 57-NQ/TW\n\nThay mặt Bộ Chính trị, Tổng Bí thư Trần Bình Minh đã ký ban hành Nghị quyết số "
        "57-NQ/TW (ngày 22/12/2024) của Bộ Chính trị về đột phá phát triển khoa học.\n\n**II- MỤC TIÊU**\n\nNội dung.\n"
    )
    reading = vanban.read(text)
    meta = reading.metadata
    assert (meta.kind, meta.number, meta.issued_on) == ("NQ", "57-NQ/TW", date(2024, 12, 22))
    assert (meta.issuer, meta.title) == ("Bộ Chính trị", "về đột phá phát triển khoa học")
    assert meta.signer == "Trần Bình Minh"
    assert reading.citations == ()
    assert [one.label for one in reading.provisions] == ["II"]


@pytest.mark.parametrize(
    ("head_lines", "title", "issued_on"),
    [
        ("Hoa Mai không ma túy(29/10/2025)", "Hoa Mai không ma túy", date(2025, 10, 29)),
        ("Hoa Mai không ma túy Ngày đăng: 22/11/2025", "Hoa Mai không ma túy", date(2025, 11, 22)),
        ("Hoa Mai không ma túy Tin có hình", "Hoa Mai không ma túy", None),
        ("Xã hội\n\nTriển khai tháng hành động phòng, chống ma túy\n\n16/6/2025",
         "Triển khai tháng hành động phòng, chống ma túy", date(2025, 6, 16)),
    ],
)  # fmt: skip
def test_headlines_and_their_dates(head_lines: str, title: str, issued_on: date | None) -> None:
    meta = vanban.read(f"{head_lines}\n\nUBND tỉnh vừa ban hành kế hoạch mới cho năm tới.\n").metadata
    assert (meta.kind, meta.title, meta.issued_on) == ("TIN", title, issued_on)


def test_a_decision_without_a_title_is_named_by_its_first_article() -> None:
    text = head("ỦY BAN NHÂN DÂN\nTỈNH HOA MAI", "47/2026/QĐ-UBND", "", "Căn cứ Luật Giá;\n\nQUYẾT ĐỊNH:").replace(
        "Điều 1. Nội dung.", "Điều\n1. Phê duyệt Đề án giảm nghèo (có Đề án kèm theo).\n\nĐiều 2. Giao Sở Y tế."
    )
    reading = vanban.read(text)
    assert reading.metadata.title == "Phê duyệt Đề án giảm nghèo"
    assert reading.metadata.kind == "QĐ"
    assert [one.label for one in reading.provisions] == ["Điều 1", "Điều 2"]


def test_recipients_between_the_lines_of_a_signature() -> None:
    text = head("TỈNH ỦY HOA MAI", "7-CT/TU", "CHỈ THỊ", "về ma túy") + (
        "1. Nội dung.\n\nNơi nhận:\n- Bộ Chính trị (để b/c);\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n- Các ban của Tỉnh ủy;\n"
        "- Các đồng chí Ủy viên Ban Chấp hành\nĐảng bộ tỉnh;\n\nLê An Khang\n"
    )
    assert vanban.read(text).metadata.signer == "Lê An Khang"


def test_a_text_headed_by_its_kind_and_subject_alone() -> None:
    meta = vanban.read(
        "Chỉ thị về việc bảo vệ vườn chè .\nĐể giữ giống chè quý , bảo vệ vườn ươm .\n"
        "Ủy ban nhân dân tỉnh yêu cầu các sở , ngành thực hiện các nội dung sau :\n1 . Rà soát vườn chè .\n"
    ).metadata
    assert (meta.kind, meta.title, meta.issuer) == ("CT", "về việc bảo vệ vườn chè", "Ủy ban nhân dân tỉnh")


def test_a_body_without_its_province_is_completed_by_the_text_and_the_place() -> None:
    meta = vanban.read(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 983/KH-UBND | Hoa Mai, ngày 15 tháng 5 năm 2026 |\n"
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch trồng chè như sau:\n1. Mục tiêu\nTrồng chè.\n"
    ).metadata
    assert (meta.kind, meta.issuer, meta.place) == ("KH", "Ủy ban nhân dân tỉnh Hoa Mai", "Hoa Mai")


def test_a_head_of_two_cells_in_one_line_each() -> None:
    meta = vanban.read(
        "UBND TỈNH HOA MAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ GIÁO DỤC VÀ ĐÀO TẠO Độc lập-Tự do-Hạnh phúc\n"
        "Số: 111/BC-SGD&ĐT Hoa Mai, ngày 13 tháng 01 năm 2026\nBÁO CÁO\nVề trường học xanh năm 2025\n"
        "Thực hiện Kế hoạch số 3/KH-UBND, Sở báo cáo như sau:\nI. Kết quả\n"
    ).metadata
    assert (meta.issuer, meta.place, meta.number) == ("Sở Giáo dục và Đào tạo", "Hoa Mai", "111/BC-SGD&ĐT")


@pytest.mark.parametrize(
    ("text", "kind", "number", "issuer", "title"),
    [
        ("Nghị quyết của Ban Chấp hành Đảng bộ tỉnh khóa XIII về phát triển chè\n\nLTS: Ngày 14-11-2025, Ban Chấp hành "
         "đã ban hành Nghị quyết số 10-NQ/TU về phát triển chè. Báo giới thiệu toàn văn.\n\nI- Tình hình\n\nChè tốt.\n",
         "NQ", "10-NQ/TU", "Ban Chấp hành Đảng bộ tỉnh", "về phát triển chè"),
        ("Báo cáo công tác chỉ đạo của UBND tỉnh, tình hình tháng 5\n\nI. CHỈ ĐẠO, ĐIỀU HÀNH\n\nUBND tỉnh họp.\n",
         "BC", None, "Ủy ban nhân dân tỉnh", "công tác chỉ đạo của UBND tỉnh, tình hình tháng 5"),
        ("Kính gửi: Ủy ban nhân dân các tỉnh.\n\nNgày 03/6/2025, Thủ tướng Chính phủ đã ban hành Quyết định số "
         "749/QĐ-TTg. Bộ Y tế trân trọng đề nghị triển khai.\n", "CV", None, "Bộ Y tế", None),
    ],
)  # fmt: skip
def test_texts_without_a_head(text: str, kind: str, number: str | None, issuer: str, title: str | None) -> None:
    meta = vanban.read(text).metadata
    assert (meta.kind, meta.number, meta.issuer, meta.title) == (kind, number, issuer, title)


def test_a_motto_in_two_cells_under_a_table_of_facts() -> None:
    meta = vanban.read(
        "Kế hoạch 15/KH-UBND năm 2025 về chè\n| Số hiệu | 15/KH-UBND |\n| Người ký | Lê An Khang |\n|\n"
        "ỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\n|\n"
        "Số: 15/KH-UBND |\nHoa Mai, ngày 29 tháng 12 năm 2025 |\n"
        "KẾ HOẠCH\nTRỒNG CHÈ\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH\n1. Trồng chè.\n"
    ).metadata
    assert (meta.title, meta.signer, meta.place) == ("TRỒNG CHÈ", "Lê An Khang", "Hoa Mai")
    assert meta.issuer == "Ủy ban nhân dân tỉnh Hoa Mai"


def test_facts_of_a_page_without_colons_and_a_number_of_several_words() -> None:
    meta = vanban.read(
        "Số hiệu 15/KH-UBND\nLoại văn bản Kế hoạch\nNgày ban hành 29/08/2025\nNgười ký Lê An Khang\n\n"
        "PHÒNG GD&ĐT HOA MAI\nTRƯỜNG THCS CHÈ XANH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 15/KH- THCS CX            Sen Hồng, ngày 25  tháng 9 năm 2025\nKẾ HOẠCH\nTRỒNG CHÈ\n"
    ).metadata
    assert (meta.signer, meta.place, meta.number) == ("Lê An Khang", "Sen Hồng", "15/KH-THCSCX")


def test_facts_of_a_page_glued_to_one_another() -> None:
    meta = vanban.read(
        "Cơ quan ban hành: Ủy ban nhân dân tỉnh Hoa MaiSố công báo:Đang cập nhật\n"
        "Loại văn bản:Kế hoạchNgười ký:Lê An Khang\n\n"
        "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 15/KH-UBND\n\n"
        "KẾ HOẠCH\n\nTRỒNG CHÈ\n"
    ).metadata
    assert (meta.issuer, meta.signer) == ("Ủy ban nhân dân tỉnh Hoa Mai", "Lê An Khang")


def test_a_title_whose_type_word_was_lost_and_a_paper_s_mark() -> None:
    meta = vanban.read(
        "HỘI ĐỒNG NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 62/NQ-HĐND | Hoa Mai, ngày 12 tháng 12 năm 2025 |\n"
        "VỀ KẾ HOẠCH TRỒNG CHÈ NĂM 2026\nHỘI ĐỒNG NHÂN DÂN TỈNH HOA MAI\nKHÓA XVIII, KỲ HỌP THỨ 35\nQUYẾT NGHỊ:\n"
        "1. Trồng chè\n"
    ).metadata
    assert (meta.kind, meta.title) == ("NQ", "VỀ KẾ HOẠCH TRỒNG CHÈ NĂM 2026")
    assert vanban.read("(Báo Hoa Mai) -\n\nSáng qua, xã Sen Hồng họp dân bàn việc trồng chè.\n").metadata.title is None


@pytest.mark.parametrize(
    ("block", "signer", "title"),
    [
        (
            "|\nKT. BỘ TRƯỞNG BỘ Y TẾ\n\nTHỨ TRƯỞNG\n\nTrần Thị Hương\n|\n"
            "KT. BỘ TRƯỞNG BỘ CÔNG AN\n\nTHỨ TRƯỞNG\n\nNguyễn Văn Bình\n|\n",
            "Trần Thị Hương",
            "THỨ TRƯỞNG",
        ),
        ("KT. VIỆN TRƯỞNG VIỆN KIỂM SÁT\n\nPHÓ VIỆN TRƯỞNG\n\nTrần Thị Hương\n", "Trần Thị Hương", "PHÓ VIỆN TRƯỞNG"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH ĐOÀN VĂN BÌNH\n", "Đoàn Văn Bình", "CHỦ TỊCH"),
    ],
)
def test_a_body_behind_an_office_is_no_person(block: str, signer: str, title: str) -> None:
    text = head("BỘ CÔNG AN - BỘ Y TẾ", "18/KHLT-BCA-BYT", "KẾ HOẠCH", "Phối hợp cai nghiện")
    meta = vanban.read(f"{text}1. Các đơn vị phối hợp cai nghiện.\n\n{block}").metadata
    assert (meta.signer, meta.signer_title) == (signer, title)
