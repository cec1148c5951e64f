"""Which indicator a target's words seem to mean: guesses for a person to choose from, never taken without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.plans.rules.wording import alike, covers, rarity, words
from vanban.text import fold, format_date

ENOUGH = 0.5
"""From here on a guess is proposed first; below, it is only offered."""

WORTH_SHOWING = 0.3
MOST = 3
SAME_WORDS = 0.85
SHARES = ("%", "‰")


@dataclass(frozen=True)
class Candidate:
    """An indicator that may be meant: its name and keywords as `phrases`, and its unit."""

    code: str
    label: str
    unit: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Chosen:
    """What a person once chose for a subject; `code` is "" where they chose none."""

    subject: str
    code: str
    on: date


@dataclass(frozen=True)
class Guess:
    """An indicator that seems to be meant, and why, in Vietnamese; `sure` where it may be proposed first."""

    code: str
    label: str
    why: str
    sure: bool


def guesses(
    subject: str, unit: str, *, has_value: bool, candidates: Sequence[Candidate], chosen: Sequence[Chosen] = ()
) -> tuple[Guess, ...]:
    """This will rank the indicators that a subject may mean, three at most, the likeliest first.

    unit: the target's; an indicator in another unit is not meant (a share is no count). What a person chose for the
    same words comes first, also where they chose none: then no guess is sure.
    """
    wanted = words(fold(subject))
    fitting = [one for one in candidates if _fits(unit, one.unit, has_value=has_value)]
    earlier = next((one for one in chosen if alike(wanted, words(fold(one.subject))) >= SAME_WORDS), None)
    phrases = {one.code: [words(fold(phrase)) for phrase in (one.label, *one.phrases)] for one in fitting}
    weights = rarity(phrase for many in phrases.values() for phrase in many)
    found: list[tuple[float, Guess]] = []
    for one in fitting:
        if earlier and earlier.code == one.code:
            why = f"đã chọn cho “{earlier.subject[:60]}” ngày {format_date(earlier.on)}"
            found.append((2.0, Guess(one.code, one.label, why, sure=True)))
            continue
        score, common = max(
            ((covers(wanted, phrase, weights), wanted & phrase) for phrase in phrases[one.code]),
            key=lambda scored: scored[0],
        )
        if score >= WORTH_SHOWING:
            sure = score >= ENOUGH and earlier is None
            found.append((score, Guess(one.code, one.label, _why(subject, common, one.unit, unit), sure=sure)))
    ranked = sorted(found, key=lambda scored: (-scored[0], scored[1].code))
    return tuple(guess for _, guess in ranked[:MOST])


def _fits(unit: str, of_indicator: str, *, has_value: bool) -> bool:
    if not has_value or not unit:
        return True
    if unit in SHARES or of_indicator in SHARES:
        return unit == of_indicator
    return bool(words(fold(unit)) & words(fold(of_indicator)))


def _why(subject: str, common: frozenset[str], of_indicator: str, unit: str) -> str:
    """The shared words as the document writes them, and the unit where it agrees."""
    said = [word for word in subject.split() if words(fold(word)) & common]
    told = f"cùng nói “{' '.join(dict.fromkeys(said))[:80].rstrip(' ,;.')}”"
    return f"{told}, cùng đơn vị {unit}" if unit and unit == of_indicator else told
