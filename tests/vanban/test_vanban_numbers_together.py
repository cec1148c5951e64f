"""Acts whose numbers are said together, plans known by their day, resolutions of the centre's conferences."""

import pytest

import vanban


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "Căn cứ Kế hoạch số 45, 46 và 47/KH-UBND ngày 12/01/2025 của UBND tỉnh;",
            [(f"{figures}/KH-UBND", "2025-01-12", "UBND tỉnh") for figures in (45, 46, 47)],
        ),
        (
            "Căn cứ các Quyết định số 123/QĐ-TTg, số 124/QĐ-TTg ngày 13/9/2019 của Thủ tướng Chính phủ;",
            [(f"{figures}/QĐ-TTg", "2019-09-13", "Thủ tướng Chính phủ") for figures in (123, 124)],
        ),
        (
            "Căn cứ Quyết định số 123/QĐ-TTg, Quyết định số 124/QĐ-TTg ngày 13/9/2019 của Thủ tướng Chính phủ;",
            [("123/QĐ-TTg", None, "Thủ tướng Chính phủ"), ("124/QĐ-TTg", "2019-09-13", "Thủ tướng Chính phủ")],
        ),
        (
            "Xét Báo cáo số 412-BC/BCSĐ, ngày 25/10/2024 của Ban cán sự đảng Ủy ban nhân dân tỉnh sơ kết 5 năm; Quyết "
            "định số 66/2018/QĐ-UBND ngày 28/12/2018 của UBND tỉnh Hoa Mai (cũ) về đơn giá;",
            [
                ("412-BC/BCSĐ", "2024-10-25", "Ban cán sự đảng Ủy ban nhân dân tỉnh"),
                ("66/2018/QĐ-UBND", "2018-12-28", "UBND tỉnh Hoa Mai (cũ)"),
            ],
        ),
        (
            "Kế hoạch số 311/KH-UBND ngày 01/8/2025 của Ủy ban nhân dân tỉnh Lạc Thủy về trồng hoa.",
            [("311/KH-UBND", "2025-08-01", "Ủy ban nhân dân tỉnh Lạc Thủy")],
        ),
        ("Theo Kế hoạch số 18 ngày 12/02/2025 của UBND tỉnh.", [("18", "2025-02-12", "UBND tỉnh")]),
        (
            "Kế hoạch số 18/KH-UBND ngày 03/01/2024 và Kế hoạch số 18 ngày 12/02/2025 của UBND tỉnh.",
            [("18/KH-UBND", "2024-01-03", None), ("18", "2025-02-12", "UBND tỉnh")],
        ),
    ],
)
def test_numbers_said_together_and_plans_known_by_their_day(text: str, acts: list[tuple[str, str, str]]) -> None:
    found = [(one.number, one.issued_on and str(one.issued_on), one.issuer) for one in vanban.cite(text)]
    assert found == acts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thực hiện Nghị quyết Trung ương 5 khóa XII.", ["Nghị quyết Trung ương 5 khóa XII"]),
        (
            "Thực hiện Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XI về xây dựng Đảng.",
            ["Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XI"],
        ),
        ("Thực hiện Nghị quyết Trung ương 6 khóa XII số 18-NQ/TW về tổ chức bộ máy.", [None]),
    ],
)
def test_resolutions_of_the_centres_conferences(text: str, names: list[str | None]) -> None:
    assert [one.name for one in vanban.cite(text)] == names
