"""Citations: every distinct act that the document names, gathered from all its mentions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from vanban.model import Citation, Span
from vanban.read.dress import begins_dress_after
from vanban.read.laws import law_mentions
from vanban.read.lists import share
from vanban.read.mentions import Mention, number_mentions
from vanban.read.named import name_key, named_mentions
from vanban.read.names import ordinary_case
from vanban.read.page import Page
from vanban.read.shorts import short_mentions
from vanban.vocabulary import squeeze

_MARKS = re.compile(r"[\s–.-]+")
_DOUBLED = re.compile(r"([A-ZĐ])\1+")
_DRESS_LINE = 60
_LONGEST_CUE = 90
# Share of rows right on 359 citations of 50 documents with answer keys, a little lower where few were seen.
_CONFIDENCE = {
    "number": 0.99,
    "law-number": 0.99,
    "law-date": 0.98,
    "law-name": 0.97,
    "named": 0.9,
    "short-form": 0.7,
}


@dataclass(slots=True)
class _Act:
    """What is known so far of one act."""

    kind: str
    number: str | None
    name: str | None
    year: str | None
    dates: list[date] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def absorb(self, mention: Mention) -> None:
        """This will add what one more mention says."""
        self.spans.append(Span(mention.start, mention.end))
        self.rules.append(mention.rule)
        if mention.issued_on:
            self.dates.append(mention.issued_on)
        if mention.issuer:
            self.issuers.append(mention.issuer)
        self.name = self.name or mention.name
        self.year = self.year or mention.year

    def issuer(self) -> str | None:
        """This will choose among issuers stated: the first in ordinary letters, else one of a title in capitals."""
        plain = next((one for one in self.issuers if not one.isupper()), None)
        return plain or (ordinary_case(self.issuers[0]) if self.issuers else None)

    def issued_on(self) -> date | None:
        """This will choose among dates stated: one that agrees with the year in the number, else the first."""
        stated = year_in_number(self.number)
        return next((one for one in self.dates if str(one.year) == stated), self.dates[0] if self.dates else None)


def year_in_number(number: str | None) -> str | None:
    """This will give the year that stands in a number such as 163/2024/QH15."""
    found = re.search(r"/((?:19|20)\d\d)/", number or "")
    return found.group(1) if found else None


def read_citations(page: Page) -> tuple[Citation, ...]:
    """This will give one row for each distinct act, in order of first mention; the document itself is none."""
    start, end = _reach(page)
    numbered = share(page.text, number_mentions(page.text, start, end))
    laws = law_mentions(page.text, start, end, numbered)
    named = {mention.number_at: mention for mention in laws if mention.number_at is not None}
    full = [_with_law(mention, named) for mention in numbered]
    acts = _gather(full, _own_number(page))
    _add_laws(acts, [mention for mention in laws if mention.number_at is None])
    _add_named(acts, named_mentions(page.text, start, end, page.metadata.title))
    covered = [Span(mention.start, mention.end) for mention in full]
    _add_short_forms(acts, short_mentions(page.text, start, end, covered), _own_number(page))
    ordered = sorted(acts, key=lambda act: min(act.spans))
    return tuple(_row(act, page.text) for act in ordered)


def _reach(page: Page) -> tuple[int, int]:
    """This will give the stretch that is the document's own: web dress before the head and after the end is not."""
    blocks = page.blocks
    first = max(page.parts.motto, 0)
    start = blocks[first].start if blocks else 0
    end = len(page.text)
    for block in blocks[page.parts.signature.first :]:
        if block.end - block.start < _DRESS_LINE and begins_dress_after(page.text[block.start : block.end]):
            end = block.start
            break
    return start, end


def _own_number(page: Page) -> str | None:
    number = page.metadata.number
    return _key(number) if number else None


def _key(number: str) -> str:
    """This will give a number without what pages lose or change: dashes, points, doubled letters ("CTTg", "CT-TTg")."""
    return _DOUBLED.sub(r"\1", _MARKS.sub("", number).upper().replace("Ư", "W"))


def _with_law(mention: Mention, named: dict[int, Mention]) -> Mention:
    law = named.get(mention.start)
    if law is None:
        return mention
    return replace(mention, kind=law.kind, name=law.name, start=law.start, rule="law-number")


