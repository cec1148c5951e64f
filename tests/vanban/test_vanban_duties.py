"""Duties as documents of all kinds give them: who, with whom, by when, in texts made up for the province Hoa Mai."""

from datetime import date

import pytest

import vanban
from vanban.model import Assignment
from vanban.read.agencies import agencies_at
from vanban.read.deadlines import read_deadline
from vanban.read.orders import orders_in

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
PLAN = f"{COUNTRY}Số: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\nKẾ HOẠCH\n\nPHÒNG, CHỐNG MA TÚY\n\n"
NOTICE = (
    f"VĂN PHÒNG UBND TỈNH HOA MAI\n\n{COUNTRY}Số: 55/TB-VP\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\nTHÔNG BÁO\n\n"
    "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về phòng, chống ma túy\n\n"
)
NEWS = "Hoa Mai tăng cường phòng, chống ma túy\n12/02/2026 08:00\n\n"


def duties(text: str) -> tuple[Assignment, ...]:
    return vanban.read(text).assignments


def told(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str | None]]:
    return [(one.leads, one.supports, one.due) for one in duties(text)]


def test_numbered_parts_of_an_item_are_a_duty_each() -> None:
    item = (
        "I. NHIỆM VỤ\n\n1. Sở Y tế: (1) trình UBND tỉnh đề án, hoàn thành trong tháng 3/2026; (2) chủ trì, phối hợp "
        "Sở Tài chính rà soát vốn, hoàn thành trước ngày 10/4/2026; (3) Theo dõi, đôn đốc các xã."
    )
    assert told(NOTICE + item) == [
        (("Sở Y tế",), (), "2026-03"),
        (("Sở Y tế",), ("Sở Tài chính",), "2026-04-10"),
        (("Sở Y tế",), (), None),
    ]


def test_features_that_are_numbered_stay_one_duty() -> None:
    item = (
        "I. NHIỆM VỤ\n\n1. Sở Y tế: Xây dựng phần mềm với 02 chức năng chính: (i) Lưu trữ hồ sơ; (ii) Tra cứu kết quả."
    )
    assert len(duties(NOTICE + item)) == 1


def test_a_closing_date_is_the_date_of_all_that_stands_before_it() -> None:
    item = (
        "1. Sở Y tế rà soát các việc được giao trong năm 2026, nhất là việc chậm; gửi cam kết về Sở Nội vụ; "
        "hoàn thành trước ngày 25 tháng 3 năm 2026."
    )
    assert [one.due for one in duties(NOTICE + item)] == ["2026-03-25"]


def test_the_next_agency_within_a_sentence_has_its_own_duty() -> None:
    item = (
        "1. Các sở, ngành đăng ký nhu cầu qua Sở Y tế, trên cơ sở đề xuất của Sở Y tế, Sở Tài chính tổng hợp, "
        "trình UBND tỉnh."
    )
    assert [one.leads for one in duties(NOTICE + item)] == [("Các sở, ngành",), ("Sở Tài chính",)]


@pytest.mark.parametrize(
    ("item", "leads", "supports", "due"),
    [
        ("(Sở Y tế chủ trì; Công an tỉnh, UBND cấp xã phối hợp; trong tháng 6/2026)", ("Sở Y tế",),
         ("Công an tỉnh", "UBND cấp xã"), "2026-06"),
        ("(Sở Y tế (chủ trì), Công an tỉnh (phối hợp))", ("Sở Y tế",), ("Công an tỉnh",), None),
    ],
)  # fmt: skip
def test_roles_told_in_a_bracket(item: str, leads: tuple[str, ...], supports: tuple[str, ...], due: str | None) -> None:
    assert told(f"{PLAN}I. NHIỆM VỤ\n\n1. Tập huấn cán bộ cơ sở {item}.") == [(leads, supports, due)]


def test_how_and_where_beside_who_and_when_are_no_duties() -> None:
    lines = (
        "I. NHIỆM VỤ\n\n1. Tuyên truyền\n\na) Nội dung: Phổ biến luật cho học sinh.\n\n"
        "b) Hình thức: Qua mạng xã hội.\n\n"
        "c) Đơn vị thực hiện: Sở Y tế.\n"
    )
    assert [one.quote for one in duties(PLAN + lines)] == ["Phổ biến luật cho học sinh"]


