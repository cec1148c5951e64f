"""A figure in the file can be traced: its bookmark names the reference, and stays the same from print to print."""

from __future__ import annotations

import io
import re

import docx
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from written_samples import document, long_report

from vanban.write.docx import write_docx
from vanban.write.html import write_html
from vanban.write.model import Paragraph, Run
from vanban.write.references import bookmark_name, read_references


def test_every_reference_of_the_model_stands_in_the_docx() -> None:
    data = write_docx(long_report())
    listed = read_references(data)
    marks = docx.Document(io.BytesIO(data)).element.body.findall(f".//{qn('w:bookmarkStart')}")

    assert {mark.get(qn("w:name")) for mark in marks} == set(listed)
    assert len({mark.get(qn("w:id")) for mark in marks}) == len(marks)
    assert {"report:7#ket-qua", "value:xa-khong-ma-tuy/40/2026-Q2", "cell:1", "cell:130"} <= set(listed.values())


def test_the_bookmark_holds_the_figure() -> None:
    data = write_docx(document("BC", body=(Paragraph((Run("Có "), Run("28,9%", ref="value:x"), Run(" số xã."))),)))
    body = docx.Document(io.BytesIO(data)).element.body
    start = body.find(f".//{qn('w:bookmarkStart')}")

    assert start.get(qn("w:name")) == bookmark_name("value:x")
    assert [text.text for text in start.getnext().xpath("./w:t")] == ["28,9%"]


def test_a_figure_that_stands_twice_has_two_bookmarks_of_one_reference() -> None:
    twice = Paragraph((Run("5", ref="cell:5"), Run(" và "), Run("5", ref="cell:5")))

    name = bookmark_name("cell:5")
    assert read_references(write_docx(document("BC", body=(twice,)))) == {name: "cell:5", f"{name}_2": "cell:5"}


@given(st.text(max_size=80))
def test_a_bookmark_name_is_one_that_word_takes(ref: str) -> None:
    assert re.fullmatch(r"[A-Za-z]\w{0,35}", bookmark_name(ref), re.ASCII)


def test_a_file_without_references_lists_none() -> None:
    assert read_references(write_docx(document("KH"))) == {}


def test_the_screen_carries_the_same_references() -> None:
    assert 'data-ref="value:xa-khong-ma-tuy/40/2026-Q2"' in write_html(long_report())
    assert "style=" not in write_html(long_report())
