"""What a third manner of writing showed: titles that run on, counted-on numbers, deputies, numbers in words."""

from datetime import date

import pytest

import vanban
from vanban.model import Reading
from vanban.read.agencies import agencies_at
from vanban.text.numbers import parse_worded

PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "Số: 12/KH-UBND\nHoa Mai, ngày 12 tháng 02 năm 2026\n\nKẾ HOẠCH\n\n{title}\n\n{body}\n"
)


def goals(words: str, title: str = "Trồng chè năm 2026") -> Reading:
    return vanban.read(PLAN.format(title=title, body=f"I. MỤC TIÊU\n\n{words}"))


def test_a_year_called_by_its_cause_rules_the_targets() -> None:
    reading = goals("1. 100% vườn chè được tưới.", title="THỰC HIỆN “NĂM VƯỜN CHÈ SẠCH 2026”")
    assert [one.by for one in reading.targets] == ["2026"]


def test_a_day_that_opens_an_item_holds_for_all_of_it() -> None:
    reading = goals("1. Đến 31/12/2026: có 16 đơn vị trồng chè; số vườn hoang giảm ít nhất 7%.")
    assert [one.by for one in reading.targets] == ["2026-12-31", "2026-12-31"]


def test_numbers_that_count_on_over_their_groups() -> None:
    items = "1. Về chè\n\n" + "\n\n".join(f"({n}) Chè vườn {n} đạt {n} tấn;" for n in range(1, 6))
    outline = goals(
        f"{items}\n\n2. Về cam\n\n(6) cam trong vườn đạt 6 tấn;\n\n(7) quýt trong vườn đạt 7 tấn."
    ).provisions
    assert [one.path for one in outline][-3:] == ["I.2", "I.2.6", "I.2.7"]


def test_a_number_that_leaps_is_still_no_label() -> None:
    outline = goals(
        "1. Về chè\n\n(1) Chè đạt 6 tấn;\n\n(9) chè còn lại trong vườn được bán hết, không để lâu."
    ).provisions
    assert "I.1.9" not in [one.path for one in outline]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("các Ban của HĐND và đại biểu HĐND tỉnh giám sát", ("các Ban của HĐND", "đại biểu HĐND tỉnh")),
        ("các trường THPT, trung tâm GDTX tổ chức", ("các trường THPT", "trung tâm GDTX")),
        ("Đồng chí Phó Bí thư Thường trực Tỉnh ủy chỉ đạo", ("Đồng chí Phó Bí thư Thường trực Tỉnh ủy",)),
        ("Đồng chí Phó Trưởng ban Thường trực giúp", ("Đồng chí Phó Trưởng ban Thường trực",)),
        ("Phòng Hậu cần - Kỹ thuật bảo đảm xăng dầu", ("Phòng Hậu cần - Kỹ thuật",)),
        ("Phòng Công tác học sinh, sinh viên chủ trì", ("Phòng Công tác học sinh, sinh viên",)),
        ("Đảng ủy Mặt trận Tổ quốc và các đoàn thể tỉnh đổi mới", ("Đảng ủy Mặt trận Tổ quốc và các đoàn thể tỉnh",)),
    ],
)
def test_names(words: str, names: tuple[str, ...]) -> None:
    found = agencies_at(words, 0, len(words))
    assert found is not None
    assert found.names == names


def test_money_behind_the_lead_is_no_part_of_its_name() -> None:
    body = "I. NHIỆM VỤ\n\na) Rà soát hệ thống tưới của vườn chè.\n\n- Chủ trì: Sở Xây dựng. Kinh phí: 18 tỷ đồng.\n"
    reading = vanban.read(PLAN.format(title="Trồng chè năm 2026", body=body))
    assert [one.leads for one in reading.assignments] == [("Sở Xây dựng",)]


def test_partners_in_brackets_behind_who_leads() -> None:
    body = "1. Sở Tài chính (phối hợp Công an tỉnh) tham mưu bố trí kinh phí mua cây giống.\n"
    reading = vanban.read(PLAN.format(title="Trồng chè năm 2026", body=body))
    assert [(one.leads, one.supports) for one in reading.assignments] == [(("Sở Tài chính",), ("Công an tỉnh",))]


def test_each_village_is_measured_and_no_lead() -> None:
    reading = goals("1. Mỗi xã xây dựng tối thiểu 02 mô hình trồng chè.")
    assert [one.value for one in reading.targets] == ["2"]
    assert reading.assignments == ()