def test_what_a_duty_is_for_is_no_list_of_duties() -> None:
    lines = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\na) Sửa đổi quy chế để:\n\n- Tháo gỡ vướng mắc\n\n- Giảm thủ tục\n"
    assert [one.quote for one in duties(PLAN + lines)] == ["Sửa đổi quy chế để"]


def test_a_long_title_over_items_is_no_duty() -> None:
    title = (
        "Nâng cao nhận thức, đổi mới tư duy, quyết liệt lãnh đạo, chỉ đạo, tạo khí thế mới trong toàn tỉnh "
        "về phòng, chống ma túy"
    )
    lines = (
        f"II. NHIỆM VỤ\n\nSở Y tế thực hiện các nhiệm vụ sau đây:\n\n1. {title}\n\na) Biên soạn tài liệu.\n\nb) Mở lớp."
    )
    assert [one.path for one in duties(PLAN + lines)] == ["II.1.a", "II.1.b"]


def test_any_body_that_duties_are_shared_out_to_heads_its_items() -> None:
    lines = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Đối với Vùng cao Hoa Sơn\n\n- Chỉ đạo các xã rà soát.\n\n- Báo cáo kết quả."
    assert [one.leads for one in duties(PLAN + lines)] == [("Vùng cao Hoa Sơn",)] * 2


def test_words_that_ask_somebody_unnamed_are_not_the_headings_duty() -> None:
    lines = "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- Tổng hợp kết quả.\n\nĐề nghị Quý vị quan tâm phối hợp."
    assert len(duties(PLAN + lines)) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Công ty TNHH MTV Khai thác công trình thủy lợi Hoa Mai vận hành đập.",
         ("Công ty TNHH MTV Khai thác công trình thủy lợi Hoa Mai",)),
        ("Tập đoàn FPT, CMC xây dựng công cụ.", ("Tập đoàn FPT", "CMC")),
        ("Trung tâm Văn hóa, Thông tin và Thể thao thành phố đưa tin.",
         ("Trung tâm Văn hóa, Thông tin và Thể thao thành phố",)),
        ("Viện Vệ sinh dịch tễ Trung ương, Viện Pasteur Hoa Mai hỗ trợ.",
         ("Viện Vệ sinh dịch tễ Trung ương", "Viện Pasteur Hoa Mai")),
        ("Các hộ kinh doanh, cơ sở sản xuất giống cây trồng chấp hành quy định.",
         ("Các hộ kinh doanh, cơ sở sản xuất giống cây trồng",)),
        ("Ủy ban nhân dân các tỉnh, thành phố từ Hoa Đông đến Hoa Tây chỉ đạo.",
         ("Ủy ban nhân dân các tỉnh, thành phố từ Hoa Đông đến Hoa Tây",)),
        ("Sở Y tế - cơ quan thường trực Ban Chỉ đạo tỉnh có nhiệm vụ tham mưu.", ("Sở Y tế",)),
        ("Đồn Biên phòng Hoa Hải, Hạt Kiểm lâm Hoa Sơn tuần tra.", ("Đồn Biên phòng Hoa Hải", "Hạt Kiểm lâm Hoa Sơn")),
        ("Các lực lượng Công an, Biên phòng, Quân đội tăng cường tuần tra.",
         ("Các lực lượng Công an, Biên phòng, Quân đội",)),
        ("Các huyện, thị xã có rừng tổ chức tuần tra.", ("Các huyện, thị xã có rừng",)),
        ("Các Tập đoàn, Tổng công ty: Điện lực, Dầu khí kiểm tra an toàn.",
         ("Các Tập đoàn, Tổng công ty: Điện lực, Dầu khí",)),
        ("Trung tâm Phát triển quỹ đất chi trả tiền.", ("Trung tâm Phát triển quỹ đất",)),
        ("Các tỉnh ủy, thành ủy, ban đảng, đảng ủy trực thuộc Trung ương nghiên cứu, quán triệt.",
         ("Các tỉnh ủy, thành ủy", "ban đảng", "đảng ủy trực thuộc Trung ương")),
        ("Trưởng các thôn, bản, tổ dân phố nắm tình hình.", ("Trưởng các thôn, bản, tổ dân phố",)),
        ("Các Sở, Ban, Ngành, Đoàn thể tỉnh xây dựng kế hoạch.", ("Các Sở, Ban, Ngành, Đoàn thể tỉnh",)),
        ("Phòng Tổ chức, biên chế tổng hợp hồ sơ.", ("Phòng Tổ chức, biên chế",)),
        ("Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và UBND phường Hoa Đông rà soát.",
         ("Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng", "UBND phường Hoa Đông")),
    ],
)  # fmt: skip
def test_names_of_all_kinds_end_where_the_duty_begins(text: str, names: tuple[str, ...]) -> None:
    found = agencies_at(text, 0, len(text))
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Sở Y tế được giao quản lý chặt các cơ sở.", "Sở Y tế"),
        ("UBND tỉnh cũng giao Công an tỉnh bảo đảm trật tự.", "Công an tỉnh"),
        ("Bên cạnh đó, “Sở Y tế chỉ đạo các trạm trực 24/24 giờ”.", "Sở Y tế"),
        ("UBND tỉnh vừa có văn bản giao Công an tỉnh rà soát toàn bộ.", "Công an tỉnh"),
        ("Đồng ý với đề xuất của Sở Xây dựng và giao Sở Y tế lập hồ sơ.", "Sở Y tế"),
        ("Trong trường hợp cần thiết thì Sở Y tế chủ động xử lý.", "Sở Y tế"),
        ("Chủ tịch UBND tỉnh chỉ đạo: Sở Y tế rà soát toàn bộ.", "Sở Y tế"),
        ("Trong thời hạn 10 ngày kể từ ngày nhận hồ sơ, Sở Y tế phải trả lời.", "Sở Y tế"),
    ],
)
def test_sentences_that_tell_a_duty_late_or_from_its_bearers_side(text: str, lead: str) -> None:
    assert [one.agencies.names for one in orders_in(text, 0, len(text))] == [(lead,)]


