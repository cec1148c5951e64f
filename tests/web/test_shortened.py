"""Long titles in a line: short, and still told apart."""

from pcmt.web.shortened import shortened

SAME = "Chủ trì triển khai, thực hiện các nhiệm vụ được giao tại"


def test_a_short_title_stays():
    assert shortened("Mở điểm tư vấn", 4) == "Mở điểm tư vấn"
    assert shortened("Mở điểm tư vấn", 3, ["Rà soát địa bàn"]) == "Mở điểm tư…"


def test_titles_that_begin_alike_show_where_they_part():
    six, one = f"{SAME} Dự án 6 theo chỉ đạo của Bộ Y tế", f"{SAME} Tiểu dự án 1 theo chỉ đạo của Bộ Công an"
    told = {shortened(title, 10, (six, one)) for title in (six, one)}
    assert told == {"Chủ trì triển khai, … Dự án 6 theo chỉ đạo…", "Chủ trì triển khai, … Tiểu dự án 1 theo chỉ…"}


def test_a_title_that_another_goes_on_from_shows_its_end():
    longer = f"{SAME} Dự án 6, giai đoạn hai"
    shorter = f"{SAME} Dự án 6,"
    assert shortened(shorter, 10, (longer, shorter)) != shortened(longer, 10, (longer, shorter))


def test_forty_long_names_look_different():
    titles = [f"{SAME} các địa bàn trọng điểm, phức tạp về ma túy, đợt {number} năm 2026" for number in range(40)]
    assert len({shortened(title, 12, titles) for title in titles}) == 40
