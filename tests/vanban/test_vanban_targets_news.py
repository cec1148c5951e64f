"""Targets in news reports and in running text without a heading of goals: what opens them, what year rules them."""

import pytest

import vanban
from vanban.model import Target

Row = tuple[str, str | None, str | None, str | None]


def read(text: str) -> tuple[Target, ...]:
    return vanban.read(text).targets


def rows(found: tuple[Target, ...]) -> list[Row]:
    return [(one.relation, one.value, one.unit, one.by) for one in found]


def report(sentence: str) -> list[Row]:
    return rows(read(f"Hoa Mai bàn việc trồng chè\n\nSáng qua, xã Sen Hồng họp dân.\n\n{sentence}\n\nMINH AN\n"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nghị quyết đề ra các chỉ tiêu, như: thu nhập bình quân đạt 90 triệu đồng/người/năm; trồng mới 20 ha chè.",
         [("=", "90", "triệu đồng/người/năm", None), ("=", "20", "ha", None)]),
        ("Đại hội thông qua 12 chỉ tiêu nhiệm kỳ 2025-2030. Cụ thể, hộ trồng chè đạt chuẩn 85% trở lên.",
         [(">=", "85", "%", "2030")]),
        ("Ngành giao thông đặt mục tiêu giảm tai nạn từ 5%-10% so với năm trước.", [("decrease", "5", "%", None)]),
        ("Kế hoạch được triển khai nhằm nâng cao nhận thức; giảm ùn tắc giao thông trên các tuyến chính.",
         [("decrease", None, None, None)]),
        ("Về đời sống: Đến năm 2030, hộ dùng bếp sạch đạt 60%. Tỷ lệ thiếu việc làm dưới 4%.",
         [("=", "60", "%", "2030"), ("<", "4", "%", "2030")]),
        ("Địa phương phấn đấu bắt giữ 40 vụ buôn lậu chè.", [("=", "40", "vụ", None)]),
        ("Tỉnh đặt mục tiêu đến 2030 đón khoảng 9 triệu lượt khách, phục vụ hơn 20 triệu suất ăn.",
         [("=", "9", "triệu lượt khách", "2030"), (">", "20", "triệu suất", "2030")]),
        ("Tỷ lệ vụ việc được giải quyết từ 80% trở lên; kéo giảm tai nạn từ 5 đến 10%.",
         [(">=", "80", "%", None), ("decrease", "5", "%", None)]),
        ("Theo đó, sẽ có 50% số hộ biết ủ phân vào năm 2028 và 60% vào năm 2030.",
         [("=", "50", "%", "2028"), ("=", "60", "%", "2030")]),
        ("90% số hộ được tập huấn năm 2028 và 95% vào năm 2030. Giảm 10% số hộ nghèo vào năm 2028 và 20% vào năm 2030.",
         [("=", "90", "%", "2028"), ("=", "95", "%", "2030"), ("decrease", "10", "%", "2028"),
          ("decrease", "20", "%", "2030")]),
        ("Mục tiêu kế hoạch đề ra đến năm 2030 có 95% số hộ có nước sạch; 470 hộ có vườn và hằng năm tăng 5 - 10%.",
         [("=", "95", "%", "2030"), ("=", "470", "hộ", "2030"), ("increase", "5", "%", "2030")]),
        ("Theo đó, mục tiêu đặt ra là:\n\n- Trên 95% số hộ được tiêm phòng cho đàn bò.", [(">", "95", "%", None)]),
        ("Các chỉ tiêu chủ yếu gồm: Thu nhập đạt 5.400 USD.\n\nTỷ lệ thất nghiệp dưới 4%. Số bác sĩ trên 1 vạn dân đạt "
         "15,3 bác sĩ.", [("=", "5400", "USD", None), ("<", "4", "%", None), ("=", "15.3", "bác sĩ", None)]),
        ("Nghị quyết đề ra 26 chỉ tiêu chủ yếu, trong đó: GRDP tăng 11%; xuất khẩu tăng 12%.",
         [("increase", "11", "%", None), ("increase", "12", "%", None)]),
        ("Xã phấn đấu hết năm 2028, có thêm hai huyện đạt chuẩn và công nhận thêm từ 7 đến 11 xã, thu nhập bình quân "
         "là 40 triệu đồng/người trở lên.",
         [("increase", "2", "huyện", "2028"), ("=", "7", "xã", "2028"), (">=", "40", "triệu đồng/người", "2028")]),
        ("Phấn đấu thêm 7 xã đạt chuẩn, duy trì chất lượng các xã đã đạt chuẩn, đồng thời nâng bình quân đạt trên 12 "
         "tiêu chí/xã.", [("=", "7", "xã", None), ("maintain", None, None, None), (">", "12", "tiêu chí/xã", None)]),
        ("Phấn đấu doanh thu trên 75 tỷ đồng… Đến năm 2030, xã là nơi đáng sống.", [(">", "75", "tỷ đồng", None)]),
        ("Mục tiêu: huy động vốn đầu tư 5 năm đạt hơn 500 tỷ đồng.", [(">", "500", "tỷ đồng", None)]),
    ],
)  # fmt: skip
def test_what_opens_goals(sentence: str, expected: list[Row]) -> None:
    assert report(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Nhiệm kỳ qua, xã đạt và vượt các chỉ tiêu đề ra: thu nhập đạt 70 triệu đồng. Tỷ lệ hộ khá đạt 97%.",
        "Nhiệm kỳ 2025 - 2030, xã phấn đấu thực hiện 16 chỉ tiêu, 6 nhiệm vụ trọng tâm và 3 khâu đột phá.",
        "Xã hoàn thành các chỉ tiêu: trồng mới 20 ha chè.",
        "Mức bao phủ chưa đạt chỉ tiêu của tỉnh đề ra là trên 95%.",
        "Năm trước, có 71 xã đạt chuẩn, tăng 11 xã so với mục tiêu kế hoạch. Thôn có điện đạt 100%.",
        "Tỷ lệ hộ dùng nước sinh hoạt đảm bảo vệ sinh là 94%.",
        "Sau 5 năm, hộ nghèo còn dưới 3%, hộ khá đạt 60%.",
        "Trong đó, tỷ lệ giải quyết đơn thư đạt 91,53%. Việc khó giải quyết xong 100%.",
    ],
)
def test_what_has_been_and_what_only_counts_headings(sentence: str) -> None:
    assert report(sentence) == []


