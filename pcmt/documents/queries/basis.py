"""What a document rests on up to the centre, what rests on it down to the commune, and which of these have ended."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Q

from pcmt.documents import policy
from pcmt.documents.endings import Endings
from pcmt.documents.models import Citation, Document
from pcmt.documents.queries.rows import ROW_FIELDS, row_of
from pcmt.documents.queries.versions import family
from pcmt.documents.rules.answers import DocumentRow, DocumentView
from pcmt.documents.rules.basis import Act, Net, in_order
from pcmt.documents.rules.basis_answers import BasisAct, BasisView, Ending, LevelView, RungView, Successor, WantedAct
from pcmt.documents.rules.identity import Identity, act_key, means
from pcmt.documents.standing import Standing, one_body_symbols, standing
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import Succession, book

__all__ = ["BasisAct", "BasisView", "Ending", "WantedAct", "basis", "cited_endings", "ended_bases", "wanted_act"]

Key = TypeVar("Key", str, int)

STEPS = 6
"""How far the net reaches each way: from the centre to a commune's plan are rarely more than five steps."""
MOST = 120
"""Acts that are followed each way; a law that everything rests on would fill any page."""


def basis(actor: Actor, document_id: int, *, on: date) -> BasisView:
    """This will give what a document rests on and what rests on it, as known on a day; NotFound as for the document."""
    found = Document.objects.only(*ROW_FIELDS).filter(id=document_id).first() if policy.may_view(actor) else None
    if found is None:
        raise NotFound("Không tìm thấy văn bản.")
    ladder = book().ladder
    net = Net(one_body_symbols(ladder))
    own = net.registered(row_of(found), 0)
    is_cut = _follow_up(net, document_id)
    is_cut |= _follow_down(net, own, document_id, on)
    endings = _endings_of(net, own, found.issued_on, on)
    bases = net.bases_of(own)
    acts = [_shown(net, act, own, bases, endings.get(act.key)) for act in sorted(net.acts.values(), key=in_order)]
    lines = tuple((namer, named, is_basis) for (namer, named), is_basis in net.namings.items())
    return BasisView(row_of(found), on, _levels(acts, standing(ladder)), lines, is_cut)


def ended_bases(actor: Actor, document_id: int, *, on: date) -> tuple[BasisAct, ...]:
    """This will list the acts that a document itself names as bases and that had ended on a day, wholly or in part."""
    found = Document.objects.only(*ROW_FIELDS).filter(id=document_id).first() if policy.may_view(actor) else None
    if found is None:
        return ()
    net = Net(one_body_symbols(book().ladder))
    own = net.registered(row_of(found), 0)
    _name_cited(net, _citations(Q(document_id=document_id, is_basis=True)), -1)
    endings = _endings_of(net, own, found.issued_on, on)
    ended = [net.acts[key] for key, ending in endings.items() if ending.is_over and key != own]
    bases = net.bases_of(own)
    return tuple(_shown(net, act, own, bases, endings[act.key]) for act in sorted(ended, key=in_order))


def cited_endings(view: DocumentView, *, on: date) -> dict[int, Ending]:
    """This will tell which of the acts that a document cites have an end, by citation; `on` is the day asked about."""
    cited = {one.id: Identity(one.number, one.issued_on, one.issuer, one.name, one.year) for one in view.citations}
    return _endings(cited, one_body_symbols(book().ladder), view.row.issued_on, on, cited)


def wanted_act(actor: Actor, citation_id: int) -> WantedAct | None:
    """This will name an act that is cited and not registered, and the document that cites it; None where it is none."""
    rows = Citation.objects.filter(id=citation_id, cited=None).select_related("document")
    found = rows.only(*_OF_CITATION, *(f"document__{name}" for name in ROW_FIELDS)).first()
    if found is None or not policy.may_view(actor):
        return None
    act = Act("", _identity(found), found.kind, -1)
    return WantedAct(citation_id, act.label, row_of(found.document))


_OF_CITATION = ("kind", "number", "name", "year", "issued_on", "issuer", "is_basis", "document_id", "cited_id")


def _citations(asked: Q) -> list[Citation]:
    rows = Citation.objects.filter(asked).select_related("cited").order_by("document_id", "start", "id")
    return list(rows.only(*_OF_CITATION, *(f"cited__{name}" for name in ROW_FIELDS))[: MOST + 1])


def _follow_up(net: Net, document_id: int) -> bool:
    followed, is_cut = {document_id}, False
    frontier = followed
    for step in range(1, STEPS + 1):
        # What the document itself mentions is shown too; further up only bases are followed.
        rows = _citations(Q(document_id__in=frontier) & (Q(is_basis=True) | Q(document_id=document_id)))
        is_cut |= len(rows) > MOST or len(net.acts) > MOST
        # An act that was first only mentioned is followed once something names it as a basis.
        frontier = _name_cited(net, rows[:MOST], -step) - followed
        followed = followed | frontier
        if not frontier or is_cut:
            break
    return is_cut


