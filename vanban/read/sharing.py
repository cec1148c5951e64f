"""Words that one clause says for its neighbours too: "80% A và 100% B được cấp thẻ", "cho 90% A và 80% B"."""

import re
from itertools import pairwise

from vanban.read.clauses import Clause
from vanban.read.cues import cue_words
from vanban.read.quotes import opening

_BETWEEN = re.compile(r"\s*(?:,|,?\s+và)\s+(?:(?:ít nhất|tối thiểu|trên|khoảng|đạt)\s+){0,2}", re.IGNORECASE)
_DOES = re.compile(rf"\s(?=(?:{cue_words('sharing.predicates')}|sử dụng(?! trái phép))\s)", re.IGNORECASE)
_HAS = re.compile(rf"\s(?=có\s(?!{cue_words('sharing.described')}))", re.IGNORECASE)
_ASIDE = re.compile(r"\s?\([^()]{0,400}\)")
_GIVES = re.compile(r"[^;:.]{3,300}\scho(?=\s)", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^“”\"]{1,160}[”\"]")
_WINDOW = 400
Shared = tuple[str, str]
_NOTHING: Shared = ("", "")


def shared_words(text: str, clauses: list[Clause]) -> list[Shared]:
    """This will give for each clause the words that others say for it: before its amount, and after what it counts."""
    out = [_NOTHING for _ in clauses]
    said = ""  # the predicate of the clause behind, as long as a list of shares goes on
    for index in range(len(clauses) - 2, -1, -1):
        first, second = clauses[index], clauses[index + 1]
        if not (_counts(first) and _counts(second) and _joined(text, first, second)):
            said = ""
            continue
        said = said or _predicate(text, second)
        if said and not _predicate(text, first):
            out[index] = ("", said)
        else:
            said = ""
    for index, (first, second) in enumerate(pairwise(clauses)):
        if _counts(first) and _counts(second) and _joined(text, first, second):
            begin = max(opening(text, first), first.measure.start - _WINDOW)
            given = _GIVES.match(text, begin, first.measure.start)
            out[index + 1] = (given.group() if given else out[index][0], out[index + 1][1])
    return out


def _counts(clause: Clause) -> bool:
    """This will tell a clause that says a share first and then of what."""
    return clause.measure.share and not clause.ends_with_value and not clause.bare


def _joined(text: str, first: Clause, second: Clause) -> bool:
    gap = text[first.end : second.measure.start]
    return _BETWEEN.fullmatch(gap) is not None or _BETWEEN.fullmatch(f"{gap} ") is not None


def _predicate(text: str, clause: Clause) -> str:
    """This will give what is to hold of what a clause counts ("được cấp thẻ"); empty where it only names it."""
    words = _ASIDE.sub("", text[clause.measure.end : min(clause.end, clause.measure.end + _WINDOW)])
    bare = _QUOTED.sub(lambda quoted: "…" * len(quoted.group()), words)  # "Gia đình không có ma túy" says nothing of it
    found = _DOES.search(bare) or _HAS.search(bare)
    return words[found.end() :].strip(" ,;.") if found else ""