def test_a_title_that_runs_into_the_first_paragraph() -> None:
    text = (
        "UỶ BAN NHÂN DÂN  CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ HOA BAN  Độc lập - Tự do - Hạnh phúc\n"
        "Số: 27/KH-UBND  Hoa Ban, ngày 22 tháng 01 năm 2026\nKẾ HOẠCH\n"
        "Công tác trồng chè, chăm sóc chè năm 2026 trên địa bàn xã Hoa Ban\n"
        "Thực hiện Luật Trồng trọt năm 2018; Kế hoạch 09/KH-UBND ngày\n12/01/2026 của UBND tỉnh, UBND xã xây dựng kế\n"
        "hoạch như sau:\nI/ MỤC TIÊU\n- 100% vườn chè được tưới đủ nước vào mùa khô trong cả năm nay.\n"
    )
    assert vanban.read(text).metadata.title == "Công tác trồng chè, chăm sóc chè năm 2026 trên địa bàn xã Hoa Ban"


def test_a_letter_whose_subject_stands_above_the_motto() -> None:
    meta = vanban.read(
        "UBND TỈNH HOA MAI\nSỞ Y TẾ\nSố: 3107/SYT-NV\nV/v tăng cường chăm sóc vườn chè\ntrong năm 2026\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHoa Mai, ngày 27 tháng 8 năm 2026\n\n"
        "Kính gửi: Các trạm y tế.\n\nSở Y tế đề nghị các đơn vị tưới chè.\n"
    ).metadata
    assert (meta.kind, meta.number, meta.issued_on) == ("CV", "3107/SYT-NV", date(2026, 8, 27))
    assert meta.issuer == "Sở Y tế"


@pytest.mark.parametrize(
    ("shown", "number"),
    [("mười hai nghìn", 12_000), ("hai mươi lăm", 25), ("ba trăm", 300), ("mười", 10), ("nhiều", None)],
)
def test_numbers_in_words(shown: str, number: int | None) -> None:
    assert parse_worded(shown) == number


@pytest.mark.parametrize(
    ("words", "relation", "value", "unit"),
    [
        ("1. Trồng mới ít nhất mười hai nghìn cây chè.", ">=", "12000", "cây"),
        ("1. Giữ ổn định tỷ lệ che phủ rừng 52,7%.", "maintain", "52.7", "%"),
        ("1. Không để vườn hoang kéo dài quá 02 tháng.", "none", None, None),
        ("1. Phấn đấu giảm một nửa (50%) số vườn hoang.", "decrease", "50", "%"),
        ("1. Có 16 đơn vị hành chính cấp xã trồng chè trở lên.", ">=", "16", "đơn vị"),
    ],
)
def test_levels(words: str, relation: str, value: str | None, unit: str | None) -> None:
    assert [(one.relation, one.value, one.unit) for one in goals(words).targets] == [(relation, value, unit)]


def test_a_heading_that_speaks_of_less_sets_no_target() -> None:
    assert [one.value for one in goals("1. Giảm tác hại\n\n- 85% vườn chè được tưới.").targets] == ["85"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Lắp bổ sung 320 trụ nước trong tháng 11/2026.", "320"),
        ("Hoàn thành xóa 1.240 căn nhà tạm trong quý III năm 2026.", "1240"),
        ("Rà soát 320 trụ nước trong tháng 11/2026.", None),
        ("Lắp bổ sung 320 trụ nước.", None),
    ],
)
def test_so_many_by_a_day_is_a_level_among_tasks_too(words: str, value: str | None) -> None:
    reading = vanban.read(PLAN.format(title="Trồng chè năm 2026", body=f"I. NHIỆM VỤ\n\n1. {words}"))
    assert [one.value for one in reading.targets] == ([value] if value else [])


def test_a_circular_told_by_what_it_lays_down() -> None:
    body = "Căn cứ Thông tư quy định tiêu chí xã, phường trồng chè của Bộ Y tế;\n\nI. NHIỆM VỤ\n\n1. Trồng chè."
    cited = vanban.read(PLAN.format(title="Trồng cam năm 2026", body=body)).citations
    assert [(one.kind, one.name, one.issuer) for one in cited] == [
        ("TT", "Thông tư quy định tiêu chí xã, phường trồng chè", "Bộ Y tế")
    ]


def test_a_semester_and_a_year_that_ends() -> None:
    assert [one.every for one in goals("1. Mỗi trường có ít nhất 02 buổi học trồng chè/học kỳ.").targets] == [
        "semester"
    ]
    body = "1. Sở Y tế: Vận động mọi nhà trồng chè trước khi kết thúc năm 2026.\n"
    reading = vanban.read(PLAN.format(title="Trồng chè", body=body))
    assert [one.due for one in reading.assignments] == ["2026"]
