"""Manners of a fifth batch of documents: lines broken amid long ones, wires, letters with an aim, what others count."""

import pytest

import vanban

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/KH-UBND\n"
    "Hoa Mai, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng hoa năm 2026\n"
)
FOOT = "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê An Bình\n"
LONG = (
    "Trong tháng 01 năm 2026, trên địa bàn tỉnh có 07 vườn hoa bị sương muối làm hư hại, "
    "trong đó 05 vườn nằm ven sông; "
    "nguyên nhân chủ yếu do chưa che chắn kịp thời và bất cẩn khi tưới nước vào ban đêm.\n\n"
)


def read(body: str) -> vanban.Reading:
    return vanban.read(f"{HEAD}\n{body}\n{FOOT}")


def goals(sentence: str) -> vanban.Reading:
    return read(f"I. MỤC TIÊU\n1. {sentence}\n2. Chăm sóc tốt vườn hoa.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: họp.")


def task(sentence: str) -> vanban.Reading:
    return read(f"I. NHIỆM VỤ\n1. {sentence}\n2. Sở Y tế: họp.")


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        (
            "100% người trồng hoa được tập huấn; ít nhất 70% trong số đó có việc làm ổn định.",
            ["người trồng hoa được tập huấn", "người trồng hoa có việc làm ổn định"],
        ),
        (
            "Tỷ lệ vườn hoang giảm từ 1,0 - 1,5%, riêng các xã vùng cao giảm 3%/năm.",
            ["Tỷ lệ vườn hoang", "Tỷ lệ vườn hoang các xã vùng cao"],
        ),
        ("Hỗ trợ xây dựng từ 35 mô hình vườn hoa trở lên.", ["Hỗ trợ xây dựng mô hình vườn hoa"]),
        ("100% học sinh từ lớp 6 trở lên trồng hoa.", ["học sinh từ lớp 6 trở lên trồng hoa"]),
    ],
)
def test_subjects_that_lean_on_their_neighbours(sentence: str, subjects: list[str]) -> None:
    assert [one.subject for one in goals(sentence).targets] == subjects


@pytest.mark.parametrize(
    ("sentence", "quote", "relation"),
    [
        (
            "Báo Hoa Mai tăng thời lượng tuyên truyền kỹ năng trồng hoa, mỗi ngày phát ít nhất 02 lượt thông điệp.",
            "mỗi ngày phát ít nhất 02 lượt thông điệp",
            ">=",
        ),
        (
            "Kiểm tra nhanh đối với vườn có nguy cơ cao, mỗi quý 01 lần.",
            "Kiểm tra nhanh đối với vườn có nguy cơ cao, mỗi quý 01 lần",
            "=",
        ),
        (
            "Sở Giáo dục và Đào tạo chỉ đạo các cơ sở giáo dục vận động 100% học sinh trồng hoa.",
            "vận động 100% học sinh trồng hoa",
            "=",
        ),
        (
            "Ngân hàng Chính sách xã hội chi nhánh tỉnh bảo đảm giải ngân kịp thời, "
            "đúng đối tượng, nợ quá hạn không quá 0,3%.",
            "nợ quá hạn không quá 0,3%",
            "<=",
        ),
        ("Mở rộng chăm sóc hoa cho trên 600 người bệnh.", "Mở rộng chăm sóc hoa cho trên 600 người bệnh", ">"),
        ("Sở Y tế chọn từ 03 mô hình trở lên để trưng bày.", "Sở Y tế chọn từ 03 mô hình trở lên để trưng bày", ">="),
        ("Trong năm kiểm tra từ 4 đến 6 chi bộ.", "Trong năm kiểm tra từ 4 đến 6 chi bộ", "="),
    ],
)
def test_levels_that_tasks_set(sentence: str, quote: str, relation: str) -> None:
    assert [(one.quote, one.relation) for one in task(sentence).targets] == [(quote, relation)]


def test_what_a_task_brings_down_to_a_level() -> None:
    (found,) = task("Cải tiến quy trình, giảm thời gian chờ xuống không quá 30 phút.").targets
    assert (found.relation, found.value, found.unit, found.subject) == ("<=", "30", "phút", "thời gian chờ")


