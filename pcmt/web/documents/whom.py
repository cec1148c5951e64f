"""Whom a duty means: what a person may choose where the register does not tell, or the document is silent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.plans import queries as plans

VAGUE = "liên quan"


@dataclass(frozen=True)
class Unknown:
    """A name that means no registered agency, with those that a person may choose for it, the likeliest first."""

    name: str
    likely: tuple[agencies.AgencyView, ...]
    others: tuple[agencies.AgencyView, ...]


@dataclass(frozen=True)
class Remembered:
    """A name that means an agency because a person once said so."""

    name: str
    agency: agencies.AgencyView
    learned: agencies.LearnedAlias


def remembered_names(proposal: plans.TaskProposal) -> tuple[Remembered, ...]:
    """This will give the names of a duty that mean an agency by what a person taught us: they may be forgotten."""
    single = {
        name: members[0]
        for name, members in (*proposal.lead_parties.named, *proposal.support_parties.named)
        if len(members) == 1
    }
    learned = agencies.remembered({name: agency.id for name, agency in single.items()})
    return tuple(Remembered(name, single[name], one) for name, one in learned.items())


def unknown_names(found: Iterable[str]) -> tuple[Unknown, ...]:
    """This will give a choice for each name that means no registered agency; groups are left out."""
    names = [name for name in dict.fromkeys(found) if not agencies.is_group(name) and VAGUE not in name]
    if not names:
        return ()
    likely = agencies.resembling(names, timezone.localdate())
    held = _of_province()
    return tuple(Unknown(name, likely[name], _without(likely[name], held)) for name in names)


def unnamed_lead(view: documents.DocumentView, item: documents.SuggestionView) -> Unknown:
    """This will tell who may lead a duty that names nobody: who does the like elsewhere in the document goes first."""
    section = next((part for part in view.provisions if part.anchor == item.anchor), None)
    words = f"{section.heading if section else ''} {documents.sentence(view, item)} {item.quote}"
    names = documents.likely_leads(words, view.suggestions)
    likely = tuple(plans.parties(names, on=timezone.localdate()).agencies)
    return Unknown("", likely, _without(likely, _of_province()))


def _of_province() -> tuple[agencies.AgencyView, ...]:
    on = timezone.localdate()
    province = areas.province(on)
    return agencies.agencies(area_id=province.id, on=on) if province else ()


def _without(
    likely: Sequence[agencies.AgencyView], held: Sequence[agencies.AgencyView]
) -> tuple[agencies.AgencyView, ...]:
    """The agencies of the province that are not among the likely ones."""
    return tuple(one for one in held if one not in likely)
