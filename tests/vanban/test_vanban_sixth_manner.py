"""Manners of a sixth and a seventh batch: who leans on whom, what returns, counts that tasks set, Party heads."""

import pytest

import vanban

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/KH-UBND\n"
    "Hoa Mai, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng hoa năm 2026\n"
)
FOOT = "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê An Bình\n"


def read(body: str) -> vanban.Reading:
    return vanban.read(f"{HEAD}\n{body}\n{FOOT}")


def goals(sentence: str) -> vanban.Reading:
    return read(f"I. MỤC TIÊU\n1. {sentence}\n2. Chăm sóc tốt vườn hoa.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: họp.")


def task(sentence: str) -> vanban.Reading:
    return read(f"I. NHIỆM VỤ\n1. {sentence}\n2. Sở Y tế: họp.")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "80% người học nghề hoa được cấp chứng chỉ; 50% trong số đó được vay vốn, 30% được tạo việc làm.",
            [
                ("=", "80", "người học nghề hoa được cấp chứng chỉ"),
                ("=", "50", "người học nghề hoa được vay vốn"),
                ("=", "30", "người học nghề hoa được tạo việc làm"),
            ],
        ),
        (
            "Giảm tỷ lệ vườn hoang xuống dưới 60%, riêng khu vực miền núi giảm còn dưới 70%.",
            [("<", "60", "tỷ lệ vườn hoang"), ("<", "70", "tỷ lệ vườn hoang khu vực miền núi")],
        ),
        (
            "Tỷ lệ hộ có vườn hoa đạt từ 80% trở lên (trong đó tháng 9/2026 đạt tối thiểu 65%).",
            [(">=", "80", "Tỷ lệ hộ có vườn hoa"), (">=", "65", "Tỷ lệ hộ có vườn hoa")],
        ),
        (
            "60% học sinh biết trồng hoa (năm 2026: 35%; năm 2027: 45%).",
            [
                ("=", "60", "học sinh biết trồng hoa"),
                ("=", "35", "học sinh biết trồng hoa"),
                ("=", "45", "học sinh biết trồng hoa"),
            ],
        ),
        (
            "Tỷ lệ vườn được chăm sóc trên 12 tháng đạt ít nhất 85%.",
            [(">=", "85", "Tỷ lệ vườn được chăm sóc trên 12 tháng")],
        ),
        (
            "Sản lượng hoa đạt 300 tấn, tốc độ tăng bình quân 05 - 06%/năm.",
            [("=", "300", "Sản lượng hoa"), ("=", "5", "Sản lượng hoa")],
        ),
        ("Giảm 03 hộ bỏ vườn so với cuối năm 2025.", [("decrease", "3", "hộ bỏ vườn")]),
        ("Đến 31/12/2026 có thêm 02 thôn trồng hoa.", [("increase", "2", "thôn trồng hoa")]),
        ("Xây dựng thêm 02 thôn trồng hoa.", [("=", "2", "thôn trồng hoa")]),
        (
            "Không để phát sinh vườn hoang tại 12 thôn đã trồng hoa.",
            [("none", None, "vườn hoang tại 12 thôn đã trồng hoa")],
        ),
    ],
)  # fmt: skip
def test_goals_that_lean_on_what_stands_beside_them(sentence: str, found: list[tuple[str, str | None, str]]) -> None:
    assert [(one.relation, one.value, one.subject) for one in goals(sentence).targets] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Vận hành vườn ươm tại 12/12 phường.", [("=", "12")]),
        ("Tổ chức trực tưới hoa 24/24 giờ.", []),
        ("Đưa số người trồng hoa đạt 1.500 người vào cuối năm 2026.", [("=", "1500")]),
        ("Nâng tỷ lệ phủ hoa lên trên 95%.", [(">", "95")]),
    ],
)
def test_counts_and_levels_that_tasks_set(sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(one.relation, one.value) for one in task(sentence).targets] == found


def test_who_does_it_is_no_part_of_what_is_measured() -> None:
    (found,) = task("Sở Y tế: Tập huấn cho 100% người trồng hoa.").targets
    assert found.subject == "Tập huấn cho người trồng hoa"


def test_words_in_quotation_marks_are_nobody_elses() -> None:
    found = goals('100% đảng viên ký cam kết và 95% số hộ đăng ký "Gia đình không có vườn hoang".').targets
    assert [one.subject for one in found] == [
        "đảng viên ký cam kết",
        'số hộ đăng ký "Gia đình không có vườn hoang"',
    ]


def test_a_rhythm_and_an_ought_are_no_part_of_what_is_measured() -> None:
    (found,) = task("Trạm Y tế có trách nhiệm tư vấn ít nhất 02 lần/tháng cho mỗi người trồng hoa.").targets
    assert found.subject == "tư vấn cho mỗi người trồng hoa"


