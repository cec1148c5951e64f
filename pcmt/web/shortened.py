"""Long titles in a line: their first words, and where several begin alike, the words that tell them apart."""

from collections.abc import Iterable

LEFT_OUT = "…"
TOLD_APART = 6
"""How many words are shown from where a title differs from those that begin like it."""


def shortened(title: str, most: int = 14, others: Iterable[str] = ()) -> str:
    """This will give a title's first words, with "…" where some are left out.

    others: titles on the same list. Where one begins with the same words, what follows "…" is where they part.
    """
    words = title.split()
    if len(words) <= most:
        return title
    alike = [rival for one in others if (rival := one.split()) != words and rival[:most] == words[:most]]
    part = max((_alike(words, rival) for rival in alike), default=0)
    if part < most:
        return " ".join(words[:most]) + LEFT_OUT
    if part == len(words):  # the others go on where it ends
        part = len(words) - TOLD_APART
    begin, told = " ".join(words[: max(most - TOLD_APART, 1)]), " ".join(words[part : part + TOLD_APART])
    return f"{begin} {LEFT_OUT} {told}{LEFT_OUT if part + TOLD_APART < len(words) else ''}"


def _alike(one: list[str], other: list[str]) -> int:
    """How many words two titles have in common from the beginning."""
    return next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
