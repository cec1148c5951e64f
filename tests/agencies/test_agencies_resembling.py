"""Agencies offered for a name that nobody knows: those alike, and nothing rather than nonsense."""

import pytest

from pcmt.agencies.rules import naming

PLACES = ("Tỉnh Hoa Mai",)


def alike(one: str, two: str) -> bool:
    return naming.likeness(naming.telling(one, PLACES), naming.telling(two, PLACES)) >= naming.LIKE


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Công an thành phố", "Công an tỉnh Hoa Mai"),
        ("lực lượng Công an", "Công an tỉnh Hoa Mai"),
        ("Tòa án nhân dân thành phố", "Tòa án nhân dân tỉnh"),
        ("Chi cục Hải quan khu vực IX", "Hải quan khu vực Hoa Mai"),
        ("UBMTTQ Việt Nam thành phố", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Thuế", "Thuế tỉnh Hoa Mai"),
    ],
)
def test_a_name_like_a_known_one_is_offered_it(asked: str, known: str):
    assert alike(asked, known)


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Ban Tuyên giáo và Dân vận Thành ủy", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Ban Tuyên giáo và Dân vận Thành ủy", "Ủy ban nhân dân xã Hồng Vân"),
        ("cơ quan Công an", "Công an phường Cỏ May"),
        ("Công đoàn tỉnh", "Công an tỉnh Hoa Mai"),
        ("Viện kiểm sát nhân dân thành phố", "Tòa án nhân dân tỉnh"),
        ("lực lượng chức năng", "Sở Tư pháp"),
        ("thành phố", "Công an tỉnh Hoa Mai"),
    ],
)
def test_a_name_that_only_shares_syllables_is_not(asked: str, known: str):
    assert not alike(asked, known)
