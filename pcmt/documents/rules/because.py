"""Why the reader made a finding, worded for the person who decides on it."""

from vanban.reasons import worded_reasons

SECTIONS = {"target": "targets", "duty": "assignments"}


def worded(kind: str, reason: str, cue: str) -> str:
    """This will say why a suggestion was made: the reader's rule in Vietnamese, and the words that it went by.

    A rule of an older reader may have no words any more; then the cue alone is told, or nothing.
    """
    words = worded_reasons(SECTIONS[kind]).get(reason, "")
    if not words:
        return f"Nhận ra nhờ “{cue}”" if cue else ""
    return f"{words} (“{cue}”)" if cue else words
