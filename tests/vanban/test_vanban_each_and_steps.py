"""What each of many is to reach, steps on the way, compound units, and words that are no part of what is measured."""

import pytest

import vanban

_HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/KH-UBND\n"
    "Hoa Mai, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng hoa năm 2026\n\n"
)


def _targets(body: str) -> list[vanban.Target]:
    return list(vanban.read(_HEAD + body).targets)


def _of_task(duty: str) -> vanban.Target:
    return _targets(f"I. TỔ CHỨC THỰC HIỆN\n\n1. Công an tỉnh\n\n- {duty}\n")[0]


@pytest.mark.parametrize(
    ("duty", "value", "unit", "subject"),
    [
        (
            "Mỗi phường có từ 10 hộ trồng hoa trở lên bố trí tối thiểu 02 nhân viên.",
            "2",
            "nhân viên",
            "Mỗi phường có từ 10 hộ trồng hoa trở lên bố trí",
        ),
        ("Mỗi phường lắp đặt ít nhất 05 camera an ninh.", "5", "camera an ninh", "Mỗi phường lắp đặt camera an ninh"),
        ("Kiểm tra vườn hoa mỗi quý một lần.", "1", "lần", "Kiểm tra vườn hoa"),
        ("Tập huấn cho 400 giáo viên.", "400", "giáo viên", "Tập huấn cho giáo viên"),
        (
            "Phát thanh tối thiểu 02 lần/ngày trên loa của thôn.",
            "2",
            "lần/ngày",
            "Phát thanh trên loa của thôn",
        ),
        (
            "Hội Nông dân tỉnh vận động 100% hộ dân trồng hoa trước nhà.",
            "100",
            "%",
            "hộ dân trồng hoa trước nhà",
        ),
    ],
)
def test_what_is_to_be_reached(duty: str, value: str, unit: str, subject: str) -> None:
    found = _of_task(duty)
    assert (str(found.value), found.unit, found.subject) == (value, unit, subject)


def test_brackets_set_steps_for_years_to_come() -> None:
    found = _targets("I. MỤC TIÊU\n\n- Đến năm 2030, 55% phường có vườn hoa (năm 2027 đạt 40%, năm 2028 đạt 45%).\n")
    assert [(str(one.value), one.by) for one in found] == [("55", "2030"), ("40", "2027"), ("45", "2028")]


def test_brackets_of_a_year_gone_by_tell_how_it_is() -> None:
    found = _targets("I. MỤC TIÊU\n\n- Giảm 10% số vụ cháy so với năm 2025 (năm 2025 xảy ra 142 vụ, làm hư 9 vườn).\n")
    assert [(str(one.value), one.subject) for one in found] == [("10", "số vụ cháy")]
