"""The document as PDF/A-2b, typeset by Typst.

The document reaches the template as JSON: no text of it is ever read as markup.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path

import typst

from vanban.write import styles
from vanban.write.compose import compose
from vanban.write.layout import Grid, Line, Mark, Pair, Part, Rule, Section, Sheets
from vanban.write.model import OfficialDocument
from vanban.write.refusal import WriteRefused

_MISSING_GLYPH = re.compile(r'the text `"(.+)"` could not be displayed')
_TEMPLATE = Path(__file__).with_name("layout.typ")


def write_pdf(document: OfficialDocument, fonts: Path) -> bytes:
    """This will give the PDF of `document` with the Tinos files in `fonts`.

    Raises `WriteRefused` where the document cannot be written, or holds a letter that Tinos has not.
    """
    sheets = compose(document)
    try:
        made = typst.compile(
            _TEMPLATE.read_bytes(),
            font_paths=_only(fonts),
            sys_inputs={"document": json.dumps(_as_data(sheets), ensure_ascii=False)},
            format="pdf",
            pdf_standards="a-2b",
            timestamp=datetime.combine(sheets.dated, time(), UTC),
        )
    except typst.TypstError as error:
        raise _refusal(error) from error
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no single file")
    return made


@lru_cache(maxsize=4)
def _only(fonts: Path) -> typst.Fonts:
    """Load the fonts of the folder and no others: one without Vietnamese letters would slip in unseen."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])


def _as_data(sheets: Sheets) -> dict[str, object]:
    return {
        "subject": sheets.subject,
        "author": sheets.author,
        "dated": [sheets.dated.year, sheets.dated.month, sheets.dated.day],
        "page": {
            "top": styles.MARGIN_TOP_MM,
            "bottom": styles.MARGIN_BOTTOM_MM,
            "left": styles.MARGIN_LEFT_MM,
            "right": styles.MARGIN_RIGHT_MM,
            "number": styles.PAGE_NUMBER_PT,
            "mark": styles.MARK_HEIGHT_MM,
        },
        "styles": {key: asdict(style) for key, style in styles.styles_of(sheets.layout).items()},
        "sections": [
            {"landscape": section.landscape, "parts": [_part(part, _width(section)) for part in section.parts]}
            for section in sheets.sections
        ],
    }


def _width(section: Section) -> int:
    """Give the width of a section's text in tenths of a millimetre."""
    return (styles.WIDE_TEXT_MM if section.landscape else styles.TEXT_MM) * 10


def _part(part: Part, width: int) -> dict[str, object]:
    match part:
        case Line():
            return {"is": "line", **asdict(part)}
        case Rule():
            return {"is": "rule", **asdict(part)}
        case Mark():
            return {"is": "mark", **asdict(part)}
        case Grid():
            heads = [[asdict(cell) for cell in row] for row in part.heads]
            return {"is": "grid", **asdict(part), "heads": heads, "widths": part.widths(width)}
        case Pair():
            cells = [[_part(each, width) for each in side] for row in part.rows for side in row]
            return {"is": "pair", "role": part.role, "left_mm": part.left_mm, "cells": cells}


def _refusal(error: typst.TypstError) -> WriteRefused:
    if found := _MISSING_GLYPH.search(error.message):
        return WriteRefused(
            "missing_glyph",
            f"Phông chữ của văn bản không có ký tự “{found.group(1)}”.",
            "Hãy thay ký tự này (biểu tượng, chữ nước ngoài) bằng chữ, hoặc tải bản DOCX.",
        )
    return WriteRefused(
        "not_typeset",
        f"Không tạo được PDF: {error.message}.",
        "Hãy tải bản DOCX và báo cho quản trị hệ thống.",
    )
