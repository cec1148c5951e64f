"""Letters from before Unicode: told apart from Unicode and from one another, and brought over letter by letter."""

import io
import unicodedata

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.intake import take_in
from vanban.intake.encodings import READINGS, detect, font_reading, from_tcvn3, from_viqr, from_vni, to_unicode
from vanban.intake.legible import is_wreckage, legible_share
from vanban.syllables import is_syllable
from vanban.vocabulary import load

SAID = """
kế hoạch phòng chống ma túy năm xã phường tỉnh ủy ban nhân dân công an chủ trì phối hợp với sở y tế giáo dục
đào tạo tuyên truyền kiểm tra giám sát người nghiện cai tự nguyện địa bàn trọng điểm phức tạp đường quyết định
nghị thông tư hướng dẫn thực hiện nhiệm vụ giải pháp mục tiêu chỉ số báo cáo kỳ hằng quý đề cơ quan
"""
WORDS = SAID.split()
TEXT = (
    "Căn cứ Kế hoạch của Ủy ban nhân dân tỉnh Hoa Mai về phòng, chống ma túy; Công an xã chủ trì, phối hợp với "
    "Trạm Y tế rà soát, lập danh sách người nghiện trước ngày 30/4/2026.\nĐiều 1. Giữ vững địa bàn không có ma túy."
)


def written(encoding: str, text: str) -> str:
    """This will write Unicode in an old encoding: the table the other way round."""
    pairs = load("encodings")[encoding]["letters"].split()
    signs = dict(zip(pairs[::2], pairs[1::2], strict=True))
    if encoding == "vni":
        signs |= {letter.upper(): sign.upper() for letter, sign in signs.items()}
    return "".join(signs.get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@given(words=st.permutations(WORDS), count=st.integers(1, 60))
def test_a_text_in_an_old_encoding_comes_back_letter_by_letter(encoding: str, words: list[str], count: int) -> None:
    text = " ".join(words[:count])
    old = written(encoding, text)
    assert READINGS[encoding](old) == text
    if count >= 20:  # a few words may make sense both ways
        assert to_unicode(old) == (text, encoding)


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=80))
def test_unicode_is_left_alone(words: list[str]) -> None:
    for text in (" ".join(words), " ".join(words).upper()):
        assert to_unicode(text) == (text, None)


@given(st.text(max_size=300))
def test_any_text_is_read_or_left(text: str) -> None:
    to_unicode(text)
    assert 0 <= legible_share(text) <= 1
    is_wreckage(text)


def test_capitals_that_tcvn3_has_not() -> None:
    assert from_tcvn3("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert from_tcvn3("§éc lËp - Tù do - H¹nh phóc") == "Độc lập - Tự do - Hạnh phúc"
    assert from_tcvn3("céng hßa", capitals=True) == "CỘNG HÒA"
    assert from_vni("COÄNG HOØA XAÕ HOÄI") == "CỘNG HÒA XÃ HỘI"


def test_letters_as_plain_ascii() -> None:
    line = "Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam. DDo^.c la^.p - Tu+. do - Ha.nh phu'c."
    assert from_viqr(line) == "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc."
    assert detect(line) == "viqr"
    assert detect("What's this? It isn't Vietnamese (at all), is it?") is None


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_files_in_old_encodings_are_read_with_a_note(encoding: str) -> None:
    old = written(encoding, TEXT.replace("Ủy", "ủy"))
    for data in (
        old.encode("latin-1"),
        old.encode("utf-8"),
        f"<html><body><p>{old.replace(chr(10), '</p><p>')}</p></body></html>".encode("latin-1"),
    ):
        taken = take_in(data)
        assert "Điều 1. Giữ vững địa bàn không có ma túy." in taken.text
        assert "mã cũ" in taken.notes[0]


def tone_apart(letter: str) -> str:
    """This will write a letter as Windows-1258 has it: its tone as a sign of its own."""
    parts = unicodedata.normalize("NFD", letter)
    tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + "".join(tones)


def test_the_windows_code_page_and_utf16_without_a_mark() -> None:
    windows = "".join(map(tone_apart, TEXT)).encode("cp1258")
    assert unicodedata.normalize("NFC", take_in(windows).text) == TEXT
    assert take_in(TEXT.encode("utf-16-le")).text == TEXT
    assert take_in(TEXT.encode("utf-16-be")).text == TEXT


def test_a_text_with_one_damaged_byte_is_still_read() -> None:
    assert "Công an xã chủ trì" in take_in((TEXT * 4).encode()[:-1] + b"\xc3").text


def test_runs_in_old_fonts_of_a_word_file() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for font, words in ((".VnTimeH", "kÕ ho¹ch "), (".VnTime", "phßng, chèng ma tóy "), ("VNI-Times", "naêm 2026 ")):
        paragraph.add_run(words).font.name = font
    paragraph.add_run("của xã Sen Hồng").font.name = "Times New Roman"
    out = io.BytesIO()
    document.save(out)
    assert take_in(out.getvalue()).text.strip() == "KẾ HOẠCH phòng, chống ma túy năm 2026 của xã Sen Hồng"


def test_fonts_are_known_by_name() -> None:
    assert font_reading(".VnTimeH") == ("tcvn3", True)
    assert font_reading(".VnArial Narrow") == ("tcvn3", False)
    assert font_reading("VNI-Helve") == ("vni", False)
    assert font_reading("Times New Roman") is None


@pytest.mark.parametrize("word", ["quyết", "giữa", "nghiêng", "Ủy", "khuỷu", "gì", "ĐƯỜNG", "hoặc", "yêu"])
def test_what_vietnamese_spells(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["quyét", "HIV", "str", "viec", "c¸c", "đlà", "nhưngx"])
def test_what_vietnamese_does_not_spell(word: str) -> None:
    assert not is_syllable(word)


def test_wreckage_is_told_from_other_languages() -> None:
    latin = "Papaver somniferum, Cannabis sativa, N-methyl-1-phenylpropan-2-amine hydrochloride, morphine sulfate " * 3
    assert not is_wreckage(latin)
    assert is_wreckage("".join(chr(ord(letter) + 29) if letter > " " else letter for letter in TEXT))
    assert is_wreckage(written("tcvn3", TEXT))
