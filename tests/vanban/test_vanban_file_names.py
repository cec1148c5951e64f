"""Names of files: Vietnamese words without marks, of a length that every system takes."""

import pytest

from vanban.text import file_name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Biểu tháng cấp xã", "Xã Mưa Ngâu", "2026-10"), "bieu-thang-cap-xa_xa-mua-ngau_2026-10.xlsx"),
        (("Đặc khu Đảo Xa/..\\", "", "2026-11-01..2026-11-20"), "dac-khu-dao-xa_2026-11-01-2026-11-20.xlsx"),
        (("Báo cáo " * 20,), "bao-cao-bao-cao-bao-cao-bao-cao-bao-cao-bao-cao-bao-cao-bao.xlsx"),
        (("x" * 300,), "x" * 60 + ".xlsx"),
    ],
)
def test_a_file_is_named_in_words(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts, ending="xlsx") == name


def test_the_ending_may_be_added_later() -> None:
    assert file_name("Bảng điểm") == "bang-diem"
