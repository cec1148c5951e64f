"""Groups of agencies as documents name them, told by the kinds of agency that they hold."""

import re

from vanban.text import fold

_GROUPS = (
    (r"(uy ban nhan dan|ubnd)\b.*\b(xa|phuong|dac khu)\b", ("ubnd_xa",)),
    (r"cong an\b.*\b(xa|phuong|dac khu)\b", ("cong_an_xa",)),
    (r"tram y te\b", ("tram_y_te",)),
    (r"so, ban, nganh\b.*\bdoan the\b", ("so", "doan_the")),
    (r"so, (ban, )?nganh\b|\bcac so\b", ("so",)),
    (r"\bdoan the\b|to chuc chinh tri", ("doan_the",)),
    (r"\bxa, phuong\b|\bcap xa\b|\bdia phuong\b", ("ubnd_xa",)),
)
_ALONE = re.compile(r"\blien quan\b")


def kinds_in_group(text: str) -> tuple[str, ...]:
    """This will give the kinds of agency that a group's name holds, none where it does not say ("đơn vị liên quan")."""
    folded = fold(text)
    if _ALONE.search(folded):
        return ()
    return next((kinds for pattern, kinds in _GROUPS if re.search(pattern, folded)), ())


def named(text: str) -> tuple[str, ...]:
    """This will cut a typed list of agencies at semicolons and line ends."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[;\n]", text) if part.strip()))
