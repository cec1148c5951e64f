"""Whatever is given, the reader ends, loses and invents nothing, and each finding stands in the source."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vanban
from bench.reader import HOSTILE
from vanban.text import normalise, normalise_surface

LINES = st.lists(
    st.sampled_from(
        [
            "|",
            "| Nhiệm vụ | Sở Y tế |",
            "ỦY BAN NHÂN DÂN |",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "**KẾ",
            "HOẠCH**",
            "KẾ HOẠCHTHỰC HIỆN CHỈ THỊ SỐ 5/CT-TTg",
            "Số: 12/KH - UBND",
            "Hoa Mai, ngày31/8/2026",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
            "Căn cứLuật Phòng, chống ma tuý (sửa đổi) số 120/2025/QH15;",
            "các Quyết định của Thủ tướng Chính phủ: số 1/QĐ-TTg; số 2/QĐ-TTg.",
            "theo Kế hoạch thi đua năm 2025 và Nghị quyết Đại hội XIII của Đảng",
            "QUYẾT ĐỊNH:",
            "Điều",
            "1. Phê duyệt Đề án kèm theo Quyết định này.",
            "a) 100%\u00a0xã phường đạt chuẩn",
            "- Sở Y tế chủ trì trước ngày 15/12 hằng năm\\r\\n",
            "&nbsp;&amp;\u00ad\ufeff\ufffe",
            "TM. UBND",
            "(đã ký) Trần Bình Minh",
            "",
        ]
    ),
    max_size=24,
)
ANY = st.text(max_size=400) | st.text(st.sampled_from("aĐđỦủy\u0301\u0323 |*_#&;\\\r\n\t.-/(123IVX"), max_size=200)


def plain(text: str) -> str:
    """This will give the letters and figures that a text says, whatever its spelling, marks and spaces."""
    bare = unicodedata.normalize("NFD", normalise(text))
    return "".join(char for char in bare if char.isalnum() or unicodedata.combining(char))


def check(text: str) -> None:
    reading = vanban.read(text)
    assert vanban.cite(text) == reading.citations
    end = 0
    for block in reading.blocks:
        assert end <= block.start < block.end <= len(reading.text)
        end = block.end
    spans = [(one.start, one.end) for one in (*reading.provisions, *reading.targets, *reading.assignments)]
    spans += [(span.start, span.end) for one in reading.citations for span in one.spans]
    for start, stop in spans:
        assert 0 <= start < stop <= len(reading.text)
        first, last = reading.surface.origin_span(start, stop)
        assert 0 <= first < last <= len(text)
    for citation in reading.citations:
        assert vanban.reason_vi(citation) != citation.cue
        assert citation.cue[:20] in " ".join(reading.text.split())


@settings(max_examples=80, deadline=None)
@given(LINES)
def test_broken_documents_are_read_to_the_end(lines: list[str]) -> None:
    check("\n".join(lines))


@settings(max_examples=80, deadline=None)
@given(ANY)
def test_any_text_is_read_to_the_end(text: str) -> None:
    check(text)


@settings(max_examples=80, deadline=None)
@given(LINES)
def test_nothing_is_lost_and_nothing_invented(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert plain(vanban.read(text).text) == plain(text)


@settings(max_examples=120)
@given(ANY)
def test_one_spelling_is_one_spelling(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    surface = normalise_surface(text)
    positions = [surface.origin(offset) for offset in range(len(surface.text))]
    assert positions == sorted(positions)
    assert all(0 <= one < max(len(text), 1) for one in positions)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_does_not_hang(unit: str) -> None:
    """A pattern that goes back over the text from every position would keep this test, and the suite, waiting."""
    text = (unit * (60_000 // len(unit) + 1))[:60_000]
    assert vanban.cite(text) == vanban.read(text).citations
