"""Marks of footnotes ("[1]") that a file's text keeps within its sentences."""

import re

_MARK = re.compile(r"\s?\[\d{1,3}\]")


def without_notes(text: str) -> str:
    """This will leave the marks of footnotes out of a text: "lập danh sách[1];" is "lập danh sách;"."""
    return _MARK.sub("", text)
