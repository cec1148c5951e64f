"""Which indicator a target's words seem to mean: guesses for a person to choose from, never taken without one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.plans.rules.inputs import is_change
from pcmt.plans.rules.wording import EMPTY, alike, covers, rarity, shared_phrases, syllables, words
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
CLEARLY_MORE = 0.1
"""So much more of the document's words one of two near guesses says, where it is the one that is meant."""
MORE, LESS = (">=", ">"), ("<=", "<", "none")
NO_HEAD = EMPTY | {"muc", "tang", "giam", "nguy"}
"""Words before the thing that a share counts."""
HEAD_WITHIN = 2
OF_OTHERS = 0.7
"""What a guess is worth that is a share of other things."""
SHARES = ("%", "‰")
_NEXT_LEVEL = re.compile(r"[;\d]")
QUOTES = str.maketrans("", "", '“”"«»')


@dataclass(frozen=True)
class Candidate:
    """An indicator that may be meant: its name and keywords as `phrases`, its unit; `is_change` is one of a change.

    `better`: "up" or "down" where more, or less, of it is wanted; else "".
    """

    code: str
    label: str
    unit: str
    phrases: tuple[str, ...]
    is_change: bool = False
    better: str = ""


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


_Scored = tuple[float, bool, Candidate, str]
"""A candidate with its score, whether it is strong enough to be sure, and why."""


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
    also where they chose none: then no guess is sure. Only whole phrases that stand in both count, no loose syllables;
    where two come out near each other, neither is sure, unless one says clearly more of what the document says. Nor is
    sure a change ("mức giảm …") where the relation asks for a level ("trên 90%"), what is wanted less of where it asks
    for more, and a share of other things than the document counts.
    """
    told = clause or subject
    wanted = words(fold(subject))
    fitting = [one for one in candidates if _fits(unit, one.unit, has_value=has_value)]
    earlier = next((one for one in chosen if alike(wanted, words(fold(one.subject))) >= SAME_WORDS), None)
    weights = rarity(frozenset().union(*(words(fold(phrase)) for phrase in _phrases(one))) for one in fitting)
    scored: list[_Scored] = []
    for one in fitting:
        if earlier and earlier.code == one.code:
            why = f"đã chọn cho “{_plain(earlier.subject[:60])}” ngày {format_date(earlier.on)}"
            scored.append((2.0, True, one, why))
            continue
        score, common = max((_said(told, phrase, weights) for phrase in _phrases(one)), key=lambda found: found[0])
        counts_the_same = _counts_the_same(subject, unit, one)
        score *= 1 if counts_the_same else OF_OTHERS
        if score >= WORTH_SHOWING:
            wrong_kind = one.is_change and bool(relation) and not is_change(relation)
            wrong_kind = wrong_kind or _is_against(relation, one.better) or not counts_the_same
            strong = not wrong_kind and score >= ENOUGH and sum(len(syllables(piece)) for piece in common) >= WHOLE
            scored.append((score, strong, one, _why(common, one.unit, unit)))
    ranked = sorted(scored, key=lambda found: (-found[0], found[2].code))[:MOST]
    near = _near(ranked, subject, weights)
    return tuple(
        Guess(
            one.code,
            one.label,
            why,
            sure=place == 0 and near == 1 and strong and (earlier is None or earlier.code == one.code),
            tied=place < near > 1,
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


def _near(ranked: Sequence[_Scored], subject: str, weights: Mapping[str, float]) -> int:
    """How many of the first score so near to each other that only a person can tell them apart."""
    if not ranked:
        return 0
    first = ranked[0]
    told = _told(subject, first[2], weights)
    near = [one for one in ranked if first[0] - one[0] <= NEAR]
    clear = all(told - _told(subject, one[2], weights) >= CLEARLY_MORE for one in near[1:])
    return 1 if clear and first[1] else len(near)


def _told(subject: str, of: Candidate, weights: Mapping[str, float]) -> float:
    """How much of what the document says an indicator says too, by all of its phrases, 0 to 1."""
    said = words(fold(subject))
    common = said & frozenset().union(*(words(fold(phrase)) for phrase in _phrases(of)))
    return covers(common, common, said, weights) if said else 0.0


def _is_against(relation: str, better: str) -> bool:
    """Whether more is asked of what is wanted less of, or the other way round."""
    more = relation in MORE or relation.startswith("increase")
    less = relation in LESS or relation.startswith("decrease")
    return (more and better == "down") or (less and better == "up")


def _counts_the_same(subject: str, unit: str, of: Candidate) -> bool:
    """Whether a share is one of the same things: "xã, phường có điểm tư vấn" counts communes, not who is advised."""
    if unit not in SHARES:
        return True
    opens = [word for word, _, _ in syllables(subject) if word not in NO_HEAD][:HEAD_WITHIN]
    heads = {next((word for word, _, _ in syllables(phrase) if word not in NO_HEAD), "") for phrase in _phrases(of)}
    return not opens or not heads.isdisjoint(opens)


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
