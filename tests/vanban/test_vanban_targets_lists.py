"""When targets and duties fall due where no day is named; fractions; lists of goals without a head of their own."""

import json

import pytest

import vanban
from vanban.model import Target
from vanban.read.limits import limit_words

PLAN = "KẾ HOẠCH\n\nPHÁT TRIỂN CHÈ\n\nI. MỤC TIÊU\n\n1. {}\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- {}\n"


def read(goal: str, duty: str = "Họp giao ban.") -> vanban.Reading:
    return vanban.read(PLAN.format(goal, duty))


def targets(goal: str) -> tuple[Target, ...]:
    return read(goal).targets


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("Sau 02 năm kể từ ngày đề án được duyệt, 90% bản có", "Sau 02 năm kể từ ngày đề án được duyệt"),
        ("Trong vòng 03 tháng kể từ ngày ban hành phải hoàn thành", "Trong vòng 03 tháng kể từ ngày ban hành"),
        ("gửi chậm nhất 05 ngày làm việc sau khi nhận hồ sơ; lưu", "chậm nhất 05 ngày làm việc sau khi nhận hồ sơ"),
        ("Trả lời trong thời hạn 10 ngày kể từ ngày nhận được văn bản.",
         "trong thời hạn 10 ngày kể từ ngày nhận được văn bản"),
        ("Gửi chậm nhất 03 (ba) ngày làm việc sau khi xong; lưu", "chậm nhất 03 (ba) ngày làm việc sau khi xong"),
        ("Xử lý trong vòng 24 giờ", "trong vòng 24 giờ"),
        ("Sau 05 năm thực hiện, tỷ lệ đạt 40%", ""),
        ("Giảm 5% trong 6 tháng đầu năm", ""),
        ("Hoàn thành trước ngày 30/11/2026", ""),
    ],
)  # fmt: skip
def test_a_limit_told_by_its_length_is_found(words: str, limit: str) -> None:
    assert limit_words(words) == limit


def test_hostile_limits_stay_linear() -> None:
    assert limit_words("trong thời hạn " * 60_000) == ""
    assert limit_words("trong 10 ngày " + "kể từ ngày " * 60_000).startswith("trong 10 ngày")
    assert limit_words("sau 02 năm, " * 60_000) == ""


def test_a_target_keeps_the_limit_it_is_counted_by() -> None:
    (one,) = targets("Sau 02 năm kể từ ngày đề án được duyệt, 90% trạm y tế có bác sĩ.")
    assert (one.value, one.by, one.within) == ("90", None, "Sau 02 năm kể từ ngày đề án được duyệt")
    (two,) = targets("Trong vòng 03 tháng kể từ ngày ban hành phải hoàn thành 80% số hồ sơ tồn.")
    assert (two.subject, two.within) == ("số hồ sơ tồn", "Trong vòng 03 tháng kể từ ngày ban hành")
    (three,) = targets("Đến năm 2030, 90% trạm y tế có bác sĩ.")
    assert (three.by, three.within) == ("2030", "")


def test_an_amount_that_is_itself_a_time_is_no_limit_besides() -> None:
    (one,) = targets("Hỗ trợ người dân trong vòng 24 giờ.")
    assert (one.value, one.unit, one.within) == ("24", "giờ", "")


def test_a_duty_keeps_its_limit_in_every_form_that_goes_out() -> None:
    reading = read("Họp giao ban.", "Trong vòng 05 ngày làm việc kể từ ngày nhận hồ sơ, thẩm định và trình cấp trên.")
    (duty,) = reading.assignments
    assert duty.within == "Trong vòng 05 ngày làm việc kể từ ngày nhận hồ sơ"
    (row,) = vanban.interchange_form(reading, "kh.txt")["assignments"]
    assert json.loads(json.dumps(row))["within"] == duty.within
    assert vanban.from_akn(vanban.to_akn(reading)).assignments == reading.assignments


def test_a_mark_forgets_what_the_mark_before_it_said_of_time() -> None:
    found = targets("Đến năm 2027: (1) 50% bản có lưới; (2) 60% bản có chợ vào năm 2029; (3) 70% bản có nước sạch.")
    assert [(one.value, one.by) for one in found] == [("50", "2027"), ("60", "2029"), ("70", "2027")]