def test_a_second_level_that_says_its_own_verb_is_quoted_alone() -> None:
    found = goals("Tỷ lệ hộ trồng hoa đạt 5% vào năm 2028 và đạt tối thiểu 6,5% vào năm 2030.").targets
    assert [(one.quote, one.by) for one in found] == [
        ("Tỷ lệ hộ trồng hoa đạt 5% vào năm 2028", "2028"),
        ("đạt tối thiểu 6,5% vào năm 2030", "2030"),
    ]


def test_an_income_a_year_is_no_habit() -> None:
    (found,) = goals("Thu nhập bình quân của hộ trồng hoa đạt 48 triệu đồng/người/năm.").targets
    assert found.every is None


def test_a_share_behind_a_partys_number_is_no_range() -> None:
    reading = read("I- CHỈ TIÊU\n1- Trồng hoa.\n2- 100% chi bộ trồng hoa.\n3- 5 - 10% hộ trồng hoa.")
    assert [one.label for one in reading.provisions] == ["I", "1", "2", "3"]
    assert [(one.value, one.value_high) for one in reading.targets] == [("100", None), ("5", "10")]


@pytest.mark.parametrize(
    ("sentence", "leads", "supports"),
    [
        (
            "Ban Tuyên giáo chủ trì, phối hợp với Huyện Đoàn; Hội Nông dân; Trung tâm Văn hóa huyện viết bài về hoa.",
            ("Ban Tuyên giáo",),
            ("Huyện Đoàn", "Hội Nông dân", "Trung tâm Văn hóa huyện"),
        ),
        (
            "Các trường ký quy chế phối hợp với Công an xã; Trạm Y tế; Ban đại diện cha mẹ học sinh trước 15/10/2026.",
            ("Các trường",),
            ("Công an xã", "Trạm Y tế", "Ban đại diện cha mẹ học sinh"),
        ),
        (
            "Sở Y tế phối hợp với lực lượng vũ trang, chính quyền địa phương trồng hoa.",
            ("Sở Y tế",),
            ("lực lượng vũ trang", "chính quyền địa phương"),
        ),
        ("Sở Y tế phối hợp với nhà trường, gia đình trồng hoa.", ("Sở Y tế",), ("nhà trường", "gia đình")),
        ("Các chi, đảng bộ trực thuộc phải trồng hoa.", ("Các chi, đảng bộ trực thuộc",), ()),
        ("Công an cấp xã khi nhận tin báo phải kiểm tra vườn hoa.", ("Công an cấp xã",), ()),
        (
            "Các thành viên Ban Chỉ đạo theo địa bàn được phân công kiểm tra vườn hoa.",
            ("Các thành viên Ban Chỉ đạo",),
            (),
        ),
        (
            "Trạm Y tế phối hợp với Phòng Giáo dục Trung học, Ban Bảo vệ dân phố trồng hoa.",
            ("Trạm Y tế",),
            ("Phòng Giáo dục Trung học", "Ban Bảo vệ dân phố"),
        ),
        ("Huyện Đoàn đảm nhận việc tưới hoa.", ("Huyện Đoàn",), ()),
        ("Ngân hàng Chính sách xã hội huyện mỗi năm cho vay trồng hoa.", ("Ngân hàng Chính sách xã hội huyện",), ()),
        (
            "Giao Thường trực HĐND, Tổ đại biểu và đại biểu HĐND tỉnh giám sát việc trồng hoa.",
            ("Thường trực HĐND", "Tổ đại biểu", "đại biểu HĐND tỉnh"),
            (),
        ),
        (
            "Đề nghị UB MTTQ Việt Nam quận, Huyện đoàn vận động trồng hoa.",
            ("UB MTTQ Việt Nam quận", "Huyện đoàn"),
            (),
        ),
    ],
)  # fmt: skip
def test_who_does_it_with_whom(sentence: str, leads: tuple[str, ...], supports: tuple[str, ...]) -> None:
    (found,) = (one for one in task(sentence).assignments if one.path == "I.1")
    assert (found.leads, found.supports) == (leads, supports)


def test_a_report_that_returns_behind_a_sentence_is_a_duty_of_its_own() -> None:
    found = read(
        "I. TỔ CHỨC\n1. Sở Y tế tổ chức trồng hoa theo Kế hoạch này, theo dõi việc trồng hoa của các đơn vị. "
        "Định kỳ hằng quý báo cáo kết quả về UBND tỉnh.\n2. Sở Nội vụ trồng hoa; định kỳ hằng quý báo cáo."
    ).assignments
    assert [(one.leads, one.every) for one in found] == [
        (("Sở Y tế",), None),
        (("Sở Y tế",), "quarter"),
        (("Sở Nội vụ",), "quarter"),
    ]


@pytest.mark.parametrize(
    ("sentence", "due", "every"),
    [
        ("Sở Y tế hằng tháng tổng hợp việc trồng hoa, báo cáo UBND tỉnh trước ngày 20.", "20", "month"),
        ("Sở Y tế báo cáo hằng tháng (trước ngày 05), hằng quý (trước ngày 10 của tháng đầu quý sau).", "05", "month"),
        ("Sở Giáo dục và Đào tạo tổ chức 01 buổi trồng hoa trong một năm học.", None, "year"),
    ],
)
def test_days_of_a_period(sentence: str, due: str | None, every: str) -> None:
    found = next(one for one in task(sentence).assignments if one.path == "I.1")
    assert (found.due, found.every) == (due, every)


