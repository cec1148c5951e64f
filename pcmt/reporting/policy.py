"""Who may do what with a duty: answers allowed or denied with the rule's name; grants come resolved in the Actor."""

from collections.abc import Collection
from typing import Protocol

from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import Need, NotFound

RESTRICTED_SEEN_BY = ("reporting.accept", "reporting.sign", "reporting.enter_cells")
OWN_SECTION = "cơ quan phụ trách một phần của báo cáo được xem báo cáo: reporting.view"


class Owed(Protocol):
    """What a policy looks at: the agency that owes and the area it owes for."""

    @property
    def agency_id(self) -> int: ...
    @property
    def area_id(self) -> int: ...


def may_view(actor: Actor, owed: Owed, owners: Collection[int] = ()) -> Decision:
    """This will let the agency that owes, those above it, and the agencies that own a section look at a report."""
    decision = actor.may("reporting.view", agency_id=owed.agency_id, area_id=owed.area_id)
    if decision:
        return decision
    if any(actor.may("reporting.view", agency_id=owner) for owner in owners):
        return Decision(True, OWN_SECTION)
    return decision


def may_view_restricted(actor: Actor, owed: Owed, owner_id: int) -> Decision:
    """This will show restricted cells to a section's own agency, and to those who fill in, sign or check the whole."""
    for permission in RESTRICTED_SEEN_BY:
        if decision := actor.may(permission, agency_id=owed.agency_id, area_id=owed.area_id):
            return decision
    return actor.may("reporting.view", agency_id=owner_id)


def may_enter(actor: Actor, owed: Owed, owner_id: int) -> Decision:
    """This will let the section's own agency type, or the agency that owes the whole form."""
    decision = actor.may("reporting.enter_cells", agency_id=owner_id)
    return decision or actor.may("reporting.enter_cells", agency_id=owed.agency_id, area_id=owed.area_id)


def may_import(actor: Actor, owed: Owed, owner_id: int) -> Decision:
    """This will let figures come from a file for a section's own agency, or for the agency that owes the whole form.

    A permission of its own, so that a program may be let hand in files and nothing else.
    """
    decision = actor.may("reporting.import_figures", agency_id=owner_id)
    return decision or actor.may("reporting.import_figures", agency_id=owed.agency_id, area_id=owed.area_id)


def may_write_words(actor: Actor, owed: Owed) -> Decision:
    """This will let only the agency that owes the form write its words."""
    return actor.may("reporting.enter_cells", agency_id=owed.agency_id, area_id=owed.area_id)


def may_confirm(actor: Actor, owner_id: int) -> Decision:
    """This will let the head of the section's own agency confirm it; an area in reach is not enough."""
    return actor.may("reporting.confirm_section", agency_id=owner_id)


def may_sign(actor: Actor, owed: Owed) -> Decision:
    """This will let the head of the agency that owes the form sign it."""
    return actor.may("reporting.sign", agency_id=owed.agency_id)


def may_on_duty(actor: Actor, permission: str, owed: Owed) -> Decision:
    """This will answer for the moves that look only at who owes: send, upload, return, close, correct."""
    return actor.may(permission, agency_id=owed.agency_id, area_id=owed.area_id)


def may_remark(actor: Actor, owed: Owed, owners: Collection[int]) -> Decision:
    """This will let those ask and answer who owe the report, own a section of it, or check it."""
    decision = may_on_duty(actor, "reporting.remark", owed)
    answers = [actor.may("reporting.remark", agency_id=owner) for owner in owners]
    return decision or next((answer for answer in answers if answer), decision)


def may_ask_extension(actor: Actor, owed: Owed) -> Decision:
    """This will let only the agency that owes the report ask for more time."""
    return actor.may("reporting.ask_extension", agency_id=owed.agency_id)


def may_ask_correction(actor: Actor, owed: Owed, owners: Collection[int]) -> Decision:
    """This will let the agency that owes the report, or that answers for a section, say what of it is wrong."""
    decision = actor.may("reporting.ask_correction", agency_id=owed.agency_id)
    answers = [actor.may("reporting.ask_correction", agency_id=owner) for owner in owners]
    return decision or next((answer for answer in answers if answer), decision)


def require_sight(decision: Decision) -> None:
    """This will refuse as if the thing were not there."""
    if not decision:
        raise NotFound("Không tìm thấy báo cáo số liệu này.")


def may_hand_in(actor: Actor, permission: str) -> Decision:
    """This will let whoever fills in some report hand in a workbook; each of its cells is asked for on its own."""
    return Decision(actor.may_somewhere(permission), permission, Need(permission))
