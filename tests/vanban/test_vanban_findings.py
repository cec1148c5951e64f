"""Citations, targets and duties in sentences made up for the province Hoa Mai."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vanban
from vanban.model import Assignment, Citation, Reading, Target
from vanban.read.agencies import split_names
from vanban.read.deadlines import read_deadline, read_time_line

HEAD = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 18/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm 2026\n\n"
    "KẾ HOẠCH\n\nPHÒNG, CHỐNG MA TÚY\n\n"
)


def read(body: str) -> Reading:
    return vanban.read(HEAD + body)


def acts(body: str) -> dict[str, Citation]:
    return {one.number or str(one.name): one for one in read(body).citations}


def targets(sentence: str, heading: str = "II. MỤC TIÊU") -> tuple[Target, ...]:
    return read(f"{heading}\n\n1. {sentence}\n").targets


def duties(body: str) -> tuple[Assignment, ...]:
    return read(f"IV. TỔ CHỨC THỰC HIỆN\n\n{body}").assignments


def test_an_act_is_one_row_with_all_its_mentions() -> None:
    found = acts(
        "Thực hiện Chỉ thị số 36-CT/TW ngày 16/8/2019 của Bộ Chính trị về tăng cường công tác; Chỉ thị 36-CT/TW; "
        "Kế hoạch số 18/KH-UBND này."
    )
    assert list(found) == ["36-CT/TW"]
    act = found["36-CT/TW"]
    assert (act.kind, act.issued_on, act.issuer, len(act.spans)) == ("CT", date(2019, 8, 16), "Bộ Chính trị", 2)


@pytest.mark.parametrize(
    ("sentence", "number", "kind", "issuer"),
    [
        ("Quyết định số 1452 /QĐ - TTg ngày31/8/2021 của Chính phủ phê duyệt", "1452/QĐ-TTg", "QĐ", "Chính phủ"),
        ("Nghị quyết số 163/2024/QH15 của Quốc hội", "163/2024/QH15", "NQ", "Quốc hội"),
        ("Theo đề nghị của Sở Y tế tại Công văn số 573/SYT-NVY ngày 02/3/2026", "573/SYT-NVY", "CV", "Sở Y tế"),
        ("Kế hoạch số 75/KH-UBND của UBND tỉnh Hoa Mai về cai nghiện", "75/KH-UBND", "KH", "UBND tỉnh Hoa Mai"),
        ("Chương trình hành động số 96-Ctr/TU ngày 07/11/2025 của Tỉnh ủy", "96-Ctr/TU", "CTr", "Tỉnh ủy"),
        ("Quy định số 178-QĐ/TW của Bộ Chính trị", "178-QĐ/TW", "QyĐ", "Bộ Chính trị"),
        ("UBND tỉnh Hoa Mai vừa ban hành Kế hoạch số 20/KH-UBND", "20/KH-UBND", "KH", "UBND tỉnh Hoa Mai"),
    ],
)  # fmt: skip
def test_numbers_kinds_and_issuers(sentence: str, number: str, kind: str, issuer: str) -> None:
    act = acts(sentence)[number]
    assert (act.kind, act.issuer) == (kind, issuer)


def test_a_list_shares_its_issuer_and_last_date() -> None:
    found = acts("Công điện số 08/CĐ-UBND và số 09/CĐ-UBND ngày 19/11/2025 của UBND tỉnh về ứng phó.")
    assert {(one.number, one.issued_on, one.issuer) for one in found.values()} == {
        ("08/CĐ-UBND", date(2025, 11, 19), "UBND tỉnh"),
        ("09/CĐ-UBND", date(2025, 11, 19), "UBND tỉnh"),
    }


def test_laws_by_name_number_and_year() -> None:
    found = acts(
        "Căn cứ Luật Phòng, chống ma túy số 120/2025/QH15; thực hiện Luật Phòng, chống ma túy năm 2025, không theo "
        "Luật Phòng, chống ma túy năm 2021; Bộ luật Hình sự và các văn bản liên quan."
    )
    assert set(found) == {"120/2025/QH15", "Luật Phòng, chống ma túy", "Bộ luật Hình sự"}
    assert found["Luật Phòng, chống ma túy"].year == "2021"
    assert len(found["120/2025/QH15"].spans) == 2


def test_the_date_that_agrees_with_the_number_wins() -> None:
    act = acts("Nghị quyết 163/2024/QH15 ngày 27/11/2025; Nghị quyết 163/2024/QH15 ngày 27/11/2024.")["163/2024/QH15"]
    assert act.issued_on == date(2024, 11, 27)


def test_what_only_looks_like_a_number_is_no_act() -> None:
    assert acts("HIV/AIDS, 24/24 giờ, 95-95-95, mạng 5G/IoT, 13/14 xã, giai đoạn 2021-2025, Ban Chỉ đạo 138.") == {}


@pytest.mark.parametrize(
    ("sentence", "relation", "value", "high", "unit"),
    [
        ("Trên 80% số trạm y tế đủ điều kiện xác định tình trạng nghiện.", ">", "80", None, "%"),
        ("100% trường học tổ chức tuyên truyền.", "=", "100", None, "%"),
        ("Có ít nhất 01 mô hình điểm về phòng, chống ma túy.", ">=", "1", None, "mô hình điểm"),
        ("Giảm từ 5% trở lên số xã, phường có ma túy.", "decrease", "5", None, "%"),
        ("Tăng từ 05 - 10% số vụ phát hiện so với năm trước.", "increase", "5", "10", "%"),
        ("Tỷ lệ tái nghiện dưới 15,5%.", "<", "15.5", None, "%"),
        ("Giảm tỷ lệ tái nghiện xuống dưới 20%.", "<", "20", None, "%"),
        ("Tỷ lệ sai sót không quá 2%.", "<=", "2", None, "%"),
        ("Không để hình thành điểm phức tạp về ma túy.", "none", None, None, None),
        ("Giữ vững các xã, phường không ma túy đã công nhận.", "maintain", None, None, None),
        ("Giảm số người nghiện ma túy mới phát sinh.", "decrease", None, None, None),
    ],
)
def test_one_target(sentence: str, relation: str, value: str | None, high: str | None, unit: str | None) -> None:
    (target,) = targets(sentence)
    assert (target.relation, target.value, target.value_high, target.unit) == (relation, value, high, unit)


def test_an_enumeration_is_split_and_keeps_its_time() -> None:
    found = targets("Đến năm 2030, trên 80% trạm y tế và 100% cơ sở cai nghiện công lập đủ điều kiện.")
    assert [(one.relation, one.value, one.by) for one in found] == [(">", "80", "2030"), ("=", "100", "2030")]


def test_time_comes_from_the_heading() -> None:
    (target,) = targets("Hằng năm, tăng trên 3% số vụ được phát hiện.", "II. CHỈ TIÊU CỤ THỂ ĐẾN NĂM 2030")
    assert (target.by, target.every, target.path) == ("2030", "year", "II.1")


@pytest.mark.parametrize(
    "sentence",
    [
        "Nâng cao hiệu quả công tác phòng, chống ma túy.",
        "Năm qua đã phát hiện 85% số vụ.",
        "Bố trí kinh phí 500 triệu đồng, bằng 50% nhu cầu.",
    ],
)
def test_no_target(sentence: str) -> None:
    assert targets(sentence) == ()


def test_figures_outside_goals_count_only_as_demands() -> None:
    heading = "III. NHIỆM VỤ"
    assert targets("Ban Chỉ đạo gồm 15 thành viên, họp tại 02 điểm cầu.", heading) == ()
    (target,) = targets("Mỗi học kỳ tổ chức ít nhất 01 buổi tuyên truyền.", heading)
    assert (target.relation, target.value, target.unit, target.every) == (">=", "1", "buổi", "semester")


def test_items_under_an_agency_are_its_duties() -> None:
    first, second = duties(
        "1. Công an tỉnh\n\na) Tham mưu kế hoạch.\n\n"
        "b) Phối hợp với Sở Y tế, Sở Tư pháp và các đơn vị liên quan rà soát "
        "trước ngày 15/12 hằng năm.\n"
    )
    assert (first.leads, first.supports, first.path) == (("Công an tỉnh",), (), "IV.1.a")
    assert second.supports == ("Sở Y tế", "Sở Tư pháp", "các đơn vị liên quan")
    assert (second.due, second.every) == ("12-15", "year")


def test_a_lead_in_is_none_and_its_sub_items_are() -> None:
    found = duties(
        "1. Sở Y tế\n\na) Triển khai các nhiệm vụ sau:\n\n- Xác định tình trạng nghiện.\n\n- Tập huấn cán bộ.\n"
    )
    assert [one.quote for one in found] == ["Xác định tình trạng nghiện", "Tập huấn cán bộ"]
    assert {one.leads for one in found} == {("Sở Y tế",)}


@pytest.mark.parametrize(
    ("sentence", "leads", "quote"),
    [
        ("Giao Sở Nội vụ tham mưu khen thưởng.", ("Sở Nội vụ",), "tham mưu khen thưởng"),
        ("Đề nghị Ủy ban MTTQ Việt Nam tỉnh và các tổ chức thành viên vận động Nhân dân.",
         ("Ủy ban MTTQ Việt Nam tỉnh", "các tổ chức thành viên"), "vận động Nhân dân"),
        ("Các sở, ban, ngành, UBND các xã, phường xây dựng kế hoạch.",
         ("Các sở, ban, ngành", "UBND các xã, phường"), "xây dựng kế hoạch"),
        ("UBND tỉnh yêu cầu Sở Tài chính bố trí kinh phí.", ("Sở Tài chính",), "bố trí kinh phí"),
        ("Trên cơ sở đề nghị của các xã, Sở Xây dựng chủ trì lập đề án.", ("Sở Xây dựng",), "chủ trì lập đề án"),
        ("Sở Tư pháp: Phổ biến pháp luật.", ("Sở Tư pháp",), "Phổ biến pháp luật"),
    ],
)  # fmt: skip
def test_orders(sentence: str, leads: tuple[str, ...], quote: str) -> None:
    (duty,) = duties(f"1. {sentence}\n")
    assert (duty.leads, duty.quote) == (leads, quote)


def test_role_lines_belong_to_the_item_above() -> None:
    (duty,) = duties(
        "1. Tuyên truyền\n\n- Tổ chức hội thi cho học sinh.\n\nĐơn vị chủ trì: Sở Giáo dục và Đào tạo.\n\n"
        "Đơn vị phối hợp: Công an tỉnh; Tỉnh đoàn.\n\nThời gian thực hiện: Tháng 9/2026.\n"
    )
    assert duty.leads == ("Sở Giáo dục và Đào tạo",)
    assert duty.supports == ("Công an tỉnh", "Tỉnh đoàn")
    assert (duty.due, duty.quote) == ("2026-09", "Tổ chức hội thi cho học sinh")


def test_the_ground_before_the_first_section_gives_no_duties() -> None:
    assert (
        read(
            "Sở Y tế đề nghị, UBND tỉnh ban hành Kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\n1. Nâng cao nhận thức.\n"
        ).assignments
        == ()
    )


def test_the_closing_words_give_the_last_agency_no_duty() -> None:
    said = duties(
        "4. Sở Y tế báo cáo kết quả trước ngày 05/8/2026.\n\n"
        "5. Công an tỉnh theo dõi, đôn đốc việc thực hiện Thông báo này.\n\n"
        "Thừa lệnh Chủ tịch, Văn phòng Ủy ban nhân dân tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.\n"
    )
    assert [duty.quote.split()[0] for duty in said] == ["báo", "theo"]


def test_names_with_commas_stay_whole() -> None:
    shown = "Sở Văn hóa, Thể thao và Du lịch, các sở, ban, ngành và Hội Nông dân tỉnh"
    assert split_names(shown) == ("Sở Văn hóa, Thể thao và Du lịch", "các sở, ban, ngành", "Hội Nông dân tỉnh")


@pytest.mark.parametrize(
    ("text", "due", "every"),
    [
        ("hoàn thành trong tháng 6/2026", "2026-06", None),
        ("báo cáo trước ngày 15/12 hằng năm", "12-15", "year"),
        ("xong trước ngày 30 tháng 11 năm 2026", "2026-11-30", None),
        ("trước ngày 15/12", "2026-12-15", None),
        ("trước ngày 05/01", "2027-01-05", None),
        ("chậm nhất trong quý IV/2026", "2026-Q4", None),
        ("theo Quyết định số 5 ngày 01/3/2026", None, None),
        ("thường xuyên, hằng quý", None, "quarter"),
    ],
)
def test_deadlines(text: str, due: str | None, every: str | None) -> None:
    found = read_deadline(text, date(2026, 2, 12))
    assert (found.due, found.every) == (due, every)


def test_time_lines() -> None:
    assert read_time_line("Tháng 11, 12/2026 và bổ sung hàng năm", None).due == "2026-12"
    assert read_time_line("Từ tháng 11/2026 trở đi", None).due is None
    assert read_time_line("Giai đoạn 2026 - 2030", None).due is None


PIECES = (
    "1. |a) |- |Sở Y tế |chủ trì |100% |không để |Nghị quyết số 5/NQ-CP |ngày 1/2/2026 |; |.\n\n|"
    "Luật Phòng, chống ma túy |II. MỤC TIÊU\n\n|giảm số |\n|**|năm 2030 |ít nhất 01 |mô hình |: "
)
WORDS = st.lists(st.sampled_from([*PIECES.split("|"), "|", "\n|\n"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_every_finding_points_into_the_text_and_the_original(pieces: list[str]) -> None:
    reading = read("".join(pieces))
    for finding in (*reading.targets, *reading.assignments):
        assert reading.text[finding.start : finding.end] == finding.quote
        assert 0 < finding.confidence <= 1
        assert finding.reason
        first, last = reading.surface.origin_span(finding.start, finding.end)
        assert 0 <= first <= last <= len(reading.original)
    for citation in reading.citations:
        assert all(0 <= span.start < span.end <= len(reading.text) for span in citation.spans)
    assert len({one.anchor for one in reading.provisions}) == len(reading.provisions)
