"""How the report of a review tells much in few words."""

from pcmt.committee.rules.review_words import brief, one_line, sentence

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


def test_a_short_first_clause_is_no_name():
    assert brief("Tăng cường; mở rộng mạng lưới tư vấn ở các xã").endswith("ở các xã")


def test_lines_and_ends_are_put_right():
    assert one_line(" Một.\n\n Hai; ") == "Một; Hai"
    assert (sentence("Một ;"), sentence("Một…")) == ("Một.", "Một…")