def test_role_lines_under_a_dash_tell_of_that_dash() -> None:
    found = read(
        "I. NHIỆM VỤ\n1. Tuyên truyền\n- Phát thanh về hoa.\n- Tổ chức hội hoa.\n+ Cơ quan chủ trì: Công an xã.\n"
        "- Thi cắm hoa.\n+ Chủ trì: Trạm Y tế."
    ).assignments
    assert [(one.leads, one.quote) for one in found] == [
        (("Công an xã",), "Tổ chức hội hoa"),
        (("Trạm Y tế",), "Thi cắm hoa"),
    ]


def test_whoever_answers_for_an_item() -> None:
    (found,) = read(
        "I. NHIỆM VỤ\n1. Ký cam kết trồng hoa.\nNgười chịu trách nhiệm: Trưởng thôn.\nHoàn thành: Quý I/2026."
    ).assignments
    assert (found.leads, found.due) == (("Trưởng thôn",), "2026-Q1")


def test_shares_of_a_goal_are_no_duties() -> None:
    reading = read("I. MỤC TIÊU\n1. Trồng 1.600 cây, cụ thể:\n- Trung tâm Y tế: 400 cây;\n- Các cơ sở khác: 1.200 cây.")
    assert [one.value for one in reading.targets] == ["1600", "400", "1200"]
    assert reading.assignments == ()


def test_what_a_heading_adds_to_its_agencies_is_no_agency() -> None:
    found = read(
        "I. NHIỆM VỤ\n1. Giám đốc Sở Y tế, Chủ tịch UBND các xã, trong phạm vi nhiệm vụ được giao, chịu trách nhiệm:\n"
        "a) Trồng hoa;\nb) Tưới hoa."
    ).assignments
    assert {one.leads for one in found} == {("Giám đốc Sở Y tế", "Chủ tịch UBND các xã")}


def test_what_a_heading_is_asked_and_shares_out() -> None:
    found = read(
        "I. TỔ CHỨC\n1. Tòa án nhân dân tỉnh\n\nĐề nghị chỉ đạo các đơn vị trồng hoa.\n2. UBND cấp xã\n"
        "a) Tưới hoa;\nb) Phân công tổ chức, cá nhân chăm sóc vườn hoa;\nc) Yêu cầu doanh nghiệp trồng hoa."
    ).assignments
    assert [(one.leads, one.asked) for one in found] == [
        (("Tòa án nhân dân tỉnh",), True),
        (("UBND cấp xã",), False),
        (("UBND cấp xã",), False),
        (("UBND cấp xã",), False),
    ]


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ĐẢNG BỘ TỈNH HOA MAI\nBAN THƯỜNG VỤ HUYỆN ỦY SEN HỒNG", "Ban Thường vụ Huyện ủy Sen Hồng"),
        ("ĐẢNG BỘ TỈNH HOA MAI\nHUYỆN ỦY", "Huyện ủy Sen Hồng"),
        ("HUYỆN ỦY SEN HỒNG", "Huyện ủy Sen Hồng"),
    ],
)
def test_a_district_committee_keeps_its_own_place(head: str, issuer: str) -> None:
    reading = vanban.read(
        f"{head}\n*\nSố 145-KH/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSen Hồng, ngày 12 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
        "về trồng hoa\n\nI- CHỈ TIÊU\n1- Trồng hoa.\n"
    )
    assert reading.metadata.issuer == issuer


def test_a_committees_task_over_three_lines_of_a_column() -> None:
    reading = vanban.read(
        "UBND XÃ SEN HỒNG                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "BAN CHỈ ĐẠO PHÒNG, CHỐNG                  Độc lập - Tự do - Hạnh phúc\n"
        "THIÊN TAI, BÃO LŨ VÀ XÂY DỰNG\nPHONG TRÀO TRỒNG HOA\n\n"
        "Số: 07/KH-BCĐ                             Sen Hồng, ngày 26 tháng 01 năm 2026\n\nKẾ HOẠCH\nTrồng hoa\n\n"
        "I. MỤC TIÊU\n1. Trồng hoa.\n"
    )
    issuer = "Ban Chỉ đạo phòng, chống thiên tai, bão lũ và xây dựng phong trào trồng hoa"
    assert reading.metadata.issuer == issuer


def test_who_wires_in_capitals() -> None:
    reading = vanban.read(
        "CHỦ TỊCH\nỦY BAN NHÂN DÂN\nTỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 03/CĐ-UBND\nHoa Mai, ngày 14 tháng 01 năm 2025\n\nCÔNG ĐIỆN\nVề việc trồng hoa\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:\n- Thủ trưởng các sở.\n\n1. Sở Y tế trồng hoa.\n"
    )
    assert reading.metadata.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Hoa Mai"
