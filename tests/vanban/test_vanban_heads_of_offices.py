"""Heads and signatures as offices of all kinds print them: who issues, and who signs under which words."""

import pytest

import vanban

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = (
    "\n\nI. MỤC ĐÍCH\n1. Nâng cao nhận thức của người dân.\nII. TỔ CHỨC THỰC HIỆN\n1. Công an xã: chủ trì triển khai.\n"
)


def plan(above: str, *, number: str = "12/KH-ABC", foot: str = "GIÁM ĐỐC\nLê An Bình\n") -> str:
    head = f"{above}\n{MOTTO}Số: {number}\nHoa Mai, ngày 12 tháng 02 năm 2026\nKẾ HOẠCH\nTrồng cây đầu xuân năm 2026\n"
    return f"{head}{BODY}\n{foot}"


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        ("SỞ Y TẾ TỈNH HOA MAI\nCHI CỤC DÂN SỐ", "Chi cục dân số"),
        ("SỞ Y TẾ TỈNH HOA MAI\nCƠ SỞ CAI NGHIỆN MA TÚY SỐ 1", "Cơ sở cai nghiện ma túy số 1"),
        ("BẢO HIỂM XÃ HỘI TỈNH HOA MAI", "Bảo hiểm xã hội tỉnh Hoa Mai"),
        ("CỤC THUẾ\nTHUẾ TỈNH HOA MAI", "Thuế tỉnh Hoa Mai"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH HOA MAI\nCÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP", "Công đoàn các khu công nghiệp"),
        (
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH HOA MAI\nBAN THƯỜNG TRỰC",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hoa Mai",
        ),
        (
            "UBND TỈNH HOA MAI\nBAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM, TỆ NẠN XÃ HỘI\n"
            "VÀ XÂY DỰNG PHONG TRÀO TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC",
            "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh tổ quốc",
        ),
    ],
)
def test_who_issues(above: str, issuer: str) -> None:
    assert vanban.read(plan(above)).metadata.issuer.casefold() == issuer.casefold()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("foot", "signer"),
    [
        ("TRƯỞNG CÔNG AN PHƯỜNG\nThiếu tá Lê An Bình\n", "Lê An Bình"),
        ("TRƯỞNG THUẾ TỈNH\nLê An Bình\n", "Lê An Bình"),
        ("GIÁM ĐỐC\nThS.BS. Lê An Bình\n", "Lê An Bình"),
        ("TRẠM TRƯỞNG\nBs. H'Hoa Niê\n", "H'Hoa Niê"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLÊ AN BÌNH\n", "Lê An Bình"),
        ("T/M BỘ CHÍNH TRỊ\nLê An Bình\n", "Lê An Bình"),
        ("T/M BỘ CHÍNH TRỊ\nViệt Nam\n", None),
        (
            "CHỦ TỊCH\n[Chữ ký số]\nNgười ký: Ủy ban nhân dân xã Hoa Ban\nCơ quan: tỉnh Hoa Mai\n"
            "Thời gian ký: 15.12.2026 10:22:33 +07:00\nLê An Bình\n",
            "Lê An Bình",
        ),
    ],
)
def test_who_signs(foot: str, signer: str | None) -> None:
    assert vanban.read(plan("ỦY BAN NHÂN DÂN TỈNH HOA MAI", foot=foot)).metadata.signer == signer


def test_a_resolution_ends_with_the_office_below_its_last_sentence() -> None:
    text = plan(
        "HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ HOA BAN",
        number="33/2026/NQ-HĐND",
        foot="Nghị quyết này đã được Hội đồng nhân dân thành phố Hoa Ban khóa XI, Kỳ họp thứ 3 thông qua ngày 10 tháng "
        "7 năm 2026.\nCHỦ TỊCH\nLê An Bình\n",
    )
    assert vanban.read(text).metadata.signer == "Lê An Bình"


def test_the_kind_of_a_letter_is_not_in_the_letters_of_its_desk() -> None:
    text = (
        f"CÔNG AN TỈNH HOA MAI\nVĂN PHÒNG THƯỜNG TRỰC BCĐ 138\n{MOTTO}Số: 15/BCĐ-TT\n"
        "Hoa Mai, ngày 5 tháng 6 năm 2026\nV/v báo cáo kết quả Tháng hành động\n"
        "Kính gửi: Các sở, ban, ngành\nĐể tổng hợp, đề nghị các đơn vị gửi báo cáo trước ngày 30/6/2026.\n"
    )
    metadata = vanban.read(text).metadata
    assert (metadata.kind, metadata.number) == ("CV", "15/BCĐ-TT")


def test_a_decision_whose_title_ran_into_the_prime_minister() -> None:
    text = (
        f"THỦ TƯỚNG CHÍNH PHỦ\n-------\n{MOTTO}Số: 1111/QĐ-TTg\nHà Nội, ngày 12 tháng 6 năm 2026\nQUYẾT ĐỊNH\n"
        "PHÊ DUYỆT CHIẾN LƯỢC PHÁT TRIỂN NGHỀ LÀM VƯỜN ĐẾN NĂM 2035\nTHỦ TƯỚNG CHÍNH PHỦ\n"
        "Căn cứ Luật Tổ chức Chính phủ;\nQUYẾT ĐỊNH:\nĐiều 1. Phê duyệt Chiến lược.\n"
    )
    metadata = vanban.read(text).metadata
    assert metadata.title == "PHÊ DUYỆT CHIẾN LƯỢC PHÁT TRIỂN NGHỀ LÀM VƯỜN ĐẾN NĂM 2035"
    assert metadata.issuer == "Thủ tướng Chính phủ"


@pytest.mark.parametrize(
    "top",
    [
        "Hoa Ban: Phấn đấu 100% thôn trồng hoa vào cuối năm 2026\n09:15 | 12/03/2026\n",
        "TIN TỨC - SỰ KIỆN\nHoa Ban: Phấn đấu 100% thôn trồng hoa vào cuối năm 2026\n12/03/2026 10:20:00 AM\n",
        "Trang chủ / Chính trị - Xã hội\nHoa Ban: Phấn đấu 100% thôn trồng hoa vào cuối năm 2026\n"
        "Ngày đăng: 12/03/2026\nTác giả: An Bình\n",
    ],
)
def test_the_headline_of_a_report_among_the_lines_of_its_page(top: str) -> None:
    metadata = vanban.read(f"{top}Ủy ban nhân dân xã Hoa Ban vừa ban hành kế hoạch trồng hoa ở các thôn.\n").metadata
    assert (metadata.kind, str(metadata.issued_on)) == ("TIN", "2026-03-12")
    assert metadata.title == "Hoa Ban: Phấn đấu 100% thôn trồng hoa vào cuối năm 2026"
