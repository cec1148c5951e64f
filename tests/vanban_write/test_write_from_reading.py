"""A document that was read becomes the model again: reading, writing and reading finds the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from written_gallery import GALLERY
from written_samples import document
from written_words import findings_of, words_of

import vanban
from vanban.write import from_reading
from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.from_yaml import load_document
from vanban.write.model import OfficialDocument, Paragraph
from vanban.write.pdf import write_pdf
from vanban.write.refusal import WriteRefused

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SAMPLES = sorted((ROOT / "sample" / "documents").glob("*.yaml"))
WRITTEN: dict[str, OfficialDocument] = {**GALLERY, **{path.stem: load_document(path) for path in SAMPLES}}
PUBLIC = sorted([*SHARED.glob("corpus/[0-9]*.txt"), *SHARED.glob("corpus/unkeyed/*.txt"), *SHARED.glob("seeds/*.txt")])


def read_again(written: OfficialDocument) -> vanban.Reading:
    return vanban.read_bytes(write_docx(written), "van-ban.docx")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_written_document_is_read_back_word_for_word(name: str) -> None:
    assert words_of(from_reading(read_again(WRITTEN[name]))) == words_of(WRITTEN[name])


# On a page, two lines of an authority are those of a long one, and a copy's head stands in the columns of the foot.
ONE_ON_A_PAGE = {"copied", "21-NQ-HDND"}


@pytest.mark.parametrize("name", sorted(WRITTEN.keys() - ONE_ON_A_PAGE))
def test_a_typeset_document_is_read_back_word_for_word(name: str) -> None:
    """A PDF knows lines and their places only: paragraphs, cells and tables over pages are found again."""
    reading = vanban.read_bytes(write_pdf(WRITTEN[name], find_fonts()), "van-ban.pdf")

    assert words_of(from_reading(reading)) == words_of(WRITTEN[name])


@pytest.mark.parametrize("name", WRITTEN)
def test_a_document_of_ours_is_a_fixed_point(name: str) -> None:
    first = read_again(WRITTEN[name])
    recovered = from_reading(first)
    second = read_again(recovered)

    assert findings_of(second) == findings_of(first)
    assert from_reading(second) == recovered


@pytest.mark.skipif(not PUBLIC, reason="the public documents are not at hand")
def test_public_documents_say_the_same_when_written_anew() -> None:
    """Lines of web pages around a document and heads that a scan maimed are what keeps the rest from it."""
    kept, changed, refused = [], [], []
    for path in PUBLIC:
        reading = vanban.read(path.read_text(encoding="utf-8"))
        try:
            again = read_again(from_reading(reading))
        except WriteRefused:
            refused.append(path.stem)
            continue
        (kept if findings_of(again) == findings_of(reading) else changed).append(path.stem)

    assert len(refused) <= 7, refused
    assert len(changed) <= 1, changed
    assert len(kept) >= 31


def test_a_news_report_is_no_document() -> None:
    with pytest.raises(WriteRefused) as refused:
        from_reading(vanban.read("Hoa Mai ra quân phòng, chống ma túy\nSáng nay, tỉnh Hoa Mai phát động đợt cao điểm."))
    assert refused.value.code == "no_document"


def test_what_a_document_lacks_is_named_when_it_is_written() -> None:
    reading = vanban.read("KẾ HOẠCH\nTăng cường phòng, chống ma túy\nI. MỤC ĐÍCH\nNâng cao nhận thức.")

    with pytest.raises(WriteRefused) as refused:
        write_docx(from_reading(reading))
    assert refused.value.code == "missing_part"


def test_lines_that_a_page_ran_together_are_parted() -> None:
    written = document("KH", body=(Paragraph("Thực hiện Kế hoạch này từ ngày ký./."),))
    text = "\n\n".join(
        [
            "ỦY BAN NHÂN DÂN TỈNH HOA MAI",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 07/KH-UBND",
            "Hoa Mai, ngày 05 tháng 02 năm 2026",
            "KẾ HOẠCH",
            written.title,
            "Thực hiện Kế hoạch này từ ngày ký./.",
            "Nơi nhận:",
            "- Như trên;",
            "- Lưu: VT, NC.",
            "TM. ỦY BAN NHÂN DÂN KT.CHỦ TỊCH PHÓ CHỦ TỊCH",
            "Trần Bình Minh",
        ]
    )

    assert words_of(from_reading(vanban.read(text))) == words_of(written)
