"""Subjects of targets: whole, with the predicate that a neighbour says for them, and without what is none of them."""

import pytest

import vanban

PLAN = "KẾ HOẠCH\nThực hiện năm 2026\n\nII. MỤC TIÊU\n1. {}\n\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế họp giao ban.\n"


def subjects(sentence: str) -> list[str]:
    return [target.subject for target in vanban.read(PLAN.format(sentence)).targets]


def test_a_predicate_said_once_holds_for_each_share():
    assert subjects("Trên 60% trạm y tế và 100% nhà trường được cấp tủ thuốc.") == [
        "trạm y tế được cấp tủ thuốc",
        "nhà trường được cấp tủ thuốc",
    ]
    assert subjects("50% tổ dân phố, 70% thôn và 90% bản đủ điều kiện họp trực tuyến.") == [
        "tổ dân phố đủ điều kiện họp trực tuyến",
        "thôn đủ điều kiện họp trực tuyến",
        "bản đủ điều kiện họp trực tuyến",
    ]


def test_a_share_that_says_its_own_predicate_takes_none_from_its_neighbour():
    assert subjects("80% trạm y tế có tủ thuốc và 100% nhà trường được cấp loa.") == [
        "trạm y tế có tủ thuốc",
        "nhà trường được cấp loa",
    ]
    assert subjects("Phấn đấu 80% trạm y tế có tủ thuốc; 100% nhà trường.")[1] == "nhà trường"


def test_what_is_done_for_the_first_is_done_for_the_second():
    assert subjects("Phấn đấu tổ chức tập huấn, phát sách, tư vấn cho 90% giáo viên và trên 70% phụ huynh.") == [
        "tổ chức tập huấn, phát sách, tư vấn cho giáo viên",
        "tổ chức tập huấn, phát sách, tư vấn cho phụ huynh",
    ]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        (
            "Ít nhất 90% người nghiện, người sử dụng trái phép chất ma túy, người đang cai nghiện tại nhà, người vừa "
            "rời cơ sở cai nghiện và thân nhân sống cùng nhà được tư vấn, hỗ trợ về y tế, tâm lý.",
            "người nghiện, người sử dụng trái phép chất ma túy, người đang cai nghiện tại nhà, người vừa "
            "rời cơ sở cai nghiện và thân nhân sống cùng nhà được tư vấn, hỗ trợ về y tế, tâm lý",
        ),
        ("Tỷ lệ người từ 65 tuổi trở lên đạt khoảng 12%.", "Tỷ lệ người từ 65 tuổi trở lên"),
        ("Toàn tỉnh có ít nhất 20 kho sách lưu động.", "kho sách lưu động"),
        ("Xây dựng ít nhất 20 kho sách nhằm nâng cao dân trí.", "kho sách"),
        ("Tỷ lệ trẻ bỏ học giảm từ 5% xuống 3%.", "Tỷ lệ trẻ bỏ học"),
        ("Bảo đảm phòng ở và cơm trưa cho 100% học sinh ở xa.", "Bảo đảm phòng ở và cơm trưa cho học sinh ở xa"),
        ("Có ít nhất 10 xã họp trực tuyến vào năm 2028.", "xã họp trực tuyến"),
    ],
)
def test_a_subject_is_named_whole(sentence: str, subject: str):
    assert [one.removeprefix("Xây dựng ") for one in subjects(sentence)] == [subject]


def test_a_second_level_measures_what_the_first_does():
    first, second = subjects("Tỷ lệ hộ có nước sạch đạt 80% vào năm 2027 và đạt 90% vào năm 2029.")
    assert first == second == "Tỷ lệ hộ có nước sạch"


def test_a_level_under_a_label_measures_the_label():
    found = vanban.read(
        PLAN.format("Số ca mắc mới trên 1.000 dân: đến năm 2027 giảm 30%, đến năm 2029 giảm 60%.")
    ).targets
    assert [(one.subject, one.value, one.by) for one in found] == [
        ("Số ca mắc mới trên 1.000 dân", "30", "2027"),
        ("Số ca mắc mới trên 1.000 dân", "60", "2029"),
    ]


def test_a_long_quote_ends_where_a_phrase_does():
    listed = ", ".join(f"nhóm hộ sản xuất thứ {number}" for number in ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy"))
    (found,) = vanban.read(PLAN.format(f"Ít nhất 90% {listed}, {listed} ứng dụng công nghệ.")).targets
    assert len(found.quote.split()) <= 36
    assert found.quote.endswith(("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy"))
