"""The dress of a web page around a document: its table of facts before, its lists of other acts after."""

import re
from functools import cache

from vanban.text.letters import UPPER
from vanban.vocabulary import head_words

_VALUE_REACH = 600
_TABLE = 2


@cache
def _field() -> re.Pattern[str]:
    names = {name: field for field, names in head_words()["facts"].items() for name in names}
    options = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![{UPPER}])(?P<name>{options})(?!\w)\s?(?P<colon>:)?")


@cache
def _field_of_name() -> dict[str, str]:
    return {name: field for field, names in head_words()["facts"].items() for name in names}


def page_facts(shown: list[str]) -> dict[str, str]:
    """This will read the table of facts that a web page sets before a document: number, issued_on, issuer, signer."""
    facts: dict[str, str] = {}
    for index, text in enumerate(shown):
        fields = list(_field().finditer(text[:_VALUE_REACH]))
        bare = len(fields) >= _TABLE and not any(one["colon"] for one in fields)  # a table that lost its lines
        marks = [one for one in fields if one.start() == 0 or one["colon"] or bare]
        if not marks or marks[0].start() > 0:
            continue
        ends = [*(one.start() for one in marks[1:]), len(text)]
        for mark, end in zip(marks, ends, strict=True):
            value = text[mark.end() : end].strip(" .•-") or _value_below(shown, index + 1)
            facts.setdefault(_field_of_name()[mark["name"]], value)
    if number := facts.get("number"):
        facts["number"] = re.sub(r"\s+", "", number)
    return facts


def _value_below(shown: list[str], index: int) -> str:
    """This will give the next block's words where they are a value and no field's name."""
    below = shown[index] if index < len(shown) else ""
    return "" if _field().match(below) else below[:_VALUE_REACH].strip(" .")


@cache
def _after() -> re.Pattern[str]:
    options = "|".join(re.escape(words) for words in head_words()["after"])
    return re.compile(rf"(?:{options})(?!\w)", re.IGNORECASE)


def begins_dress_after(line: str) -> bool:
    """This will tell a heading such as "Văn bản liên quan", with which the document is over."""
    return bool(_after().match(line))
