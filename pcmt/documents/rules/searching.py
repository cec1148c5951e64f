"""What is searched for, and how words are compared: without case and tone placement, with marks or without.

A document is a set of terms, a question is a set of terms, and the document answers that holds them all: no database
has to know of positions, weights or phrases. Tokens are runs of letters and figures ("153/KH-UBND" is 153, kh, ubnd);
terms are made of them:

    tuy         the word stands in the document, with whatever marks
    ma_tuy      these two stand side by side
    ^tuy ^ma_tuy  the same in the head: number, title, issuer, signer
    =túy        the word stands there with these marks
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from vanban.text import fold, normalise

Token = str
Phrase = tuple[Token, ...]
Term = str
Terms = tuple[Term, ...]

WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["“”]([^"“”]{0,200})["“”]')
_ANY_QUOTE = re.compile(r'["“”]')
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
MOST_TOKENS = 16
LONGEST_TOKEN = 64
PART = 12_000
"""Words of a text that are indexed together, so that a row stays of bounded size however long the text is."""
TOKEN_RULE = 2
"""To be raised when the terms of a text change: what was indexed by an earlier rule is then due to be indexed anew."""
_IN_HEAD, _WITH_MARKS, _BESIDE = "^", "=", "_"
_BREAK = " | "


@dataclass(frozen=True)
class Wanted:
    """A question: phrases whose words stand together, each a token or more; `marked` is the same with its marks.

    `has_marks`: whether the person typed any, so that what has the same marks comes before what has others.
    """

    phrases: tuple[Phrase, ...]
    marked: tuple[Phrase, ...]
    has_marks: bool

    @property
    def words(self) -> tuple[Token, ...]:
        """Every token, without marks, in order."""
        return tuple(token for phrase in self.phrases for token in phrase)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked that could be found."""
        return not self.phrases

    def whole(self) -> "Wanted":
        """This will give the same question with all its words as one phrase."""
        marked = tuple(token for phrase in self.marked for token in phrase)
        return Wanted((self.words,), (marked,), self.has_marks)


@lru_cache(maxsize=65_536)
def plain_token(word: str) -> Token:
    """This will give a word's token without marks: lower case ASCII letters and figures, never empty."""
    return (_NOT_PLAIN.sub("", fold(word)) or "x")[:LONGEST_TOKEN]


@lru_cache(maxsize=65_536)
def marked_token(word: str) -> Token:
    """This will give a word's token with its marks: lower case, one tone placement, letters and figures only."""
    kept = "".join(WORD.findall(normalise(word).lower()))
    return (kept or plain_token(word))[:LONGEST_TOKEN]


def tokens(text: str) -> tuple[str, str]:
    """This will give a text's tokens, without marks and with, each as one line that an index can take."""
    words = WORD.findall(text)
    return " ".join(map(plain_token, words)), " ".join(map(marked_token, words))


@dataclass(frozen=True)
class Part:
    """What the index holds of a part of a document: its words in order without marks, and its terms, once each.

    words: the head's and the text's, with a space before and behind each word, and a bar between that no phrase spans.
    """

    words: str
    terms: str


def parts(head: str, text: str) -> Iterator[Part]:
    """This will give what the index holds of a document: its head, and its text in parts of PART words.

    Each part goes on for as many words into the next as a phrase may be long, so that no phrase is lost between them.
    """
    plain_head, marked_head = (line.split() for line in tokens(head))
    plain, marked = (line.split() for line in tokens(text))
    of_head = {*plain_head, *_pairs(plain_head)}
    head_terms = {*of_head, *(_IN_HEAD + term for term in of_head), *_marked(marked_head)}
    for at in range(0, len(plain) or 1, PART):
        till = at + PART + MOST_TOKENS - 1
        terms = {*head_terms, *plain[at:till], *_pairs(plain[at:till]), *_marked(marked[at:till])}
        yield Part(f" {' '.join(plain_head)}{_BREAK}{' '.join(plain[at:till])} ", " ".join(sorted(terms)))


def _pairs(words: Iterable[Token]) -> Iterator[Term]:
    return (first + _BESIDE + second for first, second in pairwise(words))


def _marked(words: Iterable[Token]) -> Iterator[Term]:
    return (_WITH_MARKS + word for word in words)


