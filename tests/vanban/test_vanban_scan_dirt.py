"""What a scan's stains leave in a head is no name, and a year of five digits is no year."""

import pytest

import vanban

SCANNED = """{issuer}
{dirt}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 4{number}

QUYẾT ĐỊNH
Ban hành tiêu chí công nhận tổ dân phố không ma túy

Theo đề nghị của Bộ trưởng Bộ Công an tại Tờ trình số 31/TTr-BCA ngày 05 tháng 3 năm {year}.
"""


@pytest.mark.parametrize("dirt", ["TT TÚ )", "GPQ \\", "ĐXT MV )"])
def test_an_issuer_ends_where_words_cease_to_be_words(dirt: str) -> None:
    text = SCANNED.format(issuer="THỦ TƯỚNG CHÍNH PHỦ", number="1/2026/QĐ-TTg", dirt=dirt, year=2026)
    assert vanban.read(text).metadata.issuer == "Thủ tướng Chính phủ"


@pytest.mark.parametrize("issuer", ["ỦY BAN NHÂN DÂN’ |", "| ỦY BAN NHÂN DÂN ~", "ỦY BAN NHÂN DÂN \\ '"])
def test_marks_without_a_letter_are_no_part_of_an_issuer(issuer: str) -> None:
    text = SCANNED.format(issuer=issuer, number="1/QĐ-UBND", dirt="TỈNH HOA MAI `", year=2026)
    assert vanban.read(text).metadata.issuer == "Ủy ban nhân dân tỉnh Hoa Mai"


def test_an_issuer_on_two_lines_stays_whole() -> None:
    text = SCANNED.format(issuer="ỦY BAN NHÂN DÂN", number="1/QĐ-UBND", dirt="TỈNH HOA MAI", year=2026)
    assert vanban.read(text).metadata.issuer == "Ủy ban nhân dân tỉnh Hoa Mai"


@pytest.mark.parametrize(("year", "read"), [("2026", "2026-03-05"), ("20265", None)])
def test_a_year_of_five_digits_is_no_year(year: str, read: str | None) -> None:
    text = SCANNED.format(issuer="THỦ TƯỚNG CHÍNH PHỦ", number="1/2026/QĐ-TTg", dirt="", year=year)
    cited = next(one for one in vanban.read(text).citations if one.number == "31/TTr-BCA")
    assert (cited.issued_on and cited.issued_on.isoformat()) == read
