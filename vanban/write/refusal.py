"""What the writer refuses, and the words it refuses with."""

from __future__ import annotations


class WriteRefused(ValueError):  # a refusal that teaches, not an error
    """Says in Vietnamese what is wrong with the document and what would help.

    `code` is stable and meant for programs: `control_character`, `missing_glyph`, `unknown_kind` …
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy
