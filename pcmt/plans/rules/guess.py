"""Which indicator a target's words seem to mean: guesses for a person to choose from, never taken without one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.plans.rules.inputs import is_change
from pcmt.plans.rules.wording import alike, covers, rarity, shared_phrases, syllables, words
from vanban.read.subjects import SUBJECT_WORDS
from vanban.text import fold, format_date

ENOUGH = 0.5
"""From here on a guess is proposed first; below, it is only offered."""

WORTH_SHOWING = 0.2
NEAR = 0.12
"""Guesses that score no further apart than this are a tie: a person tells them apart, the system does not."""

WHOLE = 4
"""The syllables that the shared phrases of a sure guess have at least: "xã, phường" alone names no indicator."""

MOST = 3
MOST_PHRASES = 3
SAME_WORDS = 0.85
SHARES = ("%", "‰")
_NEXT_LEVEL = re.compile(r"[;\d]")
QUOTES = str.maketrans("", "", '“”"«»')


@dataclass(frozen=True)
class Candidate:
    """An indicator that may be meant: its name and keywords as `phrases`, its unit; `is_change` is one of a change."""

    code: str
    label: str
    unit: str
    phrases: tuple[str, ...]
    is_change: bool = False


@dataclass(frozen=True)
class Chosen:
    """What a person once chose for a subject; `code` is "" where they chose none."""

    subject: str
    code: str
    on: date


@dataclass(frozen=True)
class Guess:
    """An indicator that seems to be meant, and why, in Vietnamese.

    `sure` where it may be chosen beforehand; `tied` where another is as likely, so that only a person can tell.
    """

    code: str
    label: str
    why: str
    sure: bool
    tied: bool = False


def guesses(
    subject: str,
    unit: str,
    *,
    has_value: bool,
    candidates: Sequence[Candidate],
    chosen: Sequence[Chosen] = (),
    clause: str = "",
    relation: str = "",
) -> tuple[Guess, ...]:
    """This will rank the indicators that a subject may mean, three at most, the likeliest first.

    clause: the subject with what the document says of it further on, where that is known. unit: the target's; an
    indicator in another unit is not meant (a share is no count). What a person chose for the same words comes first,
    also where they chose none: then no guess is sure. Only whole phrases that stand in both
    count, no loose syllables; where two come out near each other, neither is sure. Nor is a change ("mức giảm …") where
    the relation asks for a level ("trên 90%").
    """
    told = clause or subject
    wanted = words(fold(subject))
    fitting = [one for one in candidates if _fits(unit, one.unit, has_value=has_value)]
    earlier = next((one for one in chosen if alike(wanted, words(fold(one.subject))) >= SAME_WORDS), None)
    weights = rarity(frozenset().union(*(words(fold(phrase)) for phrase in _phrases(one))) for one in fitting)
    scored: list[tuple[float, bool, Candidate, str]] = []
    for one in fitting:
        if earlier and earlier.code == one.code:
            why = f"đã chọn cho “{_plain(earlier.subject[:60])}” ngày {format_date(earlier.on)}"
            scored.append((2.0, True, one, why))
            continue
        score, common = max((_said(told, phrase, weights) for phrase in _phrases(one)), key=lambda found: found[0])
        if score >= WORTH_SHOWING:
            wrong_kind = one.is_change and bool(relation) and not is_change(relation)
            strong = not wrong_kind and score >= ENOUGH and sum(len(syllables(piece)) for piece in common) >= WHOLE
            scored.append((score, strong, one, _why(common, one.unit, unit)))
    ranked = sorted(scored, key=lambda found: (-found[0], found[2].code))[:MOST]
    near = [score for score, *_ in ranked if ranked[0][0] - score <= NEAR]
    return tuple(
        Guess(
            one.code,
            one.label,
            why,
            sure=place == 0 and len(near) == 1 and strong and (earlier is None or earlier.code == one.code),
            tied=place < len(near) > 1,
        )
        for place, (_, strong, one, why) in enumerate(ranked)
    )


def clause_of(subject: str, quote: str, sentence: str) -> str:
    """This will give a subject that was cut short with what its sentence says further, up to the next level or ";".

    What is measured often stands at the very end ("… được tư vấn, hỗ trợ về y tế"). A subject that is whole, or whose
    end is not found in the sentence, is given as it is.
    """
    said = subject.split()
    if len(said) < SUBJECT_WORDS:
        return subject
    _, found, further = sentence[max(sentence.find(quote), 0) :].partition(" ".join(said[-3:]))
    return f"{subject}{_NEXT_LEVEL.split(further, maxsplit=1)[0]}" if found else subject


def _phrases(of: Candidate) -> tuple[str, ...]:
    return (of.label, *of.phrases)


def _said(subject: str, phrase: str, weights: Mapping[str, float]) -> tuple[float, tuple[str, ...]]:
    """How far a phrase is said in a subject, by the whole pieces of it that stand there; and those pieces."""
    common = shared_phrases(subject, phrase)
    told = frozenset(word for piece in common for word, _, _ in syllables(piece))
    return covers(told, words(fold(subject)), words(fold(phrase)), weights), common


def _fits(unit: str, of_indicator: str, *, has_value: bool) -> bool:
    if not has_value or not unit:
        return True
    if unit in SHARES or of_indicator in SHARES:
        return unit == of_indicator
    return bool(words(fold(unit)) & words(fold(of_indicator)))


def _why(common: Sequence[str], of_indicator: str, unit: str) -> str:
    """The longest shared phrases as the document writes them, and the unit where it agrees."""
    longest = sorted(common, key=len, reverse=True)[:MOST_PHRASES]
    told = "cùng nói " + ", ".join(f"“{_plain(piece)}”" for piece in common if piece in longest)
    return f"{told}, cùng đơn vị {unit}" if unit and unit == of_indicator else told


def _plain(text: str) -> str:
    """Words to stand in quotation marks: their own are left out, none stands within another."""
    return " ".join(text.translate(QUOTES).split())
