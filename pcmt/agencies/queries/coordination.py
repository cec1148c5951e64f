"""Coordination programmes: who takes part, until when, which review is due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pcmt.agencies.models import Programme, ProgrammeParty
from pcmt.agencies.queries.directory import AgencyView, agencies_by_id
from pcmt.agencies.rules.programmes import CHANGE_LABELS, PROGRAMME_LABELS, REVIEW_LABELS, review_due
from pcmt.kernel.refusal import NotFound


@dataclass(frozen=True)
class PaperView:
    """A paper that founded, extended or ended a programme."""

    kind: str
    label: str
    title: str
    document: str
    signed_on: date
    term_to: date | None


@dataclass(frozen=True)
class ReviewView:
    """A review that was held."""

    held_on: date
    note: str
    document: str


@dataclass(frozen=True)
class ProgrammeView:
    """A programme with its parties; `review_due_on` is the day by which the next review is owed, None where none is."""

    id: int
    name: str
    kind: str
    fields: str
    review_months: int
    valid_from: date
    valid_to: date | None
    leads: tuple[AgencyView, ...]
    supports: tuple[AgencyView, ...]
    papers: tuple[PaperView, ...]
    reviews: tuple[ReviewView, ...]
    review_due_on: date | None

    @property
    def kind_label(self) -> str:
        """The kind in Vietnamese: "Quy chế phối hợp"."""
        return PROGRAMME_LABELS[self.kind]

    @property
    def review_label(self) -> str:
        """How often it is reviewed, in Vietnamese: "Hằng năm"."""
        return REVIEW_LABELS[self.review_months]

    def stands(self, on: date) -> bool:
        """This will tell whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or self.valid_to >= on)


def programmes(on: date, agency_id: int | None = None) -> tuple[ProgrammeView, ...]:
    """This will list the programmes in force on a day, of one party where asked, in the order of their names."""
    rows = Programme.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
    if agency_id is not None:
        rows = rows.filter(parties__agency_id=agency_id)
    return _views(rows)


def all_programmes() -> tuple[ProgrammeView, ...]:
    """This will list every programme, those in force and those that have ended, newest first."""
    return tuple(sorted(_views(Programme.objects.all()), key=lambda view: view.valid_from, reverse=True))


def programme(programme_id: int) -> ProgrammeView:
    """This will give one programme, also after it has ended; raises NotFound."""
    found = _views(Programme.objects.filter(pk=programme_id))
    if not found:
        raise NotFound("Không tìm thấy quy chế, chương trình phối hợp này.")
    return found[0]


def programme_kinds() -> tuple[tuple[str, str], ...]:
    """This will list the kinds of programmes with their Vietnamese names."""
    return tuple(PROGRAMME_LABELS.items())


def review_rhythms() -> tuple[tuple[int, str], ...]:
    """This will list how often programmes may be reviewed, in months, with the Vietnamese words."""
    return tuple(REVIEW_LABELS.items())


def _views(rows: "QuerySet[Programme]") -> tuple[ProgrammeView, ...]:
    found = [*rows.order_by("name", "pk").prefetch_related("decisions", "reviews")]
    parties = [*ProgrammeParty.objects.filter(programme__in=found).order_by("pk")]
    agencies = agencies_by_id({party.agency_id for party in parties})

    def of(row: Programme, *, leads: bool) -> tuple[AgencyView, ...]:
        return tuple(
            agencies[party.agency_id] for party in parties if party.programme_id == row.pk and party.leads == leads
        )

    return tuple(_view(row, of(row, leads=True), of(row, leads=False)) for row in found)


def _view(row: Programme, leads: tuple[AgencyView, ...], supports: tuple[AgencyView, ...]) -> ProgrammeView:
    papers = sorted(row.decisions.all(), key=lambda paper: (paper.signed_on, paper.pk), reverse=True)
    reviews = sorted(row.reviews.all(), key=lambda review: review.held_on, reverse=True)
    last_held = reviews[0].held_on if reviews else None
    return ProgrammeView(
        id=row.pk,
        name=row.name,
        kind=row.kind,
        fields=row.fields,
        review_months=row.review_months,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        leads=leads,
        supports=supports,
        papers=tuple(
            PaperView(one.kind, CHANGE_LABELS[one.kind], one.title, one.document, one.signed_on, one.term_to)
            for one in papers
        ),
        reviews=tuple(ReviewView(one.held_on, one.note, one.document) for one in reviews),
        review_due_on=review_due(row.valid_from, row.review_months, row.valid_to, last_held),
    )
