"""Ways of offices that a reader of keys who never saw the reader wrote down, each as the class that it stands for."""

import pytest

import vanban
from vanban.model import Assignment, Metadata, Target

STATE = "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
DATED = "Số: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\n"
PLAN = f"{STATE}{DATED}KẾ HOẠCH\n\nPhòng, chống ma túy\n\n"


def duties(words: str) -> tuple[Assignment, ...]:
    return vanban.read(f"{PLAN}I. TỔ CHỨC THỰC HIỆN\n\n{words}").assignments


def targets(words: str, title: str = "Phòng, chống ma túy", heading: str = "I. MỤC TIÊU") -> tuple[Target, ...]:
    return vanban.read(f"{STATE}{DATED}KẾ HOẠCH\n\n{title}\n\n{heading}\n\n{words}").targets


def head(words: str) -> Metadata:
    return vanban.read(words).metadata


def test_items_that_name_their_own_bodies_are_not_their_headings() -> None:
    found = duties(
        "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành, địa phương tập trung:\n\n"
        "1. Giao Sở Y tế lập danh sách người cai nghiện.\n\n"
        "2. Thống nhất chủ trương theo đề nghị của Sở Y tế. Giao Công an tỉnh xây dựng kế hoạch; "
        "Sở Nội vụ hướng dẫn.\n\n"
        "3. Sở Tài chính bố trí kinh phí cho các hoạt động."
    )
    assert [one.leads for one in found] == [("Sở Y tế",), ("Công an tỉnh",), ("Sở Nội vụ",), ("Sở Tài chính",)]


def test_a_committee_leads_and_the_body_it_leads_does_not() -> None:
    (one,) = duties(
        "1. Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo Ủy ban nhân dân tỉnh:\n\n- Bố trí nguồn lực cho cai nghiện."
    )
    assert one.leads == ("Đảng ủy Ủy ban nhân dân tỉnh",)


def test_who_is_directed_by_an_agency_does_not_take_its_place() -> None:
    (one,) = duties(
        "1. Công an tỉnh\n\na) Chỉ đạo các phòng nghiệp vụ, Công an cấp xã:\n\n- Lập danh sách người nghiện."
    )
    assert one.leads == ("Công an tỉnh",)


@pytest.mark.parametrize(
    ("named", "leads"),
    [
        ("Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh", ("Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh",)),
        ("Báo và Đài Phát thanh - Truyền hình tỉnh", ("Báo và Đài Phát thanh - Truyền hình tỉnh",)),
        ("Đảng ủy MTTQ, các đoàn thể tỉnh", ("Đảng ủy MTTQ, các đoàn thể tỉnh",)),
        ("Hiệu trưởng các trường THCS, tiểu học", ("Hiệu trưởng các trường THCS, tiểu học",)),
        ("Ba ngành", ("Ba ngành",)),
    ],
)
def test_bodies_are_called_in_many_ways(named: str, leads: tuple[str, ...]) -> None:
    (one,) = duties(f"1. {named} chỉ đạo rà soát người nghiện trên địa bàn.")
    assert one.leads == leads


def test_persons_and_posts_before_a_colon_have_the_duty_behind_it() -> None:
    one, two = duties(
        "1.1- Đồng chí Trần Bình Minh, Phó Bí thư Thường trực: Phụ trách công tác tuyên truyền, vận động.\n\n"
        "1.2- Giáo viên chủ nhiệm: Nắm tâm tư học sinh; phối hợp với phụ huynh theo dõi."
    )
    assert one.leads == ("Đồng chí Trần Bình Minh, Phó Bí thư Thường trực",)
    assert (two.leads, two.supports) == (("Giáo viên chủ nhiệm",), ("phụ huynh",))


@pytest.mark.parametrize(
    ("words", "due", "every"),
    [
        ("Mở đợt cao điểm, kết thúc ngày 20/12/2026.", "2026-12-20", None),
        ("Kiểm tra việc trực; đến 31/3/2026, mọi chốt phải có người trực.", "2026-03-31", None),
        ("Sơ kết giữa kỳ vào quý II năm 2028; tổng kết trong quý IV năm 2030.", "2028-Q2", None),
        ("Đưa nội dung vào giờ sinh hoạt; mỗi học kỳ, mỗi trường tổ chức ít nhất 02 buổi.", None, "semester"),
        ("Duy trì chuyên mục về hoa trên truyền hình, phát sóng tối thiểu 02 kỳ/tháng.", None, "month"),
        ("Lập tiến độ theo từng tuần, từng tháng.", None, None),
        ("Rà soát học sinh theo từng học kỳ.", None, "semester"),
    ],
)
def test_when_and_how_often_a_duty_is_due(words: str, due: str | None, every: str | None) -> None:
    (one,) = duties(f"1. Sở Y tế\n\n- {words}")
    assert (one.due, one.every) == (due, every)


def test_a_bracket_may_end_with_the_month() -> None:
    (one,) = duties("1. Tổ chức liên hoan tuyên truyền (Sở Y tế chủ trì; Công an tỉnh phối hợp; tháng 9/2026).")
    assert (one.leads, one.supports, one.due) == (("Sở Y tế",), ("Công an tỉnh",), "2026-09")


def test_a_list_of_whom_names_nobody_who_acts() -> None:
    assert duties("1. Đồng thời, nâng cao trách nhiệm của các cấp, các ngành, các hội, kịp thời khắc phục.") == ()


