"""Short acts of the made-up province that rest on one another, written as offices head them."""

LAW = """QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Luật số: {number}
Hà Nội, ngày {day}

LUẬT
{title}

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật này.

Điều 1. Phạm vi điều chỉnh
Luật này quy định việc của mọi cơ quan.
"""

PLAN = """ỦY BAN NHÂN DÂN
{place}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Hoa Mai, ngày {day}

KẾ HOẠCH
{title}

{basis}, Ủy ban nhân dân ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
1. Làm việc cho tốt{mention}.
II. TỔ CHỨC THỰC HIỆN
1. Các cơ quan thực hiện nghiêm túc.
"""

CONCLUSION = """BỘ CHÍNH TRỊ
*
Số {number}
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 18 tháng 3 năm 2025

KẾT LUẬN
CỦA BỘ CHÍNH TRỊ
về công tác phòng, chống ma túy

1. Các cấp ủy lãnh đạo thực hiện nghiêm túc.
"""


def law(number: str, day: str, title: str) -> bytes:
    """This will write a law of the made-up kind."""
    return LAW.format(number=number, day=day, title=title).encode()


def plan(
    number: str,
    day: str,
    basis: str,
    *,
    place: str = "TỈNH HOA MAI",
    title: str = "Phòng, chống ma túy",
    mention: str = "",
) -> bytes:
    """This will write a plan of a place that rests on what `basis` names, and mentions another act in its text."""
    words = {"number": number, "day": day, "basis": basis, "place": place, "title": title}
    return PLAN.format(mention=mention and f" theo {mention}", **words).encode()