@pytest.mark.parametrize(
    ("goal", "value", "unit"),
    [
        ("Phấn đấu có 3/4 số xã đạt chuẩn.", "3", "/4 số xã"),
        ("Đến năm 2028 đạt 15/20 xã không có ma túy.", "15", "xã"),
        ("Số bản đạt chuẩn văn hóa: 04/09 bản.", "4", "bản"),
    ],
)
def test_a_fraction_is_kept_as_it_is_said(goal: str, value: str, unit: str) -> None:
    (one,) = targets(goal)
    assert (one.value, one.unit) == (value, unit)


def test_a_date_is_no_fraction() -> None:
    assert targets("Phấn đấu tổ chức lễ ra quân ngày 02/9 tại xã Sen Hồng.") == ()


def test_a_year_that_is_compared_with_has_not_gone_by() -> None:
    head = "Số: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\n"
    (one,) = vanban.read(
        head + PLAN.format("Giảm 5-10% số ca mắc so với trung bình hàng năm giai đoạn 2019 - 2023.", "Họp.")
    ).targets
    assert (one.relation, one.value, one.value_high, one.by, one.every) == ("decrease", "5", "10", None, None)


def test_a_preamble_about_last_year_sets_no_year() -> None:
    text = (
        "Số: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\nKẾ HOẠCH\n\nPhòng, chống dịch năm 2026\n\n"
        "Năm 2025, dịch diễn biến phức tạp. Để chủ động, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"
        "I. MỤC TIÊU\n\n1. 90% ổ dịch được xử lý trong ngày.\n\n2. Không để dịch lan rộng.\n"
    )
    assert [(one.relation, one.by) for one in vanban.read(text).targets] == [("=", "2026"), ("none", "2026")]


def test_a_page_that_is_a_list_of_goals_is_read_as_one() -> None:
    text = (
        "Các chỉ tiêu chủ yếu (nhiệm kỳ 2025-2030)\n\n- Về kinh tế:\n\n"
        "(1) Số trường đạt chuẩn: 04 trường.\n\n(2) Tỷ lệ hộ dùng nước sạch: 98%.\n\n"
        "(3) Tỷ lệ chi bộ hoàn thành xuất sắc: 15% trở lên/tổng số chi bộ trực thuộc.\n"
    )
    found = vanban.read(text).targets
    assert [(one.relation, one.value, one.unit, one.by) for one in found] == [
        ("=", "4", "trường", "2030"),
        ("=", "98", "%", "2030"),
        (">=", "15", "%", "2030"),
    ]
    assert found[2].subject == "Tỷ lệ chi bộ hoàn thành xuất sắc"


def test_news_of_goals_is_no_list_of_goals() -> None:
    text = "Mục tiêu của xã Sen Hồng năm 2026\n\nNăm qua, xã có 120 hộ nghèo, 15 đội văn nghệ, 30 cán bộ.\n"
    assert vanban.read(text).targets == ()


def test_what_a_list_says_completes_its_lead_in() -> None:
    (one,) = targets("Phấn đấu 100% số bản:\n\n- Có điểm tư vấn;\n\n- Có đội tình nguyện.")
    assert (one.value, one.subject) == ("100", "số bản: có điểm tư vấn; có đội tình nguyện")


def test_what_stands_under_each_is_of_each() -> None:
    found = targets("Mỗi xã, phường:\n\n- Ít nhất 01 mô hình tuyên truyền;\n\n- Có 02 buổi truyền thông/năm.")
    assert [one.subject.partition(": ")[0] for one in found] == ["Mỗi xã, phường"] * 2


def test_names_parted_by_semicolons_share_what_each_is_to_do() -> None:
    (one,) = targets("Trạm Y tế; Trường Tiểu học; Công an xã: mỗi đơn vị tổ chức ít nhất 02 buổi truyền thông.")
    assert one.quote.startswith("Trạm Y tế; Trường Tiểu học; Công an xã: mỗi đơn vị")


NEWS = "Chăn nuôi Hoa Mai đến năm 2030\n\nTỉnh vừa phê duyệt Chiến lược chăn nuôi.\n\n{}\n"


def test_news_of_years_to_come_sets_goals() -> None:
    found = vanban.read(NEWS.format("Mức tăng trưởng bình quân của ngành từ nay đến năm 2030 là 8-9%/năm.")).targets
    assert [(one.relation, one.value, one.value_high, one.by, one.every) for one in found] == [
        ("=", "8", "9", "2030", "year")
    ]


def test_news_of_what_was_done_sets_none() -> None:
    text = "Đến hết năm 2024 trang trại đã cung ứng khoảng 35% sản lượng; tỷ lệ bò lai đạt 55%."
    assert vanban.read(NEWS.format(text)).targets == ()
