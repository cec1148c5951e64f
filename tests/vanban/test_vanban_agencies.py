"""Names of agencies: where a list of them ends, whatever the verb that follows and whoever is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.read.agencies import agencies_at, split_names, supports_in


def named(text: str) -> tuple[tuple[str, ...], str]:
    """This will give the names that open the text and the words that follow them."""
    listed = agencies_at(text, 0, len(text))
    return (listed.names, text[listed.end :].strip()) if listed else ((), text)


@pytest.mark.parametrize(
    ("names", "duty"),
    [
        ("Sở Y tế", "lập danh sách"),
        ("Sở Nông nghiệp và Môi trường", "khôi phục sản xuất"),
        ("Ủy ban nhân dân xã Hoa Mai", "rà soát hộ nghèo"),
        ("Cơ quan Cảnh sát điều tra Công an tỉnh", "thụ lý tin báo"),
        ("PC04 Công an tỉnh", "lập hồ sơ"),
        ("Ban Chỉ đạo 389/ĐP tỉnh", "họp mỗi quý"),
        ("Ban chỉ đạo phòng, chống ma túy cấp xã", "tự đánh giá"),
        ("Hội đồng thi đua", "họp xét"),
        ("Các cơ quan chuyên môn từ tỉnh đến địa phương", "thi đua làm tốt"),
        ("các ngân hàng thương mại cổ phần", "quyết liệt triển khai"),
        ("các trường đại học, cao đẳng trên địa bàn tỉnh", "đưa nội dung vào bài giảng"),
        ("các tổ chức cung cấp dịch vụ chi trả", "họp đối soát"),
        ("Tất cả lực lượng, phương tiện tham gia diễn tập", "phải tuân thủ quy định"),
        ("các đơn vị được giao quản lý đường thủy", "có trách nhiệm cắm biển"),
        ("Chủ tịch Ủy ban nhân dân các tỉnh: Hoa Mai, Hoa Lan và Hoa Sen", "chỉ đạo"),
        ("Giám đốc các Sở: Tài chính, Y tế, Giáo dục và Đào tạo", "chịu trách nhiệm"),
        ("Thủ trưởng các sở, ban, ngành tỉnh", "quán triệt"),
        ("Văn phòng Đoàn ĐBQH và HĐND tỉnh", "phối hợp"),
        ("Trung tâm Phục vụ hành chính công các xã, phường", "niêm yết"),
        ("các cơ quan, đơn vị, địa phương, doanh nghiệp", "tổ chức triển khai"),
    ],
)
def test_one_name_ends_where_its_duty_begins(names: str, duty: str) -> None:
    assert named(f"{names} {duty}") == ((names,), duty)


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ("Sở Y tế, địa phương", ("Sở Y tế", "địa phương")),
        ("Sở Văn hóa, Thể thao và Du lịch, các sở, ban, ngành và Hội Nông dân tỉnh",
         ("Sở Văn hóa, Thể thao và Du lịch", "các sở, ban, ngành", "Hội Nông dân tỉnh")),
        ("Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh và UBND các xã, phường",
         ("Bộ Chỉ huy Quân sự tỉnh", "Công an tỉnh", "UBND các xã, phường")),
        ("Bộ Tài chính và Ngân hàng Nhà nước Việt Nam", ("Bộ Tài chính", "Ngân hàng Nhà nước Việt Nam")),
        ("Tòa án nhân dân, Viện kiểm sát nhân dân các cấp", ("Tòa án nhân dân", "Viện kiểm sát nhân dân các cấp")),
        ("UBND các xã, phường và tổ chức, cá nhân liên quan", ("UBND các xã, phường", "tổ chức, cá nhân liên quan")),
        ("Người đứng đầu các sở, ban, ngành, Mặt trận Tổ quốc và UBND các cấp",
         ("Người đứng đầu các sở, ban, ngành, Mặt trận Tổ quốc và UBND các cấp",)),
        ("Phòng Lịch sử, truyền thống và Kiến trúc, Công an tỉnh",
         ("Phòng Lịch sử, truyền thống và Kiến trúc", "Công an tỉnh")),
        ("Sở Y tế, các đơn vị và Công an xã", ("Sở Y tế", "các đơn vị", "Công an xã")),
        ("Phòng Y tế, trạm y tế và Công an xã", ("Phòng Y tế", "trạm y tế", "Công an xã")),
        ("Báo và Phát thanh, Truyền hình tỉnh", ("Báo và Phát thanh, Truyền hình tỉnh",)),
        ("doanh nghiệp, viện nghiên cứu, trường đại học", ("doanh nghiệp", "viện nghiên cứu", "trường đại học")),
    ],
)  # fmt: skip
def test_a_list_parts_into_its_names(shown: str, names: tuple[str, ...]) -> None:
    assert named(f"{shown} chủ trì lập đề án") == (names, "chủ trì lập đề án")
    assert split_names(shown) == names


def test_a_verb_after_a_comma_ends_the_list() -> None:
    assert named("các sở, ngành, triển khai các chương trình") == (("các sở, ngành",), ", triển khai các chương trình")
    assert named("các thôn ấp, tổ dân phố, tổ chức phổ biến")[0] == ("các thôn ấp, tổ dân phố",)


@pytest.mark.parametrize("text", ["Báo cáo kết quả", "Hội nghị tổng kết", "Trường hợp vượt quyền", "Đoàn kết nội bộ"])
def test_what_only_begins_like_an_agency_is_none(text: str) -> None:
    assert named(text) == ((), text)


def test_partners_of_a_duty() -> None:
    text = (
        "Chủ trì, phối hợp với Sở Y tế, Tỉnh đoàn và các đơn vị liên quan để tuyên truyền; phối hợp cùng Công an tỉnh"
    )
    assert supports_in(text, 0, len(text)) == ("Sở Y tế", "Tỉnh đoàn", "các đơn vị liên quan", "Công an tỉnh")


PIECES = [
    "Sở ",
    "các ",
    "sở",
    ", ",
    "; ",
    " và ",
    "(",
    ")",
    ": ",
    "được ",
    "giao ",
    "Công an ",
    "tỉnh",
    "có trách nhiệm ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_any_text_gives_names_out_of_itself(text: str) -> None:
    listed = agencies_at(text, 0, len(text))
    assert listed is None or 0 < listed.end <= len(text)
    for name in listed.names if listed else ():
        assert name in " ".join(text.split())
