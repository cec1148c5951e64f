"""Gathers what many wrote on one subject: the same wording folded, near-same wordings grouped, "không có" set apart.

A text is cut into statements (its lines, items, sentences). Two statements are near where they share most of their
words and of their pairs of neighbouring words. The commonest wordings lead; each other joins the nearest leader, or
leads a group of its own. So the outcome depends on nothing but the texts, in any order, and the work grows with their
number: a statement is compared only with leaders that share one of its rarest words or pairs, at most 144 of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from vanban.text import fold, normalise, sort_key
from vanban.vocabulary import load

NEAR = 500
"""Thousandths of their words and pairs that two statements of a group have in common: twice the shared, of both."""
LONGEST_TEXT = 20_000
MOST_WORDS = 80  # of a statement, when it is compared
MOST_STATEMENTS = 200  # of one text
RAREST = 6
MOST_LEADERS = 24  # compared with for the sake of one shared pair
SHORTEST_SENTENCE = 3  # words; "TP. Hoa Mai" and "4. Về" end no sentence

BULLET = re.compile(r"^\s{0,20}(?:[-–—•+*·●▪]{1,3}|\(?\d{1,2}[.)]|\(?[a-zđ]\))\s{0,20}", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…;]\s{1,8}|;")
WORD = re.compile(r"\w{1,40}")
EDGE = " \t\r\n\f\v.,;:!?…/-–—•+*·"


@dataclass(frozen=True)
class Wording:
    """One wording, as it was written first, and the places in the input of the texts that hold it."""

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Group:
    """Near-same wordings, the commonest first; `places` of all the texts that say so, each once."""

    wordings: tuple[Wording, ...]
    places: tuple[int, ...]


@dataclass(frozen=True)
class Gathered:
    """Groups, said by most first; the places of texts that say that there is nothing, and of empty ones."""

    groups: tuple[Group, ...]
    nothing: tuple[int, ...]
    empty: tuple[int, ...]


def gather(texts: Sequence[str]) -> Gathered:
    """This will gather texts; the same for the same texts, whatever their order but for places."""
    said: dict[str, Counter[str]] = {}
    places: dict[str, dict[int, None]] = {}
    nothing: list[int] = []
    empty: list[int] = []
    for place, text in enumerate(texts):
        found = statements(text)
        if not found:
            (nothing if any(letter.isalnum() for letter in text) else empty).append(place)
        for one in found:
            key = _key(one)
            said.setdefault(key, Counter())[one] += 1
            places.setdefault(key, {})[place] = None
    wordings = {key: Wording(_commonest(spellings), tuple(places[key])) for key, spellings in said.items()}
    return Gathered(_groups(wordings), tuple(nothing), tuple(empty))


def statements(text: str) -> tuple[str, ...]:
    """This will cut a text into what it states: lines, items, sentences; not those that say there is nothing."""
    found: dict[str, str] = {}
    for line in text[:LONGEST_TEXT].splitlines():
        for part in _sentences(BULLET.sub("", line, count=1)):
            stated = " ".join(part.split()).strip(EDGE)
            if stated and not says_nothing(stated):
                found.setdefault(_key(stated), stated[0].upper() + stated[1:])
    return tuple(found.values())[:MOST_STATEMENTS]


def says_nothing(text: str) -> bool:
    """This will tell whether a statement only says that there is nothing to say: “Không có khó khăn, vướng mắc gì.”"""
    words = WORD.findall(fold(text[:LONGEST_TEXT]))
    told = " ".join(words)
    openers, fillers, marks = _nothing_words()
    if not words or told in marks:
        return True
    opener = max((one for one in openers if f"{told} ".startswith(f"{one} ")), key=len, default="")
    return bool(opener) and all(word in fillers for word in words[opener.count(" ") + 1 :])


def _sentences(line: str) -> list[str]:
    """A stop ends a sentence where enough words stand before it, and a capital letter or nothing behind it."""
    parts, start = [], 0
    for end in SENTENCE_END.finditer(line):
        following = line[end.end() : end.end() + 1]
        is_item = end.group().startswith(";")
        if is_item or (
            (not following or following.isupper()) and line.count(" ", start, end.start()) >= SHORTEST_SENTENCE - 1
        ):
            parts.append(line[start : end.start()])
            start = end.end()
    return [*parts, line[start:]]


def _groups(wordings: dict[str, Wording]) -> tuple[Group, ...]:
    terms = {key: _terms(wording.text) for key, wording in wordings.items()}
    lacking = {key: _lacks(wording.text) for key, wording in wordings.items()}
    rarity = Counter(term for found in terms.values() for term in found)
    order = sorted(wordings, key=lambda key: (-len(wordings[key].places), len(terms[key]), key))
    leading: dict[str, list[str]] = {}
    members: dict[str, list[str]] = {}
    for key in order:
        probes = sorted(terms[key], key=lambda term: (rarity[term], term))
        # "Có cán bộ chuyên trách" is no near wording of "chưa có cán bộ chuyên trách".
        tried = [leader for leader in _leaders(probes, leading) if lacking[leader] == lacking[key]]
        near = _nearest(terms[key], {leader: terms[leader] for leader in tried})
        members.setdefault(near or key, []).append(key)
        if near is None:
            for term in probes:
                if len(held := leading.setdefault(term, [])) < MOST_LEADERS:
                    held.append(key)
    groups = [_group([wordings[key] for key in keys]) for keys in members.values()]
    return tuple(sorted(groups, key=lambda one: (-len(one.places), sort_key(one.wordings[0].text))))


def _leaders(probes: Sequence[str], leading: Mapping[str, Sequence[str]]) -> Iterable[str]:
    tried = [term for term in probes if term in leading][:RAREST]
    return dict.fromkeys(leader for term in tried for leader in leading[term])


def _nearest(own: frozenset[str], leaders: Mapping[str, frozenset[str]]) -> str | None:
    best, found = NEAR, None
    for leader, other in leaders.items():
        shared = 2000 * len(own & other) // (len(own) + len(other))
        if shared > best or (shared == best and (found is None or leader < found)):
            best, found = shared, leader
    return found


def _group(wordings: list[Wording]) -> Group:
    held = dict.fromkeys(place for wording in wordings for place in wording.places)
    return Group(tuple(wordings), tuple(sorted(held)))


def _terms(text: str) -> frozenset[str]:
    """The words of a statement that tell something, and each two of them that follow one another; figures alike."""
    idle = _idle()
    words = _words(text)
    telling = [word for word in words if word not in idle] or words
    told = ["#" if word.isdecimal() else fold(word) for word in telling[:MOST_WORDS]]
    return frozenset({*told, *(f"{one} {two}" for one, two in pairwise(told))})


def _lacks(text: str) -> bool:
    return not _lacking().isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return WORD.findall(normalise(text).casefold())


def _key(statement: str) -> str:
    return " ".join(WORD.findall(fold(statement)))


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], text.isupper(), text))


@cache
def _nothing_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = load("sayings")
    return frozenset(words["openers"]), frozenset(words["fillers"]), frozenset(words["marks"])


@cache
def _idle() -> frozenset[str]:
    return frozenset(load("sayings")["idle"])


@cache
def _lacking() -> frozenset[str]:
    return frozenset(load("sayings")["lacking"])