def test_the_title_is_the_duty_where_the_rest_only_says_who() -> None:
    item = "1. Xây dựng mô hình điểm: Sở Y tế chủ trì, phối hợp với UBND xã Hoa Đông, xong trong tháng 6/2026."
    (row,) = duties(f"{PLAN}II. NHIỆM VỤ\n\n{item}")
    assert (row.quote[:21], row.leads, row.due) == ("Xây dựng mô hình điểm", ("Sở Y tế",), "2026-06")


def test_a_line_that_only_says_who_leads_is_a_role() -> None:
    lines = "III. NHIỆM VỤ\n\n1. Trang bị phương tiện\n\n- Công an tỉnh chủ trì, phối hợp Sở Tài chính.\n"
    (row,) = duties(PLAN + lines)
    assert (row.quote, row.leads, row.supports) == ("Trang bị phương tiện", ("Công an tỉnh",), ("Sở Tài chính",))


def test_roles_told_behind_the_names_in_a_line() -> None:
    lines = "III. NHIỆM VỤ\n\n1. Hoàn thiện thể chế\n\nTrách nhiệm: Sở Tư pháp chủ trì; Sở Y tế, Công an tỉnh phối hợp."
    assert told(PLAN + lines) == [(("Sở Tư pháp",), ("Sở Y tế", "Công an tỉnh"), None)]


def test_what_a_body_is_made_of_is_no_list_of_duties() -> None:
    lines = "III. BỘ MÁY\n\n1. Hội đồng thẩm định gồm:\n\na) Tổ chức có thẩm quyền cấp tỉnh.\n\nb) Đơn vị sử dụng.\n"
    assert duties(PLAN + lines) == ()


def test_those_asked_together_in_a_lead_in_share_its_list() -> None:
    letter = (
        f"UBND HUYỆN HOA SƠN\n\n{COUNTRY}Số: 7/UBND\n\nHoa Sơn, ngày 12 tháng 02 năm 2026\n\nKính gửi: Các phòng.\n\n"
        "Căn cứ ý kiến chỉ đạo của tỉnh, Chủ tịch UBND huyện giao Phòng Y tế chủ trì, phối hợp với Công an; "
        "giao UBND các xã thực hiện một số nội dung sau:\n\n1. Tập trung tuyên truyền sâu rộng.\n"
    )
    assert told(letter) == [(("Phòng Y tế", "UBND các xã"), ("Công an",), None)]


