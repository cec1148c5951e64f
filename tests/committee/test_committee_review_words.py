"""How the report of a review tells much in few words."""

from types import SimpleNamespace

import pytest

from pcmt.committee.rules.review_words import brief, one_line, sentence
from pcmt.indicators.queries import Prospect
from pcmt.web.committee.figures import _proposed

DUTY = (
    "Phối hợp chặt chẽ các lực lượng, sử dụng đồng bộ các biện pháp nghiệp vụ, chủ động nắm chắc tình hình, triển khai "
    "các kế hoạch, phương án đấu tranh với các loại tội phạm về ma túy trên các tuyến, địa bàn được phân công phụ trách"
)


def test_a_long_duty_is_called_by_what_it_says_first():
    assert brief("Mở điểm tư vấn cai nghiện.") == "Mở điểm tư vấn cai nghiện"
    assert brief("Rà soát, lập danh sách các điểm phức tạp; báo cáo kết quả hằng tháng") == (
        "Rà soát, lập danh sách các điểm phức tạp"
    )
    assert brief(DUTY) == DUTY[: DUTY.index(", phương án")] + "…"
    assert brief("từ " * 60) == "từ " * 35 + "từ…"


def test_the_mark_of_a_footnote_is_no_part_of_a_name():
    assert brief("Lập danh sách người nghiện[1] ở xã") == "Lập danh sách người nghiện ở xã"


def test_a_short_first_clause_is_no_name():
    assert brief("Tăng cường; mở rộng mạng lưới tư vấn ở các xã").endswith("ở các xã")


def test_lines_and_ends_are_put_right():
    assert one_line(" Một.\n\n Hai; ") == "Một; Hai"
    assert (sentence("Một ;"), sentence("Một…")) == ("Một.", "Một…")
    assert sentence("xã, phường không ma túy") == "Xã, phường không ma túy."


@pytest.mark.parametrize(
    ("on_screen", "told"),
    [
        ("còn trong thời hạn", "chưa đến thời hạn đánh giá"),
        ("chưa đo được", "chưa đủ số liệu để đánh giá"),
        ("đạt chỉ tiêu", "đạt chỉ tiêu"),
    ],
)
def test_a_report_tells_in_an_offices_words_how_a_target_stands(on_screen: str, told: str):
    period = SimpleNamespace(free=True, name_inside="năm 2026")
    value = SimpleNamespace(state="known", period=period, display="38,5%", reference="value:N1/1/2026", area_id=1)
    progress = SimpleNamespace(state="on", label=on_screen, value=value, wanted=None)
    proposed = _proposed(Prospect(progress, None))  # type: ignore[arg-type]
    assert proposed.result == f"38,5% (năm 2026); {told}."
    assert proposed.label == told.capitalize()
