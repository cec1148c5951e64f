"""Closed figures: the current fact of an area, a period and an element, and the story of one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pcmt.agencies import queries as agencies
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared
from pcmt.reporting.models import Confirmation, DraftCell, Fact, OldBookFigure, Signature, Step
from pcmt.reporting.renamed import kept_as, under_todays_names
from pcmt.rulebook.queries import book

CHUNK = 500


@dataclass(frozen=True)
class FactView:
    """A closed figure; its reference is `cell:ID`. `superseded_at` is set where a later revision has replaced it."""

    id: int
    area_id: int
    period: Period
    element: str
    quantity: Quantity
    provenance: str
    revision: int
    submission_id: int | None
    accepted_at: datetime
    accepted_by_id: int | None
    basis: str
    superseded_at: datetime | None

    @property
    def reference(self) -> str:
        """How trace names it."""
        return f"cell:{self.id}"


@dataclass(frozen=True)
class Deed:
    """Who did something with a figure, and when; `note` says how (signed on paper, imported from a file …)."""

    label: str
    person_id: int | None
    person: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class CellOrigin:
    """The cell of an old book that a figure came from, and what stood there."""

    load_id: int
    file_name: str
    sheet: str
    address: str
    text: str


@dataclass(frozen=True)
class CellView:
    """Everything about one closed figure: where it stands, who handled it, and the revisions before and after."""

    fact: FactView
    label: str
    unit: str
    provenance_label: str
    form_id: str
    form_label: str
    section: str
    section_label: str
    agency_id: int | None
    comment: str
    deeds: tuple[Deed, ...]
    revisions: tuple[FactView, ...]
    origin: CellOrigin | None = None


FactKey = tuple[int, Period, str]
_CURRENT = Prepared(
    lambda area_ids, periods, elements: Fact.objects.filter(
        area_id__in=area_ids, period__in=periods, element__in=elements, superseded_at__isnull=True
    )
)


def fact(area_id: int, period: Period, element: str) -> FactView | None:
    """This will give the current fact; None where the figure is not known."""
    return facts([area_id], [period], [element]).get((area_id, period, element))


def facts(area_ids: Iterable[int], periods: Iterable[Period], elements: Iterable[str]) -> dict[FactKey, FactView]:
    """This will give the current facts of areas × periods × elements; what is not known has no key.

    A figure that an earlier version of the form kept under another code stands under the code asked for. One query for
    each 500 areas.
    """
    by_id = {period.id: period for period in periods}
    kept, wanted = kept_as(elements), list(area_ids)
    codes = list(dict.fromkeys(name for names in kept.values() for name in names))
    units = {code: book().element(code).unit for code in codes}
    found: dict[tuple[tuple[int, Period], str], FactView] = {}
    for start in range(0, len(wanted), CHUNK):
        for row in _CURRENT.all(wanted[start : start + CHUNK], list(by_id), codes):
            period = by_id[row.period]
            found[(row.area_id, period), row.element] = fact_view(row, period, units[row.element])
    named = under_todays_names(found, kept)
    return {(area_id, period, code): fact for ((area_id, period), code), fact in named.items()}


def fact_view(row: Fact, period: Period | None = None, unit: str | None = None) -> FactView:
    """This will show one row."""
    unit = book().element(row.element).unit if unit is None else unit
    return FactView(
        id=row.pk,
        area_id=row.area_id,
        period=period or Period.parse(row.period),
        element=row.element,
        quantity=Quantity(row.scaled, row.scale, unit),
        provenance=row.provenance,
        revision=row.revision,
        submission_id=row.submission_id,
        accepted_at=row.accepted_at,
        accepted_by_id=row.accepted_by_id,
        basis=row.basis,
        superseded_at=row.superseded_at,
    )


def cell(fact_id: int) -> CellView:
    """This will tell the story of a closed figure (`cell:ID`): typed, confirmed, signed, sent and closed by whom.

    The caller checks that its reader may see figures of the area (`reporting.view`).
    """
    row = Fact.objects.select_related("submission__duty").filter(pk=fact_id).first()
    if row is None:
        raise NotFound("Không tìm thấy số liệu này.")
    element = book().element(row.element)
    label, section_code, section_label, form_id, form_label, agency_id = element.label, "", "", "", "", None
    if row.submission is not None:
        duty = row.submission.duty
        form = book().form_by_id(duty.form_id)
        definition, section = form.cell(row.element), form.section_of(row.element)
        form_id, form_label, agency_id = form.id, form.label, duty.agency_id
        label = definition.label if definition else label
        section_code, section_label = (section.code, section.label) if section else ("", "")
    draft = DraftCell.objects.filter(submission=row.submission, element=row.element).first() if row.submission else None
    revisions = Fact.objects.filter(area_id=row.area_id, period=row.period, element=row.element).order_by("revision")
    return CellView(
        fact=fact_view(row),
        label=label,
        unit=element.unit,
        provenance_label=str(row.get_provenance_display()),
        form_id=form_id,
        form_label=form_label,
        section=section_code,
        section_label=section_label,
        agency_id=agency_id,
        comment=draft.comment if draft else "",
        deeds=_deeds(row, draft, section_code),
        revisions=tuple(fact_view(revision) for revision in revisions),
        origin=_origin(row),
    )


def _origin(row: Fact) -> CellOrigin | None:
    if row.provenance != Fact.Provenance.OLD_BOOK:
        return None
    found = OldBookFigure.objects.select_related("load__file").filter(fact=row).first()
    if found is None:  # put back after a later load was undone: its first fact tells
        return None
    return CellOrigin(found.load_id, found.load.file.name, found.sheet, found.address, found.text)


def _deeds(row: Fact, draft: DraftCell | None, section: str) -> tuple[Deed, ...]:
    rows: list[tuple[str, int | None, int | None, datetime, str]] = []
    if draft:
        rows.append(("Nhập số liệu", draft.entered_by_id, None, draft.entered_at, ""))
    if row.submission_id is not None:
        for confirmed in Confirmation.objects.filter(
            submission=row.submission_id, section=section, voided_at__isnull=True
        ):
            rows.append(("Xác nhận phần số liệu", confirmed.person_id, confirmed.on_behalf_of_id, confirmed.at, ""))
        for signed in Signature.objects.filter(submission=row.submission_id, voided_at__isnull=True):
            by_hand = signed.mode == Signature.Mode.SCAN
            label, how = "Tải lên bản ký" if by_hand else "Ký", signed.get_mode_display()
            rows.append((label, signed.person_id, signed.on_behalf_of_id, signed.at, how))
        sent = Step.objects.filter(submission=row.submission_id, move="submit").order_by("-id").first()
        if sent:
            rows.append(("Gửi báo cáo", sent.person_id, sent.on_behalf_of_id, sent.at, ""))
    rows.append(("Chốt số liệu", row.accepted_by_id, None, row.accepted_at, row.basis))
    names = agencies.person_names({person for _, *both, _, _ in rows for person in both if isinstance(person, int)})
    return tuple(
        Deed(label, person, _by(names, person, principal), at, note) for label, person, principal, at, note in rows
    )


def _by(names: Mapping[int, str], person: int | None, principal: int | None) -> str:
    """Who did it, and for whom where that was another."""
    name = names.get(person, "") if person else "Hệ thống"
    return f"{name} (thay {names.get(principal, '')})" if principal else name
