"""Tables of tasks, role lines and deadlines become duties, in documents made up for the province Hoa Mai."""

from datetime import date

import pytest

import vanban
from vanban.model import Assignment
from vanban.read.deadlines import read_deadline, read_time_line
from vanban.reasons import reason_vi, worded_reasons

HEAD = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\n"
    "KẾ HOẠCH\n\nPHÒNG, CHỐNG MA TÚY\n\n"
)


def duties(body: str) -> tuple[Assignment, ...]:
    return vanban.read(f"{HEAD}IV. TỔ CHỨC THỰC HIỆN\n\n{body}").assignments


def lone_bars(*rows: tuple[str, ...]) -> str:
    """This will lay a table out as web pages are flattened: one cell a line between lone bars, two between rows."""
    return "\n" + "".join("|\n" + "".join(f"{cell}\n|\n" for cell in row) for row in rows) + "\n"


TABLE = (
    ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"),
    ("I", "TUYÊN TRUYỀN"),
    ("1", "Xây dựng bộ tài liệu cho học sinh", "Sở Y tế", "Sở Tư pháp; các đơn vị liên quan", "Quý IV/2026",
     "Bộ tài liệu"),
    ("2", "Tổ chức hội thi tìm hiểu pháp luật", "Công an tỉnh, Tỉnh đoàn", "UBND các xã, phường", "6/2026", "Hội thi"),
    ("3", "Duy trì chuyên mục trên sóng", "Báo và Phát thanh, Truyền hình tỉnh", "Công an tỉnh", "Thường xuyên",
     "Chuyên mục"),
    ("4", "Xây dựng cơ sở dữ liệu dùng chung", "Sở Khoa học và Công nghệ", "Công an tỉnh", "2026 - 2027",
     "Cơ sở dữ liệu"),
)  # fmt: skip


@pytest.mark.parametrize("form", ["lone bars", "piped rows"])
def test_each_row_of_a_table_of_tasks_is_a_duty(form: str) -> None:
    piped = "\n".join(f"| {' | '.join(row)} |" for row in TABLE)
    rows = duties(lone_bars(*TABLE) if form == "lone bars" else piped)
    assert [(row.leads, row.supports, row.due) for row in rows] == [
        (("Sở Y tế",), ("Sở Tư pháp", "các đơn vị liên quan"), "2026-Q4"),
        (("Công an tỉnh", "Tỉnh đoàn"), ("UBND các xã, phường",), "2026-06"),
        (("Báo và Phát thanh, Truyền hình tỉnh",), ("Công an tỉnh",), None),
        (("Sở Khoa học và Công nghệ",), ("Công an tỉnh",), "2027"),
    ]
    assert all(row.table and row.reason == "task-table" and row.cue == "Cơ quan chủ trì" for row in rows)
    assert rows[0].product == "Bộ tài liệu"
    assert rows[0].quote == "Xây dựng bộ tài liệu cho học sinh"


def test_columns_are_known_by_their_words_not_by_their_place() -> None:
    rows = duties(
        lone_bars(
            ("STT", "Thời hạn", "Hoạt động", "Đơn vị phối hợp", "Đơn vị thực hiện"),
            ("1", "15/11/2026", "Rà soát người sử dụng trái phép", "Sở Y tế", "Công an các xã"),
        )
    )
    (row,) = rows
    assert (row.leads, row.supports, row.due) == (("Công an các xã",), ("Sở Y tế",), "2026-11-15")


def test_a_table_of_figures_gives_no_duties() -> None:
    assert duties(lone_bars(("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026"), ("1", "Tỷ lệ trường học", "%", "100"))) == ()


def test_roles_at_the_end_of_the_item_itself() -> None:
    (row,) = duties(
        "1. Tuyên truyền\n\n- Tổ chức tập huấn cho giáo viên (Cơ quan chủ trì: Sở Y tế; đơn vị phối hợp: Tỉnh đoàn; "
        "thời gian: quý III/2026).\n"
    )
    assert (row.leads, row.supports, row.due) == (("Sở Y tế",), ("Tỉnh đoàn",), "2026-Q3")


