"""Texts of many on one subject: cut, folded, grouped; “không” told from silence; any input stays cheap."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import gather as gathering
from vanban.gather import MOST_LEADERS, RAREST, gather, says_nothing, statements


def told(texts: list[str]) -> list[tuple[str, tuple[int, ...]]]:
    return [(group.wordings[0].text, group.places) for group in gather(texts).groups]


def grouped(texts: list[str]) -> list[list[str]]:
    return sorted(sorted(one.text for one in group.wordings) for group in gather(texts).groups)


def test_the_same_in_other_letters_marks_and_bullets_is_one_wording() -> None:
    texts = ["- Đường vào bản lầy lội.", "ĐƯỜNG VÀO BẢN LẦY LỘI", "1. đường vào bản lầy lội;", "Duong vao ban lay loi"]
    assert told(texts) == [("Đường vào bản lầy lội", (0, 1, 2, 3))]
    assert len(gather(texts).groups[0].wordings) == 1


def test_near_wordings_are_grouped_under_the_commonest() -> None:
    texts = [
        "Kinh phí tuyên truyền còn thiếu",
        "Thiếu kinh phí tuyên truyền",
        "Thiếu kinh phí tuyên truyền",
        "Mưa lũ kéo dài",
    ]
    assert told(texts) == [("Thiếu kinh phí tuyên truyền", (0, 1, 2)), ("Mưa lũ kéo dài", (3,))]


def test_figures_do_not_keep_statements_apart_but_stay_in_the_wording() -> None:
    (group,) = gather(["Tổ chức 12 buổi chiếu phim", "Tổ chức 7 buổi chiếu phim"]).groups
    assert {one.text for one in group.wordings} == {"Tổ chức 12 buổi chiếu phim", "Tổ chức 7 buổi chiếu phim"}


def test_what_is_there_is_not_grouped_with_what_is_lacking() -> None:
    assert len(gather(["Có cán bộ y tế chuyên trách", "Chưa có cán bộ y tế chuyên trách"]).groups) == 2


def test_words_that_only_look_alike_without_tones_keep_their_weight() -> None:
    (group,) = gather(["Cán bộ kiêm nhiệm nhiều việc", "Cán bộ đều kiêm nhiệm"]).groups
    assert group.places == (0, 1), "“cán” tells something, “cần” would not"


@pytest.mark.parametrize(
    "text",
    ["Không", "không.", "- Không có", "KHÔNG CÓ", "Không có khó khăn, vướng mắc gì.", "Chưa có kiến nghị",
     "Không phát sinh", "0", "ko", "Không có nội dung kiến nghị, đề xuất thêm"],
)  # fmt: skip
def test_nothing_is_told_in_many_ways(text: str) -> None:
    assert says_nothing(text)
    assert gather([text]) == gather([text.lower()])
    assert gather([text]).nothing == (0,)


@pytest.mark.parametrize(
    "text", ["Không có kinh phí", "Chưa có xe", "Không khó khăn nào lớn bằng thiếu người", "Khó khăn"]
)
def test_what_is_lacking_is_not_nothing(text: str) -> None:
    assert not says_nothing(text)
    assert gather([text]).nothing == ()


def test_silence_is_neither_nothing_nor_a_statement() -> None:
    found = gather(["", "  \n ", "---", "Không"])
    assert (found.groups, found.nothing, found.empty) == ((), (3,), (0, 1, 2))


def test_a_text_is_cut_at_lines_items_and_sentences_only() -> None:
    text = "1. Đường xa; sông sâu.\n- Ở TP. Hoa Mai có 1.250 người. Đề nghị thêm thuyền.\nKhông"
    assert statements(text) == ("Đường xa", "Sông sâu", "Ở TP. Hoa Mai có 1.250 người", "Đề nghị thêm thuyền")


def test_one_text_counts_once_in_a_group() -> None:
    (group,) = gather(["Thiếu thuyền. Thiếu thuyền đò. Còn thiếu thuyền đò lớn."]).groups
    assert group.places == (0,)


WORDS = st.lists(
    st.sampled_from(
        ["thiếu", "đủ", "thuyền", "đò", "xe", "đường", "xa", "mưa", "lũ", "cán", "bộ", "kiêm", "nhiệm", "không", "có"]
    ),
    max_size=6,
)
TEXTS = st.lists(WORDS.map(" ".join), max_size=12)


@settings(max_examples=40)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_texts_changes_nothing(texts: list[str], chance: random.Random) -> None:
    mixed = [*texts]
    chance.shuffle(mixed)
    same = [{one.text for one in group.wordings} for group in gather(texts).groups]
    assert sorted(map(sorted, same)) == sorted(
        sorted({one.text for one in group.wordings}) for group in gather(mixed).groups
    )


@settings(max_examples=40)
@given(TEXTS)
def test_every_text_is_counted_somewhere(texts: list[str]) -> None:
    found = gather(texts)
    grouped = {place for group in found.groups for place in group.places}
    assert grouped | {*found.nothing} | {*found.empty} == {*range(len(texts))}
    assert not grouped & {*found.nothing, *found.empty}


def test_a_text_of_any_size_is_read_up_to_a_bound() -> None:
    hostile = ["x " * 500_000, "không " * 200_000, ". " * 400_000, "-" * 1_000_000, "A. " * 300_000, "\n" * 900_000]
    found = gather(hostile)
    assert all(len(group.wordings[0].text) <= 20_000 for group in found.groups)


def test_comparisons_do_not_grow_with_the_number_of_leaders(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    nearest = gathering._nearest
    monkeypatch.setattr(
        gathering, "_nearest", lambda own, leaders: (compared.append(len(leaders)), nearest(own, leaders))[1]
    )
    gather([f"đường vào bản số {number} lầy lội vì {chr(97 + number % 26)}{number} mưa" for number in range(400)])
    assert max(compared) <= MOST_LEADERS * RAREST
