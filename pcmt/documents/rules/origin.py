"""Whose document it is: the province that an issuer's name names."""

import re

from vanban.vocabulary import places, squeeze

_LEVEL = re.compile(r"(?<!\w)(?:tỉnh ủy|thành ủy|tỉnh đoàn|thành đoàn|tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)
_MOST_WORDS = 6
_MOST_LETTERS = 300


def province_named(issuer: str) -> str:
    """This will give the province or centrally run city that an issuer's name names, "" where it names none.

    Today's and those of before are known ("Tỉnh ủy …", "Sở Y tế tỉnh …", "phường …, thành phố …").
    """
    for level in _LEVEL.finditer(issuer[:_MOST_LETTERS]):
        words = re.split(r"[\s,;.]+", issuer[level.end() : level.end() + _MOST_LETTERS], maxsplit=_MOST_WORDS)
        for count in range(min(len(words), _MOST_WORDS), 0, -1):
            if found := places().get(squeeze("".join(words[:count]))):
                return found
    return ""


def is_of_another(named: str, own: tuple[str, ...]) -> bool:
    """This will tell whether a province named is none of one's own, told by their names without level."""
    return bool(named and own) and squeeze(named) not in {squeeze(name) for name in own}
