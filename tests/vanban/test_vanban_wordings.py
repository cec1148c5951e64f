"""Wordings that were met in documents from elsewhere, each as the class that it stands for."""

import unicodedata

import pytest

from vanban import interchange_form, read
from vanban.model import Assignment, Target

PLAN = "KẾ HOẠCH\n\nPhòng, chống ma túy năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n\n"


def duties(words: str) -> tuple[Assignment, ...]:
    return read(PLAN + words).assignments


def targets(words: str, heading: str = "I. MỤC TIÊU") -> tuple[Target, ...]:
    return read(f"KẾ HOẠCH\n\nPhòng, chống ma túy\n\n{heading}\n\n{words}").targets


@pytest.mark.parametrize(
    "leading",
    [
        "chủ trì, phối hợp với",
        "là đầu mối, phối hợp với",
        "làm đầu mối, cùng với",
        "chịu trách nhiệm chính, phối hợp cùng",
        "có trách nhiệm chủ trì và phối hợp với",
        "giữ vai trò chủ trì, phối hợp với",
    ],
)
def test_who_leads_is_told_in_many_words(leading: str) -> None:
    (one,) = duties(f"1. Sở Y tế {leading} Công an tỉnh lập danh sách người cai nghiện.")
    assert (one.leads, one.supports) == (("Sở Y tế",), ("Công an tỉnh",))
    one, _ = duties(
        f"1. Lập danh sách người cai nghiện.\n\n- Đơn vị thực hiện: Sở Y tế {leading} Công an tỉnh.\n\n"
        "2. Sở Tài chính cấp kinh phí."
    )
    assert (one.leads, one.supports) == (("Sở Y tế",), ("Công an tỉnh",))


@pytest.mark.parametrize(
    ("named", "leads"),
    [
        ("Các Sở, Ban, Ngành tỉnh", ("Các Sở, Ban, Ngành tỉnh",)),
        ("Sở Kinh tế biển", ("Sở Kinh tế biển",)),
        ("Các cơ quan được giao nhiệm vụ tại Điều 1", ("Các cơ quan được giao nhiệm vụ tại Điều 1",)),
        ("Chủ tịch UBND các xã nơi có dự án đi qua", ("Chủ tịch UBND các xã nơi có dự án đi qua",)),
        ("Tổ Chuyển đổi số cộng đồng", ("Tổ Chuyển đổi số cộng đồng",)),
        (
            "Các đồng chí Thành viên Ban Chỉ đạo được phân công phụ trách địa bàn",
            ("Các đồng chí Thành viên Ban Chỉ đạo được phân công phụ trách địa bàn",),
        ),
    ],
)
def test_names_go_on_as_far_as_they_say_who(named: str, leads: tuple[str, ...]) -> None:
    (one,) = duties(f"1. {named} tổ chức thực hiện việc rà soát người nghiện.")
    assert one.leads == leads


def test_an_order_may_name_a_person() -> None:
    one, two = duties(
        "1. Giao đồng chí An theo dõi, đôn đốc việc rà soát.\n\n"
        "2. Phân công đồng chí Trần Bình Minh - Phó Chủ tịch UBND tỉnh chỉ đạo lực lượng công an."
    )
    assert one.leads == ("đồng chí An",)
    assert two.leads == ("đồng chí Trần Bình Minh - Phó Chủ tịch UBND tỉnh",)


def test_who_spoke_at_a_meeting_is_given_nothing_by_it() -> None:
    found = duties(
        "1. Sau khi nghe các Ban Quản lý dự án, lãnh đạo các sở báo cáo và ý kiến thảo luận, UBND tỉnh kết luận."
    )
    assert found == ()


@pytest.mark.parametrize(
    "by", ["không muộn hơn ngày 20/6/2026", "trước 17 giờ ngày 20/6/2026", "muộn nhất ngày 20/6/2026"]
)
def test_days_are_told_in_many_words(by: str) -> None:
    (one,) = duties(f"1. Sở Y tế báo cáo Ủy ban nhân dân tỉnh {by}.")
    assert one.due == "2026-06-20"


def test_what_is_resolved_on_is_a_goal_too() -> None:
    (one,) = targets("1. Sở Y tế quyết tâm hoàn thành 100% kế hoạch khám năm 2026.", "I. NHIỆM VỤ")
    assert (one.value, one.unit, one.by) == ("100", "%", "2026")


def test_an_amount_alone_in_brackets_is_led_by_the_words_before_it() -> None:
    (one,) = targets("1. Tổ chức họp giao ban (tối thiểu 02 lần/tháng).", "I. NHIỆM VỤ")
    assert (one.subject, one.relation, one.value, one.every) == ("Tổ chức họp giao ban", ">=", "2", "month")


