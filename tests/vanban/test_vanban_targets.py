"""Targets in sentences and tables made up for the province Hoa Mai: one class of text a test."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vanban
from vanban.model import Target
from vanban.read.clauses import clauses_in
from vanban.read.quotes import quote_span
from vanban.read.sentences import sentences_in

HEAD = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\n"
    "KẾ HOẠCH\n\nPHÁT TRIỂN CHÈ VÀ DU LỊCH\n\n"
)
Row = tuple[str, str | None, str | None, str | None]


def read(body: str) -> tuple[Target, ...]:
    return vanban.read(HEAD + body).targets


def goal(sentence: str) -> list[Row]:
    return rows(read(f"II. MỤC TIÊU\n\n1. {sentence}\n\nIII. NHIỆM VỤ\n\n1. Họp giao ban.\n"))


def task(sentence: str) -> list[Row]:
    return rows(read(f"II. MỤC ĐÍCH\n\n1. Họp giao ban.\n\nIII. NHIỆM VỤ\n\n1. {sentence}\n"))


def rows(found: tuple[Target, ...]) -> list[Row]:
    return [(one.relation, one.value, one.unit, one.by) for one in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tỷ lệ hộ dùng nước sạch đến năm 2028 đạt trên 80% và năm 2030 đạt trên 90%.",
         [(">", "80", "%", "2028"), (">", "90", "%", "2030")]),
        ("Mỗi xã chọn không quá 02 tập thể, 05 cá nhân.", [("<=", "2", "tập thể", None), ("<=", "5", "cá nhân", None)]),
        ("Giảm tỷ lệ chè loại thải từ 12% xuống 5%.", [("=", "5", "%", None)]),
        ("Trồng mới: 58 ha (trong đó: xã Sen Hồng: 25 ha, xã Mây Trắng: 33 ha), nâng tổng diện tích: 90 ha.",
         [("=", "58", "ha", None), ("=", "25", "ha", None), ("=", "33", "ha", None), ("=", "90", "ha", None)]),
        ("100% bản có ít nhất 01 đội văn nghệ.", [("=", "100", "%", None)]),
        ("Doanh thu du lịch đến năm 2030 đạt 400 tỷ đồng, tăng bình quân 10 - 12%/năm.",
         [("=", "400", "tỷ đồng", "2030"), ("increase", "10", "%", "2030")]),
        ("Hoa Mai thuộc nhóm 05 tỉnh dẫn đầu về chè.", [("<=", "5", "tỉnh", None)]),
        ("Hỗ trợ người dân trong 24 giờ đầu.", [("<=", "24", "giờ", None)]),
        ("Đạt được vùng chè sạch và giữ vững trong những năm tiếp theo.", [("maintain", None, None, None)]),
        ("Nhằm giảm số hộ nghèo, góp phần giữ vững trật tự.", [("decrease", None, None, None)]),
        ("Mỗi người dân có một sổ sức khỏe điện tử.", [("=", "1", "sổ sức khỏe điện", None)]),
        ("Tỷ lệ hộ có bếp sạch đạt 65% vào năm 2028 và 75% vào năm 2030.",
         [("=", "65", "%", "2028"), ("=", "75", "%", "2030")]),
        ("Giảm tỷ suất tử vong trẻ em trên 1.000 trẻ đẻ sống xuống 12,5 vào năm 2028 và 10 vào năm 2030.",
         [("=", "12.5", "trên 1.000 trẻ đẻ sống", "2028"), ("=", "10", "trên 1.000 trẻ đẻ sống", "2030")]),
        ("Giảm tỷ lệ trẻ em bỏ học dưới 0,1%.", [("<", "0.1", "%", None)]),
        ("Chỉ số hài lòng duy trì trên 0,7.", [("maintain", "0.7", None, None)]),
        ("Hoa Mai phấn đấu giảm số vụ cháy, đến hết năm 2030 giảm 5% số vụ tai nạn.",
         [("decrease", None, None, None), ("decrease", "5", "%", "2030")]),
        ("Diện tích chè đạt 30.000 ha, sản lượng 250.000 tấn, giá trị 3.500 tỷ đồng.",
         [("=", "30000", "ha", None), ("=", "250000", "tấn", None), ("=", "3500", "tỷ đồng", None)]),
        ("Cắt giảm 30% thời gian, 20% chi phí tuân thủ.",
         [("decrease", "30", "%", None), ("decrease", "20", "%", None)]),
        ("Giải quyết việc làm cho 15.000 lao động, trong đó xuất khẩu lao động 1.200 người.",
         [("=", "15000", "lao động", None), ("=", "1200", "người", None)]),
        ("Chậm nhất đến ngày 30/6/2026, 100% các xã hoàn thành kiện toàn.", [("=", "100", "%", "2026-06-30")]),
        ("Đạt và vượt 90% kế hoạch trồng rừng.", [(">=", "90", "%", None)]),
        ("Ít nhất 01 (một) mô hình được duy trì.", [(">=", "1", "mô hình", None)]),
        ("Đón 3,2 triệu lượt khách.", [("=", "3.2", "triệu lượt khách", None)]),
        ("Tuổi thọ trung bình đạt 75 tuổi.", [("=", "75", "tuổi", None)]),
        ("Giảm 5% số vụ cháy so với cùng kỳ.", [("decrease", "5", "%", None)]),
        ("Diện tích có tưới gấp 03 lần hiện nay.", [("=", "3", "lần", None)]),
    ],
)  # fmt: skip
def test_in_goals(sentence: str, expected: list[Row]) -> None:
    assert sorted(goal(sentence), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trực ban, báo cáo 02 lần/ngày về Văn phòng.", [("=", "2", "lần/ngày", None)]),
        ("Đăng tin tuyên truyền mỗi tháng ít nhất 01 bài.", [(">=", "1", "bài", None)]),
        ("Bảo đảm ít nhất 60% số xã, trên 90% số thôn được tuyên truyền.",
         [(">=", "60", "%", None), (">", "90", "%", None)]),
        ("Báo cáo định kỳ 01 lần/tháng.", [("=", "1", "lần", None)]),
        ("Số lớp tập huấn: 08 lớp.", [("=", "8", "lớp", None)]),
        ("Mở lớp cho nông dân, phấn đấu 90% hộ trồng chè tham gia.", [("=", "90", "%", None)]),
        ("Bố trí tối thiểu 02% ngân sách cho giống mới.", [(">=", "2", "%", None)]),
        ("Trước mắt, giữ nguyên 20 đội như hiện nay.", [("maintain", "20", "đội", None)]),
        ("Rà soát các quy định năm 2025, bảo đảm cắt giảm tối thiểu 30% thời gian giải quyết.",
         [("decrease", "30", "%", None)]),
    ],
)  # fmt: skip
def test_demanded_elsewhere(sentence: str, expected: list[Row]) -> None:
    assert task(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Nếu có từ 02 xã trở lên bằng điểm nhau thì xếp hạng theo diện tích.",
        "Hỗ trợ 100% kinh phí mua giống.",
        "Vùng chè có diện tích từ 10 ha trở lên được khảo sát trước.",
        "Hiện nay, 100% số xã có đường ô tô.",
        "Không để xảy ra cháy rừng.",
        "Hoàn thành vượt mức các chỉ tiêu năm 2026, giữ vững an ninh.",
        "Số vụ tăng 5% so với cùng kỳ.",
        "Ngành có thể điều chỉnh nếu tỷ lệ nữ dưới 30% có thể bù bằng hợp đồng.",
    ],
)
def test_nothing_demanded(sentence: str) -> None:
    assert task(sentence) == []


def test_the_situation_holds_no_targets_but_what_it_strives_for() -> None:
    found = read(
        "I. TÌNH HÌNH THỰC HIỆN NĂM 2025\n\n1. Sản lượng đạt 100% kế hoạch, tăng 5% so với cùng kỳ.\n\n"
        "2. Thu ngân sách phấn đấu đạt 100% kế hoạch.\n"
    )
    assert [(one.path, one.value, one.reason) for one in found] == [("I.2", "100", "strive-share")]


def test_a_year_of_a_lead_in_rules_the_lines_below_it() -> None:
    found = read(
        "II. MỤC TIÊU ĐẾN NĂM 2030\n\n1. Chè\n\n- Giai đoạn 2026-2027\n\n+ 50% diện tích được chứng nhận.\n\n"
        "- Giai đoạn 2028-2030\n\n+ 80% diện tích được chứng nhận.\n"
    )
    assert [(one.value, one.by) for one in found] == [("50", "2027"), ("80", "2030")]


def test_a_heading_by_fields_stays_within_the_goals() -> None:
    found = read(
        "II. CHỈ TIÊU\n\n1. Công tác đào tạo\n\n- Giảm số lao động chưa qua đào tạo.\n\n"
        "III. GIẢI PHÁP\n\n1. Công tác đào tạo\n\n- Giảm số thủ tục.\n"
    )
    assert [one.path for one in found] == ["II.1"]


@pytest.mark.parametrize(
    ("heading", "goals"),
    [
        ("I. QUAN ĐIỂM, MỤC TIÊU", True),
        ("I. MỤC ĐÍCH, YÊU CẦU", False),
        ("II. CÁC CHỈ TIÊU CHỦ YẾU", True),
        ("IV. NHIỆM VỤ, GIẢI PHÁP THỰC HIỆN CÁC MỤC TIÊU", False),
        ("VI. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN CHỈ TIÊU", False),
        ("MỤC TIÊU", True),
        ("GIẢI PHÁP", False),
    ],
)
def test_what_a_heading_announces(heading: str, goals: bool) -> None:
    found = read(f"{heading}\n\n- Giảm số vụ vi phạm.\n\n- Họp giao ban.\n")
    assert bool(found) is goals


@pytest.mark.parametrize(
    ("sentence", "relation", "bound"),
    [
        ("Doanh thu du lịch tăng trên 3% so với năm 2025.", "increase", ">"),
        ("Giảm ít nhất 5% số vụ cháy so với năm trước.", "decrease", ">="),
        ("Số vụ cháy giảm từ 5% trở lên.", "decrease", ">="),
        ("Chi hội họp tăng không quá 2%.", "increase", "<="),
        ("Sản lượng chè tăng 5%.", "increase", ""),
        ("Trên 3% diện tích chè được tưới.", ">", ""),
    ],
)
def test_a_change_keeps_its_bound(sentence: str, relation: str, bound: str) -> None:
    (found,) = read(f"II. MỤC TIÊU\n\n1. {sentence}\n\nIII. NHIỆM VỤ\n\n1. Họp giao ban.\n")
    assert (found.relation, found.bound) == (relation, bound)


def test_quotes_are_short_and_hold_the_amount() -> None:
    long = "các hộ trồng chè hữu cơ theo chuỗi " * 8
    (target,) = read(f"II. MỤC TIÊU\n\n1. Tỷ lệ {long} đạt 75%.\n")
    assert target.quote.endswith("đạt 75%")
    assert len(target.quote.split()) <= 30
    assert target.subject.startswith("Tỷ lệ các hộ trồng chè")
    assert len(target.subject.split()) <= 40


TABLE = (
    "\n\nPHỤ LỤC\n\nCÁC CHỈ TIÊU PHÁT TRIỂN CHÈ\n\n"
    "| TT | Chỉ tiêu | ĐVT | ƯTH năm 2025 | Giai đoạn 2026 - 2028 |\n| Năm 2026 | Năm 2027 | Năm 2028 |\n"
    "| 1 | Chè búp |\n| - | Diện tích | Ha | 900 | 1.000 | 1.100 | ≥ 1.200 |\n"
    "| 2 | Tỷ lệ được chứng nhận | % | 10 | 20 | 30 | 40 - 50 |\n"
)


def test_a_table_by_years_gives_a_target_for_each_year() -> None:
    found = [one for one in read("I. MỤC TIÊU\n\n1. Phát triển chè bền vững." + TABLE) if one.table]
    assert [(one.subject, one.relation, one.value, one.value_high, one.unit, one.by) for one in found] == [
        ("Diện tích (Chè búp)", "=", "1000", None, "Ha", "2026"),
        ("Diện tích (Chè búp)", "=", "1100", None, "Ha", "2027"),
        ("Diện tích (Chè búp)", ">=", "1200", None, "Ha", "2028"),
        ("Tỷ lệ được chứng nhận", "=", "20", None, "%", "2026"),
        ("Tỷ lệ được chứng nhận", "=", "30", None, "%", "2027"),
        ("Tỷ lệ được chứng nhận", "=", "40", "50", "%", "2028"),
    ]
    assert {one.reason for one in found} == {"table-year"}


def test_a_table_of_results_and_one_in_words() -> None:
    body = (
        "I. MỤC TIÊU\n\n1. Phát triển du lịch.\n\n"
        "| TT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan theo dõi |\n| I | Đến năm 2028 |\n"
        "| 1 | Khách lưu trú tăng trung bình | %/năm | ≥ 8 | Sở Du lịch |\n"
        "| 2 | Xếp hạng điểm đến | Thứ bậc | ≤ 3 vùng; ≤ 20 cả nước | Sở Du lịch |\n\n"
        "II. NHIỆM VỤ\n\n1. Họp giao ban.\n\n"
        "| TT | Chỉ tiêu | Chủ trì |\n| 1 | 100% khách sạn khai báo lưu trú qua mạng. | Công an tỉnh |\n"
    )
    found = [one for one in read(body) if one.table]
    assert [(one.subject, one.relation, one.value, one.by, one.every) for one in found] == [
        ("Khách lưu trú tăng trung bình", "increase", "8", "2028", "year"),
        ("Xếp hạng điểm đến (vùng)", "<=", "3", "2028", None),
        ("Xếp hạng điểm đến (cả nước)", "<=", "20", "2028", None),
        ("khách sạn khai báo lưu trú qua mạng", "=", "100", None, None),
    ]
    assert [one.reason for one in found][-1] == "table-words"


def test_other_tables_give_no_targets() -> None:
    assert not read(
        "I. DỰ TOÁN\n\n1. Kinh phí.\n\n| TT | Nội dung | ĐVT | Năm 2026 |\n| 1 | Mua giống | Triệu đồng | 500 |\n"
    )


PIECES = (
    "50% |không để |duy trì |phấn đấu |(|) |; |. |giảm số vụ |trong đó: |05 - 10% |ít nhất 01 xã, |đến năm 2030, |"
    "đạt |mỗi |nhóm 5 |từ 3 |xuống 2% |và |, |: |\n\n|1. |- |II. MỤC TIÊU\n\n|tỷ lệ |trở lên |hằng năm, |"
    "nhưng không quá 2 ha "
)


@pytest.mark.parametrize(
    "piece",
    [
        "đạt ít nhất 50% vào năm 2030 và 80% trở lên, ",
        "65% vào năm 2025 và 75% ",
        "không quá 5%, 6%, ",
        "02 xã, 05 cá nhân, ",
    ],
)
def test_a_chain_of_amounts_is_not_led_back_without_end(piece: str) -> None:
    text = piece * 200
    (sentence,) = sentences_in(text, 0, len(text))
    for part in sentence.parts:
        for clause in clauses_in(text, part):
            assert clause.start - clause.head < 400
            begin, stop = quote_span(text, clause, part)
            assert stop - begin < 600


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=80))
def test_every_target_stands_in_the_text_with_its_amount(pieces: list[str]) -> None:
    reading = vanban.read(HEAD + "II. MỤC TIÊU\n\n1. " + "".join(pieces))
    for target in reading.targets:
        assert reading.text[target.start : target.end] == target.quote
        assert target.relation in {"=", ">=", ">", "<=", "<", "increase", "decrease", "none", "maintain"}
        assert 0 < target.confidence <= 1
        assert target.reason
        assert target.cue


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", ["02"]),
        ("Yêu cầu", ["02"]),
        ("Yêu cầu các đơn vị", ["một", "02"]),
        ("NHIỆM VỤ", ["một", "02"]),
    ],
)
def test_under_purposes_only_figures_count(heading: str, expected: list[str]) -> None:
    found = read(
        f"I. {heading}\n\n1. Mỗi tổ dân phố có một người đầu mối.\n\n"
        "2. Mỗi tổ dân phố có ít nhất 02 buổi họp trong năm.\n\nII. KINH PHÍ\n\n1. Theo phân cấp.\n"
    )
    assert [next(word for word in ("một", "02") if word in one.quote.split()) for one in found] == expected
