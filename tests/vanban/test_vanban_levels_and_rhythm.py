"""Levels and how often: limits of growth, shares of what must not be, amounts in lists, rhythms told apart."""

import pytest

import vanban

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/KH-UBND\n"
    "Hoa Mai, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng hoa năm 2026\n"
)
FOOT = "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê An Bình\n"


def read(body: str) -> vanban.Reading:
    return vanban.read(f"{HEAD}\n{body}\n{FOOT}")


Fact = tuple[str, str | None, str | None, str | None, str | None]


def goals(sentence: str) -> list[Fact]:
    found = read(f"I. MỤC TIÊU\n1. {sentence}\n2. Chăm sóc tốt vườn hoa.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: họp.")
    return [(one.relation, one.value, one.unit, one.by, one.every) for one in found.targets]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Không để số vườn hoang tăng quá 3% so với năm 2025.", [("<=", "3", "%", "2026", None)]),
        ("Kiềm chế tốc độ gia tăng sâu bệnh không quá 2%/năm.", [("<=", "2", "%", "2026", "year")]),
        ("Số vườn hoa tăng trên 3%.", [("increase", "3", "%", "2026", None)]),
        ("Nâng tỷ lệ xã có vườn hoa từ 30% năm 2025 lên 50% năm 2026.", [("=", "50", "%", "2026", None)]),
        ("Đến năm 2030, 100% xã không còn vườn hoang.", [("=", "100", "%", "2030", None)]),
        ("Trong nhiệm kỳ 2025 - 2030, phấn đấu 60% xã có vườn hoa.", [("=", "60", "%", "2030", None)]),
        ("Đến hết quý III/2027 có 50% số xã trồng hoa.", [("=", "50", "%", "2027", None)]),
        ("03 tháng một lần tổ chức giao ban.", []),
        ("Không để vườn hoa héo quá 1%.", [("<=", "1", "%", "2026", None)]),
        ("12 ấp giữ vững tiêu chí làng hoa.", [("maintain", "12", "ấp", "2026", None)]),
        ("Lập danh sách đưa đi học nghề trồng hoa 450 người.", [("=", "450", "người", "2026", None)]),
        (
            "Tuổi thọ trung bình trên 80 tuổi, chiều cao cây tăng tối thiểu 1,5cm.",
            [(">", "80", "tuổi", "2026", None), ("increase", "1.5", "cm", "2026", None)],
        ),
        ("Mỗi ấp thành lập mới ít nhất 01 “Tổ trồng hoa an toàn”.", [(">=", "1", "Tổ trồng hoa", "2026", None)]),
        (
            "Mỗi hộ có ít nhất 01 bình tưới, 01 dụng cụ tỉa cành.",
            [(">=", "1", "bình tưới", "2026", None), (">=", "1", "dụng cụ", "2026", None)],
        ),
        (
            "Phấn đấu giảm 6% số vườn hoang, riêng các xã biên giới giảm 7 - 8%.",
            [("decrease", "6", "%", "2026", None), ("decrease", "7", "%", "2026", None)],
        ),
        ("100% cơ sở được kiểm tra tối thiểu 01 lần/năm.", [("=", "100", "%", "2026", None)]),
        ("Thu gom, xử lý 20 tấn lá khô.", [("=", "20", "tấn", "2026", None)]),
        ("Giúp đỡ từ 05 đến 10 thanh thiếu niên trồng hoa.", [("=", "5", "thanh thiếu", "2026", None)]),
        ("100% học sinh được tham quan ít nhất 2 lần/năm học.", [("=", "100", "%", "2026", None)]),
    ],
)
def test_levels_and_their_years(sentence: str, facts: list[Fact]) -> None:
    assert goals(sentence) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Giảm tỷ lệ cây sâu bệnh xuống còn 28%.", [("=", "28", "%", "2026", None)]),
        ("Mở thêm 02 điểm bán hoa tại chợ.", [("=", "2", "điểm", "2026", None)]),
        ("Đối thoại với 150 hộ trồng hoa.", [("=", "150", "hộ", "2026", None)]),
        ("Chăm sóc tại vườn; mỗi khu phố có 01 đội trồng hoa.", [("=", "1", "đội", "2026", None)]),
        (
            "Biên soạn 01 bộ tài liệu, 03 video hướng dẫn trồng hoa.",
            [("=", "1", "bộ tài liệu", "2026", None), ("=", "3", "video", "2026", None)],
        ),
        ("Xây dựng từ 01 đến 02 mô hình vườn hoa.", [("=", "1", "mô hình", "2026", None)]),
        ("Biên tập tài liệu, mỗi quý 01 số.", [("=", "1", "số", "2026", "quarter")]),
        (
            "Tập trung đạt các mục tiêu: 70% xã có hoa; giảm bình quân 4%/năm số vườn hoang.",
            [("=", "70", "%", "2026", None), ("decrease", "4", "%", "2026", "year")],
        ),
        ("Tuyên truyền trên hệ thống loa 130 xã, phường.", []),
    ],
)
def test_levels_that_tasks_set(sentence: str, facts: list[Fact]) -> None:
    found = read(f"I. NHIỆM VỤ\n1. {sentence}\n2. Chăm sóc tốt vườn hoa.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: họp.")
    assert [(one.relation, one.value, one.unit, one.by, one.every) for one in found.targets] == facts


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Luân phiên người chăm sóc vườn hoa, mỗi năm ít nhất 60 người.", "mỗi năm ít nhất 60 người"),
        ("Duy trì chuyên mục về hoa trên báo, phát sóng tối thiểu 02 kỳ/tháng.", "phát sóng tối thiểu 02 kỳ/tháng"),
        ("Tuyên truyền bằng tiếng phổ thông trên loa cơ sở, tối thiểu 3 buổi/tuần.", "tối thiểu 3 buổi/tuần"),
    ],
)
def test_how_often_is_quoted_by_itself(sentence: str, quote: str) -> None:
    (one,) = read(f"I. NHIỆM VỤ\n1. {sentence}\n2. Chăm sóc tốt.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: họp.").targets
    assert one.quote == quote


def test_a_time_looked_back_on_or_carried_on() -> None:
    told = "UBND TỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/TB-UBND\n"
    told += "Hoa Mai, ngày 05 tháng 3 năm 2026\nTHÔNG BÁO\nKết luận tại cuộc họp rà soát tiến độ trồng hoa quý I/2026\n"
    (one,) = vanban.read(f"{told}\n1. Sở Y tế tuyên truyền, mỗi tuần ít nhất 01 phóng sự về hoa.\n{FOOT}").targets
    assert one.by is None
    found = goals("Phấn đấu năm 2027 kéo giảm vườn hoang từ 5%; không để hoa héo; 100% hộ trồng hoa.")
    assert [row[3] for row in found] == ["2027"] * 3
    found = goals("Năm 2027 tổ chức 03 hội thi, từ năm 2028 mỗi năm tối thiểu 05 hội thi.")
    assert [(row[1], row[3], row[4]) for row in found] == [("3", "2027", None), ("5", "2026", "year")]