def test_partners_of_a_lead_in_are_handed_down() -> None:
    rows = duties(
        "1. Sở Công Thương\n\na) Chủ trì, phối hợp với Sở Y tế và UBND các xã, phường\n\n- Kiểm soát tiền chất.\n\n"
        "- Lập danh sách kho bãi.\n\nb) Báo cáo kết quả.\n"
    )
    assert [(row.quote, row.supports) for row in rows] == [
        ("Kiểm soát tiền chất", ("Sở Y tế", "UBND các xã, phường")),
        ("Lập danh sách kho bãi", ("Sở Y tế", "UBND các xã, phường")),
        ("Báo cáo kết quả", ()),
    ]


def test_an_item_with_two_deadlines_is_two_duties() -> None:
    first, second = duties(
        "1. Các sở, ban, ngành xây dựng kế hoạch xong trong tháng 3/2026. Định kỳ báo cáo kết quả hằng năm "
        "(trước ngày 15 tháng 11) về Công an tỉnh.\n"
    )
    assert (first.due, first.every, second.due, second.every) == ("2026-03", None, "11-15", "year")
    assert second.leads == ("Các sở, ban, ngành",)


def test_an_item_for_another_agency_than_its_heading() -> None:
    rows = duties("4. Các cơ sở sản xuất\n\n- Chủ cơ sở có trách nhiệm giám sát kho.\n\n- Khai báo hóa chất.\n")
    assert [row.leads for row in rows] == [("Chủ cơ sở",), ("Các cơ sở sản xuất",)]


def test_the_issuer_asks_and_does_not_order() -> None:
    asked, ordered = duties("1. Đề nghị Ủy ban MTTQ Việt Nam tỉnh vận động Nhân dân.\n\n2. Giao Sở Y tế lập đề án.\n")
    assert (asked.asked, asked.cue, ordered.asked, ordered.cue) == (True, "Đề nghị", False, "Giao")


def test_criteria_are_no_duties() -> None:
    heading = "III. TIÊU CHÍ THI ĐUA\n\n"
    text = f"{HEAD}{heading}1. Đối với các sở, ban, ngành\n\n- Hoàn thành vượt mức chỉ tiêu.\n"
    assert vanban.read(text).assignments == ()


