"""Whatever words a person writes come out as they went in, and nothing of them is read as markup."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from written_samples import document, docx_text, pdf_text

from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.html import write_html
from vanban.write.model import Column, Item, Paragraph, Run, Table
from vanban.write.pdf import write_pdf
from vanban.write.text import write_text

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
SIGNS = "#$*_@<>[]{}\\/`'\"~^|&%=+-–—…“”‘’;:!?().,№§°×≥≤€0123456789"
FOREIGN_TAG = re.compile(r"<(?!/?(article|section|div|p|h[2-6]|hr|strong|em|span|table|t[a-z]+)\b)")
WORD = st.text(alphabet=LETTERS + LETTERS.upper() + SIGNS, min_size=1, max_size=14)
WORDS = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


def plain(text: str) -> str:
    """Give the text without white space: where lines break is the typesetter's affair."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


@settings(max_examples=60, deadline=None)
@given(first=WORDS, second=WORDS, cell=WORDS)
def test_any_words_survive_in_docx_html_and_text(first: str, second: str, cell: str) -> None:
    body = (
        Paragraph(first),
        Item("a", (Run(first, bold=True), Run(f" {second}", italic=True))),
        Table((Column("Nội dung"),), ((cell,),)),
    )
    written = document("KH", title=second, body=body)

    for text in (docx_text(write_docx(written)), write_text(written)):
        for words in (first, second, cell):
            assert plain(words) in plain(text)
    assert not re.search(
        r"<(?!/?(article|section|div|p|h[2-6]|hr|strong|em|span|table|t[a-z]+)\b)", write_html(written)
    )


@settings(max_examples=25, deadline=None)
@given(words=WORDS, cell=WORDS)
def test_any_words_survive_in_pdf(words: str, cell: str) -> None:
    written = document("KH", body=(Paragraph(words), Table((Column("Nội dung"),), ((cell,),))))
    text = plain(pdf_text(write_pdf(written, find_fonts())))

    assert plain(words) in text
    assert plain(cell) in text


def test_every_vietnamese_letter_survives_in_pdf() -> None:
    words = " ".join(LETTERS[at : at + 6] for at in range(0, len(LETTERS), 6))
    text = plain(pdf_text(write_pdf(document("KH", body=(Paragraph(words), Paragraph(words.upper()))), find_fonts())))

    assert plain(words) in text
    assert plain(words.upper()) in text
