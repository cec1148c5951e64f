"""The documents of Hoa Mai can be written in every format, and their answer keys say what stands in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from written_samples import docx_text, pdf_text

from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.from_yaml import load_document
from vanban.write.html import write_html
from vanban.write.pdf import write_pdf
from vanban.write.text import write_text

FOLDER = Path(__file__).resolve().parents[2] / "sample" / "documents"
WRITTEN = sorted(FOLDER.glob("*.yaml"))
SOURCES = sorted([*WRITTEN, *FOLDER.glob("*.txt")])
RELATIONS = {"=", ">=", ">", "<=", "<", "increase", "decrease", "none", "maintain"}
RECURRENCES = {None, "year", "quarter", "month", "half-year", "semester"}


def name_of(path: Path) -> str:
    return path.stem


def key_of(source: Path) -> dict[str, Any]:
    key: dict[str, Any] = json.loads(source.with_suffix(".key.json").read_text(encoding="utf-8"))
    return key


def text_of(source: Path) -> str:
    text = write_text(load_document(source)) if source.suffix == ".yaml" else source.read_text(encoding="utf-8")
    return " ".join(re.sub(r"[*_|#]+", "", text).split())


def test_there_are_a_directive_a_plan_and_a_dozen_more() -> None:
    assert {"07-CT-TU", "18-KH-UBND"} <= {name_of(path) for path in WRITTEN}
    assert len(SOURCES) >= 14


@pytest.mark.parametrize("source", WRITTEN, ids=name_of)
def test_a_sample_document_is_written_in_every_format(source: Path) -> None:
    document = load_document(source)
    title, signer = document.title, document.signature.name or ""

    for text in (
        docx_text(write_docx(document)),
        pdf_text(write_pdf(document, find_fonts())),
        re.sub(r"<[^>]+>", "", write_html(document)),
        write_text(document),
    ):
        assert title in " ".join(text.split())
        assert signer in text
        assert document.number
        assert document.number in text


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_what_a_key_quotes_stands_in_the_document(source: Path) -> None:
    key, text = key_of(source), text_of(source)

    assert key["file"] == source.name
    for row in (*key["targets"], *key["assignments"]):
        assert row["quote"] in text
    for citation in key["citations"]:
        assert citation["number"] in text
    for field in ("title", "signer"):
        assert squeezed(key["metadata"][field] or "") in squeezed(text)


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_a_key_has_the_agreed_form(source: Path) -> None:
    key = key_of(source)
    labels = {row["label"] for row in key["outline"]}

    assert set(key) == {"file", "metadata", "citations", "outline", "targets", "assignments"}
    for row in key["targets"]:
        assert row["relation"] in RELATIONS
        assert row["every"] in RECURRENCES
        assert len(row["quote"].split()) <= 30
        assert len(row["subject"].split()) <= 20
        assert (row["value"] is None) == (row["unit"] is None)
    for row in key["assignments"]:
        assert row["lead"]
        assert row["every"] in RECURRENCES
        assert len(row["quote"].split()) <= 15
    for row in (*key["targets"], *key["assignments"]):
        last = row["path"].rsplit(".", 1)[-1]
        assert not row["path"] or any(row["path"].endswith(label) for label in labels), last
    for row in key["outline"]:
        assert len(row["heading"].split()) <= 8


@pytest.mark.parametrize("source", WRITTEN, ids=name_of)
def test_the_metadata_of_a_key_is_that_of_the_document(source: Path) -> None:
    document, metadata = load_document(source), key_of(source)["metadata"]

    assert metadata == {
        "kind": document.kind,
        "number": document.number,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "issuer": document.issuer,
        "place": document.place,
        "title": document.title,
        "signer": document.signature.name,
    }
