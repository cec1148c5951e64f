"""What may be asked about a unit's own report as a document: its lines, who may sign it, the document itself.

Nothing is kept: the document is made anew from what the unit entered whenever it is asked for, and may be seen by
whoever may see that.
"""

from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView, SignerView
from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.publications.composing import thresholds
from pcmt.publications.official import as_refusal
from pcmt.publications.rules.places import about, asked_about, initials, ordered_by
from pcmt.publications.unit_document import UnitContent, unit_document
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import SectionView, SubmissionView
from pcmt.reporting.queries.requests import document_behind
from pcmt.rulebook.queries import Form, UnitLayout, book
from vanban.text import format_date, lower_first
from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.html import write_html
from vanban.write.model import OfficialDocument, Signature
from vanban.write.pdf import write_pdf

UNSIGNED = ("draft", "returned")


@dataclass(frozen=True)
class Line:
    """One line to which the report may go: the layout, in whose name, and which sections stand in it."""

    layout: UnitLayout
    agency: AgencyView
    sections: tuple[SectionView, ...]

    @property
    def code(self) -> str:
        """What names it in an address: an agency of a kind owns sections of a report once."""
        return self.layout.code


@dataclass(frozen=True)
class UnitReportView:
    """A unit's report as a document of one line.

    lines: all that the report may go to, the chosen one among them. signers: who may sign for the issuing agency;
    signer_id: the post that stands in the document, None where the directory names nobody. draft: not signed yet.
    """

    submission: SubmissionView
    lines: tuple[Line, ...]
    chosen: Line
    signers: tuple[SignerView, ...]
    signer_id: int | None
    draft: bool
    document: OfficialDocument


def unit_report(
    actor: Actor, submission_id: int, *, on: date, line: str = "", signer_id: int | None = None
) -> UnitReportView:
    """This will make the document of a report; raises NotFound where it may not be seen, or no such line leads from it.

    on: the day whose offices and signers are meant. line: the code of its layout; where empty the first of the actor's
    own agency, else of all. signer_id: the post that is to sign; else who signed or confirmed, else the head.
    """
    view = reporting.submission(actor, submission_id, on)
    form = book().form_by_id(view.duty.form_id)
    lines = _own_first(_lines(view, form), actor)
    chosen = next((one for one in lines if one.code == line), None) if line else next(iter(lines), None)
    if chosen is None:
        raise NotFound("Báo cáo này không có mẫu văn bản như vậy.")
    signers = agencies.signers(chosen.agency.id, on)
    signer = _signer(signers, signer_id, _sealed_by(view, chosen))
    draft = _is_draft(view, chosen)
    content = UnitContent(
        layout=chosen.layout,
        view=view,
        sections=chosen.sections,
        held_back=frozenset() if chosen.layout.restricted else _restricted(form),
        places=_places(view, chosen, form),
        signature=_signature(chosen.layout, signer),
        code=reporting.code_of_print(actor, submission_id),
        draft=draft,
        party=chosen.agency.kind in book().party_kinds,
        year=on.year,
        by=thresholds(book().comparisons),
    )
    return UnitReportView(
        view, lines, chosen, signers, signer.post.id if signer else None, draft, unit_document(content)
    )


def unit_docx(view: UnitReportView) -> bytes:
    """This will write a unit's report as an editable DOCX."""
    with as_refusal():
        return write_docx(view.document)


def unit_pdf(view: UnitReportView) -> bytes:
    """This will write a unit's report as PDF/A with embedded fonts."""
    with as_refusal():
        return write_pdf(view.document, find_fonts())


def unit_html(view: UnitReportView) -> str:
    """This will write a unit's report as a fragment for the screen."""
    with as_refusal():
        return write_html(view.document)


def _lines(view: SubmissionView, form: Form) -> tuple[Line, ...]:
    """The whole in the name of who owes it first, then the parts of other agencies, in the order of their sections."""
    owing, last_day = view.duty.agency_id, view.duty.period.last_day
    owners = dict.fromkeys((owing, *(section.owner_id for section in view.sections)))
    found: list[Line] = []
    named = agencies.agencies_by_id(owners)
    for owner in owners:
        agency, covers = named[owner], "whole" if owner == owing else "own"
        own = tuple(section for section in view.sections if owner in (owing, section.owner_id))
        layouts = book().unit_layouts(agency.kind, form, covers, last_day)
        found += [Line(layout, agency, own) for layout in layouts]
    return tuple(found)


def _own_first(lines: tuple[Line, ...], actor: Actor) -> tuple[Line, ...]:
    """The police officer of a commune comes for the police's line, the clerk of its committee for the whole."""
    return tuple(sorted(lines, key=lambda line: line.agency.id not in actor.own_agencies))


def _is_draft(view: SubmissionView, line: Line) -> bool:
    """The whole is a draft until it is signed; a part already stands once all its sections are confirmed."""
    if view.duty.state not in UNSIGNED:
        return False
    return line.layout.covers == "whole" or any(one.confirmation is None for one in line.sections)


def _sealed_by(view: SubmissionView, line: Line) -> int | None:
    """The post that signed the whole, or confirmed the part."""
    if line.layout.covers == "whole":
        return view.signature.post_id if view.signature else None
    return next((one.confirmation.post_id for one in line.sections if one.confirmation), None)


def _signer(signers: tuple[SignerView, ...], asked: int | None, sealed_by: int | None) -> SignerView | None:
    wanted = [post for post in (asked, sealed_by) if post is not None]
    named = (signer for post in wanted for signer in signers if signer.post.id == post)
    return next(named, next(iter(signers), None))


def _signature(layout: UnitLayout, signer: SignerView | None) -> Signature:
    if signer is None:
        return Signature(layout.signature.authority, layout.signature.title)
    return Signature(signer.block[:-1], signer.block[-1:], signer.post.person_name)


def _restricted(form: Form) -> frozenset[str]:
    cells = {cell.element for cell in form.cells if cell.restricted}
    return frozenset(cells | {answer.code for answer in form.answers if answer.restricted})


def _places(view: SubmissionView, line: Line, form: Form) -> dict[str, str]:
    period = view.duty.period
    area = areas.last_seen([view.duty.area_id], period.last_day)[view.duty.area_id]
    province = areas.province(period.last_day) or next(iter(areas.served_provinces(period.last_day)), area)
    parent = agencies.agency(line.agency.parent_id).name if line.agency.parent_id else ""
    return {
        "province": province.short_name,
        "place": area.short_name,
        "area": lower_first(area.full_name),
        "unit_type": lower_first(area.type_label),
        "agency": line.agency.name,
        "initials": initials(line.agency.short_name, area.short_name),
        "parent": parent,
        "period": period.name_inside,
        "first_day": format_date(period.first_day),
        "last_day": format_date(period.last_day),
        "about": asked_about(form.label) if form.is_on_request else about(form.label),
        "document": _ordered_by(view) if form.is_on_request else "",
        "form": lower_first(form.short_label),
    }


def _ordered_by(view: SubmissionView) -> str:
    document_id = document_behind(view.duty.form_code, view.duty.period)
    row = documents.labels([document_id]).get(document_id) if document_id is not None else None
    return ordered_by(row.label, row.issuer) if row and row.number else ""