def test_who_does_it_may_stand_on_lines_below() -> None:
    lines = (
        "III. HOẠT ĐỘNG\n\n1. Hoạt động 1\n\n- Nội dung: Treo khẩu hiệu trên các tuyến phố.\n\n- Cơ quan thực hiện:\n\n"
        "+ Sở Y tế chủ trì, phối hợp với Công an tỉnh.\n"
    )
    assert told(PLAN + lines) == [(("Sở Y tế",), ("Công an tỉnh",), None)]


@pytest.mark.parametrize(
    ("text", "due", "every"),
    [
        ("hoàn thành chậm nhất cuối tháng 10/2026", "2026-10", None),
        ("từ nay đến 30/4/2026 rà soát xong", "2026-04-30", None),
        ("phê duyệt trong Quý II, Quý III năm 2026", "2026-Q3", None),
        ("thời hạn hoàn thành: Tháng 6/2026", "2026-06", None),
        ("hoàn thành vào cuối năm 2026", "2026", None),
        ("báo cáo trước ngày 05 của tháng đầu quý sau", "05", "quarter"),
        ("báo cáo định kỳ ngày 25 hằng tháng", "25", "month"),
        ("xong trước ngày Quốc khánh 02/9/2026", "2026-09-02", None),
        ("trình ban hành trước ngày 25 tháng 3 năm 2026", "2026-03-25", None),
    ],
)
def test_deadlines_at_the_ends_of_periods(text: str, due: str | None, every: str | None) -> None:
    read = read_deadline(text, date(2026, 2, 12))
    assert (read.due, read.every) == (due, every)


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh ban hành Công văn số 12/UBND-NC về phòng, chống ma túy.",
        "Phát triển hệ thống theo dõi việc Chính phủ giao cho các bộ, ngành thực hiện.",
    ],
)
def test_sentences_that_only_tell_of_acts_give_no_duty(text: str) -> None:
    assert orders_in(text, 0, len(text)) == []


def test_sections_of_a_report_are_read_as_a_documents() -> None:
    report = (
        "Thực hiện Kế hoạch của tỉnh, UBND huyện Hoa Sơn có ý kiến như sau:\n\n1. Phòng Văn hóa và Thông tin chủ trì, "
        "phối hợp Ban Tuyên giáo Huyện ủy hướng dẫn các xã.\n\n2. Trung tâm Văn hóa - Thông tin\n\n- Thêm tin.\n\n"
        "- Treo khẩu hiệu.\n\n3. Phòng Y tế: Xây dựng kế hoạch trực.\n"
    )
    assert [(one.path, one.leads) for one in duties(NEWS + report)] == [
        ("1", ("Phòng Văn hóa và Thông tin",)),
        ("2", ("Trung tâm Văn hóa - Thông tin",)),
        ("2", ("Trung tâm Văn hóa - Thông tin",)),
        ("3", ("Phòng Y tế",)),
    ]


def test_a_report_goes_on_about_the_same_agency() -> None:
    report = (
        "Theo đó, UBND các xã, phường rà soát người nghiện trên địa bàn.\n\nĐồng thời, thông báo, nhắc nhở các cơ sở "
        "kinh doanh trên địa bàn.\n"
    )
    assert [one.leads for one in duties(NEWS + report)] == [("UBND các xã, phường",)] * 2


def test_the_year_after_makes_a_date_return() -> None:
    (row,) = duties(
        f"{PLAN}IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế báo cáo UBND tỉnh trước ngày 30 tháng 01 của năm tiếp theo."
    )
    assert (row.due, row.every) == ("01-30", "year")


@pytest.mark.parametrize(
    "token", ["(1) ", "; (2) ", "phối hợp chặt chẽ, ", "nhất là các sở, ", "Sở Y tế - cơ quan ", "từ Hoa "]
)
def test_hostile_repetition_is_read_in_time(token: str) -> None:
    text = f"{PLAN}IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế: " + token * (200_000 // len(token))
    assert vanban.read(text).text