def test_a_wish_that_a_share_goes_on_with_is_one_target() -> None:
    (one,) = targets("1. Duy trì tổ tự quản và 100% thôn không có tội phạm.")
    assert one.value == "100"


def test_a_span_of_years_needs_no_word_before_it() -> None:
    (one,) = targets("1. Số vụ phạm tội bình quân 2026-2030 giảm 5%.")
    assert (one.relation, one.by) == ("decrease", "2030")


def test_at_least_is_told_in_many_words() -> None:
    (one,) = targets("1. Không thấp hơn một cơ sở y tế cung cấp dịch vụ điều trị.")
    assert (one.relation, one.value) == (">=", "1")


def test_a_number_may_join_its_letters_by_a_stop() -> None:
    (one,) = read("Căn cứ Tờ trình số 06/TTr.SYT ngày 05/02/2026 của Sở Y tế;").citations
    assert (one.kind, one.number, str(one.issued_on)) == ("TTr", "06/TTr.SYT", "2026-02-05")


def test_a_hyphen_that_does_not_break_is_a_hyphen() -> None:
    (one,) = read("Thực hiện Chỉ thị số 36\u2011CT/TW ngày 16/8/2019 của Bộ Chính trị;").citations
    assert one.number == "36-CT/TW"


def test_a_copy_without_its_kind_has_the_title_that_stands_there() -> None:
    head = (
        "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Số: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\n"
    )
    title = "THỰC HIỆN CHƯƠNG TRÌNH PHÒNG, CHỐNG MA TÚY NĂM 2026 TRÊN ĐỊA BÀN TỈNH"
    found = read(
        f"{head}{title}\n\nThực hiện Chỉ thị số 36-CT/TW, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"
    ).metadata
    assert (found.kind, found.title) == ("KH", title)


def test_a_page_over_a_copy_says_its_title() -> None:
    page = (
        "Quyết định 245/QĐ-UBND năm 2026 phê duyệt Đề án chuyển hóa địa bàn phức tạp về ma túy "
        "do tỉnh Hoa Mai ban hành\nSố hiệu | 245/QĐ-UBND |\nNgày ban hành | 12/03/2026 |\n"
        "Số: 245/QĐ-UBND |\nHoa Mai, ngày 12 tháng 3 năm 2026 |\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HOA MAI\nTheo đề nghị của Giám đốc Công an tỉnh.\n"
    )
    found = read(page).metadata
    assert (found.kind, found.number, found.place) == ("QĐ", "245/QĐ-UBND", "Hoa Mai")
    assert found.title == "phê duyệt Đề án chuyển hóa địa bàn phức tạp về ma túy"


def test_an_empty_line_behind_each_line_parts_no_paragraphs() -> None:
    words = (
        "1. Sở Y tế chủ trì, phối hợp với Công an tỉnh và Ủy ban nhân dân\ncác xã, phường lập danh sách người nghiện\n"
        "ma túy đang cư trú trên địa bàn, báo cáo Ủy ban nhân dân tỉnh\ntrước ngày 30/6/2026.\n"
        "2. Sở Tài chính bố trí kinh phí cho các hoạt động của Kế hoạch\n"
        "này theo phân cấp của Luật Ngân sách nhà nước và\n"
        "các văn bản hướng dẫn thi hành, không để chậm trễ ảnh hưởng\nđến việc cai nghiện.\n"
    )
    narrow = PLAN.replace("\n\n", "\n") + words * 3
    doubled = narrow.replace("\n", "\n\n")
    assert [one.quote for one in read(doubled).assignments] == [one.quote for one in read(narrow).assignments]
    assert read(doubled).assignments[0].due == "2026-06-30"


def test_what_is_to_be_less_than_the_year_before_needs_no_figure() -> None:
    one, two = targets(
        "1. Số người nghiện ma túy năm sau giảm so với năm trước; tỷ lệ tái nghiện giảm dần qua các năm."
    )
    assert (one.relation, one.value, one.subject) == ("decrease", None, "Số người nghiện ma túy")
    assert (two.relation, two.subject) == ("decrease", "tỷ lệ tái nghiện")


HEAD = "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
LONG_TASK = (
    "Công an tỉnh tham mưu thành lập đoàn kiểm tra liên ngành tại các địa bàn trọng điểm, xử lý nghiêm các vi phạm về "
    "phòng, chống ma túy, định kỳ tổng hợp kết quả báo cáo Ủy ban nhân dân tỉnh."
)


