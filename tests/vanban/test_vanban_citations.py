"""Acts cited: numbers as pages print them, who issued them and when, lists, laws, names, short forms."""

from datetime import date

import pytest

import vanban
from vanban.model import Citation


def cited(text: str) -> list[Citation]:
    return list(vanban.read(f"KẾ HOẠCH\n\nVỀ DU LỊCH\n\n{text}\n").citations)


def only(text: str) -> Citation:
    found = cited(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("printed", "number", "kind"),
    [
        ("Kết luận số 132- KL/TW", "132-KL/TW", "KL"),
        ("Quyết định số 3210/QĐ - UBND", "3210/QĐ-UBND", "QĐ"),
        ("Công văn số 1436//BLĐTBXH-PCTNXH", "1436/BLĐTBXH-PCTNXH", "CV"),
        ("Nghị quyết số 30c/NQCP", "30c/NQCP", "NQ"),
        ("Kế hoạch số 3260-KH/ĐĐQH15", "3260-KH/ĐĐQH15", "KH"),
        ("Chương trình phối hợp số 03/CTrPH-BCA-BGDĐT", "03/CTrPH-BCA-BGDĐT", "CTrPH"),
        ("Công điện số 573/TTg-KGVX", "573/TTg-KGVX", "CĐ"),
        ("Chỉ thị số 21-CT/T.Ư", "21-CT/T.Ư", "CT"),
        ("Quy chế số 06/QC-TT.HĐND-UBND", "06/QC-TT.HĐND-UBND", "QC"),
        ("Nghị quyết số 629/2019/UBTVQH14", "629/2019/UBTVQH14", "NQ"),
        ("Thông tư liên tịch số 06/2015/TTLT-BCA-BGD&ĐT", "06/2015/TTLT-BCA-BGD&ĐT", "TTLT"),
        ("Tờ trình số 473/TTr - NN&PTNT", "473/TTr-NN&PTNT", "TTr"),
    ],
)
def test_numbers_as_pages_print_them(printed: str, number: str, kind: str) -> None:
    found = only(f"Thực hiện {printed} về việc phối hợp.")
    assert (found.number, found.kind) == (number, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Dự phòng HIV/AIDS đạt mục tiêu 95-95-95 tại 13/14 xã, tổng đài 24/7.",
        "Kế hoạch 2026\n\nKế hoạch năm 2027 và Kế hoạch này.",
        "Chương trình mục tiêu quốc gia phòng, chống ma túy đến năm 2030.",
        "UBND tỉnh ban hành Kế hoạch phát triển du lịch giai đoạn 2026 - 2030 như sau:",
    ],
)
def test_what_is_no_act(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    ("text", "issuer", "issued_on"),
    [
        ("Quyết định số 5/QĐ-TTg ngày31/8/2012 của Thủ tướng Chính phủ.", "Thủ tướng Chính phủ", date(2012, 8, 31)),
        ("Quyết định số 5/QĐ-TTg của Thủ tướng Chính phủ ngày 02/3/2020.", "Thủ tướng Chính phủ", date(2020, 3, 2)),
        ("Theo đề nghị của Giám đốc Công an tỉnh tại Tờ trình số 7/TTr-CAT.", "Giám đốc Công an tỉnh", None),
        ("Xét đề nghị của Sở Xây dựng tại Công văn số 42/SXD-QLN&CS ngày 22/5/2014,", "Sở Xây dựng", date(2014, 5, 22)),
        ("Ngày 26/4/2022, Bộ Y tế đã ký, ban hành Thông tư số 03/2022/TT-BYT.", "Bộ Y tế", date(2022, 4, 26)),
        ("Kết luận liên ngành tư pháp Trung ương số 23/KL-LNTPTW.", "liên ngành tư pháp Trung ương", None),
        ("Nghị quyết của Bộ Chính trị số 57-NQ/TW.", "Bộ Chính trị", None),
        (
            "Thông tư số 02/2017/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn.",
            "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
            None,
        ),
        (
            "Thông tư liên tịch số 11/2014/TTLT-BYT-BNV của Bộ Y tế và Bộ Nội vụ hướng dẫn chức năng.",
            "Bộ Y tế và Bộ Nội vụ",
            None,
        ),
        ("Kế hoạch số 9/KH-UBND của UBND xã Sen Hồng về thể thao.", "UBND xã Sen Hồng", None),
        ("Trình Thủ tướng Chính phủ theo nội dung tại Nghị định số 5/2023/NĐ-CP.", None, None),
    ],
)
def test_who_issued_it_and_when(text: str, issuer: str | None, issued_on: date | None) -> None:
    found = only(text)
    assert (found.issuer, found.issued_on) == (issuer, issued_on)


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ các Quyết định của Thủ tướng Chính phủ về quy hoạch: Quyết định số 16/QĐ-TTg ngày 16/12/2023 phê duyệt "
        "Quy hoạch A; Quyết định số 79/QĐ-TTg ngày 03/8/2024 phê duyệt Quy hoạch B.",
        "Quy hoạch đã được Thủ tướng Chính phủ phê duyệt tại các Quyết định: số 16/QĐ-TTg ngày 16/12/2023 về mạng; "
        "số 79/QĐ-TTg ngày 03/8/2024 về điện.",
        "Tại các Quyết định của Thủ tướng Chính phủ, đặc biệt là các Quyết định số 16/QĐ-TTg ngày 16/12/2023 và "
        "Quyết định số 79/QĐ-TTg ngày 03/8/2024;",
    ],
)
def test_a_list_has_the_issuer_that_leads_it(text: str) -> None:
    assert [(one.number, one.issuer, one.issued_on) for one in cited(text)] == [
        ("16/QĐ-TTg", "Thủ tướng Chính phủ", date(2023, 12, 16)),
        ("79/QĐ-TTg", "Thủ tướng Chính phủ", date(2024, 8, 3)),
    ]


