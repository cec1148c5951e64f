"""Brackets within goals and demands: which share an amount out, set steps, add a bound, or only say it again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from vanban.model import Target
from vanban.read.clauses import Clause, clauses_in
from vanban.read.cues import cue_words
from vanban.read.goals import Passage
from vanban.read.levels import Standing
from vanban.read.page import Page
from vanban.read.sentences import Part
from vanban.read.shortening import shorten
from vanban.read.subjects import SUBJECT_WORDS
from vanban.read.times import year_said

_RESTATES = re.compile(rf"\(\s*(?:{cue_words('clauses.restates')}|\d)", re.IGNORECASE)
# "(50% số lớp dành cho vùng cao)" asks for more than the words before it
_OWN_SHARE = re.compile(
    r"\(\d{1,3}\s?% (?:số )?(?:[^\W\d_]{1,8} ){1,6}(?:dành cho|thuộc|ở|là|có|được)\s[^()]{4,100}\)$"
)
# "(năm 2027 đạt 40%, năm 2028 đạt 45%)" sets the steps on the way
_STEPS = re.compile(
    r"\((?:đến |hết |cuối )?năm (?P<year>20\d\d):? (?:phấn đấu |đạt |có |là |còn ){0,2}(?:\S{1,8} ){0,2}\d",
    re.IGNORECASE,
)
# "(năm 2022: 35%; năm 2023: 45%)": what the year of issue is to reach, as the years after it
_NEXT_STEP = re.compile(r"[;,]\s(?:đến |hết |cuối )?năm 20\d\d:?\s", re.IGNORECASE)
_AMONG = re.compile(r"\(\s*(?:trong đó|cụ thể)(?: có)?:?\s*", re.IGNORECASE)
_NAMED_BEFORE = re.compile(r"(?P<what>(?:[^\s,;:.()]{1,24}\s){2,18})$")
_SEMICOLON = re.compile(r";\s{0,3}")
_WORD = re.compile(r"\S+")
_WORDS_LED_IN = 6
_NAMED_WINDOW = 200


def shares_out(text: str, aside: tuple[int, int]) -> re.Match[str] | None:
    """This will match the words that share out what stands before: "(trong đó: A: 25 trạm, B: 33 trạm)"."""
    return _AMONG.match(text, *aside)


def restates(page: Page, passage: Passage, aside: tuple[int, int], host: Target | None) -> bool:
    """This will tell brackets that say an amount again or explain it, and set nothing of their own."""
    if passage.standing is Standing.GOAL and _OWN_SHARE.match(page.text, *aside):
        return False
    steps = host is not None and tells_steps(page, passage, aside)
    return not steps and _RESTATES.match(page.text, *aside) is not None


def tells_steps(page: Page, passage: Passage, aside: tuple[int, int]) -> bool:
    """This will tell brackets that set levels for years to come; those of a year gone by tell how it is."""
    if passage.standing is not Standing.GOAL or (step := _STEPS.match(page.text, *aside)) is None:
        return False
    issued = page.metadata.issued_on
    if issued is None or int(step["year"]) < issued.year:
        return False
    return int(step["year"]) > issued.year or _NEXT_STEP.search(page.text, step.end("year"), aside[1]) is not None


def told_in(text: str, start: int, end: int, *, whole: bool) -> Iterator[tuple[Part, Clause]]:
    """This will go through the clauses of brackets; those that share nothing out are parted at their semicolons."""
    stops = [] if whole else [found.end() for found in _SEMICOLON.finditer(text, start, end)]
    for first, last in pairwise([start, *stops, end]):
        inner = Part(first, last, ())
        for clause in clauses_in(text, inner):
            yield inner, clause


def led_by(text: str, passage: Passage, target: Target, at: int) -> Target:
    """This will lead a target in brackets in with the words before them, which name what it measures."""
    named = _NAMED_BEFORE.search(text, max(passage.start, at - _NAMED_WINDOW), at)
    if named is None:
        return target
    words = list(_WORD.finditer(text, named.start("what"), at))
    begin = words[max(len(words) - _WORDS_LED_IN, 0)].start()
    return replace(
        target,
        quote=text[begin : target.end],
        start=begin,
        subject=shorten(named["what"], SUBJECT_WORDS),
        by=target.by or year_said(named["what"]),
    )
