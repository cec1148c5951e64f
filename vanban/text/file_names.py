"""Names of the files that people take away."""

import re

from vanban.text.fold import fold

LONGEST_PART = 60


def file_name(*parts: str, ending: str = "") -> str:
    """This will name a file in Vietnamese words that every system takes: "bieu-thang-cap-xa_xa-mua-ngau_2026-10.xlsx".

    A long part ends with a whole word where it has one. ending: without the dot; empty where it is added later.
    """
    return "_".join(filter(None, map(_part, parts))) + (f".{ending}" if ending else "")


def _part(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(words) <= LONGEST_PART:
        return words
    cut = words[: LONGEST_PART + 1].rpartition("-")[0]
    return cut or words[:LONGEST_PART]
