"""Two plans compared: what is the same thing, and what changed in it."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

import vanban
from vanban.compare import Change, Comparison, Fate, compare, summary_vi
from vanban.compare.matching import bag_of, likeness, pair_up
from vanban.model import Assignment, Target

HEAD = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: {number}/KH-UBND\n\nHoa Mai, ngày 12 tháng 02 năm {year}\n\n"
    "KẾ HOẠCH\n\nPHÒNG, CHỐNG MA TÚY NĂM {year}\n\n"
)
OLD = HEAD.format(number=18, year=2026) + (
    "I. MỤC TIÊU\n\n1. Ít nhất 40% số xã, phường không có ma túy.\n\n"
    "2. 100% người nghiện được quản lý.\n\n3. Xây dựng ít nhất 05 mô hình tuyên truyền.\n\n"
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\na) Tổ chức xác định tình trạng nghiện tại trạm y tế xã, phường.\n\n"
    "b) Báo cáo kết quả trước ngày 15/12.\n\n2. Công an tỉnh\n\na) Chủ trì rà soát, thống kê người sử dụng trái phép.\n"
)
NEW = HEAD.format(number=21, year=2027) + (
    "I. MỤC TIÊU\n\n1. Ít nhất 45% số xã, phường không có ma túy.\n\n"
    "2. 100% người nghiện được quản lý.\n\n3. Giảm 10% số vụ phạm tội về ma túy so với năm trước.\n\n"
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Công an tỉnh\n\na) Chủ trì rà soát, thống kê người sử dụng trái phép.\n\n"
    "2. Sở Y tế\n\na) Tổ chức xác định tình trạng nghiện tại trạm y tế xã, phường.\n"
)


def compared() -> Comparison:
    return compare(vanban.read(OLD), vanban.read(NEW))


def target_about(comparison: Comparison, words: str) -> Change[Target]:
    return next(one for one in comparison.targets if words in (one.new or one.old or ABSENT).quote)


ABSENT = Target("", "", "", 0, 0, "=", None, None, None, "", None, None, 0, "")


def test_a_raised_target_is_the_same_target_with_another_value() -> None:
    change = target_about(compared(), "không có ma túy")
    assert change.fate is Fate.CHANGED
    assert [(one.name, one.old, one.new) for one in change.fields if one.name == "value"] == [("value", "40", "45")]


def test_what_stayed_came_and_went_is_told_apart() -> None:
    comparison = compared()
    assert target_about(comparison, "mô hình").fate is Fate.DROPPED
    assert target_about(comparison, "số vụ").fate is Fate.ADDED
    duty: Change[Assignment] = next(one for one in comparison.duties if one.old and "Báo cáo" in one.old.quote)
    assert duty.fate is Fate.DROPPED
    moved = next(one for one in comparison.duties if one.new and "xác định tình trạng" in one.new.quote)
    assert moved.fate is Fate.RENUMBERED
    assert [(one.name, one.old, one.new) for one in moved.fields] == [("anchor", "II.1.a", "II.2.a")]


def test_a_provision_that_only_moved_keeps_its_words() -> None:
    comparison = compared()
    one = next(one for one in comparison.provisions if one.new and one.new.heading.startswith("Sở Y tế"))
    other = next(one for one in comparison.provisions if one.new and one.new.heading.startswith("Công an tỉnh"))
    assert (one.fate, [field.name for field in one.fields]) == (Fate.RENUMBERED, ["anchor"])
    assert (other.fate, [field.name for field in other.fields]) == (Fate.MOVED, ["anchor"])


def test_the_summary_names_numbers_and_places() -> None:
    lines = summary_vi(compared())
    assert lines[0] == "Có chung 4 chỉ tiêu, nhiệm vụ (văn bản cũ có 6, văn bản mới có 5)."
    assert lines[1] == "Chỉ tiêu: thêm 1, bỏ 1, sửa 2"
    assert any("giá trị: 40 → 45" in line for line in lines)


def test_the_summary_shows_which_words_became_which() -> None:
    other = OLD.replace("trái phép", "trái phép chất ma túy").replace("trạm y tế xã", "cơ sở y tế xã")
    lines = summary_vi(compare(vanban.read(OLD), vanban.read(other)))
    (provision,) = [line for line in lines if line.startswith("Sửa điều khoản II.1.a")]
    assert provision == "Sửa điều khoản II.1.a: câu chữ: “trạm” → “cơ sở”"
    assert any(line.endswith("câu chữ: “phép.” → “phép chất ma túy.”") for line in lines)
    assert not any(line.endswith("câu chữ") or "(câu chữ)" in line for line in lines)


def test_a_document_compared_with_itself_shows_no_change() -> None:
    reading = vanban.read(OLD)
    comparison = compare(reading, reading)
    assert {kind: set(counts) for kind, counts in comparison.counts().items()} == {
        "targets": {Fate.SAME},
        "duties": {Fate.SAME},
        "provisions": {Fate.SAME},
    }
    assert summary_vi(comparison)[1:] == [
        "Chỉ tiêu: không thay đổi",
        "Nhiệm vụ: không thay đổi",
        "Điều khoản: không thay đổi",
    ]


def test_what_is_counted_is_listed() -> None:
    counted: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    for line in summary_vi(compared())[1:]:
        if re.match(r"Chỉ tiêu:|Nhiệm vụ:|Điều khoản:", line):
            counted.update(
                {fate: int(many) for fate, many in re.findall(r"(thêm|bỏ|sửa|chuyển|đánh số lại) (\d+)", line)}
            )
        else:
            many = re.match(r"(Chuyển|Đánh số lại) (\d+) (?:điều khoản|nhiệm vụ)", line)
            listed[many[1].lower() if many else line.split()[0].lower()] += int(many[2]) if many else 1
            assert not many or line.count("→") == int(many[2])
    assert counted == listed
    assert counted["chuyển"] == counted["đánh số lại"] == 3


UNRELATED = HEAD.format(number=7, year=2027) + (
    "I. MỤC TIÊU\n\n1. Ít nhất 95% hộ dân được dùng nước sạch.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Xây dựng\n\n"
    "a) Lập quy hoạch cấp nước các đô thị.\n\nb) Thẩm định giá bán buôn nước.\n"
)


def test_two_documents_that_have_nothing_in_common_are_said_to_be_unrelated() -> None:
    found = compare(vanban.read(OLD), vanban.read(UNRELATED))
    assert (found.common.both, found.common.share, found.common.is_related) == (0, 0.0, False)
    first = summary_vi(found)[0]
    assert first.startswith("Hai văn bản không liên quan hoặc rất khác nhau: không có chung chỉ tiêu, nhiệm vụ nào")
    assert compared().common.is_related is True


def test_of_a_text_without_targets_and_duties_nothing_is_claimed() -> None:
    found = compare(vanban.read(OLD), vanban.read("Kính gửi: các xã, phường"))
    assert (found.common.share, found.common.is_related) == (None, None)
    assert summary_vi(found)[0] == "Văn bản mới không có chỉ tiêu, nhiệm vụ nào để đối chiếu."


WORDS = st.lists(
    st.sampled_from(["xã", "phường", "ma", "túy", "quản", "lý", "người", "nghiện", "mô", "hình", "tuyên", "truyền"]),
    max_size=8,
)


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_each_is_paired_once_and_never_below_the_bar(old: list[list[str]], new: list[list[str]]) -> None:
    left, right = [bag_of(" ".join(one)) for one in old], [bag_of(" ".join(one)) for one in new]
    pairs = pair_up(left, right, least=0.6)
    assert len({pair.old for pair in pairs}) == len({pair.new for pair in pairs}) == len(pairs)
    assert all(likeness(left[pair.old], right[pair.new]) >= 0.6 for pair in pairs)


TASKS = HEAD.format(number=9, year=2026) + "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n{}"
OPENING = "Chủ trì, phối hợp với các sở, ban, ngành, Ủy ban nhân dân các xã, phường và các đơn vị liên quan"
NETS = "phát lưới chống muỗi cho hộ nghèo vùng sâu"
WELLS = "khoan giếng nước sạch tại trường học miền núi"


def duties_of(*tasks: str) -> vanban.Reading:
    return vanban.read(TASKS.format("\n\n".join(f"- {task}." for task in tasks)))


def fates(old: vanban.Reading, new: vanban.Reading) -> list[Fate]:
    return sorted(one.fate for one in compare(old, new).duties)


def test_duties_that_only_open_alike_are_not_the_same() -> None:
    old, new = duties_of(f"{OPENING} {NETS}"), duties_of(f"{OPENING} {WELLS}", f"{OPENING} {NETS} hằng năm")
    found = compare(old, new).duties
    assert [(one.fate, one.old is not None) for one in found] == [(Fate.ADDED, False), (Fate.CHANGED, True)]
    assert [field.name for field in found[1].fields] == ["every", "words"]


def test_a_change_at_the_end_of_a_long_duty_is_told() -> None:
    old = duties_of(f"{OPENING} {NETS}; kiểm tra, hướng dẫn, nhắc nhở các trạm y tế; báo cáo tỉnh bằng văn bản giấy")
    new = duties_of(f"{OPENING} {NETS}; kiểm tra, hướng dẫn, nhắc nhở các trạm y tế; báo cáo tỉnh bằng văn bản điện tử")
    lines = [line for line in summary_vi(compare(old, new)) if line.startswith("Sửa nhiệm vụ")]
    assert len(lines) == 1
    assert "“giấy” → “điện tử”" in lines[0]


def test_a_duty_in_two_and_two_in_one_are_told_as_such() -> None:
    first, second = f"Rà soát danh sách, {NETS} trước mùa mưa", f"Khảo sát nguồn nước, {WELLS} trong năm"
    both = duties_of(f"{first}; {second[0].lower()}{second[1:]}")
    apart = duties_of(first, second)
    assert fates(both, apart) == [Fate.CHANGED, Fate.SPLIT]
    assert fates(apart, both) == [Fate.CHANGED, Fate.JOINED]
    lines = summary_vi(compare(both, apart))
    assert any(line.startswith("Tách nhiệm vụ mục II.1") and "mục II.1 của văn bản cũ" in line for line in lines)
    assert lines[0] == "Có chung 1 chỉ tiêu, nhiệm vụ (văn bản cũ có 1, văn bản mới có 2)."
