"""What the address of a table names that is no more: a table kept under a name may outlive a rule, and a commune."""

from collections.abc import Sequence
from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.indicators.queries import Choices
from pcmt.web.asked import number_of

LISTED, LONGEST = 36, 40


def codes_gone(asked: Sequence[str], choices: Choices) -> list[str]:
    """This will give the codes that are offered no more, or never were."""
    offered = {one.code for one in choices.codes}
    return [code[:LONGEST] for code in dict.fromkeys(asked) if code not in offered][:LISTED]


def places_gone(asked: Sequence[str], choices: Choices, on: date) -> list[str]:
    """This will name the areas that are not offered, each with who answers for it now."""
    offered = {one.code for one in choices.areas}
    lost = [word for word in dict.fromkeys(asked) if word not in offered][:LISTED]
    ids = {word: number for word in lost if (number := number_of(word)) is not None}
    if not ids:
        return [_told(word, None, None) for word in lost]
    seen, heirs = areas.last_seen(ids.values(), on), areas.heirs(ids.values(), on)
    now = areas.areas_by_id(set(heirs.values()), on)
    return [_told(word, seen.get(ids.get(word, 0)), now.get(heirs.get(ids.get(word, 0), 0))) for word in lost]


def _told(word: str, area: AreaView | None, heir: AreaView | None) -> str:
    if area is None:
        return f"mã {word[:LONGEST]}"
    return f"{area.full_name} (nay thuộc {heir.full_name})" if heir and heir.id != area.id else area.full_name
