"""The whole of a duty, and duties in letters and reports that say who is asked in one place and what in another."""

import pytest

import vanban
from vanban.akn import from_akn, to_akn
from vanban.read.agencies import agencies_at
from vanban.read.deadlines import read_deadline
from vanban.read.orders import orders_in

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
PLAN = f"{COUNTRY}Số: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\nKẾ HOẠCH\n\nPHÒNG, CHỐNG MA TÚY\n\n"
LETTER = (
    f"ỦY BAN NHÂN DÂN TỈNH HOA MAI\n\n{COUNTRY}Số: 77/UBND-VX\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\n"
    "V/v tăng cường tiêm chủng\n\n"
)
NEWS = "Hoa Mai tăng cường tiêm chủng\n12/02/2026 08:00\n\n"


def whole(text: str) -> list[str]:
    reading = vanban.read(text)
    return [reading.text[one.start : one.until] for one in reading.assignments]


def told(text: str) -> list[tuple[tuple[str, ...], str, str | None]]:
    reading = vanban.read(text)
    return [(one.leads, " ".join(one.quote.split()[:3]), one.due) for one in reading.assignments]


def test_a_point_of_several_sentences_is_held_whole() -> None:
    point = "Chủ trì kiểm tra các trạm y tế. Chấn chỉnh sai sót ngay tại chỗ; Báo cáo khi có vướng mắc."
    found = whole(f"{PLAN}I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\na) {point}\n\nb) Bố trí thuốc.\n")
    assert found == [point.rstrip("."), "Bố trí thuốc"]


def test_sentences_of_two_agencies_in_one_paragraph_are_parted() -> None:
    text = "Giao Sở Y tế tổ chức tập huấn. Lập danh sách học viên. Giao Công an tỉnh kiểm tra các cơ sở đã đăng ký."
    assert whole(f"{PLAN}I. TỔ CHỨC THỰC HIỆN\n\n{text}\n\n1. Mục khác\n") == [
        "tổ chức tập huấn. Lập danh sách học viên",
        "kiểm tra các cơ sở đã đăng ký",
    ]


def test_a_paragraph_that_explains_a_point_belongs_to_it() -> None:
    text = (
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\na) Chủ trì thẩm định hồ sơ của các trạm y tế trong tỉnh.\n\n"
        "Trường hợp hồ sơ thiếu, trả lại trong ngày.\n\nb) Bố trí thuốc.\n"
    )
    first, second = whole(PLAN + text)
    assert first.endswith("trả lại trong ngày")
    assert second == "Bố trí thuốc"


def test_the_end_of_a_duty_survives_akoma_ntoso() -> None:
    reading = vanban.read(f"{PLAN}I. TỔ CHỨC\n\n1. Sở Y tế\n\na) Chủ trì kiểm tra. Báo cáo kết quả.\n")
    assert reading.assignments[0].until > 0
    assert from_akn(to_akn(reading)).assignments == reading.assignments


def test_a_report_each_year_behind_a_duty_is_owed_by_all_that_are_named() -> None:
    text = (
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Các sở, ban, ngành tỉnh xây dựng kế hoạch của mình và bố trí đủ người làm; Ủy ban "
        "nhân dân các xã căn cứ nhiệm vụ được giao, tổ chức thực hiện tại các thôn, tổ dân phố trên địa bàn; định kỳ "
        "trước ngày 15/11 hằng năm báo cáo kết quả về Sở Y tế."
    )
    last = vanban.read(PLAN + text).assignments[-1]
    assert last.leads == ("Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã")
    assert (last.due, last.every) == ("11-15", "year")


def test_a_paragraph_that_only_asks_for_a_report_goes_on_about_the_agency_before_it() -> None:
    text = "Giao Sở Y tế khẩn trương rà soát các điểm tiêm.\n\nBáo cáo kết quả trước ngày 20 tháng 5 năm 2026.\n"
    assert told(LETTER + "Kính gửi: Sở Y tế.\n\n" + text) == [
        (("Sở Y tế",), "khẩn trương rà", None),
        (("Sở Y tế",), "Báo cáo kết", "2026-05-20"),
    ]


def test_items_under_a_bare_lead_in_are_for_whom_the_paragraph_before_asks() -> None:
    text = (
        "Thực hiện Kế hoạch số 18/KH-UBND của Ủy ban nhân dân tỉnh, Sở Y tế đề nghị UBND các xã, phường chỉ đạo trạm y "
        "tế tổ chức tiêm chủng.\n\nNội dung thực hiện:\n\n1. Lập danh sách trẻ em cần tiêm.\n\n2. Bố trí điểm tiêm.\n"
    )
    assert [leads for leads, *_ in told(NEWS + text)] == [("UBND các xã, phường",)] * 3


def test_somebody_spoken_to_before_the_one_who_speaks_has_the_duty() -> None:
    text = "Đối với các sở, ngành liên quan, đồng chí Phó Chủ tịch đề nghị: rà soát lại số liệu đã gửi."
    (order,) = orders_in(text, 0, len(text))
    assert (order.agencies.names, text[order.duty_at :]) == (
        ("các sở, ngành liên quan",),
        "rà soát lại số liệu đã gửi.",
    )


