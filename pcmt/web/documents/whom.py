"""Whom a duty means: what a person may choose where the register does not tell, or the document is silent."""

from collections.abc import Sequence
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


def unknown_names(proposal: plans.TaskProposal) -> tuple[Unknown, ...]:
    """This will give the names of a duty that mean no registered agency, groups left out, each with a choice."""
    names = [name for name in proposal.unknown if not agencies.is_group(name) and VAGUE not in name]
    if not names:
        return ()
    likely = agencies.resembling(names, timezone.localdate())
    return tuple(Unknown(name, likely[name], _others(likely[name])) for name in names)


def unnamed_lead(view: documents.DocumentView, item: documents.SuggestionView) -> Unknown:
    """This will tell who may lead a duty that names nobody: who does the like elsewhere in the document goes first."""
    section = next((part for part in view.provisions if part.anchor == item.anchor), None)
    words = f"{section.heading if section else ''} {documents.sentence(view, item)} {item.quote}"
    names = documents.likely_leads(words, view.suggestions)
    likely = tuple(plans.parties(names, on=timezone.localdate()).agencies)
    return Unknown("", likely, _others(likely))


def _others(likely: Sequence[agencies.AgencyView]) -> tuple[agencies.AgencyView, ...]:
    """The agencies of the province that are not among the likely ones."""
    on = timezone.localdate()
    province = areas.province(on)
    held = agencies.agencies(area_id=province.id, on=on) if province else ()
    return tuple(one for one in held if one not in likely)
