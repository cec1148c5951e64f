"""Papers of Party bodies: their heads, and directives whose sections name committee after committee."""

import pytest

import vanban

_BELOW = """

KẾT LUẬN
về quản lý bến đò của tỉnh

1. Giao Sở Xây dựng lập kế hoạch trước ngày 15/7/2026.

T/M CẤP ỦY
BÍ THƯ

Lò Văn Hoa
"""


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        (
            "ĐẢNG BỘ TỈNH BÌNH MAI\nTỈNH ỦY\n*\nSố 3-KL/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
            "Bình Mai, ngày 06 tháng 5 năm 2026",
            "Tỉnh ủy Bình Mai",
        ),
        (
            "ĐẢNG BỘ TỈNH BÌNH MAI      ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY\n*\n"
            "Số 3-KL/TU      Bình Mai, ngày 06 tháng 5 năm 2026",
            "Tỉnh ủy Bình Mai",
        ),
        (
            "ĐẢNG BỘ TỈNH BÌNH MAI      ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ SUỐI TRE\n"
            "*      Suối Tre, ngày 06 tháng 5 năm 2026\nSố 3-KL/ĐU",
            "Đảng ủy xã Suối Tre",
        ),
    ],
)
def test_the_committee_below_its_party_body_issues(head: str, issuer: str) -> None:
    metadata = vanban.read(head + _BELOW).metadata
    assert metadata.issuer == issuer
    assert metadata.signer == "Lò Văn Hoa"


def test_a_section_called_to_carry_out_gives_nobody_the_items_of_others() -> None:
    reading = vanban.read(
        "ĐẢNG BỘ TỈNH BÌNH MAI\nTỈNH ỦY\n*\nSố 4-CT/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Bình Mai, ngày 06 tháng 5 năm 2026\n\nCHỈ THỊ\nvề quản lý bến đò\n\n"
        "Thời gian qua, việc quản lý bến đò còn lỏng lẻo.\n\n"
        "1. Nâng cao trách nhiệm\n\n"
        "- Đảng ủy Công an tỉnh kiểm tra các bến đò trước ngày 30/6/2026.\n\n"
        "2. Tổ chức thực hiện\n\n"
        "- Các đảng ủy trực thuộc Tỉnh ủy xây dựng kế hoạch thực hiện trước ngày 15/6/2026.\n"
    )
    assert [(one.path, one.leads, one.due) for one in reading.assignments] == [
        ("1", ("Đảng ủy Công an tỉnh",), "2026-06-30"),
        ("2", ("Các đảng ủy trực thuộc Tỉnh ủy",), "2026-06-15"),
    ]


def test_an_abbreviation_among_recipients_is_no_signer() -> None:
    reading = vanban.read(
        "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nSố: 5/TB-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n\nHoa Mai, ngày 06 tháng 5 năm 2026\n\nTHÔNG BÁO\nVề quản lý bến đò năm 2026\n\n"
        "1. Giao Sở Xây dựng bảo đảm 100% bến đò có phao cứu sinh.\n\n"
        "Nơi nhận:                    TL. CHỦ TỊCH\n- Như trên;               CHÁNH VĂN PHÒNG\n"
        "- CVP, PCVP (NC);\n- Lưu: VT.                    Lò Văn Hoa\n"
    )
    assert reading.metadata.signer == "Lò Văn Hoa"
    assert [one.by for one in reading.targets] == ["2026"]


def test_the_period_of_the_act_carried_out_rules_the_targets() -> None:
    reading = vanban.read(
        "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nSố: 5/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n\nHoa Mai, ngày 06 tháng 5 năm 2026\n\nKẾ HOẠCH\n"
        "Thực hiện Nghị quyết số 08-NQ/TU ngày 10/11/2025 về quản lý bến đò, giai đoạn 2026 - 2030\n\n"
        "I. MỤC TIÊU\n\n- 100% bến đò có phao cứu sinh.\n"
    )
    assert [one.by for one in reading.targets] == ["2030"]


def test_a_task_told_beside_the_duty_keeps_its_month() -> None:
    reading = vanban.read(
        "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nSố: 5/CT-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n\nHoa Mai, ngày 06 tháng 5 năm 2026\n\nCHỈ THỊ\nVề quản lý bến đò\n\n"
        "1. Sở Xây dựng mở lớp học bơi ở cơ sở; mỗi xã, phường tổ chức ít nhất 02 buổi trong tháng 7/2026.\n"
    )
    assert [one.due for one in reading.assignments] == ["2026-07"]


_PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n\nSố: 5/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\n\nHoa Mai, ngày 06 tháng 5 năm 2026\n\nKẾ HOẠCH\nQuản lý bến đò\n\n"
    "I. TỔ CHỨC THỰC HIỆN\n\n"
)


def test_a_bullet_glued_to_a_stop_begins_a_duty() -> None:
    reading = vanban.read(
        _PLAN + "1. Sở Xây dựng\n\n- Kiểm tra bến đò trong tháng 7/2026.- Phối hợp với Công an tỉnh tập huấn chủ đò.\n"
    )
    assert [(one.due, one.supports) for one in reading.assignments] == [("2026-07", ()), (None, ("Công an tỉnh",))]
    assert reading.assignments[1].quote.startswith("Phối hợp với")


@pytest.mark.parametrize(
    ("heading", "leads"),
    [
        ("Công đoàn ngành, Thanh tra Sở", ("Công đoàn ngành", "Thanh tra Sở")),
        ("Cha mẹ học sinh, Ban đại diện cha mẹ học sinh", ("Cha mẹ học sinh", "Ban đại diện cha mẹ học sinh")),
    ],
)
def test_bodies_of_schools_and_trades(heading: str, leads: tuple[str, ...]) -> None:
    reading = vanban.read(f"{_PLAN}1. {heading}\n\nVận động học sinh đi đò mặc áo phao.\n")
    assert [one.leads for one in reading.assignments] == [leads]


def test_a_committee_that_leads_its_units_does_it_itself() -> None:
    reading = vanban.read(f"{_PLAN}1. Đảng ủy Quân sự tỉnh\n\n- Lãnh đạo các đơn vị phối hợp với Công an tuần tra.\n")
    assert [(one.leads, one.quote.split()[0]) for one in reading.assignments] == [(("Đảng ủy Quân sự tỉnh",), "Lãnh")]


def test_two_decrees_share_their_day() -> None:
    reading = vanban.read(
        _PLAN + "1. Sở Xây dựng thực hiện Nghị định số 105/2025/NĐ-CP và số 106/2025/NĐ-CP cùng ngày 15/5/2025.\n"
    )
    assert [str(one.issued_on) for one in reading.citations] == ["2025-05-15", "2025-05-15"]


def test_the_title_of_a_list_is_no_duty() -> None:
    reading = vanban.read(f"{_PLAN}1. Sở Xây dựng kiểm tra bến đò.\n\nPHÂN CÔNG PHỤ TRÁCH BẾN ĐÒ\n")
    assert len(reading.assignments) == 1
