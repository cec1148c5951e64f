"""What agencies wrote in a field of a form in their own words, gathered: near-same wordings in groups."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting.models import Duty, Submission, Words
from pcmt.reporting.queries.duties import area_names, visible_duties
from pcmt.rulebook.queries import WordsField, book
from vanban.gather import Group, gather
from vanban.text import fold, sort_key

SENT = ("submitted", "under_review", "accepted")


@dataclass(frozen=True)
class Sayer:
    """One report's words in the field: whose, of which period, in which submission; `words_id` is 0 where none stand.

    form_code, field: where it was asked. revision: of the words. said: all that was written. is_closed: whether the
    report is closed (chốt). writer: who typed the words.
    """

    words_id: int
    revision: int
    submission_id: int
    area_id: int
    unit: str
    former_district: str
    period: Period
    form_code: str
    field: str
    said: str
    is_closed: bool
    writer: str = ""

    @property
    def reference(self) -> str:
        """How trace names the words."""
        return f"words:{self.words_id}"


@dataclass(frozen=True)
class GatheredWording:
    """One wording with the reports in which it stands."""

    text: str
    sayers: tuple[Sayer, ...]


@dataclass(frozen=True)
class GatheredGroup:
    """Near-same wordings, the commonest first; `sayers` are the reports that say so, each once."""

    wordings: tuple[GatheredWording, ...]
    sayers: tuple[Sayer, ...]

    @property
    def title(self) -> str:
        """The commonest wording."""
        return self.wordings[0].text

    @property
    def units(self) -> int:
        """How many units say so, in whichever of the periods."""
        return len({one.unit for one in self.sayers})

    @property
    def districts(self) -> tuple[tuple[str, int], ...]:
        """Former districts with how many of their units say so, most first; none where nothing is known of them."""
        found = Counter({one.unit: one.former_district for one in self.sayers if one.former_district}.values())
        return tuple(sorted(found.items(), key=lambda one: (-one[1], sort_key(one[0]))))


@dataclass(frozen=True)
class GatheredWords:
    """A field gathered. nothing: who wrote that there is nothing; silent: who sent the report with the field empty.

    owed: reports of the periods that the reader may see; sent: those of them that were looked at; returned: those sent
    that were given back to be mended, whose words are with their writers again.
    """

    field: WordsField
    groups: tuple[GatheredGroup, ...]
    nothing: tuple[Sayer, ...]
    silent: tuple[Sayer, ...]
    owed: int
    sent: int
    returned: int = 0

    @property
    def came(self) -> int:
        """How many reports were sent, those given back too: what the board counts."""
        return self.sent + self.returned

    @property
    def answered(self) -> int:
        """How many reports say something."""
        return self.sent - len(self.nothing) - len(self.silent)


@dataclass(frozen=True)
class Narrowing:
    """Which reports are gathered: closed ones only, those of some areas, of a former district; `sought` in words."""

    closed_only: bool = False
    area_ids: Collection[int] | None = None
    former_district: str = ""
    sought: str = ""


EVERYTHING = Narrowing()


def gathered(
    actor: Actor, form_code: str, periods: Sequence[Period], field: str, narrowing: Narrowing = EVERYTHING
) -> GatheredWords | None:
    """This will gather a field over periods, from reports sent or closed; None where the form asks no such field.

    Of several rounds the latest one sent speaks. A fixed number of queries, whatever the number of reports.
    """
    asked = words_field(form_code, periods, field)
    if asked is None:
        return None
    owed = list(visible_duties(actor).filter(form_code=form_code, period__in=[one.id for one in periods]))
    names = area_names(owed)
    owed = [one for one in owed if _is_wanted(names[one.area_id], narrowing)]
    rounds, returned = _rounds(owed, closed_only=narrowing.closed_only)
    sayers = _sayers(owed, rounds, names, field)
    found = gather([one.said for one in sayers])
    groups = (_group(one, sayers) for one in found.groups)
    return GatheredWords(
        field=asked,
        groups=tuple(one for one in groups if _has(one, fold(narrowing.sought))),
        nothing=tuple(sayers[place] for place in found.nothing),
        silent=tuple(sayers[place] for place in found.empty),
        owed=len(owed),
        sent=len(sayers),
        returned=returned,
    )


def words_field(form_code: str, periods: Sequence[Period], field: str) -> WordsField | None:
    """This will find a field of words of a form, as the latest of some periods has it."""
    last = max((one.last_day for one in periods), default=None)
    known = words_fields(form_code, last) if last else ()
    return next((one for one in known if one.code == field), None)


def words_fields(form_code: str, on: date) -> tuple[WordsField, ...]:
    """This will list what a form asks in words on a day."""
    return tuple(book().form(form_code, on).words)


def said(actor: Actor, words_ids: Iterable[int]) -> dict[int, Sayer]:
    """This will give words by their identifiers, those of reports sent or closed that the actor may see."""
    rows = Words.objects.filter(
        pk__in=set(words_ids), submission__state__in=SENT, submission__duty__in=visible_duties(actor)
    ).select_related("submission__duty")
    found = list(rows)
    owed = [one.submission.duty for one in found]
    names = _Names.of(owed, found, area_names(owed))
    return {one.pk: _sayer(one.submission.duty, one.submission, one.field, one, names) for one in found}


@dataclass(frozen=True)
class _Names:
    """The names of areas, agencies and persons, by identifier."""

    areas: Mapping[int, AreaView]
    agencies: Mapping[int, str]
    writers: Mapping[int, str]

    @classmethod
    def of(cls, owed: Sequence[Duty], words: Iterable[Words], places: Mapping[int, AreaView]) -> "_Names":
        whose = agencies.agencies_by_id(one.agency_id for one in owed)
        writers = agencies.person_names(one.entered_by_id for one in words if one.entered_by_id is not None)
        return cls(places, {key: view.name for key, view in whose.items()}, writers)


def _is_wanted(area: AreaView, narrowing: Narrowing) -> bool:
    in_areas = narrowing.area_ids is None or area.id in narrowing.area_ids
    return in_areas and narrowing.former_district in ("", area.former_district)


def _rounds(owed: Iterable[Duty], *, closed_only: bool) -> tuple[dict[int, Submission], int]:
    """The rounds that speak, by duty; and how many duties have none though they were sent, since they were returned."""
    states = SENT[-1:] if closed_only else SENT
    rows = list(Submission.objects.filter(duty__in=[one.pk for one in owed]).order_by("round"))
    speaking = {row.duty_id: row for row in rows if row.state in states}
    came = {row.duty_id for row in rows if row.first_sent_at is not None}
    return speaking, 0 if closed_only else len(came - speaking.keys())


def _sayers(
    owed: Sequence[Duty], rounds: Mapping[int, Submission], places: Mapping[int, AreaView], field: str
) -> list[Sayer]:
    rows = Words.objects.filter(submission__in=[one.pk for one in rounds.values()], field=field)
    words = {one.submission_id: one for one in rows}
    names = _Names.of(owed, words.values(), places)
    spoken = [(one, rounds[one.pk]) for one in owed if one.pk in rounds]
    spoken.sort(key=lambda one: (one[0].first_day, names.areas[one[0].area_id].sort_key, one[0].pk))
    return [_sayer(duty, sent, field, words.get(sent.pk), names) for duty, sent in spoken]


def _sayer(duty: Duty, sent: Submission, field: str, words: Words | None, names: _Names) -> Sayer:
    area = names.areas[duty.area_id]
    return Sayer(
        words_id=words.pk if words else 0,
        revision=words.revision if words else 0,
        submission_id=sent.pk,
        area_id=area.id,
        unit=area.full_name if area.level == "commune" else names.agencies[duty.agency_id],
        former_district=area.former_district,
        period=Period.parse(duty.period),
        form_code=duty.form_code,
        field=field,
        said=words.text if words else "",
        is_closed=sent.state == SENT[-1],
        writer=names.writers.get(words.entered_by_id, "") if words and words.entered_by_id is not None else "",
    )


def _group(group: Group, sayers: Sequence[Sayer]) -> GatheredGroup:
    wordings = tuple(GatheredWording(one.text, tuple(sayers[place] for place in one.places)) for one in group.wordings)
    return GatheredGroup(wordings, tuple(sayers[place] for place in group.places))


def _has(group: GatheredGroup, sought: str) -> bool:
    return not sought or any(sought in fold(one.text) for one in group.wordings)