def test_a_proposer_is_said_once_for_both_papers() -> None:
    found = cited("Theo đề nghị của Sở Y tế tại Tờ trình số 29/TTr-SYT ngày 23/10/2025 và Công văn số 26/SYT-NV.")
    assert [(one.number, one.issuer) for one in found] == [("29/TTr-SYT", "Sở Y tế"), ("26/SYT-NV", "Sở Y tế")]


def test_a_number_ends_with_its_paragraph() -> None:
    assert [one.number for one in cited("Thực hiện Thông tư số 03/2022/TT-BYT\n- Ngày 18/10/2021, họp.")] == [
        "03/2022/TT-BYT"
    ]


def test_a_misprinted_symbol_is_the_same_act() -> None:
    found = only("Chỉ thị số 27/CT-TTg ngày 15/8/2024 và Chỉ thị số 27/CTTg của Thủ tướng Chính phủ.")
    assert len(found.spans) == 2


def test_a_title_in_capitals_does_not_name_the_issuer() -> None:
    found = only(
        "THỰC HIỆN CHỈ THỊ SỐ 27/CT-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ\n\nChỉ thị số 27/CT-TTg của Thủ tướng Chính phủ."
    )
    assert found.issuer == "Thủ tướng Chính phủ"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Căn cứLuật Viên chức ngày 15/11/2010;", ["Luật Viên chức"]),
        ("Luật Ngân sách nhà nước và quy định của Luật NSNN.", ["Luật Ngân sách nhà nước"]),
        ("theo quy định của Luật NSNN năm 2025;", ["Luật NSNN"]),
        ("Luật Đất đai, Luật Nhà ở và Bộ luật Hình sự năm 2015", ["Luật Đất đai", "Luật Nhà ở", "Bộ luật Hình sự"]),
        (
            "đạt Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng, Nghị quyết Đại hội XIII của Đảng.",
            ["Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"],
        ),
        ("Theo Kế hoạch dự trữ hàng hóa năm 2025 của Sở Công Thương.", ["Kế hoạch dự trữ hàng hóa năm 2025"]),
        ("Bố trí vốn (Kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030)", None),
    ],
)
def test_acts_by_name(text: str, names: list[str] | None) -> None:
    expected = names or ["Kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030"]
    assert [one.name for one in cited(text)] == expected


def test_a_law_numbered_after_its_abbreviation_in_brackets() -> None:
    found = only("Căn cứ Luật Bảo hiểm y tế (BHYT) số 25/2008/QH12;")
    assert (found.number, found.name) == ("25/2008/QH12", "Luật Bảo hiểm y tế")


def test_short_forms() -> None:
    found = cited(
        "Kế hoạch số 233/KH-UBND ngày 05/9/2025. Theo Kế hoạch 233 và Đề án 06. Chỉ thị số 17 của Ban Bí thư."
    )
    assert [(one.kind, one.number, one.issuer) for one in found] == [
        ("KH", "233/KH-UBND", None),
        ("ĐA", "06", None),
        ("CT", "17", "Ban Bí thư"),
    ]


def test_rules_of_working_together_that_are_in_force_are_an_act_by_name() -> None:
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 18/KH-UBND\n\nKẾ HOẠCH\n\nPHÒNG, CHỐNG MA TÚY\n\nI. VIỆC\n\n1. "
    told = "Thực hiện nghiêm túc Quy chế phối hợp kiểm soát tiền chất giữa Công an tỉnh và Sở Y tế.\n"
    (act,) = vanban.read(head + told).citations
    assert (act.kind, act.number, act.name) == ("QC", None, "Quy chế phối hợp kiểm soát tiền chất")
    for other in (
        "Xây dựng Quy chế phối hợp kiểm soát tiền chất giữa các sở.\n",
        "Thực hiện tốt Quy chế phối hợp với Công an tỉnh.\n",
    ):
        assert vanban.read(head + other).citations == ()


def test_brackets_behind_a_body_name_its_act() -> None:
    found = cited(
        "Xét ý kiến của Bộ Tài chính (Công văn số 134/BTC-TCDN ngày 06 tháng 10 năm 2025), đề nghị của Sở Y tế "
        "(tại Tờ trình số 29/TTr-SYT ngày 12/10/2025), Phó Chủ tịch có ý kiến (xem Công văn số 7/UBND-NC)."
    )
    assert [(one.number, one.issuer) for one in found] == [
        ("134/BTC-TCDN", "Bộ Tài chính"),
        ("29/TTr-SYT", "Sở Y tế"),
        ("7/UBND-NC", None),
    ]
