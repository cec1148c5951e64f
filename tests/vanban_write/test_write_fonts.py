"""The PDF embeds Tinos and nothing else, wherever the document is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from written_gallery import GALLERY
from written_samples import long_report, pdf_fonts

from vanban.write import fonts
from vanban.write.fonts import find_fonts
from vanban.write.pdf import write_pdf
from vanban.write.refusal import WriteRefused


@pytest.mark.parametrize("name", GALLERY)
def test_only_tinos_is_embedded(name: str) -> None:
    assert pdf_fonts(write_pdf(GALLERY[name], find_fonts())) == {("Tinos", True)}


def test_the_pdf_declares_archival_conformance() -> None:
    data = write_pdf(long_report(), find_fonts())

    assert b"pdfaid:part>2<" in data
    assert b"pdfaid:conformance>B<" in data


def test_fonts_are_taken_from_the_assets_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "fonts" / "tinos"
    folder.mkdir(parents=True)
    (folder / "Tinos-Regular.ttf").write_bytes(b"")
    monkeypatch.setenv("PCMT_ASSETS", str(tmp_path))

    assert find_fonts() == folder


def test_missing_fonts_are_refused_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_ROOT", tmp_path)
    monkeypatch.setattr(fonts, "_SYSTEM", tmp_path)
    monkeypatch.delenv("PCMT_ASSETS", raising=False)

    with pytest.raises(WriteRefused, match="DOCX"):
        find_fonts()