def test_after_what_has_been_a_sentence_may_look_ahead_again() -> None:
    found = report("Nhiệm kỳ qua, hộ khá đạt 50%. Hộ nghèo còn 4%. Phấn đấu đến năm 2030, hộ khá đạt 80%.")
    assert found == [("=", "80", "%", "2030")]


def test_a_report_has_the_year_of_the_plan_it_tells_of() -> None:
    (found,) = read(
        "Xã Sen Hồng ban hành Kế hoạch trồng chè năm 2027.\n\nKế hoạch nhằm mục tiêu giảm 5% diện tích chè già cỗi.\n"
    )
    assert (found.relation, found.value, found.by) == ("decrease", "5", "2027")


PLAN = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\n"
    "KẾ HOẠCH\n\nPHÁT TRIỂN CHÈ VÀ DU LỊCH\n\nII. MỤC TIÊU\n\n1. {}\n\nIII. NHIỆM VỤ\n\n1. {}\n"
)


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("Thuộc nhóm 4 xã dẫn đầu tỉnh và nhóm 60 xã dẫn đầu vùng vào năm 2028; nhóm 3 xã dẫn đầu tỉnh vào năm 2030.",
         ["2028", "2028", "2030"]),
        ("Đạt 20 ha chè sạch vào cuối năm 2026; hộ dùng nước sạch đạt 90%.", ["2026", None]),
        ("Bình quân 5 năm 2026-2030 đạt 20 ha chè sạch; doanh thu gấp 2 lần năm 2025.", ["2030", None]),
        ("Đến năm 2028, đạt 20 ha chè sạch; hộ dùng nước sạch đạt 90%.", ["2028", "2028"]),
    ],
)  # fmt: skip
def test_a_year_at_the_end_of_a_pair_is_of_both_and_of_nothing_after(sentence: str, years: list[str | None]) -> None:
    assert [one.by for one in read(PLAN.format(sentence, "Họp giao ban."))] == years


def test_shares_per_thousand_and_one_of_each() -> None:
    found = read(PLAN.format("Tỷ lệ tăng dân số dưới 12 ‰, 100 % trạm y tế có bác sĩ.", "Mỗi xã chọn một vườn mẫu."))
    assert rows(found) == [("<", "12", "‰", None), ("=", "100", "%", None), ("=", "1", "vườn mẫu", None)]


def test_a_striving_in_brackets_is_led_in_by_the_words_before_it() -> None:
    (found,) = read(PLAN.format("Phát triển chè.", "Triển khai mạng cảm biến tưới (phấn đấu đạt 500 điểm)."))
    assert (found.quote, found.subject) == (
        "Triển khai mạng cảm biến tưới (phấn đấu đạt 500 điểm",
        "Triển khai mạng cảm biến tưới",
    )


def test_a_bound_within_what_must_not_happen_is_no_level_of_its_own() -> None:
    (found,) = read(PLAN.format("Không để xảy ra tắc đường kéo dài trên 30 phút.", "Họp giao ban."))
    assert (found.relation, found.value) == ("none", None)


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Giảm tai nạn từ 5 - 10% số vụ, số người chết.", "tai nạn"),
        ("Giảm từ 5% số vụ tai nạn.", "số vụ tai nạn"),
        ("Số lượng hộ tham gia tăng trung bình 10%/năm.", "Số lượng hộ tham gia"),
        ("Nâng cao dân trí để đưa tỷ lệ hộ khá đạt 80%.", "tỷ lệ hộ khá"),
        ("Trồng mới tối thiểu 03 vườn chè theo quy định tại Nghị quyết số 15/NQ-HĐND ngày 03/02/2026.", "vườn chè"),
    ],
)
def test_what_is_measured(sentence: str, subject: str) -> None:
    (found,) = read(PLAN.format(sentence, "Họp giao ban."))
    assert found.subject.removeprefix("Trồng mới ") == subject


def test_a_title_ends_before_the_sitting_of_the_council_that_issues() -> None:
    found = vanban.read(
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH HOA MAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 15/NQ-HĐND\n\n"
        "Hoa Mai, ngày 09 tháng 12 năm 2026\n\nNGHỊ QUYẾT\nVỀ NHIỆM VỤ NĂM 2027\n"
        "HỘI ĐỒNG NHÂN DÂN TỈNH HOA MAI,\nKHÓA IX - KỲ HỌP THỨ 18\nCăn cứ Luật Tổ chức chính quyền địa phương;\n"
        "QUYẾT NGHỊ:\nĐiều 1. Thông qua nhiệm vụ năm 2027.\n"
    ).metadata
    assert (found.title, found.issuer) == ("VỀ NHIỆM VỤ NĂM 2027", "Hội đồng nhân dân tỉnh Hoa Mai")
