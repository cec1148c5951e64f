"""Where the font is that a PDF embeds: Tinos, with every Vietnamese letter and Times New Roman's metrics."""

from __future__ import annotations

import os
from pathlib import Path

from vanban.write.refusal import WriteRefused

_ROOT = Path(__file__).resolve().parents[2]
_SYSTEM = Path("/usr/share/fonts/truetype/croscore")


def find_fonts() -> Path:
    """This will give the folder with the Tinos files: the assets' own, the project's, then the system's."""
    places = [_ROOT / "var" / "assets" / "fonts" / "tinos", _SYSTEM]
    if assets := os.environ.get("PCMT_ASSETS"):
        places.insert(0, Path(assets) / "fonts" / "tinos")
    for place in places:
        if any(place.glob("*inos*.ttf")):
            return place
    raise WriteRefused(
        "missing_fonts",
        "Không tìm thấy phông chữ Tinos để tạo PDF.",
        "Hãy chạy lại ./run để cài đặt tài nguyên, hoặc tải bản DOCX.",
    )
