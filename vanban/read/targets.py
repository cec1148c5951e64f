"""Targets: measurable commitments, each atomic, with value, relation, unit, subject and time.

The stages: passages (goals, demands) → sentences and their parts → clauses with one measure each → the level that the
measure sets, or none → quote, subject and time. Goals without an amount and the rows of tables come beside.
"""

import re
from bisect import bisect_right
from dataclasses import replace

from vanban.model import Target
from vanban.read.clauses import Clause, clauses_in
from vanban.read.cues import TIME_WORDS
from vanban.read.goal_words import sets_goals
from vanban.read.goals import Passage, read_passages, tells_purpose
from vanban.read.levels import Standing, level_of
from vanban.read.limits import limit_said
from vanban.read.outlook import looks_ahead, tells_what_is, tells_what_was_done
from vanban.read.page import Page
from vanban.read.quotes import QUOTE_WORDS, quote_span
from vanban.read.restraints import is_only_a_wish
from vanban.read.sentences import Part, sentences_in
from vanban.read.sharing import shared_words
from vanban.read.shortening import end_of_words, shorten
from vanban.read.subjects import SUBJECT_WORDS, completed, of_the_same, of_those, subject_of
from vanban.read.target_asides import led_by, restates, shares_out, tells_steps, told_in
from vanban.read.target_lists import told_together, whole_parts
from vanban.read.target_tables import read_target_tables
from vanban.read.target_years import is_past, ruling_year, share_years
from vanban.read.times import Time, carry_on, goes_on_from, habit_said, opening_habit, year_before, year_said
from vanban.read.wishes import Wish, wishes_in

