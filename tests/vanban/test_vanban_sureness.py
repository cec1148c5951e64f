"""What OCR was not sure of lowers the confidence of what is found in it, and says so."""

import random

import pytest
from PIL import Image
from scanning import drawn, sample_pdf, scan_pdf

import vanban
from vanban.intake.tesseract import is_ready
from vanban.read.sureness import sureness, with_sureness

TEXT = """KẾ HOẠCH

I. MỤC TIÊU

1. Phấn đấu có ít nhất 50% số xã, phường không có ma túy.

II. NHIỆM VỤ

1. Sở Y tế chủ trì rà soát người nghiện trước ngày 30/6/2026.

2. Sở Y tế chủ trì hướng dẫn 12 trạm y tế tư vấn cho người nghiện.
"""
needs_ocr = pytest.mark.skipif(not is_ready(), reason="Tesseract with Vietnamese data is not installed")


def bad_scan() -> bytes:
    """A page as a cheap scanner sends it: few dots, much noise."""
    page = drawn(sample_pdf("12-KH-UBND-sen-hong"))[0]
    small = page.convert("L").resize((int(page.width * 0.42), int(page.height * 0.42)), Image.Resampling.BILINEAR)
    dice = random.Random(1)  # specks, the same each time
    specks = Image.frombytes("L", small.size, bytes(dice.randrange(256) for _ in range(small.width * small.height)))
    dirty = Image.blend(small, specks, 90 / 255).resize(page.size, Image.Resampling.BILINEAR)
    return scan_pdf([dirty.convert("RGB")])


@pytest.fixture(scope="module")
def clean() -> vanban.Reading:
    """A page of a plan of the sample, scanned cleanly."""
    return vanban.read_bytes(scan_pdf(drawn(sample_pdf("12-KH-UBND-sen-hong"))[:1]))


@pytest.fixture(scope="module")
def bad() -> vanban.Reading:
    """The same page, scanned badly."""
    return vanban.read_bytes(bad_scan())


def findings(reading: vanban.Reading) -> list[vanban.Target | vanban.Assignment]:
    return [*reading.targets, *reading.assignments]


def read(words: dict[str, int], *, page: int = 100) -> vanban.Reading:
    """The text above with these words read as unsurely as told, on a page of that sureness."""
    plain = vanban.read(TEXT)
    unsure = sorted((plain.text.index(word), percent, len(word)) for word, percent in words.items())
    held = tuple(vanban.Unsure(start, start + length, percent) for start, percent, length in unsure)
    return vanban.read_again(plain.text, plain.blocks, (vanban.Sheet(1, 0, len(plain.text), True, page),), held)


@needs_ocr
def test_what_a_clean_scan_says_is_nearly_as_sure_as_the_file(clean: vanban.Reading) -> None:
    written = vanban.read_bytes(sample_pdf("12-KH-UBND-sen-hong"))
    assert all(one.sureness == 100 for one in findings(written))
    known = {one.quote: one.confidence for one in findings(written)}
    same = [one for one in findings(clean) if one.quote in known]
    assert len(same) > 5
    assert sum(known[one.quote] - one.confidence for one in same) < 0.03 * len(same)
    assert {target.confidence for target in clean.targets if target.sureness == 100} >= {0.97}


@needs_ocr
def test_nothing_on_a_bad_scan_is_sure_enough_to_be_confirmed_with_many(bad: vanban.Reading) -> None:
    (sheet,) = bad.sheets
    assert sheet.sureness < 90
    assert findings(bad)
    assert all(one.confidence < 0.85 and one.sureness <= sheet.sureness for one in findings(bad))
    assert all(f"máy chỉ chắc {one.sureness}%" in vanban.reason_vi(one) for one in findings(bad))


@needs_ocr
def test_doubtful_words_stand_where_they_were_read(bad: vanban.Reading) -> None:
    held = [bad.text[word.start : word.end] for word in bad.unsure]
    assert len(held) > 40
    assert all(word == word.strip() and " " not in word and word for word in held)
    assert [word.start for word in bad.unsure] == sorted(word.start for word in bad.unsure)
    assert "1003" in held  # for "100%"
    wrong = next(target for target in bad.targets if target.quote.startswith("1003"))
    assert wrong.confidence < 0.5


@needs_ocr
def test_sureness_goes_along_with_the_reading(bad: vanban.Reading) -> None:
    brought = vanban.from_akn(vanban.to_akn(bad))
    assert (brought.targets, brought.assignments) == (bad.targets, bad.assignments)
    assert (brought.unsure, brought.sheets) == (bad.unsure, bad.sheets)
    again = vanban.read_again(bad.text, bad.blocks, bad.sheets, bad.unsure)
    assert (again.targets, again.assignments) == (bad.targets, bad.assignments)
    row = vanban.interchange_form(bad, "quet.pdf")
    assert [one["sureness"] for one in row["targets"]] == [one.sureness for one in bad.targets]
    assert row["sheets"][0]["sureness"] == bad.sheets[0].sureness


def test_a_wrong_digit_is_a_wrong_target() -> None:
    sure, unsure = vanban.read(TEXT), read({"50%": 40})
    assert unsure.targets[0].sureness == 40
    assert unsure.targets[0].confidence == pytest.approx(sure.targets[0].confidence * 0.4, abs=0.001)
    assert unsure.assignments == sure.assignments


def test_words_count_letter_by_letter() -> None:
    (target,) = read({"phường": 46}).targets
    letters = sum(map(str.isalnum, target.quote))
    assert target.sureness == 100 - 6 * 54 // letters


def test_a_figure_decides_in_a_duty_only_by_its_day() -> None:
    dated, other = read({"30/6/2026": 30, "12": 30}).assignments
    assert dated.sureness == 30
    assert 90 < other.sureness < 100


def test_nothing_is_surer_than_a_poor_page() -> None:
    assert [one.sureness for one in findings(read({}, page=80))] == [80, 80, 80]
    assert with_sureness(read({}, page=95)).targets == vanban.read(TEXT).targets


def test_an_empty_stretch_is_no_fault() -> None:
    assert sureness("", 0, 0, (), by_figures=True) == 100