def test_a_short_title_is_no_line_of_the_paragraph_below_it() -> None:
    words = f"II. NHIỆM VỤ\n1. Về tuyên truyền\n{LONG_TASK}\n2. Về kiểm tra\n{LONG_TASK}\n3. Về kinh phí\n{LONG_TASK}\n"
    found = read(f"{HEAD}KẾ HOẠCH\nPhòng, chống ma túy năm 2026\n\n{words}").assignments
    assert [(one.path, one.leads) for one in found] == [(f"II.{at}", ("Công an tỉnh",)) for at in (1, 2, 3)]


def test_a_bullet_in_small_letters_is_a_bullet() -> None:
    words = "II. NHIỆM VỤ\n1. Sở Y tế\n- tập huấn cho cán bộ trạm y tế;\n- rà soát người cai nghiện trên địa bàn.\n"
    found = read(f"{HEAD}KẾ HOẠCH\nPhòng, chống ma túy năm 2026\n\n{words}").assignments
    assert [one.leads for one in found] == [("Sở Y tế",)] * 2


def test_a_year_that_ends_a_title_begins_no_range() -> None:
    words = "I. MỤC TIÊU\n1. Mục tiêu cụ thể đến năm 2030\n- 90% xã không có ma túy.\n- 1500 người được dạy nghề.\n"
    one, two = read(f"{HEAD}KẾ HOẠCH\nPhòng, chống ma túy\n\n{words}").targets
    assert (one.value, one.value_high, one.by, two.value) == ("90", None, "2030", "1500")


@pytest.mark.parametrize(
    ("named", "leads"),
    [
        ("Các trưởng thôn, bản", ("Các trưởng thôn, bản",)),
        (
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
            ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",),
        ),
        ("Tỉnh đoàn", ("Tỉnh đoàn",)),
    ],
)
def test_bodies_end_where_the_duty_begins(named: str, leads: tuple[str, ...]) -> None:
    (one,) = duties(f"1. {named} tổ chức thực hiện việc rà soát người nghiện.")
    assert one.leads == leads


def test_a_task_that_lasts_some_months_is_due_by_the_last() -> None:
    (one,) = duties("1. Rà soát người nghiện. Trách nhiệm: Công an tỉnh; thời gian: từ tháng 3 đến tháng 6/2026.")
    assert (one.leads, one.due) == (("Công an tỉnh",), "2026-06")


@pytest.mark.parametrize(
    ("words", "relation", "value", "unit"),
    [
        ("Mỗi xã có ít nhất một mô hình hoạt động hiệu quả.", ">=", "1", "mô hình"),
        ("Mỗi xã có ít nhất năm mô hình hoạt động hiệu quả.", ">=", "5", "mô hình"),
        ("Hơn một nửa số trường học có câu lạc bộ.", ">", "50", "%"),
        ("Giữ vững 50 xã, phường không có ma túy.", "maintain", "50", "xã, phường"),
    ],
)
def test_amounts_are_told_in_many_words(words: str, relation: str, value: str, unit: str) -> None:
    (one,) = targets(f"1. {words}")
    assert (one.relation, one.value, one.unit) == (relation, value, unit)


def test_five_without_a_bound_is_the_year() -> None:
    assert targets("1. Mỗi năm mô hình được đánh giá lại.") == ()


def test_an_amount_is_shared_out_behind_in_it() -> None:
    found = targets("1. Cai nghiện cho 300 người, trong đó bắt buộc 200 người, tự nguyện 100 người.")
    assert [one.value for one in found] == ["300", "200", "100"]


def test_a_count_goes_on_from_a_change() -> None:
    found = targets("1. Phấn đấu giảm ít nhất 10% số vụ phạm tội, xây dựng 15 xã không có ma túy.")
    assert [(one.value, one.unit) for one in found] == [("10", "%"), ("15", "xã")]


def test_how_often_may_be_said_by_a_heading_or_before_the_count() -> None:
    (one,) = targets("1. Chỉ tiêu hằng năm\n\n- Kết nạp từ 200 đảng viên trở lên.")
    assert (one.every, one.relation) == ("year", ">=")
    (two,) = targets("1. Tổ chức tối thiểu mỗi tháng 01 đợt kiểm tra.", "I. NHIỆM VỤ")
    assert (two.every, two.value, two.unit) == ("month", "1", "đợt")


def test_a_quote_from_letters_with_marks_apart_is_whole() -> None:
    apart = unicodedata.normalize("NFD", f"{PLAN}1. Sở Y tế lập danh sách người nghiện ở cơ sở")
    (row,) = interchange_form(read(apart), "x")["assignments"]
    assert row["quote"] == "lập danh sách người nghiện ở cơ sở"
