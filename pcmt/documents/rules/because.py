"""Why the reader made a finding, worded for the person who decides on it."""

from vanban.reasons import sureness_vi, worded_reasons

SECTIONS = {"target": "targets", "duty": "assignments"}


def worded(kind: str, reason: str, cue: str, sureness: int = 100) -> str:
    """This will say why a suggestion was made: the reader's rule in Vietnamese, and the words that it went by.

    A rule of an older reader may have no words any more; then the cue alone is told, or nothing. sureness: of 100, how
    surely its words were read off a picture; told where that lowers the confidence.
    """
    return "; ".join(part for part in (_by_rule(kind, reason, cue), sureness_vi(sureness)) if part)


def _by_rule(kind: str, reason: str, cue: str) -> str:
    words = worded_reasons(SECTIONS[kind]).get(reason, "")
    if not words:
        return f"Nhận ra nhờ “{cue}”" if cue else ""
    return f"{words} (“{cue}”)" if cue else words