def _name_cited(net: Net, rows: list[Citation], distance: int) -> set[int]:
    """Puts what these citations name into the net; returns the registered documents that are named as bases."""
    bases = set()
    for row in rows:
        if row.cited:
            named = net.registered(row_of(row.cited), distance)
            if row.is_basis:
                bases.add(row.cited.id)
        else:
            named = net.unregistered(_identity(row), row.kind, distance, row.id)
        net.name(f"d{row.document_id}", named, is_basis=row.is_basis)
    return bases


def _follow_down(net: Net, own: str, document_id: int, on: date) -> bool:
    versions = family(document_id)
    frontier, is_cut, start = set(versions), False, len(net.acts)
    for step in range(1, STEPS + 1):
        rows = Citation.objects.filter(cited_id__in=frontier, is_basis=True, document__is_current=True)
        rows = rows.exclude(document__issued_on__gt=on).exclude(document_id__in=versions)
        rows = rows.order_by("-document__issued_on", "-document_id", "id")
        # Identifiers first: a database that sorts whole rows would carry them all along.
        newest = Citation.objects.filter(id__in=rows.values("id")[: MOST + 1]).select_related("document")
        shown = newest.only(*_OF_CITATION, *(f"document__{name}" for name in ROW_FIELDS))
        found = list(shown.order_by("-document__issued_on", "-document_id", "id"))
        is_cut |= len(found) > MOST or len(net.acts) - start > MOST
        frontier = set()
        for row in found[:MOST]:
            known = f"d{row.document_id}" in net.acts
            namer = net.registered(row_of(row.document), step)
            net.name(namer, own if row.cited_id in versions else f"d{row.cited_id}", is_basis=True)
            if not known:
                frontier.add(row.document_id)
        if not frontier or is_cut:
            break
    return is_cut


def _identity(row: Citation) -> Identity:
    return Identity(row.number, row.issued_on, row.issuer, row.name, row.year)


def _endings_of(net: Net, own: str, issued_on: date | None, on: date) -> dict[str, Ending]:
    named = {act.key for act in net.named_by(own)}
    return _endings({act.key: act.identity for act in net.acts.values()}, net.one_body, issued_on, on, named)


def _endings(
    acts: Mapping[Key, Identity], one_body: Collection[str], issued_on: date | None, on: date, own: Collection[Key]
) -> dict[Key, Ending]:
    """own: the acts that the document of that day names itself; of others it is not known on which day they were."""
    table = Endings(book().successions)
    ended = {key: one for key, act in acts.items() if (one := table.of(act, issued_on if key in own else None))}
    kept = _registered_under({number for one in ended.values() for number in one.by}, one_body)
    return {key: _ending(one, kept, issued_on, on) for key, one in ended.items()}


def _registered_under(numbers: set[str], one_body: Collection[str]) -> dict[str, DocumentRow]:
    if not numbers:
        return {}
    keys = {act_key(number) for number in numbers}
    rows = [row_of(row) for row in Document.objects.filter(act_key__in=keys, is_current=True).only(*ROW_FIELDS)]
    return {
        number: row
        for number in numbers
        for row in rows
        if means(Identity(number), Identity(row.number, row.issued_on, row.issuer), one_body=one_body)
    }


def _ending(one: Succession, kept: dict[str, DocumentRow], issued_on: date | None, on: date) -> Ending:
    return Ending(
        on=one.ended_on,
        part=one.part,
        by=tuple(Successor(number, kept.get(number)) for number in one.by),
        note=one.note,
        source=", ".join(text for text in (one.source.provision, one.source.document) if text),
        is_over=one.ended_on <= on,
        before_issue=issued_on is not None and one.ended_on <= issued_on,
    )


def _shown(net: Net, act: Act, own: str, bases: Collection[str], ending: Ending | None) -> BasisAct:
    return BasisAct(
        key=act.key,
        label=act.label,
        short=act.short,
        number=act.identity.number,
        title=act.document.title if act.document else act.identity.name * bool(act.identity.number),
        issuer=act.identity.issuer,
        issued_on=act.identity.issued_on,
        kind=act.kind,
        distance=act.distance,
        is_basis=act.distance >= 0 or act.key in bases,
        is_direct=net.namings.get((own, act.key), False),
        document=act.document,
        citation_id=act.citation_id,
        ending=ending,
        rests_on=tuple(one.short for one in net.rests_on(act.key)),
        supports=tuple(one.short for one in net.supports(act.key)),
    )


def _levels(acts: list[BasisAct], places: Standing) -> tuple[LevelView, ...]:
    by_rung: dict[str, list[BasisAct]] = {}
    for act in acts:
        rung = places.rung(act.issuer, act.number, act.kind)
        by_rung.setdefault(rung.code if rung else "", []).append(act)
    shown = []
    for code, label in book().ladder.level_labels.items():
        rungs = [one for one in places.rungs if one.level == code and one.code in by_rung]
        if rungs:
            views = tuple(RungView(one.label, tuple(by_rung[one.code])) for one in rungs)
            shown.append(LevelView(code, label, views))
    if "" in by_rung:
        shown.append(LevelView("", "Chưa rõ cấp", (RungView("Chưa rõ cơ quan ban hành", tuple(by_rung[""])),)))
    return tuple(shown)
