"""Words that order or ask within a sentence: "… giao Sở Y tế …", "… đề nghị các xã …", and the lists of duties.toml."""

import re
from collections.abc import Iterator
from functools import cache

from vanban.vocabulary import load

ASKS = re.compile(r"(?<!\w)(?:[Đđ]ề nghị|[Yy]êu cầu|(?:giao|phân công)(?: nhiệm vụ)?(?: cho)?)\s+(?=\S)")
_BY_LETTER = re.compile(r"(?:có|ban hành|gửi|ký) (?:\w{2,6} )?(?:văn bản|công văn)$")
_AGREES = re.compile(r"(?:Cơ bản )?(?:[Đđ]ồng ý|[Tt]hống nhất|[Nn]hất trí|[Cc]hấp thuận|Cho phép)(?!\w)")
_BEFORE_REACH = 24


@cache
def cue_pattern(name: str) -> re.Pattern[str]:
    """This will give the pattern that a list of duties.toml makes: see there for what each list means."""
    data = load("duties")
    if name == "no_duties":
        return re.compile(rf"(?:{'|'.join(data[name])})(?!\w)")
    options = "|".join(sorted((re.escape(word) for word in data[name]), key=len, reverse=True))
    if name == "orders":
        return re.compile(rf"(?:{options}):?\s+")
    if name == "lead_clauses":
        return re.compile(rf"(?:{options})[^.;:]{{0,420}}?(?:,|\sthì)\s+(?=\S)")
    return re.compile(f"(?:{options})")


def asked_inside(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """This will go through "đề nghị", "yêu cầu", "giao" within a sentence, where they are no part of a noun."""
    for found in ASKS.finditer(text, start, end):
        before = text[max(start, found.start() - _BEFORE_REACH) : found.start()].rstrip()
        given = not found.group().startswith(("giao", "phân công")) or not before or before.endswith(_givers())
        if found.group().startswith("phân công") and before.endswith((",", ";", ":")):
            continue  # one of the things that somebody does, and shares out among its own
        if (given and not before.endswith(_never_asked())) or _told_on(text, start, found.start(), before):
            yield found


def _told_on(text: str, start: int, at: int, before: str) -> bool:
    """This will tell "… vừa có văn bản giao Sở Y tế …" and "Đồng ý … và giao Sở Y tế …", where an order is told on."""
    return bool(_BY_LETTER.search(before) or (before.endswith(" và") and _AGREES.match(text, start, at)))


@cache
def _givers() -> tuple[str, ...]:
    return tuple(word if word in {",", ";", ":"} else f" {word}" for word in load("duties")["givers"])


@cache
def _never_asked() -> tuple[str, ...]:
    return tuple(load("duties")["no_order_after"])
