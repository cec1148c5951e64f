"""The PDF embeds Tinos and nothing else, wherever the document is made."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from written_samples import long_report

from vanban.write import fonts
from vanban.write.fonts import find_fonts
from vanban.write.pdf import write_pdf
from vanban.write.refusal import WriteRefused


def test_only_tinos_is_embedded(tmp_path: Path) -> None:
    data = write_pdf(long_report(), find_fonts())

    names = set(re.findall(rb"/BaseFont\s*/([A-Z]{6}\+)?([A-Za-z0-9-]+)", data))
    if names:
        assert {name.split(b"-")[0] for _, name in names} == {b"Tinos"}
    elif shutil.which("pdffonts") is None:
        pytest.skip("font names are compressed in this PDF and poppler's pdffonts is not installed")
    if shutil.which("pdffonts"):
        path = tmp_path / "report.pdf"
        path.write_bytes(data)
        rows = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()
        assert rows[2:]
        assert all(re.match(r"[A-Z]{6}\+Tinos(-\w+)? .* yes yes yes ", row) for row in rows[2:])


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
