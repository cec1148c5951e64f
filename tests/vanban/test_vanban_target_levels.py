"""Levels that stand beside other amounts, years and wishes: what is the level, what only describes, what year rules."""

import pytest

import vanban
from vanban.model import Target

HEAD = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\n"
    "KẾ HOẠCH\n\nPHÁT TRIỂN CHÈ VÀ DU LỊCH\n\n"
)
Row = tuple[str, str | None, str | None, str | None, str | None, str]


def goals(sentence: str) -> tuple[Target, ...]:
    return vanban.read(f"{HEAD}II. MỤC TIÊU\n\n1. {sentence}\n\nIII. NHIỆM VỤ\n\n1. Họp giao ban.\n").targets


def news(sentence: str) -> tuple[Target, ...]:
    return vanban.read(
        f"Hoa Mai bàn việc trồng chè\n\nSáng qua, xã Sen Hồng họp dân.\n\n{sentence}\n\nMINH AN\n"
    ).targets


def rows(found: tuple[Target, ...]) -> list[Row]:
    return [(one.relation, one.value, one.unit, one.by, one.every, one.subject) for one in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ít nhất 10% số xã có vườn chè mẫu và không còn xã dưới 15 ha chè.",
         [(">=", "10", "%", None, None, "số xã có vườn chè mẫu"),
          ("none", None, None, None, None, "xã dưới 15 ha chè")]),
        ("Tỷ lệ số xã đạt dưới 10 tiêu chí còn khoảng 25%, giảm số xã đạt dưới 5 tiêu chí xuống 30 xã.",
         [("=", "25", "%", None, None, "Tỷ lệ số xã đạt dưới 10 tiêu chí"),
          ("=", "30", "xã", None, None, "số xã đạt dưới 5 tiêu chí")]),
        ("Số hộ ủ phân tăng gấp đôi so với năm 2025; sản lượng chè gấp ba lần năm 2025.",
         [("increase", "2", "lần", None, None, "Số hộ ủ phân"), ("=", "3", "lần", None, None, "sản lượng chè")]),
        ("Tỷ lệ hộ nghèo giảm bình quân mỗi năm 2,1% (theo chuẩn nghèo giai đoạn 2021 - 2025), trung bình mỗi năm giải "
         "quyết việc làm cho trên 250 lao động.",
         [("decrease", "2.1", "%", None, "year", "Tỷ lệ hộ nghèo"),
          (">", "250", "lao động", None, "year", "giải quyết việc làm cho lao động")]),
        ("Tỷ lệ đường làng trên địa bàn (không tính đường đồi chè và đường ven suối) được lát đá đến năm 2028: 80%.",
         [("=", "80", "%", "2028", None, "Tỷ lệ đường làng trên địa bàn được lát đá")]),
        ("Tốc độ tăng sản lượng bình quân hằng năm (giá so sánh năm 2010) đạt 16%, trong đó: chè tăng 6%; mật ong tăng "
         "8%.",
         [("=", "16", "%", None, "year", "Tốc độ tăng sản lượng"), ("increase", "6", "%", None, "year", "chè"),
          ("increase", "8", "%", None, "year", "mật ong")]),
        ("Tỷ lệ tăng thu từ chè bình quân hằng năm: 12%.",
         [("=", "12", "%", None, "year", "Tỷ lệ tăng thu từ chè")]),
        ("Doanh thu của mỗi hộ đến năm 2030 so với năm 2025 tăng 31,6%.",
         [("increase", "31.6", "%", "2030", None, "Doanh thu của mỗi hộ")]),
        ("Thu nhập bình quân đầu người/năm đến năm 2028: 60 triệu đồng.",
         [("=", "60", "triệu đồng", "2028", None, "Thu nhập bình quân đầu người/năm")]),
        ("Mỗi xã xây dựng 01 mô hình.", [("=", "1", "mô hình", None, None, "Mỗi xã xây dựng mô hình")]),
        ("Hỗ trợ người dân trong 24 giờ đầu.", [("<=", "24", "giờ", None, None, "Hỗ trợ người dân")]),
        ("Giảm tỷ lệ hộ đốt rơm ở ruộng xuống dưới 39%; ở vườn xuống dưới 4%.",
         [("<", "39", "%", None, None, "tỷ lệ hộ đốt rơm ở ruộng"),
          ("<", "4", "%", None, None, "tỷ lệ hộ đốt rơm ở vườn")]),
        ("Giảm tỷ lệ hộ đốt rơm: tại ruộng xuống dưới 39%.",
         [("<", "39", "%", None, None, "tỷ lệ hộ đốt rơm: tại ruộng")]),
        ("Đến 2030, 100% diện tích chè được tưới nhằm nâng cao năng suất.",
         [("=", "100", "%", "2030", None, "diện tích chè được tưới")]),
        ("Duy trì ổn định tỷ lệ che phủ rừng là 42%.", [("maintain", "42", "%", None, None, "tỷ lệ che phủ rừng")]),
        ("Tăng giá trị chè hằng năm ở mức 5-6%; doanh thu du lịch tăng trưởng khoảng 12%.",
         [("increase", "5", "%", None, "year", "giá trị chè"),
          ("increase", "12", "%", None, None, "doanh thu du lịch")]),
        ("Có 06 huyện, thị xã và 300 xã đủ chuẩn.",
         [("=", "6", "huyện, thị xã", None, None, "huyện, thị xã"), ("=", "300", "xã", None, None, "xã đủ chuẩn")]),
    ],
)  # fmt: skip
def test_in_goals(sentence: str, expected: list[Row]) -> None:
    assert rows(goals(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Xã phấn đấu không phát sinh điểm cháy rừng, triệt xóa từ 5 - 10% số bẫy thú mỗi năm.",
         [("none", None, None, None, None, "điểm cháy rừng"), ("=", "5", "%", None, "year", "số bẫy thú mỗi năm")]),
        ("Lộ trình thực hiện như sau:\n\n- Tỷ lệ hộ đun củi trên 1000 dân: mục tiêu đến năm 2028 giảm 30%, đến năm "
         "2030 giảm 40%.",
         [("decrease", "30", "%", "2028", None, "Tỷ lệ hộ đun củi trên 1000 dân"),
          ("decrease", "40", "%", "2030", None, "Tỷ lệ hộ đun củi trên 1000 dân")]),
        ("Các chỉ tiêu kinh tế: Tốc độ tăng sản lượng chè là 13-14%; Tỷ lệ hộ nuôi ong 6,6%…",
         [("=", "13", "%", None, None, "Tốc độ tăng sản lượng chè"),
          ("=", "6.6", "%", None, None, "Tỷ lệ hộ nuôi ong")]),
        ("Hai mục tiêu về chè của xã bao gồm: sản lượng đạt 30 tấn; giá trị đạt 2 tỷ đồng.",
         [("=", "30", "tấn", None, None, "sản lượng"), ("=", "2", "tỷ đồng", None, None, "giá trị")]),
        ("Xã được đặt mục tiêu tăng trưởng kinh tế trên 10%.\n\nCụ thể, xã Sen Hồng: 12%; xã Mây Trắng: 10%.",
         [(">", "10", "%", None, None, "tăng trưởng kinh tế"), ("=", "12", "%", None, None, "xã Sen Hồng"),
          ("=", "10", "%", None, None, "xã Mây Trắng")]),
        ("Hội đồng nhân dân khóa III, nhiệm kỳ 2021-2026 họp.\n\nPhấn đấu tỷ lệ hộ có vườn đạt 60%.",
         [("=", "60", "%", None, None, "tỷ lệ hộ có vườn")]),
        ("100% đại biểu của xã đã biểu quyết.", []),
        ("Mục tiêu Đề án này chỉ rõ, đến năm 2028, xóa mù chữ cho 1.200 người.",
         [("=", "1200", "người", "2028", None, "xóa mù chữ cho người")]),
        ("Xã đặt mục tiêu 60% hộ có vườn.\n\nĐối với thôn bản, 75% thôn có nhà rông.",
         [("=", "60", "%", None, None, "hộ có vườn"), ("=", "75", "%", None, None, "thôn có nhà rông")]),
        ("Phấn đấu tỷ lệ đi học cấp tiểu học đạt 99,5%, cấp trung học cơ sở đạt 97%.",
         [("=", "99.5", "%", None, None, "tỷ lệ đi học cấp tiểu học"),
          ("=", "97", "%", None, None, "tỷ lệ đi học cấp trung học cơ sở")]),
        ("Hội nghị nêu mục tiêu giảm cháy rừng từ 5% - 10%.", [("decrease", "5", "%", None, None, "cháy rừng")]),
        ("Nhiệm kỳ 2025-2030, xã họp.\n\nNhiệm kỳ 2020-2025, đã trồng 20 ha chè.\n\nXã đề ra 2 chỉ tiêu cụ thể: tỷ lệ "
         "hộ có vườn đạt 60%; hộ có giếng đạt 70%.",
         [("=", "60", "%", "2030", None, "tỷ lệ hộ có vườn"), ("=", "70", "%", "2030", None, "hộ có giếng")]),
    ],
)  # fmt: skip
def test_in_news(sentence: str, expected: list[Row]) -> None:
    assert rows(news(sentence)) == expected