# About the share of right ones among what each rule found when it first met documents with answer keys.
_CONFIDENCE = {
    "goal-share": 0.97,
    "goal-amount": 0.92,
    "goal-change": 0.95,
    "goal-none": 0.92,
    "goal-maintain": 0.8,
    "goal-direction": 0.75,
    "strive-share": 0.92,
    "strive-amount": 0.88,
    "strive-change": 0.9,
    "strive-none": 0.75,
    "strive-maintain": 0.7,
    "strive-direction": 0.65,
    "demand-share": 0.85,
    "demand-amount": 0.82,
    "demand-change": 0.8,
    "demand-frequency": 0.8,
}
_AMONG_THEM = re.compile(r"trong đó(?: có)?:?\s*$", re.IGNORECASE)
_AMONG_REACH = 16
_OF_A_PLACE = re.compile(r"(?<!\w)(?:tại|ở|của|với|từ|trong|đến|giữa|trên|cùng|qua|gồm)\s$", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\s*(?:đối với|tại|ở|cho)(?!\w)")
_ITEM = re.compile(r"(?:^|[,;:]\s*)([^,;:]{1,60}):\s*$")
_ONLY_DUE = re.compile(
    r"\s*(?:hoàn thành|thời hạn|xong)(?: [^\W\d_]{1,6}){0,5}:?\s(?:ngày |tháng |quý |năm )?[\dIV/.-]{1,10}"
    r"(?:\s(?:tháng|năm)\s\d{1,4}){0,2}\s*[.;/]*\s*",
    re.IGNORECASE,
)
_STRIVEN = re.compile(r"(?<!\w)phấn đấu\s$", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_MARK = re.compile(r"\s*\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)\s")
# "(năm 2025 có 41 người)" says how it is.
_AS_IT_IS = re.compile(
    r"\((?:(?:trong )?năm \d{4} (?:có|là|đạt|mới|chiếm|ghi|toàn|xảy ra|phát hiện|bắt giữ)|"
    r"(?:trong )?năm \d{4}\s?:|hiện|so với|tăng|giảm)[^()]{0,200}\)"
)
_TO_REACH = re.compile(r"(?:(?:phải|hoàn thành|đạt|có)\s){1,3}")
_ONLY_A_TIME = re.compile(
    rf"(?:{TIME_WORDS}|(?:đến |hết )?(?:tháng|quý) [\dIV]{{1,3}}(?:/| năm )\d{{4}})", re.IGNORECASE
)
_HEADING_WORDS = 5
_FIRST_MARKS = {"(1)", "(i)", "(a)"}
_WINDOW = 600


def read_targets(page: Page) -> tuple[Target, ...]:
    """This will give the targets in order of the text."""
    found = read_target_tables(page, read_passage)
    found += told_together(page, [(passage, read_passage(page, passage)) for passage in read_passages(page)])
    return tuple(sorted(found, key=lambda target: (target.start, target.end)))


def read_passage(page: Page, passage: Passage) -> list[Target]:
    """This will give the targets of one passage."""
    return _Reader(page, passage).read()


class _Reader:
    """Reads one passage; `time` is what its words so far said about time."""

    def __init__(self, page: Page, passage: Passage) -> None:
        self.page = page
        self.text = page.text
        self.passage = passage
        self.time = self.led_in = Time(None, passage.every)
        self.by_figures = passage.standing is Standing.DEMAND and tells_purpose(page, passage.unit)
        tells = passage.standing is Standing.DEMAND and not passage.after_goals
        self.reported = tells and page.metadata.kind == "TIN"
        self.by_bounds = False
        self.sentence_at = passage.start
        self.habit: tuple[str | None, str | None] = (None, None)
        self.shared_unit: str | None = None
        self.found: list[Target] = []

    def read(self) -> list[Target]:
        """This will give the passage's targets."""
        wished: list[Target] = []
        looks_back = False
        for sentence in sentences_in(self.text, self.passage.start, self.passage.end):
            goes_on = looks_back and self.passage.standing is not Standing.GOAL
            goes_on = goes_on and not looks_ahead(self.text, sentence)
            looks_back = goes_on or tells_what_is(self.text, sentence)
            self.by_bounds = self.reported and not looks_ahead(self.text, sentence)
            self.habit = (None, None)
            self.sentence_at = sentence.start
            if not looks_back:
                for part in whole_parts(self.text, sentence.parts):
                    if self._is_only_due(part):
                        continue
                    if tells_what_was_done(self.text, part):
                        break
                    self._pass_mark(part)
                    wished += self._part(part)
        # Outside of goals a wish counts only beside an amount: alone it is one of the many good intentions.
        if self.passage.standing is Standing.GOAL or self.found or self.page.metadata.kind == "TIN":
            self.found += wished
        else:
            self.found += (one for one in wished if _STRIVEN.search(self.text, self.passage.start, one.start))
        return self.found

    def _is_only_due(self, part: Part) -> bool:
        """This will give "…; hoàn thành trước ngày 15/8/2026" to the level that a task asks for just before it."""
        if not (self.found and self.passage.standing is Standing.DEMAND) or self.found[-1].start < self.sentence_at:
            return False
        if _ONLY_DUE.fullmatch(self.text, part.start, part.end) is None:
            return False
        said = year_said(self.text[part.start : part.end])
        if said and year_said(self.found[-1].quote) is None:
            self.found[-1] = replace(self.found[-1], by=said)
        return True

    def _pass_mark(self, part: Part) -> None:
        """This will forget at "(2)" what "(1)" said of time; what led in to the marks holds on."""
        mark = _MARK.match(self.text, part.start, part.end)
        if mark is None:
            return
        if mark.group().strip() in _FIRST_MARKS:
            self.led_in = self.time
        self.time = self.led_in

    def _part(self, part: Part) -> list[Target]:
        clauses = self._clauses(part)
        wished = [
            self._wish(wish, part)
            for wish in (wishes_in(self.text, part, clauses) if self.passage.standing is not Standing.DEMAND else ())
            if wish.end > self.passage.goal_at and not self._names_a_section(wish)
        ]
        already, carried = len(self.found), self.time
        earlier: Target | None = None
        since = part.start
        for clause, shared in zip(clauses, shared_words(self.text, clauses), strict=True):
            if clause.bare and earlier is None:
                continue
            earlier = self._clause(part, clause, self.passage.standing, since, earlier, shared=shared)
            if earlier is not None:
                self.found.append(earlier)
                self.time = carry_on(self.text[min(since, earlier.start) : earlier.end], self.time)
            since = clause.end
        share_years(self.text, part, self.found, already)
        made = self.found[already:]
        for aside in part.asides:
            at = bisect_right(made, aside[0], key=lambda target: target.start)
            self._aside(aside, made[at - 1] if at else None)
        if self.time == carried:
            self.time = carry_on(self.text[part.start : part.end], self.time)
        elif made and made[-1].by and self.time.by == made[-1].by:
            wished = [replace(one, by=made[-1].by) if one.start > made[-1].end else one for one in wished]
        return wished

    def _clause(
        self,
        part: Part,
        clause: Clause,
        standing: Standing,
        since: int,
        earlier: Target | None = None,
        *,
        shared: tuple[str, str] = ("", ""),
    ) -> Target | None:
        """This will read a clause; what stands from `since` up to its quote may say its year."""
        quote = quote_span(self.text, clause, part)
        goes_on = self._shares_out(clause, earlier) or self._lists_on(part, clause)
        before = earlier.relation if earlier else ""
        level = level_of(self.text, clause, standing, quote[0], earlier=before, shares_out=goes_on)
        if level is None:
            return None
        said = self.text[quote[0] : min(max(clause.end, quote[1]), quote[0] + _WINDOW)]
        said = _AS_IT_IS.sub("", said)
        own_year = year_said(self.text[clause.start : clause.end][:_WINDOW] if clause.bare else said)
        led_in = self.text[max(since, quote[0] - _WINDOW) : quote[0]]
        by = own_year or year_before(led_in) or self.time.by or year_said(led_in.rpartition(",")[2])
        if own_year is None and goes_on_from(said):
            by = None
        if is_past(self.page, by):
            return None
        measure = clause.measure
        subject = subject_of(self.text, clause, quote, change=level.kind == "change", shared=shared)
        goes_on = clause.bare and earlier is not None and measure.unit == earlier.unit and measure.share
        if goes_on and earlier and not _OF_OTHERS.match(self.text, measure.end, clause.end):
            subject = earlier.subject
        neighbour = self.found[-1] if self.found else None
        if neighbour and neighbour.start >= self.sentence_at and neighbour.unit == measure.unit:
            subject = of_those(completed(subject, neighbour.subject), neighbour.subject)
            subject = of_the_same(subject, said, neighbour.subject)
        within = self._limit(clause)
        if within and subject.startswith(within):
            subject = _TO_REACH.sub("", subject.removeprefix(within).lstrip(" ,"))
        if not subject or (subject == "%" and self.found):
            subject = self.found[-1].subject if self.found else measure.unit
        return replace(
            self._blank(quote),
            relation=level.relation,
            bound=level.bound,
            value=measure.value,
            value_high=measure.value_high,
            unit=measure.unit or None,
            subject=subject,
            by=by or (None if within else ruling_year(self.page, self.passage)),
            every=habit_said(said, of_share=measure.share)
            or (None if own_year else self.time.every)
            or self._shared_habit(clause, earlier),
            within=within,
            confidence=_CONFIDENCE[f"{standing}-{level.kind}"],
            reason=f"{standing}-{level.kind}",
            cue=level.cue,
        )

    def _limit(self, clause: Clause) -> str:
        """This will give the limit that a clause, or its sentence before it, tells by its length; not the amount."""
        begin = max(self.sentence_at, clause.measure.start - _WINDOW)
        span = limit_said(self.text, begin, clause.end)
        if span is None or span[0] < clause.measure.end <= span[1]:
            return ""
        return " ".join(self.text[span[0] : span[1]].split())

    def _shared_habit(self, clause: Clause, earlier: Target | None) -> str | None:
        """This will carry "bình quân hằng năm" on to what a rate is made up of: "…, trong đó: A tăng 6%; B tăng 9%"."""
        among = earlier and _AMONG_THEM.search(self.text, max(clause.start - _AMONG_REACH, 0), clause.start)
        if among and earlier:
            self.habit = (earlier.every, earlier.unit)
        return self.habit[0] if clause.measure.unit == self.habit[1] else None

    def _shares_out(self, clause: Clause, earlier: Target | None) -> bool:
        """This will tell a clause that shares an amount out: "300 người, trong đó: nam 200 người, nữ 100 người"."""
        if earlier is None:
            self.shared_unit = None
        elif _AMONG_THEM.search(self.text, max(clause.start - _AMONG_REACH, 0), clause.start):
            self.shared_unit = clause.measure.unit
        return self.shared_unit is not None and clause.measure.unit == self.shared_unit

    def _lists_on(self, part: Part, clause: Clause) -> bool:
        """This will tell an amount that only ends a part of a list of amounts: "…; quản lý 3.850 người"."""
        listed = bool(self.found) and self.found[-1].start >= self.sentence_at and clause.start == part.start
        before = self.text[max(clause.start, clause.measure.start - _AMONG_REACH) : clause.measure.start]
        if not before.strip(" -"):
            return listed and clause.measure.share
        return listed and clause.ends_with_value and not _OF_A_PLACE.search(before)

    def _clauses(self, part: Part) -> list[Clause]:
        """This will give a part's clauses; where purposes are told, "có một cơ quan chủ trì" counts nothing."""
        clauses = [one for one in clauses_in(self.text, part) if not is_only_a_wish(self.text, one)]
        if self.by_bounds:
            return [one for one in clauses if one.measure.relation in {">=", "<="} or one.measure.value_high]
        if not self.by_figures:
            return clauses
        return [one for one in clauses if _FIGURE.search(self.text, one.measure.start, one.measure.end)]

    def _aside(self, aside: tuple[int, int], host: Target | None) -> None:
        """This will read brackets: "(trong đó: A: 25 trạm, B: 33 trạm)" shares an amount out, others add a bound."""
        among = shares_out(self.text, aside)
        if not among and restates(self.page, self.passage, aside, host):
            return
        begin = among.end() if among else aside[0] + 1
        strives = sets_goals(self.text[begin : aside[1] - 1])
        steps = host is not None and tells_steps(self.page, self.passage, aside)
        standing = (
            Standing.STRIVE if strives else self.passage.standing if (among or steps) and host else Standing.DEMAND
        )
        for inner, clause in told_in(self.text, begin, aside[1] - 1, whole=among is not None):
            if target := self._clause(inner, clause, standing, inner.start, host if among else None):
                item = _ITEM.search(self.text[inner.start : clause.measure.start])
                if among and host and item:
                    target = replace(target, subject=f"{host.subject} ({item.group(1).strip()})")
                alone = not host and target.subject == target.unit  # "… tiếp công dân (ít nhất 01 ngày/tháng)"
                if host and _ONLY_A_TIME.fullmatch(target.subject):
                    target = replace(target, subject=host.subject)
                led = (strives and not host) or alone
                self.found.append(led_by(self.text, self.passage, target, aside[0]) if led else target)

    def _wish(self, wish: Wish, part: Part) -> Target:
        stop = end_of_words(self.text, wish.start, wish.end, QUOTE_WORDS)
        said = year_said(self.text[max(wish.start - 40, self.passage.start, part.start) : wish.end])
        reason = f"{self.passage.standing}-{wish.kind}"
        return replace(
            self._blank((wish.start, stop)),
            relation=wish.relation,
            subject=shorten(self.text[wish.subject[0] : wish.subject[1]], SUBJECT_WORDS),
            by=said or self.time.by or ruling_year(self.page, self.passage),
            every=habit_said(self.text[wish.start : wish.end]) or self.time.every or opening_habit(self.text, part),
            confidence=_CONFIDENCE[reason],
            reason=reason,
            cue=wish.cue,
        )

    def _names_a_section(self, wish: Wish) -> bool:
        """This will tell a wish within a heading ("2.5. Phát triển sản xuất và nâng cao giá trị gia tăng")."""
        unit = self.passage.unit
        if unit.kind != "node" or self.text[unit.end - 1] in ".;:":
            return False
        holds = unit.provision is not None and unit.provision.end > unit.end + 1
        short = holds and len(self.text[wish.start : unit.end].split()) <= _HEADING_WORDS
        return wish.start > unit.start or short  # "c) Giảm tác hại" over what it holds

    def _blank(self, quote: tuple[int, int]) -> Target:
        """This will give a target with its place and its quote, all else still to be filled in."""
        unit = self.passage.unit
        return Target(
            path=unit.path,
            anchor=unit.anchor,
            quote=self.text[quote[0] : quote[1]],
            start=quote[0],
            end=quote[1],
            relation="",
            value=None,
            value_high=None,
            unit=None,
            subject="",
            by=None,
            every=None,
            confidence=0.0,
            reason="",
        )