def test_duties_listed_within_a_sentence() -> None:
    rows = duties(
        "1. Phân công như sau: (1) Thanh tra tỉnh ban hành hướng dẫn; (2) Công an tỉnh chủ trì, phối hợp với Sở Y tế; "
        "Sở Tư pháp rà soát hồ sơ; (3) UBND các xã, phường tổ chức thực hiện.\n"
    )
    assert [(row.leads, row.supports) for row in rows] == [
        (("Thanh tra tỉnh",), ()),
        (("Công an tỉnh",), ("Sở Y tế", "Sở Tư pháp")),
        (("UBND các xã, phường",), ()),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Trưởng ban: Phó Chủ tịch UBND tỉnh.\n\n2. Phó Trưởng ban: Giám đốc Sở Y tế.\n",
        "1. Khuyến khích các doanh nghiệp trên địa bàn tỉnh tham gia tài trợ chương trình.\n",
        "1. Các sở: Y tế, Tư pháp, Nội vụ.\n",
    ],
)
def test_members_and_wishes_are_no_duties(text: str) -> None:
    assert duties(text) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "Sở ", "các ", "giao ", "đề nghị ", "phối hợp với ", "Sở Y tế; ", "UBND tỉnh yêu cầu ", "; trường hợp ",
        "Căn cứ, ", "(", "được ", "hàng năm ", "(1) ", "a) - + giao Sở Y tế: ", "- Sở Y tế:\n\n", "|\nChủ trì\n|\n",
    ],
)  # fmt: skip
def test_senseless_text_is_read_without_fault(piece: str) -> None:
    for row in duties(piece * (20_000 // len(piece))):
        assert row.leads
        assert row.start < row.end


@pytest.mark.parametrize(
    ("text", "due", "every"),
    [
        ("báo cáo hàng tháng (trước ngày 16 hàng tháng)", "16", "month"),
        ("gửi định kỳ hàng quý (trước ngày 20 tháng cuối quý)", "20", "quarter"),
        ("sơ kết 6 tháng, 01 năm", None, "half-year"),
        ("báo cáo 3 tháng một lần", None, "quarter"),
        ("trình trước 17 giờ 00 ngày 25/11/2026", "2026-11-25", None),
        ("chậm nhất 30/6 gửi về Sở", "2026-06-30", None),
        ("hoàn thành trong tháng 4", "2026-04", None),
        ("triển khai từ ngày 15/11 đến ngày 15/12", "2026-12-15", None),
        ("tổ chức hội nghị (tháng 6/2026)", "2026-06", None),
        ("bố trí vốn trong năm 2026 và các năm tiếp theo", None, None),
        ("sơ kết vào năm 2028 và tổng kết vào năm 2030", "2028", None),
        ("giảm lãi suất cho vay 2%/năm", None, None),
        ("theo Nghị quyết hằng năm của Hội đồng nhân dân", None, None),
        ("chậm nhất 05 ngày làm việc sau khi nhận hồ sơ", None, None),
    ],
)
def test_more_deadlines(text: str, due: str | None, every: str | None) -> None:
    found = read_deadline(text, date(2026, 2, 12))
    assert (found.due, found.every) == (due, every)


def test_a_time_line_that_runs_on_has_no_end() -> None:
    assert read_time_line("Năm 2026 và các năm tiếp theo", None).due is None
    assert read_time_line("Trước ngày 15/12 hằng năm", None).due == "12-15"


def test_every_reason_is_worded_for_the_desk() -> None:
    words = worded_reasons("assignments")
    rows = duties(
        "1. Giao Sở Y tế lập đề án.\n\n2. Sở Tư pháp: Phổ biến pháp luật.\n\n3. Công an tỉnh rà soát hồ sơ.\n"
    )
    assert len(rows) == 3
    assert all(row.reason in words and reason_vi(row) == f"{words[row.reason]} (“{row.cue}”)" for row in rows)


def test_a_name_torn_by_the_end_of_a_line_is_whole() -> None:
    text = (
        "1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt\nNam tỉnh vận động nhân dân.\n\n"
        "**2. Công an tỉnh, Hội Liên hiệp**\n\n**Phụ nữ tỉnh**\n\n- Tuyên truyền pháp luật.\n"
    )
    assert [row.leads for row in duties(text)] == [
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",),
        ("Công an tỉnh", "Hội Liên hiệp Phụ nữ tỉnh"),
    ]


def test_a_dash_within_a_name_may_begin_a_line() -> None:
    rows = duties("1. Giao Giám đốc Sở Lao động\n- Thương binh và Xã hội, chủ tịch UBND các xã lập đề án.\n")
    assert [row.leads for row in rows] == [
        ("Giám đốc Sở Lao động - Thương binh và Xã hội", "chủ tịch UBND các xã"),
    ]


def test_a_sentence_that_tells_on_has_the_time() -> None:
    rows = duties(
        "1. Giao Sở Y tế báo cáo kết quả. Yêu cầu gửi báo cáo về Sở Tài chính trước ngày 23/5/2026. "
        "Giao Sở Tư pháp tổng hợp. Yêu cầu hoàn thiện trước ngày 24/5/2026.\n"
    )
    assert [(row.leads, row.due) for row in rows] == [(("Sở Y tế",), "2026-05-23"), (("Sở Tư pháp",), "2026-05-24")]


@pytest.mark.parametrize("asked", ["yêu cầu", "đề nghị", "giao"])
def test_a_sentence_that_ends_with_those_asked_heads_its_list(asked: str) -> None:
    rows = duties(
        f"1. Chủ tịch UBND tỉnh {asked} Giám đốc Sở Y tế và Công an tỉnh:\n\n- Rà soát hồ sơ.\n\n- Báo cáo kết quả.\n"
    )
    assert [row.leads for row in rows] == [("Giám đốc Sở Y tế", "Công an tỉnh")] * 2
    assert [row.asked for row in rows] == [asked == "đề nghị"] * 2


def test_agencies_on_lines_of_their_own_are_added() -> None:
    rows = duties(
        "Điều 3. Chánh Văn phòng UBND tỉnh;\n\nGiám đốc các Sở: Y tế, Nội vụ; Chủ tịch UBND các xã chịu trách nhiệm "
        "thi hành Quyết định này.\n"
    )
    assert [row.leads for row in rows][-1][0] == "Chánh Văn phòng UBND tỉnh"
    assert rows[-1].leads[-1] == "Chủ tịch UBND các xã"


def test_unnumbered_lines_of_a_report_after_those_asked() -> None:
    rows = vanban.read(
        "Hoa Mai tăng cường phòng dịch\n\nUBND tỉnh Hoa Mai yêu cầu Chủ tịch UBND các xã:\n\n"
        "Tăng cường tuyên truyền đến người dân.\n\nChủ động bố trí kinh phí phòng dịch.\n\n"
        "Giao Sở Y tế hướng dẫn cách phòng dịch.\n"
    ).assignments
    assert [row.leads for row in rows] == [("Chủ tịch UBND các xã",)] * 2 + [("Sở Y tế",)]


def test_what_is_reached_under_a_body_in_the_goals_is_no_duty_of_its() -> None:
    goals = (
        "II. MỤC TIÊU\n\n1. Cơ quan nhà nước chỉ đạo, điều hành trên dữ liệu\n\n- 100% hồ sơ được xử lý trên mạng.\n\n"
    )
    reading = vanban.read(HEAD + goals + "III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- Rà soát hồ sơ.\n")
    assert [one.path for one in reading.assignments] == ["III.1"]


def test_a_late_named_lead_in_holds_for_the_sections_below() -> None:
    body = (
        "II. NHIỆM VỤ\n\nNhằm đạt được mục tiêu đề ra, trong thời gian tới, các sở, ban, ngành cần thực hiện các "
        "nhiệm vụ sau đây:\n\n1. Nâng cao nhận thức\n\na) Xây dựng chương trình tuyên truyền.\n\nb) Tổ chức tập huấn.\n"
    )
    found = vanban.read(HEAD + body).assignments
    assert [(one.path, one.leads) for one in found] == [
        ("II.1.a", ("các sở, ban, ngành",)),
        ("II.1.b", ("các sở, ban, ngành",)),
    ]


def test_a_table_whose_agencies_stand_first_and_are_told_once() -> None:
    rows = (
        "| TT | Cơ quan chủ trì | Nhiệm vụ | Cơ quan phối hợp | Thời hạn |\n|---|---|---|---|---|\n"
        "| 1 | Sở Y tế | Ban hành quy trình tiếp nhận | Công an tỉnh | 30/6/2026 |\n"
        "| 2 | | Đào tạo cán bộ điều trị | Sở Nội vụ | 2027 |\n"
    )
    read = [(one.leads, one.supports, one.due) for one in duties(f"PHỤ LỤC\n\n{rows}")]
    assert read == [(("Sở Y tế",), ("Công an tỉnh",), "2026-06-30"), (("Sở Y tế",), ("Sở Nội vụ",), "2027")]


def test_a_head_of_two_rows_parts_who_leads_from_who_helps() -> None:
    rows = (
        "| TT | Nhiệm vụ | Phân công | | Thời gian |\n|---|---|---|---|---|\n| | | Chủ trì | Phối hợp | |\n"
        "| 1 | Rà soát người nghiện trên toàn tỉnh | - Công an tỉnh; - Sở Y tế | UBND cấp xã | Tháng 6/2026 |\n"
    )
    (row,) = duties(f"PHỤ LỤC\n\n{rows}")
    assert (row.leads, row.supports, row.due) == (("Công an tỉnh", "Sở Y tế"), ("UBND cấp xã",), "2026-06")


def test_a_title_in_the_heads_row_is_no_column() -> None:
    rows = lone_bars(
        ("2. Nhiệm vụ quá hạn chưa hoàn thành", "STT", "Nhiệm vụ", "Văn bản giao", "Cơ quan chủ trì", "Thời hạn"),
        ("1", "Ban hành chiến lược dữ liệu của tỉnh", "Thông báo ngày 12/9/2025", "Sở Y tế", "30/09/2026"),
    )
    assert [one.due for one in duties(rows)] == ["2026-09-30"]


def table_of(*rows: tuple[str, ...]) -> tuple[Assignment, ...]:
    cells = "".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><p>KẾ HOẠCH</p><p>I. NHIỆM VỤ</p><p>Như sau:</p><table>{cells}</table></body></html>"
    return vanban.read_bytes(page.encode(), "bang.html").assignments


def _cell(words: str) -> str:
    return words if words.startswith("<td") else f"<td>{words}</td>"


def test_a_row_that_is_nothing_but_an_agency_leads_the_rows_below_it() -> None:
    found = table_of(
        ("TT", "Nhiệm vụ", "Thời gian"),
        ('<td colspan="3">I. Sở Y tế</td>',),
        ("1", "Mua thuốc điều trị", "Tháng 3/2026"),
        ("2", "Tập huấn cán bộ trạm", "Tháng 4/2026"),
        ('<td colspan="3">II. Công an tỉnh</td>',),
        ("1", "Rà soát địa bàn", "Tháng 5/2026"),
    )
    assert [(one.leads, one.due) for one in found] == [
        (("Sở Y tế",), "2026-03"), (("Sở Y tế",), "2026-04"), (("Công an tỉnh",), "2026-05"),
    ]  # fmt: skip


def test_a_group_of_work_leads_nobody() -> None:
    head = ("TT", "Nhiệm vụ", "Thời gian")
    assert table_of(head, ('<td colspan="3">I. Tuyên truyền</td>',), ("1", "In tờ rơi cho xã", "Tháng 3/2026")) == ()


@pytest.mark.parametrize(
    ("cell", "leads", "helpers"),
    [
        ("Sở Y tế/Công an tỉnh, Sở Tài chính", ("Sở Y tế",), ("Công an tỉnh", "Sở Tài chính")),
        ("Chủ trì: Sở Nội vụ. Phối hợp: Sở Tài chính", ("Sở Nội vụ",), ("Sở Tài chính",)),
        ("Sở Nội vụ chủ trì; phối hợp: Sở Tài chính", ("Sở Nội vụ",), ("Sở Tài chính",)),
        ("Sở Nội vụ", ("Sở Nội vụ",), ()),
    ],
)
def test_one_cell_may_say_who_leads_and_who_helps(cell: str, leads: tuple[str, ...], helpers: tuple[str, ...]) -> None:
    head = ("TT", "Nội dung", "Cơ quan chủ trì/phối hợp", "Thời gian")
    (one,) = table_of(head, ("1", "Khảo sát cơ sở điều trị", cell, "03 tháng kể từ ngày ban hành"))
    assert (one.leads, one.supports, one.within) == (leads, helpers, "03 tháng kể từ ngày ban hành")


@pytest.mark.parametrize(
    ("words", "leads", "helpers"),
    [
        ("Công an tỉnh cùng với Sở Y tế và các đơn vị có liên quan rà soát người nghiện.",
         ("Công an tỉnh",), ("Sở Y tế", "các đơn vị có liên quan")),
        ("Sở Y tế chủ trì cùng các cơ quan chức năng kiểm tra cơ sở cai nghiện.",
         ("Sở Y tế",), ("các cơ quan chức năng",)),
        ("Sở Y tế và Công an tỉnh rà soát cơ sở cai nghiện.", ("Sở Y tế", "Công an tỉnh"), ()),
        ("Sở Y tế hỗ trợ người cai nghiện cùng gia đình.", ("Sở Y tế",), ()),
    ],
)  # fmt: skip
def test_who_stands_beside_helps(words: str, leads: tuple[str, ...], helpers: tuple[str, ...]) -> None:
    (one,) = duties(f"1. {words}")
    assert (one.leads, one.supports) == (leads, helpers)


def test_a_group_behind_a_semicolon_has_a_duty_of_its_own() -> None:
    found = duties("1. Sở Y tế mua thuốc cho các trạm; các sở, ban, ngành tổ chức lễ ra quân.")
    assert [one.leads for one in found] == [("Sở Y tế",), ("các sở, ban, ngành",)]


def test_a_newspaper_that_is_quoted_has_no_duty() -> None:
    (one,) = duties(
        "Báo Hoa Mai số ra ngày 14 tháng 4 năm 2026 đăng bài “Chợ cũ”, Chủ tịch Ủy ban nhân dân tỉnh giao Sở Y tế "
        "chủ trì kiểm tra, báo cáo trong tháng 5 năm 2026."
    )
    assert (one.leads, one.due) == (("Sở Y tế",), "2026-05")
