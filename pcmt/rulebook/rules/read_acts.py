"""Reads `documents/levels.yaml` (bodies from the highest down) and `documents/successions.yaml` (acts that ended)."""

import re

from pcmt.rulebook.rules.acts import Ladder, Rung, Succession
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.problem import Place
from pcmt.rulebook.rules.strict_yaml import Content

_YEAR = re.compile(r"/(?:19|20)[0-9]{2}/")


def read_levels(content: Content, findings: Findings) -> Ladder:
    """This will read the levels and their rungs in the order in which they are drawn, the highest first."""
    fields = Fields(content, findings)
    levels = fields.labels("levels")
    codes = [code for code, _ in levels]
    rungs = []
    for code, inner in fields.named("rungs"):
        inner.owner = f"rung:{code}"
        rungs.append(
            Rung(
                code=code,
                label=inner.text("label"),
                level=inner.choice("level", codes or ("",)),
                words=inner.texts("words"),
                symbols=inner.texts("symbols"),
                kinds=inner.texts("kinds"),
            )
        )
        inner.done()
    headings = fields.texts("basis_headings", optional=False)
    fields.done()
    return Ladder(dict(levels), tuple(rungs), headings)


def read_successions(content: Content, findings: Findings) -> tuple[Succession, ...]:
    """This will read which acts have ended; an act stands there once, and no act comes after itself."""
    fields = Fields(content, findings)
    places: dict[str, Place] = {}

    def read(entry: Fields) -> Succession:
        one = _succession(entry)
        if one.number in places:
            entry.wrong("number", f"Văn bản {one.number} ghi hết hiệu lực hai lần.", "Gộp thành một mục.")
        places[one.number] = entry.place_of("by")
        return one

    found = fields.tables("successions", read)
    fields.done()
    after = {one.number: one.by for one in found}
    for number in after:
        if _returns(number, after):
            findings.wrong(places[number], f"Văn bản {number} thay thế vòng.", "Bỏ một mắt xích trong mục “by”.")
    return found


def _succession(fields: Fields) -> Succession:
    number = fields.text("number")
    fields.owner = f"succession:{number}"
    if not (fields.has("issued_on") or _YEAR.search(number)):
        fields.wrong("number", f"Số {number} không mang năm, nên có thể trùng.", 'Thêm "issued_on": ngày ban hành.')
    return Succession(
        number=number,
        label=fields.text("label"),
        issued_on=fields.optional_day("issued_on"),
        ended_on=fields.day("ended_on"),
        by=fields.texts("by"),
        part=fields.flag("part", False),
        note=fields.text("note", ""),
        name=fields.text("name", ""),
        year=fields.integer("year", 0),
        source=fields.source(),
    )


def _returns(start: str, after: dict[str, tuple[str, ...]]) -> bool:
    waiting, seen = list(after[start]), set[str]()
    while waiting:
        number = waiting.pop()
        if number == start:
            return True
        if number not in seen:
            seen.add(number)
            waiting.extend(after.get(number, ()))
    return False
