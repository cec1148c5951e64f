"""Whose a duty is and when it is due, where offices say it in passing."""

import pytest

import vanban

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HOA MAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/KH-UBND\n"
    "Hoa Mai, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng hoa năm 2026\n"
)
FOOT = "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê An Bình\n"


def read(body: str) -> vanban.Reading:
    return vanban.read(f"{HEAD}\n{body}\n{FOOT}")


Duty = tuple[tuple[str, ...], str | None, str | None]


def duties(body: str, head: str = HEAD) -> list[Duty]:
    return [(one.leads, one.due, one.every) for one in vanban.read(f"{head}\n{body}\n{FOOT}").assignments]


@pytest.mark.parametrize(
    ("duty", "due", "every"),
    [
        ("Thông báo cho các hộ biết để chăm sóc vườn hoa tốt hơn; định kỳ trước ngày 15 hằng tháng báo cáo.",
         "15", "month"),
        ("Hằng tháng (ngày 25) báo cáo kết quả về Công an tỉnh.", "25", "month"),
        ("Chăm sóc vườn còn hiệu lực hợp đồng, xong trước 30/11/2026.", "2026-11-30", None),
        ("Chăm sóc vườn hoa; bảo đảm 100% vườn đủ nước trước ngày 31/12/2026.", "2026-12-31", None),
        ("Tham mưu sơ kết 6 tháng (trước 15/6/2026).", "2026-06-15", None),
        ("Đưa việc trồng hoa vào các chương trình, kế hoạch hằng năm.", None, "year"),
        ("Chăm sóc vườn hoa; mỗi quý kiểm tra tối thiểu 15 vườn.", None, "quarter"),
    ],
)  # fmt: skip
def test_when_a_duty_is_due(duty: str, due: str | None, every: str | None) -> None:
    body = f"I. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh\na) {duty}\nb) Thực hiện nhiệm vụ khác.\n2. Sở Y tế: tham gia."
    assert duties(body)[0] == (("Công an tỉnh",), due, every)


def test_a_plan_without_its_day_counts_from_the_year_of_its_title() -> None:
    head = HEAD.replace("ngày 05 tháng 3 năm 2026", "ngày     tháng     năm 2026")
    body = "I. TỔ CHỨC THỰC HIỆN\n1. Ban nhân dân các ấp: Lập danh sách, gửi Công an xã trước ngày 28/02."
    assert duties(body, head)[0][1] == "2026-02-28"


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("BHXH cấp huyện cấp, đổi thẻ cho người trồng hoa.", "BHXH cấp huyện"),
        ("Ủy ban Kiểm tra Tỉnh ủy kiểm tra, xử lý nghiêm việc phá vườn.", "Ủy ban Kiểm tra Tỉnh ủy"),
        ("Cũng theo Kế hoạch, Sở Y tế hướng dẫn trồng hoa.", "Sở Y tế"),
        ("Giao phòng Lao động - Thương binh và Xã hội đôn đốc.", "phòng Lao động - Thương binh và Xã hội"),
        ("Các trường Tiểu học, THCS trên địa bàn xã: Tổ chức trồng hoa.", "Các trường Tiểu học, THCS trên địa bàn xã"),
        ("Ban cán sự đảng Ủy ban nhân dân tỉnh lãnh đạo việc trồng hoa.", "Ban cán sự đảng Ủy ban nhân dân tỉnh"),
        ("Các huyện, thị, thành đoàn tổ chức trồng hoa.", "Các huyện, thị, thành đoàn"),
        ("Báo và Phát thanh, Truyền hình tỉnh sản xuất ít nhất 02 phim.", "Báo và Phát thanh, Truyền hình tỉnh"),
        ("Mỗi tháng, các trường dành tối thiểu 01 tiết trồng hoa.", "các trường"),
    ],
)
def test_where_a_name_ends_and_the_duty_begins(sentence: str, lead: str) -> None:
    assert [one[0] for one in duties(f"I. TỔ CHỨC THỰC HIỆN\n1. {sentence}\n2. Họp.")] == [(lead,)]


def test_a_heading_that_says_what_a_body_is() -> None:
    body = (
        "Điều 3. Phân công nhiệm vụ\n1. Công an tỉnh là cơ quan thường trực:\na) Tham mưu trồng hoa.\nb) Bảo vệ vườn."
    )
    assert [one[0] for one in duties(body)] == [("Công an tỉnh",)] * 2


def test_how_a_committee_works_and_whom_goals_count_are_no_duties() -> None:
    works = "Điều 4. Chế độ làm việc\n1. Trưởng ban sử dụng con dấu của UBND tỉnh.\n2. Ban Chỉ đạo làm việc kiêm nhiệm."
    assert duties(works) == []
    counted = "II. CHỈ TIÊU\n- Mỗi huyện, thị, thành đoàn:\n+ Ra mắt ít nhất 01 vườn hoa;\n+ Xây mới 02 vườn hoa."
    assert duties(counted) == []


def test_what_names_nobody_among_items_that_name_theirs_is_for_nobody() -> None:
    body = (
        "Ban Thường vụ yêu cầu các cấp ủy, tổ chức đảng thực hiện tốt các nhiệm vụ sau:\n"
        "1. Tiếp tục quán triệt việc trồng hoa.\n2. Sở Y tế chăm sóc vườn hoa.\n3. Công an tỉnh bảo vệ vườn hoa.\n"
    )
    assert [one[0] for one in duties(body)] == [("Sở Y tế",), ("Công an tỉnh",)]


def test_a_notice_closes_with_no_duty_and_a_heading_of_reports_holds_its_paragraph() -> None:
    closing = "Văn phòng UBND tỉnh thông báo kết luận của Phó Chủ tịch UBND tỉnh để các sở, ngành biết, thực hiện./."
    assert duties(f"1. Sở Y tế tổ chức trồng hoa.\n{closing}") == [(("Sở Y tế",), None, None)]
    (_, last) = read(
        "1. Sở Y tế tổ chức trồng hoa.\n2. Chế độ báo cáo\nĐề nghị các đơn vị báo cáo trước ngày 10/7/2026."
    ).assignments
    assert (last.path, last.due) == ("2", "2026-07-10")
