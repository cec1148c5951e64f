"""What makes a copy official, below the end of the document that it copies."""

from __future__ import annotations

import re

from vanban.read.head import last_agency, read_number, read_place_and_date
from vanban.read.names import ordinary_case
from vanban.write.kinds import COPIES
from vanban.write.model import Copy
from vanban.write.recover.feet import foot_between
from vanban.write.recover.source import Source

_NUMBER = re.compile(r"[Ss][ốỐ]\s?:?\s")
_REACH = 6


def recover_copy(source: Source, after: int) -> tuple[Copy | None, int]:
    """This will give the copy's facts and the block that they begin with; (None, end) where there are none."""
    end = len(source.lines)
    form = next((at for at in range(after, end) if source.lines[at] in COPIES), None)
    if form is None:
        return None, end
    first = form
    while first > after and form - first < _REACH and source.lines[first - 1].isupper():
        first -= 1
    names = source.lines[first:form]
    near = source.lines[form + 1 : form + _REACH]
    number, place, copied_on = (read_number(near) or (None, None))[0], *read_place_and_date(near)
    if not (names and number and place and copied_on):
        return None, end
    begin = next((at for at in range(form + 1, end) if _is_foot(source.lines[at])), end)
    foot = foot_between(source, begin, end)
    joined = " ".join(names)
    issuer = last_agency(joined)
    superior = joined.removesuffix(issuer).strip()
    copy = Copy(
        source.lines[form],
        ordinary_case(issuer),
        number,
        place,
        copied_on,
        foot.signature,
        superior=ordinary_case(superior) if superior else None,
        recipients=foot.recipients,
    )
    return copy, first


def _is_foot(line: str) -> bool:
    return not _NUMBER.match(line) and ", ngày" not in line and line != "*"