@pytest.mark.parametrize(
    ("title", "by"),
    [
        ("Triển khai Dự án 3 giai đoạn 2026 - 2030 trên địa bàn tỉnh năm 2027", "2027"),
        ("Phòng, chống ma túy trong nhà trường, năm học 2026 - 2027", "2027"),
        ("Xây dựng xã không ma túy giai đoạn 2026 - 2030", "2030"),
    ],
)
def test_the_year_of_a_plan_is_its_own(title: str, by: str) -> None:
    (one,) = targets("1. 100% cơ sở giáo dục ký cam kết.", title)
    assert one.by == by


def test_what_brackets_say_of_a_year_sets_no_year() -> None:
    (one,) = targets("1. Đến năm 2027, giảm 10% số người nghiện so với năm 2025 (năm 2025 có 41 người).")
    assert (one.by, one.value) == ("2027", "10")


def test_levels_of_several_years_are_quoted_year_by_year() -> None:
    found = targets("1. Lộ trình xã không ma túy: năm 2026 đạt 40%; năm 2028 đạt 60%; đến năm 2030 đạt 75%.")
    assert [(one.quote, one.by) for one in found[:2]] == [("năm 2026 đạt 40%", "2026"), ("năm 2028 đạt 60%", "2028")]
    assert {one.subject for one in found} == {"Lộ trình xã không ma túy"}


def test_a_title_in_capitals_without_a_number_sets_goals_too() -> None:
    words = f"{STATE}{DATED}KẾ HOẠCH\n\nPhòng, chống ma túy\n\nCHỈ TIÊU\n\n- 100% học sinh ký cam kết;\n\n"
    (one,) = vanban.read(f"{words}TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế họp bàn việc cai nghiện.").targets
    assert one.value == "100"


@pytest.mark.parametrize(
    ("words", "relation", "value"),
    [
        ("Duy trì hoạt động 31 câu lạc bộ.", "maintain", "31"),
        ("Cả 04 cơ sở cai nghiện được đầu tư đạt chuẩn.", "=", "4"),
        ("80% trạm y tế cấp xã trở lên đủ điều kiện.", ">=", "80"),
        ("Tỷ lệ người có việc làm tăng so với năm 2025.", "increase", None),
        ("Giảm căn bản tội phạm về ma túy.", "decrease", None),
    ],
)
def test_levels_are_told_in_many_ways(words: str, relation: str, value: str | None) -> None:
    (one,) = targets(f"1. {words}")
    assert (one.relation, one.value) == (relation, value)


def test_sayings_in_quotation_marks_set_nothing() -> None:
    assert targets("1. Tổ chức thi công “3 ca, 4 kíp”, thực hiện “Giảm cung - Giảm cầu - Giảm tác hại”.") == ()


def test_an_opening_that_lists_tasks_sets_no_goals_for_them() -> None:
    words = "Để phấn đấu giải ngân đạt 95% vốn, Chủ tịch UBND tỉnh yêu cầu thực hiện các nhiệm vụ sau:\n\n"
    found = vanban.read(
        f"{PLAN}{words}I. SỞ TÀI CHÍNH\n\n1. Thành lập 05 Tổ công tác; rút ngắn thời gian thẩm định."
    ).targets
    assert [one.value for one in found] == ["95"]


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        ("UBND TỈNH HOA MAI\nVĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh Hoa Mai"),
        ("ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\nBCĐ PHÒNG, CHỐNG MA TÚY", "Ban Chỉ đạo phòng, chống ma túy tỉnh Hoa Mai"),
    ],
)
def test_an_issuer_is_named_with_whose_it_is(above: str, issuer: str) -> None:
    motto = "\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    found = head(f"{above}{motto}{DATED}KẾ HOẠCH\n\nPhòng, chống ma túy\n\n1. Sở Y tế lập danh sách.")
    assert (found.issuer or "").lower() == issuer.lower()


def test_recipients_and_signature_may_share_their_lines() -> None:
    found = head(
        f"{PLAN}1. Sở Y tế lập danh sách người nghiện./.\n\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; CHỦ TỊCH\n"
        "- Lưu: VT. Trần Bình Minh\n"
    )
    assert (found.signer, found.signer_title) == ("Trần Bình Minh", "CHỦ TỊCH")


def test_a_page_says_where_on_its_site_it_stands_before_its_headline() -> None:
    title = "Xã Hoa Sen quyết tâm không để ma túy vào trường học"
    assert head(f"Trang chủ > An ninh trật tự\n\n{title}\n\nThứ Sáu, 27/02/2026\n\nUBND xã họp.").title == title


def test_who_issued_may_be_said_before_the_numbers() -> None:
    text = "Căn cứ các Nghị quyết của Chính phủ số 50/NQ-CP ngày 13/3/2025, số 93/NQ-CP ngày 16/4/2025;"
    assert [one.issuer for one in vanban.read(text).citations] == ["Chính phủ"] * 2
    (letter,) = vanban.read(
        "Ngày 30/9/2025, Văn phòng UBND tỉnh đã có Công văn số 1870/VPUBND-VX về bảo hiểm."
    ).citations
    assert (letter.issuer, str(letter.issued_on)) == ("Văn phòng UBND tỉnh", "2025-09-30")


def test_a_part_has_the_title_below_its_number() -> None:
    found = vanban.read(
        f"{PLAN}Phần thứ nhất\nTÌNH HÌNH VÀ SỰ CẦN THIẾT\n\n1. Tình hình.\n\nChương I\nQUY ĐỊNH CHUNG\n\n1. Nội dung."
    )
    assert [one.heading for one in found.provisions if " " in one.label] == [
        "TÌNH HÌNH VÀ SỰ CẦN THIẾT",
        "QUY ĐỊNH CHUNG",
    ]
