"""From words with places to text: rows, columns, tables, paragraphs, page heads, stamps. No file is opened here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.intake.columns import Cells, find_columns
from vanban.intake.grids import find_grids
from vanban.intake.manuscript import Manuscript
from vanban.intake.mending import mend
from vanban.intake.repeated import without_repeated
from vanban.intake.rows import Line, cut_rows, upright
from vanban.intake.stamps import without_signature_stamps
from vanban.intake.words import Rule, Word

SIZE = 14.0


def put(text: str, left: float, base: float, size: float = SIZE, *, bold: bool = False) -> list[Word]:
    """This will set a line of words from a place on: letters half as wide as high."""
    words: list[Word] = []
    for piece in text.split():
        right = left + len(piece) * size * 0.5
        words.append(Word(left, base - size * 0.8, right, base + size * 0.2, base, size, piece, bold))
        left = right + size * 0.3
    return words


def page(*lines: tuple[str, float, float]) -> list[Word]:
    return [word for text, left, base in lines for word in put(text, left, base)]


def text_of(*pages: list[Word], width: float = 600) -> str:
    manuscript = Manuscript()
    for number, words in enumerate(pages, 1):
        manuscript.add_page(number, find_columns(cut_rows(words)), width=width, by_ocr=False)
    return manuscript.finish()[0]


FULL = "Công an tỉnh chủ trì, phối hợp với các sở, ban, ngành của tỉnh thực hiện công"
REST = "tác phòng, chống ma túy trên địa bàn."


def test_a_head_of_two_cells_is_read_cell_by_cell() -> None:
    words = page(
        ("ỦY BAN NHÂN DÂN", 60, 50), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 280, 50),
        ("TỈNH HOA MAI", 70, 68), ("Độc lập - Tự do - Hạnh phúc", 310, 68),
        ("Số: 1 8 /KH-UBND", 70, 100), ("Hoa Mai, ngày 12 tháng 02 năm 2026", 300, 101),
        ("KẾ HOẠCH", 270, 140), (FULL, 60, 170),
    )  # fmt: skip
    found = find_columns(cut_rows(words))
    assert isinstance(found[0], Cells)
    assert [[line.text for line in cell] for cell in found[0].cells] == [
        ["ỦY BAN NHÂN DÂN", "TỈNH HOA MAI", "Số: 18/KH-UBND"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hoa Mai, ngày 12 tháng 02 năm 2026"],
    ]
    assert [line.text for line in found[1:] if isinstance(line, Line)] == ["KẾ HOẠCH", FULL]


def test_a_signature_beside_the_addressees_stays_whole() -> None:
    words = page(
        ("KT. CHỦ TỊCH", 400, 40), ("Nơi nhận:", 60, 50), ("PHÓ CHỦ TỊCH", 395, 58),
        ("- Thường trực Tỉnh ủy;", 60, 66), ("- Các sở, ban, ngành;", 60, 82), ("Nguyễn Văn Mai", 395, 120),
    )  # fmt: skip
    assert [line for line in text_of(words).split("\n") if line] == [
        "|", "Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Các sở, ban, ngành;", "|", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
        "Nguyễn Văn Mai", "|",
    ]  # fmt: skip


def test_a_page_of_two_columns_is_read_column_by_column() -> None:
    left = [(f"trái dòng số {number} của trang này", 40.0, 40.0 + 18 * number) for number in range(14)]
    right = [(f"phải dòng số {number} của trang này", 340.0, 40.0 + 18 * number) for number in range(14)]
    text = text_of(page(*left, *right)).replace("\n", " ")
    assert text.index("trái dòng số 13") < text.index("phải dòng số 0")


def test_a_label_and_a_wide_space_make_no_column() -> None:
    words = page(
        ("-", 60, 40), ("Rà soát người nghiện", 100, 40), ("1.", 60, 60), ("Mục đích", 110, 60), (FULL, 60, 80)
    )
    assert text_of(words).split("\n\n") == ["- Rà soát người nghiện", "1. Mục đích", f"{FULL}\n"]


def test_lines_become_paragraphs_by_indent_and_by_room() -> None:
    words = page(
        (FULL, 100, 40), (REST, 60, 58), ("Sở Y tế rà soát.", 100, 76), (FULL, 100, 94), (REST, 60, 112),
        (FULL, 100, 150),
    )  # fmt: skip
    assert text_of(words).strip().split("\n\n") == [f"{FULL} {REST}", "Sở Y tế rà soát.", f"{FULL} {REST}", FULL]


def test_a_page_of_short_lines_goes_by_the_page_before() -> None:
    """Its longest line but one seems to fill it, and its indent to be its margin."""
    aim, ground = (
        "1. Ít nhất 66% xã, phường không có ma túy ở cơ sở.",
        "Theo Kế hoạch của Ủy ban nhân dân tỉnh Hoa Mai và của",
    )
    short = [("a) Rà soát hồ sơ.", 100.0, 40.0 + 18 * at) for at in range(26)]
    first = page((FULL, 100, 40), *((FULL, 60, 58.0 + 18 * at) for at in range(20)), (REST, 60, 418))
    second = page(*short, (aim, 100, 508), (ground, 100, 526), ("tỉnh.", 60, 544))
    assert text_of(first, second).strip().split("\n\n")[-2:] == [aim, f"{ground} tỉnh."]


def test_a_paragraph_goes_on_over_the_page_and_pages_keep_their_places() -> None:
    manuscript = Manuscript()
    pages = (
        page((FULL, 100, 700), (FULL, 60, 718)),
        page((REST, 60, 40), ("Điều 2. Thi hành.", 100, 58), (FULL, 60, 90)),
    )
    for number, words in enumerate(pages, 1):
        manuscript.add_page(number, find_columns(cut_rows(words)), width=600, by_ocr=number == 2)
    text, sheets = manuscript.finish()
    assert text.startswith(f"{FULL} {FULL} {REST}\n")
    assert [(sheet.number, sheet.by_ocr, text[sheet.start :][:4]) for sheet in sheets] == [
        (1, False, FULL[:4]),
        (2, True, REST[:4]),
    ]
    assert sheets[-1].end == len(text)


def test_a_hyphen_at_the_end_of_a_line_belongs_to_the_word() -> None:
    first = "Chương trình mục tiêu quốc gia phòng, chống ma túy giai đoạn 2026 của tỉnh 2026-"
    assert "2026-2030 trên địa bàn" in text_of(page((first, 60, 40), ("2030 trên địa bàn", 60, 58)))


def test_ruled_tables_keep_merged_cells_in_place() -> None:
    rules = [Rule(0, y, 300, y) for y in (0, 30, 60)] + [Rule(x, 0, x, 60) for x in (0, 300)]
    rules += [Rule(100, 0, 100, 60), Rule(200, 30, 200, 60)]
    words = page(("TT", 10, 20), ("Nhiệm vụ", 150, 20), ("1", 10, 50), ("Rà soát", 110, 50), ("Sở Y tế", 210, 50))
    (grid,) = find_grids(rules, words)
    said = [" ".join(word.text for word in cell.words) for cell in grid.cells]
    assert [(cell.row, cell.column, cell.across, text) for cell, text in zip(grid.cells, said, strict=True)] == [
        (0, 0, 1, "TT"), (0, 1, 2, "Nhiệm vụ"), (1, 0, 1, "1"), (1, 1, 1, "Rà soát"), (1, 2, 1, "Sở Y tế"),
    ]  # fmt: skip
    manuscript = Manuscript()
    manuscript.add_page(1, [grid], width=600, by_ocr=False)
    assert manuscript.finish()[0].split("\n") == [
        "|", "TT", "|", "Nhiệm vụ", "|", "_", "|", "|", "1", "|", "Rà soát", "|", "Sở Y tế", "|", "",
    ]  # fmt: skip


def test_heads_feet_and_page_numbers_go_and_a_documents_own_head_stays() -> None:
    pages = []
    for number in range(1, 5):
        words = page(
            (f"CÔNG BÁO/Số {number}/Ngày 20-12-2026", 200, 30),
            (f"Điều {number}. Nội dung", 60, 300),
            (str(number), 300, 780),
        )
        if number < 3:
            words += page(("ỦY BAN NHÂN DÂN TỈNH", 60, 75))
        pages.append((800.0, cut_rows(words)))
    kept, gone = without_repeated(pages)
    assert [[row[0].text for row in rows] for rows in kept] == [
        ["ỦY BAN NHÂN DÂN TỈNH", "Điều 1. Nội dung"], ["ỦY BAN NHÂN DÂN TỈNH", "Điều 2. Nội dung"],
        ["Điều 3. Nội dung"], ["Điều 4. Nội dung"],
    ]  # fmt: skip
    assert len(gone) == 8


def test_a_digital_signatures_stamp_goes_and_a_forms_line_stays() -> None:
    stamp = [
        *put("Người ký: CỔNG THÔNG TIN", 60, 30, 8), *put("Email: hop@thu.vn", 60, 40, 8),
        *put("Thời gian ký: 05.06.2026 15:09:41 +07:00", 60, 50, 8),
    ]  # fmt: skip
    text = page(("Người ký: (ký, ghi rõ họ tên)", 60, 300), ("Điều 1. Nội dung", 60, 330))
    kept, stamped = without_signature_stamps([*stamp, *text])
    assert kept == text
    assert stamped == stamp


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_set_sideways_reads_upright(turn: int) -> None:
    width, height = 600.0, 800.0
    turned = []
    for word in page(("Điều 1. Nội dung", 60, 100), ("Điều 2. Thi hành", 60, 130)):
        left, top, right, bottom = word.left, word.top, word.right, word.bottom
        if turn == 180:
            box = (width - right, height - bottom, width - left, height - top)
        elif turn == 90:
            box = (width - bottom, left, width - top, right)
        else:
            box = (top, height - right, bottom, height - left)
        turned.append(Word(*box, box[3], word.size, word.text, turn=turn))
    words, others, _, _ = upright([*turned, Word(1, 1, 9, 9, 9, 8, "mờ", turn=0)], width, height)
    assert [line.text for row in cut_rows(words) for line in row] == ["Điều 1. Nội dung", "Điều 2. Thi hành"]
    assert [word.text for word in others] == ["mờ"]


def test_marks_that_ocr_lost_are_put_back_where_nothing_else_is_spelled_so() -> None:
    read = "Uy ban nhan dân có thâm quyên ban hành QUYÉT ĐỊNH về chi tiêu, chỉ tiêu (tô chức) phòng, chống ma tuý"
    said = "Ủy ban nhân dân có thẩm quyền ban hành QUYẾT ĐỊNH về chi tiêu, chỉ tiêu (tổ chức) phòng, chống ma tuý"
    assert [word.text for word in mend(put(read, 0, 0))] == said.split()


PLACES = st.floats(0, 600, allow_nan=False)
WORDS = st.builds(
    lambda left, base, size, text: put(text, left, base, size)[0],
    PLACES, PLACES, st.floats(1, 60), st.sampled_from(["Điều", "1.", "-", "|", "Số:", "ma", "túy,", "2026-"]),
)  # fmt: skip


RULES = st.one_of(
    st.builds(lambda x, y, high: Rule(x, y, x, y + high), PLACES, PLACES, PLACES),
    st.builds(lambda x, y, wide: Rule(x, y, x + wide, y), PLACES, PLACES, PLACES),
)


@given(words=st.lists(WORDS, max_size=60), rules=st.lists(RULES, max_size=12))
def test_no_word_is_lost_or_made_up_wherever_words_stand(words: list[Word], rules: list[Rule]) -> None:
    grids = find_grids(rules, words)
    inside = [word for grid in grids for cell in grid.cells for word in cell.words]
    assert len(inside) <= len(words)
    said = "".join(sorted(word.text.replace("|", "/") for word in words if word.text))
    read = "".join(text_of(words).replace("|\n", " ").split()).replace("_", "").replace("|", "")
    assert sorted(read) == sorted(said)
