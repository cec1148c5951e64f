"""From raw text to paragraphs, with the way back."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.read.blocks import make_blocks

PIECES = st.lists(
    st.sampled_from(
        [
            "**I. MỤC TIÊU**",
            "",
            "|",
            "a) Trên 90%",
            "người nghiện",
            "được tư vấn;",
            "- Sở Y tế",
            "| a | b |",
            "ma_tuý",
            "* Hoa",
        ]
    ),
    max_size=25,
)


def paragraphs(text: str) -> list[str]:
    surface, blocks = make_blocks(text)
    return [surface.text[block.start : block.end] for block in blocks]


def test_lines_broken_anywhere_are_rejoined() -> None:
    text = "**1. Mục\nđích**\n\n"
    text += "a) Nâng cao nhận thức của\ntoàn xã hội về phòng, chống ma túy giai đoạn 2026\n- 2030.\n\n- Sở Y tế."
    assert paragraphs(text) == [
        "1. Mục đích",
        "a) Nâng cao nhận thức của toàn xã hội về phòng, chống ma túy giai đoạn 2026 - 2030.",
        "- Sở Y tế.",
    ]


def test_labels_begin_paragraphs_without_blank_lines() -> None:
    text = "I. MỤC TIÊU\n1. Mục tiêu chung\na) Giảm số người nghiện;\nb) Giữ vững xã không ma túy."
    assert paragraphs(text) == text.split("\n")


def test_table_cells_are_told_apart() -> None:
    surface, blocks = make_blocks(
        "|\nUBND TỈNH\nHOA MAI\n|\nCỘNG HÒA\n|\n\n\nKẾ HOẠCH\n\n| STT | Nhiệm vụ |\n|---|---|\n| 1 | Rà soát |\n"
    )
    cells = [(surface.text[b.start : b.end], b.table, b.row, b.column) for b in blocks]
    assert cells == [
        ("UBND TỈNH HOA MAI", 1, 1, 0),
        ("CỘNG HÒA", 1, 1, 1),
        ("KẾ HOẠCH", 0, 0, 0),
        ("STT", 2, 1, 0),
        ("Nhiệm vụ", 2, 1, 1),
        ("1", 2, 2, 0),
        ("Rà soát", 2, 2, 1),
    ]


def test_segmented_words_are_opened() -> None:
    assert paragraphs("Nghị_quyết về ma_tuý") == ["Nghị quyết về ma túy"]


@settings(max_examples=60)
@given(PIECES)
def test_blocks_cover_the_text_and_lead_back(pieces: list[str]) -> None:
    original = "\n".join(pieces)
    surface, blocks = make_blocks(original)
    end = 0
    for block in blocks:
        assert block.start >= end
        assert block.start < block.end <= len(surface.text)
        end = block.end
        begin, stop = surface.origin_span(block.start, block.end)
        written = re.sub(r"[*_|#\s]+", "", original[begin:stop]).replace("tuý", "túy")
        assert re.sub(r"[*\s]+", "", surface.text[block.start : block.end]) == written