def test_sharing_out_people_is_the_duty_and_sharing_out_bodies_passes_it_on() -> None:
    people = "Tỉnh ủy yêu cầu Văn phòng Tỉnh ủy phân công cán bộ trực ngày đêm."
    bodies = "Thủ tướng phân công các thành viên Chính phủ chủ trì làm việc với các tỉnh."
    assert [one.agencies.names for one in orders_in(people, 0, len(people))] == [("Văn phòng Tỉnh ủy",)]
    assert [one.agencies.names for one in orders_in(bodies, 0, len(bodies))] == [("các thành viên Chính phủ",)]


@pytest.mark.parametrize(
    ("names", "duty"),
    [
        ("Ban Chỉ đạo Chăm sóc sức khỏe nhân dân huyện", "họp hằng quý"),
        ("thành viên Ban Chỉ đạo Phát triển kinh tế tư nhân tỉnh", "báo cáo kết quả"),
        ("Ban Chỉ đạo Ứng phó với biến đổi khí hậu - Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh", "trực ban"),
        ("các đơn vị quản lý hồ chứa thủy điện, thủy lợi", "chủ động vận hành"),
        ("Ban Chỉ huy Quân sự các huyện, thị, thành", "bố trí lực lượng"),
        ("Ban Tổ chức kỷ niệm các ngày lễ lớn tỉnh", "có nhiệm vụ lập kế hoạch"),
    ],
)
def test_names_of_committees_and_operators_are_read_whole(names: str, duty: str) -> None:
    text = f"{names} {duty}"
    listed = agencies_at(text, 0, len(text))
    assert listed is not None
    assert (listed.names, text[listed.end :].strip()) == ((names,), duty)


def test_a_committee_of_crime_and_vices_is_no_committee_of_a_commune() -> None:
    text = "Ban Chỉ đạo phòng, chống tội phạm và tệ nạn xã hội tỉnh tổng hợp"
    listed = agencies_at(text, 0, len(text))
    assert listed is not None
    assert text[listed.end :].strip() == "tổng hợp"


def test_offices_listed_in_small_letters_are_each_named() -> None:
    text = "các sở: Xây dựng, Công Thương, Tài nguyên và Môi trường triển khai"
    listed = agencies_at(text, 0, len(text))
    assert listed is not None
    assert listed.names == ("Sở Xây dựng", "Sở Công Thương", "Sở Tài nguyên và Môi trường")


def test_who_enforces_a_decision_is_no_heading_with_a_colon() -> None:
    text = (
        f"UBND TỈNH HOA MAI\n\n{COUNTRY}Số: 5/QĐ-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\nQUYẾT ĐỊNH\n\n"
        "Về việc ban hành quy chế\n\nĐiều 1. Ban hành quy chế.\n\nĐiều 2. Thủ trưởng các cơ quan: Văn phòng UBND tỉnh; "
        "các sở, ban, ngành; Chủ tịch UBND các xã chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    (duty,) = vanban.read(text).assignments
    assert duty.leads[1:] == ("các sở, ban, ngành", "Chủ tịch UBND các xã")
    assert duty.quote.startswith("chịu trách nhiệm thi hành")


def test_how_often_money_is_paid_is_no_habit_of_the_duty() -> None:
    assert read_deadline("ký hợp đồng chi trả trợ cấp cho đối tượng hằng tháng theo quy định", None).every is None
    assert read_deadline("tổng hợp báo cáo hằng tháng", None).every == "month"


def test_an_order_that_lost_its_space_is_read() -> None:
    assert told(f"{PLAN}I. TỔ CHỨC\n\n1. Giaocho Sở Y tế tổ chức tiêm chủng tại các xã.\n")[0][0] == ("Sở Y tế",)


def test_a_day_with_a_dash_is_a_day_where_it_says_so() -> None:
    assert read_deadline("báo cáo kết quả trước ngày 10-4.", None).due == "04-10"
    assert read_deadline("hoàn thành trong 5-7 ngày", None).due is None


def test_a_report_that_quotes_an_order_gives_it() -> None:
    text = "“Sở Y tế phối hợp với Công an tỉnh rà soát các trạm”. Đó là chỉ đạo của UBND tỉnh."
    (order,) = orders_in(text, 0, len(text))
    assert order.agencies.names == ("Sở Y tế",)


def test_since_when_a_decision_is_in_force_is_no_duty() -> None:
    text = (
        f"UBND TỈNH HOA MAI\n\n{COUNTRY}Số: 5/QĐ-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\nQUYẾT ĐỊNH\n\n"
        "Về việc ban hành quy chế\n\nĐiều 1. Ban hành quy chế.\n\nĐiều 2. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Y tế "
        "chịu trách nhiệm thi hành Quyết định này.\n\nQuyết định có hiệu lực kể từ ngày ký./.\n"
    )
    assert len(vanban.read(text).assignments) == 1
