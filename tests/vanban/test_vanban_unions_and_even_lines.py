"""Heads of bodies that issue together and of the youth union; headings in lines that are full to the end."""

import vanban

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/KH-UBND\n"
    "Hoa Mai, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng hoa năm 2026\n"
)
FOOT = "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê An Bình\n"


def read(body: str) -> vanban.Reading:
    return vanban.read(f"{HEAD}\n{body}\n{FOOT}")


def test_bodies_of_a_province_under_its_committee() -> None:
    top = "UBND TỈNH HOA MAI\n"
    rest = (
        "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 1/KH-BCĐ\nHoa Mai, ngày 05 tháng 3 năm "
    )
    rest += "2026\nKẾ HOẠCH\nTrồng hoa\n\n1. Sở Y tế họp.\n"
    for body, issuer in (
        ("BAN CHỈ ĐẠO TRỒNG HOA BẢO VỆ ANTQ", "Ban Chỉ đạo trồng hoa bảo vệ ANTQ"),
        ("LIÊN NGÀNH: SỞ Y TẾ - CÔNG AN", "Sở Y tế - Công an tỉnh Hoa Mai"),
    ):
        assert vanban.read(f"{top}{body}{rest}{FOOT}").metadata.issuer == issuer


def test_the_youth_unions_board_of_a_province() -> None:
    head = "ĐOÀN TNCS HỒ CHÍ MINH\nBCH TỈNH HOA MAI\n***\nSố: 12-KH/TĐTN\n\nĐOÀN TNCS HỒ CHÍ MINH\n\n"
    text = f"{head}Hoa Mai, ngày 02 tháng 4 năm 2026\n\nKẾ HOẠCH\nTrồng hoa\n\n1. Họp.\n"
    assert vanban.read(text).metadata.issuer == "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Hoa Mai"


def test_lines_that_are_full_where_sentences_go_on_end_a_heading_that_is_short() -> None:
    lines = (
        "I. Đánh giá chung\nĐến hết tháng 9 năm 2026, toàn tỉnh đã trồng được nhiều vườn hoa hồng,\n"
        "hoa cúc, hoa sen trên địa bàn các xã; việc chăm sóc còn chậm ở một số địa\n"
        "phương chưa quyết liệt thực hiện.\n\n"
    )
    told = lines + "\n".join(
        f"{number}. Sở Y tế chăm sóc vườn hoa hồng, hoa cúc, hoa sen, hoa mai trên toàn\n"
        "địa bàn các xã, phường của tỉnh, báo cáo kết quả về Ủy ban nhân dân tỉnh để\ntheo dõi, chỉ đạo.\n"
        for number in range(1, 7)
    )
    assert read(told).provisions[0].heading == "Đánh giá chung"