def wanted(asked: str) -> Wanted:
    """This will read what a person typed: words in any order, phrases in quotation marks; at most MOST_TOKENS words."""
    asked = normalise(asked)
    groups = [group for group in _groups(asked) if group]
    kept: list[tuple[str, ...]] = []
    room = MOST_TOKENS
    for group in groups:
        kept.append(group[:room])
        room -= len(kept[-1])
        if room <= 0:
            break
    phrases = tuple(tuple(map(plain_token, group)) for group in kept)
    marked = tuple(tuple(map(marked_token, group)) for group in kept)
    return Wanted(phrases, marked, phrases != marked)


def _groups(asked: str) -> Iterator[tuple[str, ...]]:
    at = 0
    for quoted in _QUOTED.finditer(asked):
        yield from ((word,) for word in WORD.findall(asked[at : quoted.start()]))
        yield tuple(WORD.findall(quoted[1]))
        at = quoted.end()
    yield from ((word,) for word in WORD.findall(asked[at:]))


@dataclass(frozen=True)
class Spoken:
    """A question as it is told back: what must stand together, what may stand anywhere, in the words that were typed.

    is_cut: more was typed than is looked for (MOST_TOKENS); of that only the beginning is told back.
    """

    phrases: tuple[str, ...]
    words: str
    is_cut: bool


def spoken(asked: str) -> Spoken:
    """This will tell what is looked for when this is typed: quotation marks that do not close make no phrase."""
    groups = list(_groups(normalise(asked)))
    if sum(map(len, groups)) > MOST_TOKENS:
        kept = wanted(asked).marked
        loose = " ".join(phrase[0] for phrase in kept if len(phrase) == 1)
        return Spoken(tuple(" ".join(phrase) for phrase in kept if len(phrase) > 1), loose, is_cut=True)
    phrases = tuple(" ".join(group) for group in groups if len(group) > 1)
    loose = _QUOTED.sub(lambda found: found[1] if len(WORD.findall(found[1])) == 1 else " ", normalise(asked))
    return Spoken(phrases, " ".join(_ANY_QUOTE.sub(" ", loose).split()) if WORD.search(loose) else "", is_cut=False)


def classes(asked: Wanted) -> list[Terms]:
    """This will give the terms of each class of hits, the best first: the last class holds all hits.

    First come those that say all in their head side by side, then anywhere in their head, then in their text: side by
    side with the same marks, side by side, with the same marks, and the rest.
    """
    whole, each = terms_of((asked.words,)), terms_of(asked.phrases)
    marks = tuple(_marked(token for phrase in asked.marked for token in phrase)) if asked.has_marks else ()
    ordered = (_in_head(whole), _in_head(each), whole + marks, whole, each + marks, each)
    return list(dict.fromkeys(tuple(dict.fromkeys(terms)) for terms in ordered))


def _in_head(terms: Terms) -> Terms:
    return tuple(_IN_HEAD + term for term in terms)


def terms_of(phrases: Iterable[Phrase]) -> Terms:
    """This will give the terms that what holds these phrases must have: the word, or each two that stand together."""
    return tuple(term for phrase in phrases for term in (phrase if len(phrase) == 1 else _pairs(phrase)))


def runs(asked: Wanted) -> tuple[str, ...]:
    """This will give the phrases that their terms do not prove, as they must stand in the words of a part.

    Who holds "a b" and "b c" side by side need not hold "a b c".
    """
    return tuple(f" {' '.join(phrase)} " for phrase in asked.phrases if len(phrase) > 2)


def number_asked(asked: Wanted) -> str:
    """This will give the figures by which a document's number may be meant ("kh 153", "153/KH-UBND"); "" for none."""
    figures = [token for token in asked.words if token.isdigit()]
    return figures[0].lstrip("0") if len(figures) == 1 and len(asked.words) <= MOST_TOKENS // 2 else ""


def is_number(asked: Wanted, number: str) -> bool:
    """This will tell whether every word asked for stands in a document's number, its figures among them."""
    parts = [part.lstrip("0") for part in tokens(number)[0].split()]
    return bool(parts) and all(token.lstrip("0") in parts for token in asked.words) and number_asked(asked) == parts[0]
