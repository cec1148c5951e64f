"""Folding for search: what a person types without marks finds what is written with them."""

import re
import unicodedata

_LOOKS_LIKE_D = str.maketrans(dict.fromkeys("đĐðÐɖƉ", "d"))
_MARKS = re.compile(r"[\u0300-\u036f]+")


def fold(text: str) -> str:
    """This will give the text without case, marks and đ, single-spaced: "Ủy ban Đắk Lắk" → "uy ban dak lak"."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    bare = unicodedata.normalize("NFKD", bare.translate(_LOOKS_LIKE_D).casefold())
    return " ".join(_MARKS.sub("", bare).split())