def _gather(mentions: Iterable[Mention], own: str | None) -> list[_Act]:
    acts: list[_Act] = []
    by_key: dict[str, list[_Act]] = {}
    for mention in mentions:
        key = _key(mention.number or "")
        if key == own:
            continue
        same = next((act for act in by_key.get(key, []) if _is_same(act, mention)), None)
        if same is None:
            same = _Act(mention.kind, mention.number, mention.name, None)
            acts.append(same)
            by_key.setdefault(key, []).append(same)
        same.absorb(mention)
    return acts


def _is_same(act: _Act, mention: Mention) -> bool:
    """This will take one number for two acts only where it holds no year and the years stated differ."""
    if not act.dates or not mention.issued_on or year_in_number(act.number):
        return True
    return any(one.year == mention.issued_on.year for one in act.dates)


def _add_laws(acts: list[_Act], laws: list[Mention]) -> None:
    """This will add laws named without number; those whose year or bare name fits an act known by number join it."""
    by_name: dict[str, list[_Act]] = {}
    for act in acts:
        if act.name:
            by_name.setdefault(squeeze(act.name), []).append(act)
    for mention in sorted(laws, key=lambda one: one.year is None):
        candidates = by_name.setdefault(squeeze(mention.name or ""), [])
        same = _fitting(candidates, mention.year) or _abbreviated(acts, mention)
        if same is None:
            same = _Act(mention.kind, None, mention.name, mention.year)
            acts.append(same)
            candidates.append(same)
        same.absorb(replace(mention, year=mention.year if not same.number else None))


def _abbreviated(acts: list[_Act], mention: Mention) -> _Act | None:
    """This will find the law whose name begins with these letters: "Luật NSNN" after "Luật Ngân sách nhà nước"."""
    short = (mention.name or "").rpartition(" ")[2]
    if not short.isupper():
        return None
    return next((act for act in acts if act.kind == mention.kind and _initials(act.name or "") == short), None)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name)[1:]).upper()


def _add_named(acts: list[_Act], named: list[Mention]) -> None:
    """This will add acts known by name alone, one row for each; of several names of one act the first stays."""
    by_name: dict[str, _Act] = {}
    for mention in named:
        key = name_key(mention.name or "")
        if key not in by_name:
            by_name[key] = _Act(mention.kind, None, mention.name, mention.year)
            acts.append(by_name[key])
        by_name[key].absorb(mention)


def _fitting(candidates: list[_Act], year: str | None) -> _Act | None:
    """This will choose the act of that year, else one whose year nobody says."""
    same = next((act for act in candidates if year is None or year in _years(act)), None)
    return same or (next((act for act in candidates if not _years(act)), None) if year else None)


def _years(act: _Act) -> set[str]:
    years = {str(one.year) for one in act.dates}
    years |= {year for year in (act.year, year_in_number(act.number)) if year}
    return years


def _add_short_forms(acts: list[_Act], shorts: list[Mention], own: str | None) -> None:
    """This will take "Kế hoạch 233" for the act already cited in full, else for an act of its own."""
    known = {(act.kind, _leading_figures(act.number)): act for act in reversed(acts)}
    for mention in shorts:
        figures = _leading_figures(mention.number)
        if own and _leading_figures(own) == figures:
            continue
        same = known.get((mention.kind, figures))
        if same is None or not _is_same(same, mention):
            same = known[(mention.kind, figures)] = _Act(mention.kind, mention.number, mention.name, None)
            acts.append(same)
        same.absorb(mention if same.number == mention.number else replace(mention, name=None))


def _leading_figures(number: str | None) -> str:
    found = re.match(r"\d+", number or "")
    return found.group().lstrip("0") if found else ""


def _row(act: _Act, text: str) -> Citation:
    spans = tuple(sorted(act.spans))
    return Citation(
        kind=act.kind,
        number=act.number,
        name=act.name,
        year=act.year,
        issued_on=act.issued_on(),
        issuer=act.issuer(),
        spans=spans,
        confidence=_CONFIDENCE[act.rules[0]],
        reason=act.rules[0],
        cue=_cue(text[spans[0].start : spans[0].end]),
    )


def _cue(words: str) -> str:
    """This will give an act as it is first named, cut at a word where that is long."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST_CUE else plain[: _LONGEST_CUE + 1].rpartition(" ")[0]
