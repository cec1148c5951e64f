"""Codes that the system gives to what an official only names: letters without marks, never twice."""

import re
from collections.abc import Collection

from vanban.text import fold

LONGEST = 30
NOT_LETTERS = re.compile(r"[^a-z0-9]+", re.ASCII)
PREFIX = "dx"
"""Stands before every code that was given so (đột xuất): no word of the formulas' grammar begins with it."""


def form_code(label: str, taken: Collection[str]) -> str:
    """This will give a form its code: `dx-kiem-tra-quan-bar`."""
    return _free(f"{PREFIX}-{_bare(label, '-')}", "-", taken)


def element_code(label: str, taken: Collection[str]) -> str:
    """This will give a new element its code: `dx_so_quan_bar_da_kiem_tra`."""
    return _free(f"{PREFIX}_{_bare(label, '_')}", "_", taken)


def _bare(label: str, between: str) -> str:
    words = NOT_LETTERS.sub(between, fold(label[:200])).strip(between)
    if len(words) > LONGEST:
        whole = words[: LONGEST + 1].rpartition(between)[0]
        words = whole or words[:LONGEST]
    return words or "moi"


def _free(wanted: str, between: str, taken: Collection[str]) -> str:
    number, code = 1, wanted
    while code in taken:
        number += 1
        code = f"{wanted}{between}{number}"
    return code
