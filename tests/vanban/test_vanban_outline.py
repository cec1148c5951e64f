"""Labels and their nesting; anchors."""

import pytest

import vanban
from vanban.read.labels import read_label

HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 1/KH-UBND\n\nKẾ HOẠCH\n\nPHÒNG, CHỐNG MA TÚY\n\n"


def outline(body: str) -> list[tuple[str, int]]:
    return [(one.anchor, one.depth) for one in vanban.read(HEAD + body).provisions]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("I. MỤC TIÊU", "I"),
        ("1. Mục đích", "1"),
        ("1/ Mục đích", "1"),
        ("2.1. Bước 1", "2.1"),
        ("4.1.a. Sở Xây dựng", "4.1.a"),
        ("đ) Trên 80%", "đ"),
        ("(3) Bố trí", "3"),
        ("A. MỤC ĐÍCH", "A"),
        ("Điều 3. Chánh Văn phòng", "Điều 3"),
        ("Chương II", "Chương II"),
        ("1. 100% số xã", "1"),
        ("1.5 lần so với năm trước", None),
        ("15/12 hằng năm", None),
        ("V/v thực hiện", None),
        ("- Sở Y tế", None),
        ("2026 là năm đầu", None),
        ("Điều 5 Luật này quy định", None),
    ],
)
def test_label_at_the_start(line: str, label: str | None) -> None:
    found = read_label(line)
    assert (found.shown if found else None) == label


def test_nesting_by_series() -> None:
    body = "I. A\n\n1. B\n\na) C\n\nb) D\n\n2. E\n\n2.1. F\n\nII. G\n\n1. H\n\n(1) I\n\n(2) K\n"
    assert outline(body) == [
        ("I", 1), ("I.1", 2), ("I.1.a", 3), ("I.1.b", 3), ("I.2", 2), ("I.2.2.1", 3), ("II", 1), ("II.1", 2),
        ("II.1.1", 3), ("II.1.2", 3),
    ]  # fmt: skip


def test_letters_above_romans() -> None:
    assert outline("A. X\n\nI. Y\n\n1. Z\n\nB. X\n\nI. Y\n") == [
        ("A", 1),
        ("A.I", 2),
        ("A.I.1", 3),
        ("B", 1),
        ("B.I", 2),
    ]


def test_a_repeated_label_gets_its_own_anchor() -> None:
    assert [anchor for anchor, _ in outline("IV. A\n\n1. B\n\nIV. C\n\n1. D\n")] == ["IV", "IV.1", "IV~2", "IV~2.1"]


def test_articles_and_the_plan_they_issue() -> None:
    text = (
        HEAD.replace("KẾ HOẠCH\n", "QUYẾT ĐỊNH\n").replace("1/KH", "1/QĐ")
        + "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch.\n\nĐiều 2. Hiệu lực.\n\n"
        "Nơi nhận:\n\n- Lưu: VT.\n\nKẾ HOẠCH\n\n"
        + "PHÒNG, CHỐNG MA TÚY\n\n(Kèm theo Quyết định số 1/QĐ-UBND)\n\nI. MỤC TIÊU\n\n1. Chung\n\nPHỤ LỤC\n\n1. Bảng\n"
    )
    assert [(one.anchor, one.depth) for one in vanban.read(text).provisions] == [
        ("dieu-1", 1), ("dieu-2", 1), ("I", 1), ("I.1", 2),
    ]  # fmt: skip


def test_parts_inside_an_article() -> None:
    body = "Điều 1. Phê duyệt Đề án:\n\nI. QUAN ĐIỂM\n\n1. Một\n\nII. MỤC TIÊU\n\nĐiều 2. Hiệu lực\n"
    assert outline(body) == [("dieu-1", 1), ("dieu-1.I", 2), ("dieu-1.I.1", 3), ("dieu-1.II", 2), ("dieu-2", 1)]


def test_provisions_rule_their_stretch() -> None:
    reading = vanban.read(HEAD + "I. A\n\n1. B\n\nĐoạn văn.\n\nII. C\n")
    first = reading.provisions[0]
    assert reading.text[first.start : first.end].endswith("Đoạn văn.\n")
    inner = reading.provision_at(reading.text.index("Đoạn"))
    assert inner is not None
    assert inner.path == "I.1"
    assert reading.provision_at(0) is None


def test_a_series_begins_anew_under_a_heading_in_capitals() -> None:
    text = "2. NHIỆM VỤ\n\n1. Tăng cường chỉ đạo.\n\na) Rà soát;\n\n2. Hoàn thiện chính sách.\n\n3. TỔ CHỨC THỰC HIỆN\n"
    found = vanban.read(f"KẾ HOẠCH\n\nVỀ TRẺ EM\n\n{text}").provisions
    assert [(one.label, one.depth) for one in found] == [("2", 1), ("1", 2), ("a", 3), ("2", 2), ("3", 1)]


def test_a_number_in_a_bracket_holds_what_counts_on_from_it() -> None:
    assert outline("I. NHIỆM VỤ\n\n1) Rà soát\n\n1.1. Rà soát hộ.\n\n1.2. Rà soát xã.\n\n2) Kiểm tra\n") == [
        ("I", 1),
        ("I.1", 2),
        ("I.1.1.1", 3),
        ("I.1.1.2", 3),
        ("I.2", 2),
    ]


def test_an_excerpt_keeps_its_labels() -> None:
    text = "**7. Tổ chức thực hiện**\n\nm) Đảng ủy cơ quan Văn phòng chỉ đạo.\n\nn) Lãnh đạo Ban Dân nguyện chỉ đạo.\n"
    assert [one.label for one in vanban.read(f"KẾ HOẠCH\n\nVỀ TRẺ EM\n\n{text}").provisions] == ["7", "m", "n"]


def test_a_report_has_the_outline_that_it_prints() -> None:
    text = "Sức khỏe học đường\n\nUBND tỉnh ban hành kế hoạch.\n\nI. Mục tiêu\n\nHọc sinh khỏe.\n\nII. Đối tượng\n"
    assert [one.label for one in vanban.read(text).provisions] == ["I", "II"]


def test_a_label_alone_on_its_line_labels_the_next_one() -> None:
    text = (
        "A .\nNội dung chủ yếu\nI .\nVề tình hình\n1 .\nDiện tích chè.\n"
        "Ii. về mục tiêu\n2 . Sản lượng chè :\na ) Búp tươi .\n"
    )
    found = vanban.read(f"KẾ HOẠCH\n\nVỀ TRỒNG CHÈ\n\n{text}").provisions
    assert [(one.path, one.heading.split()[0]) for one in found] == [
        ("A", "Nội"),
        ("A.I", "Về"),
        ("A.I.1", "Diện"),
        ("A.Ii", "về"),
        ("A.Ii.2", "Sản"),
        ("A.Ii.2.a", "Búp"),
    ]
