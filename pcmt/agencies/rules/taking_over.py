"""What an agency is called when its area bears another name, and which agency of the new area is its like."""

from collections.abc import Iterable
from dataclasses import dataclass

from pcmt.agencies.rules.naming import key
from vanban.text import lower_first, normalise


@dataclass(frozen=True)
class Place:
    """An area's names: with its type ("Xã Sen Hồng") and without."""

    full_name: str
    name: str


def renamed(text: str, old: Place, new: Place) -> str:
    """This will put an area's new name in the place of its old one; a text without the old one stays as it is.

    With the type first ("Công an xã Sen Hồng" → "Công an phường Hoa Ban"), else the bare name as whole words.
    """
    text = normalise(text)
    for was, now in ((old.full_name, new.full_name), (old.name, new.name)):
        start = _find(text, was)
        if start is not None:
            whole = start == 0 or text[start].isupper()
            return text[:start] + (now if whole else lower_first(now)) + text[start + len(was) :]
    return text


def title_of_deputy(title: str) -> str:
    """This will say what the deputy of a head is called: "Chủ tịch" → "Phó Chủ tịch"."""
    return f"Phó {title}"


def like(name: str, kind: str, candidates: Iterable[tuple[int, str, str]], *, only_one: bool) -> int | None:
    """This will find which of an area's agencies (identifier, name, kind) does the work of one so named there.

    By the same name, else, where an area has `only_one` of the kind, that one.
    """
    of_kind = [(agency_id, other) for agency_id, other, other_kind in candidates if other_kind == kind]
    same = [agency_id for agency_id, other in of_kind if key(other) == key(name)]
    return same[0] if same else of_kind[0][0] if only_one and len(of_kind) == 1 else None


def _find(text: str, name: str) -> int | None:
    """Where a name stands as whole words, whatever its case."""
    folded, wanted = text.casefold(), normalise(name).casefold()
    if len(folded) != len(text) or not wanted:
        return None
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()):
            return start
        start = folded.find(wanted, start + 1)
    return None
