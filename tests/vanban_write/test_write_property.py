"""Whatever document is drawn, what is written is what is read: word for word, and in what it says."""

from __future__ import annotations

from document_strategies import Drawn, drawn_documents
from hypothesis import HealthCheck, given, settings
from written_words import findings_of, words_of

import vanban
from vanban.write import from_reading
from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.pdf import write_pdf

slow = [HealthCheck.too_slow, HealthCheck.data_too_large]


def check_says(reading: vanban.Reading, drawn: Drawn) -> None:
    document, said, metadata = drawn.document, drawn.said, reading.metadata
    issuer = document.enacting or " - ".join((document.issuer, *document.partners))

    assert (metadata.kind, metadata.number, metadata.issued_on) == (document.kind, document.number, document.issued_on)
    assert (metadata.issuer, metadata.place, metadata.title) == (issuer, document.place, document.title)
    assert metadata.signer in {each.name for each in (document.signature, *document.cosignatures)}
    assert [(one.label, one.depth) for one in reading.provisions] == said.outline
    cited = {one.number for one in reading.citations}
    assert set(said.cited) <= cited
    assert set(said.aims) <= {one.value for one in reading.targets}
    assert set(said.duties) <= {(one.leads[0], *one.supports) for one in reading.assignments if one.leads}


@settings(max_examples=60, deadline=None, suppress_health_check=slow)
@given(drawn=drawn_documents())
def test_a_docx_says_what_was_written(drawn: Drawn) -> None:
    reading = vanban.read_bytes(write_docx(drawn.document), "van-ban.docx")

    check_says(reading, drawn)
    assert words_of(from_reading(reading)) == words_of(drawn.document)


@settings(max_examples=25, deadline=None, suppress_health_check=slow)
@given(drawn=drawn_documents())
def test_a_pdf_says_what_was_written(drawn: Drawn) -> None:
    reading = vanban.read_bytes(write_pdf(drawn.document, find_fonts()), "van-ban.pdf")

    check_says(reading, drawn)
    assert words_of(from_reading(reading)) == words_of(drawn.document)


@settings(max_examples=25, deadline=None, suppress_health_check=slow)
@given(drawn=drawn_documents())
def test_reading_and_writing_is_a_fixed_point(drawn: Drawn) -> None:
    first = vanban.read_bytes(write_docx(drawn.document), "van-ban.docx")
    again = vanban.read_bytes(write_docx(from_reading(first)), "van-ban.docx")

    assert findings_of(again) == findings_of(first)
    assert again.text == first.text
