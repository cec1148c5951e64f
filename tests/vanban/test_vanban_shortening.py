"""A subject is cut where a phrase ends."""

import pytest

from vanban.read.shortening import shorten


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        # before a preposition, not after it
        (
            "các tổ hòa giải và hội viên, đoàn viên nòng cốt "
            "được giao làm công tác tuyên truyền, vận động thuộc Hội Nông dân tỉnh",
            "các tổ hòa giải và hội viên, đoàn viên nòng cốt được giao làm công tác tuyên truyền, vận động",
        ),
        # not within the name of a law
        (
            "trung tâm tiếp nhận công dân cấp xã được bố trí đủ người và thiết bị "
            "theo quy định của Luật Phòng, chống ma túy",
            "trung tâm tiếp nhận công dân cấp xã được bố trí đủ người và thiết bị theo quy định",
        ),
        # a comma within a compound is no joint
        (
            "tất cả những nơi tụ tập hay gây rối hoặc giữ hàng hóa cấm, "
            "những người bị xử lý nhiều lần mua, bán trái phép chất ma túy",
            "tất cả những nơi tụ tập hay gây rối hoặc giữ hàng hóa cấm",
        ),
        # never over a full stop
        ("số hộ được vay vốn của đơn vị. Phối hợp tổ chức hội nghị", "số hộ được vay vốn của đơn vị"),
        # a short one stays as it is, but for an "and" that leads on
        ("tỷ lệ hộ dùng nước sạch vào năm 2025 và", "tỷ lệ hộ dùng nước sạch vào năm 2025"),
        ("tỷ lệ hộ dùng nước sạch, hợp vệ sinh", "tỷ lệ hộ dùng nước sạch, hợp vệ sinh"),
    ],
)
def test_ends_with_a_phrase(said: str, shown: str) -> None:
    assert shorten(said, 20) == shown


def test_words_without_any_joint_are_cut_by_count() -> None:
    assert shorten("lúa " * 50_000, 20).split() == ["lúa"] * 20