def test_growth_of_so_much_each_year_stays_a_growth() -> None:
    (found,) = goals("Số vườn hoa tăng mỗi năm thêm 5%.").targets
    assert found.relation == "increase"


def test_a_school_year_that_begins_it_is_no_year_by_which() -> None:
    (found,) = task("Vận động 100% học sinh trồng hoa ngay từ đầu năm học 2026 - 2027.").targets
    assert found.by == "2026"  # the plan's own year


def test_times_within_a_year_are_no_deadline() -> None:
    (found,) = task(
        "Sở Xây dựng kiểm tra các vườn hoa, bảo đảm mỗi vườn được kiểm tra ít nhất 01 lần trong năm 2026."
    ).assignments
    assert found.due is None


def test_the_aim_that_a_letter_opens_with() -> None:
    (found,) = read(
        "Để hoàn thành chỉ tiêu tỷ lệ phủ hoa đạt từ 95,5% diện tích trở lên vào cuối năm 2026, Ủy ban nhân dân tỉnh "
        "đề nghị các cơ quan thực hiện một số nội dung sau:\n1. Sở Y tế: họp.\n2. Sở Xây dựng: họp."
    ).targets
    assert (found.value, found.by, found.subject) == ("95.5", "2026", "tỷ lệ phủ hoa")


def test_a_year_by_which_a_role_line_has_it_completed() -> None:
    found = read(
        "I. ĐẦU TƯ\n1. Nâng cấp vườn hoa số 1, số 2\n- Chủ trì: Công an tỉnh.\n- Thời gian hoàn thành: năm 2027.\n"
        "2. Trang bị phần mềm quản lý vườn hoa\n- Chủ trì: Công an tỉnh.\n- Thời gian thực hiện: năm 2026."
    ).assignments
    assert [one.due for one in found] == ["2027", None]


def test_a_departments_closing_words_belong_to_the_section() -> None:
    found = read(
        "I. NHIỆM VỤ\n1. Sở Y tế: họp.\n\nSở Giáo dục và Đào tạo yêu cầu các đơn vị triển khai Kế hoạch này./."
    )
    assert found.assignments[-1].path == "I"


def test_an_office_with_a_comma_late_in_its_name() -> None:
    found = task("Phòng Chính trị, tư tưởng và Công tác học sinh, sinh viên tổng hợp báo cáo về vườn hoa.").assignments[
        0
    ]
    assert found.leads == ("Phòng Chính trị, tư tưởng và Công tác học sinh, sinh viên",)


def test_whose_report_was_heard() -> None:
    (found,) = task(
        "Sau khi nghe Công an tỉnh báo cáo (Báo cáo số 977/BC-CAT ngày 08/7/2024), các đơn vị họp."
    ).citations
    assert (found.number, found.issuer) == ("977/BC-CAT", "Công an tỉnh")


def test_lines_broken_amid_paragraphs_a_line() -> None:
    found = vanban.read(
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH HOA MAI                    Độc lập - Tự do - Hạnh phúc\n"
        "Số: 06/CĐ-UBND                 Hoa Mai, ngày 22 tháng 01 năm 2026\n\nCÔNG ĐIỆN\n"
        "Về việc tăng cường công tác chăm sóc vườn hoa dịp Tết Nguyên đán\nBính Ngọ và mùa lễ hội Xuân\n\n"
        "ỦY BAN NHÂN DÂN TỈNH HOA MAI điện:\n- Giám đốc các sở;\n- Chủ tịch UBND các xã, phường.\n\n"
        + LONG
        * 3
        + "1. Công an tỉnh\na) Chủ trì, phối hợp với Sở Xây dựng, Sở Công Thương và UBND các xã, phường\n"
        "tổng kiểm tra các vườn hoa; hoàn thành trước ngày 10/02/2026.\n"
        "2. Văn phòng UBND tỉnh theo dõi việc thực hiện Công điện này./.\n"
    )
    assert found.metadata.title == (
        "Về việc tăng cường công tác chăm sóc vườn hoa dịp Tết Nguyên đán Bính Ngọ và mùa lễ hội Xuân"
    )
    first = found.assignments[0]
    assert (first.leads, first.due) == (("Công an tỉnh",), "2026-02-10")
    assert len(found.assignments) == 2
